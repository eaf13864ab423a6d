// In a program that has this file the gates to GDAL, PROJ and libcurl are linked in, in the place
// of the modules, so that their allocations pass through fail_alloc.h as well.
#include <geo/base/module.h>

#include <geo/export/database_gate.h>
#include <geo/export/vector_gate.h>
#include <geo/shape/proj_gate.h>
#include <geo/source/fetch_gate.h>
#include <geo/source/ogr_gate.h>
#include <geo/source/virtual_file_gate.h>
#include <string.h>

extern const struct terr_proj_gate terr_module_proj;
extern const struct terr_fetch_gate terr_module_fetch;
extern const struct terr_ogr_gate terr_module_ogr;
extern const struct terr_virtual_file_gate terr_module_virtual_file;
extern const struct terr_vector_gate terr_module_vector;
extern const struct terr_database_gate terr_module_database;

enum terr_code terr_module_gate(const void **gate, const char *name, const char *symbol,
                                const char *doing, enum terr_code code, struct terr_error *err)
{
    const struct {
        const char *symbol;
        const void *table;
    } linked[] = {{"terr_module_proj", &terr_module_proj},
                  {"terr_module_fetch", &terr_module_fetch},
                  {"terr_module_ogr", &terr_module_ogr},
                  {"terr_module_virtual_file", &terr_module_virtual_file},
                  {"terr_module_vector", &terr_module_vector},
                  {"terr_module_database", &terr_module_database}};
    for (size_t i = 0; i < sizeof linked / sizeof linked[0]; i++) {
        if (strcmp(symbol, linked[i].symbol) != 0) continue;
        *gate = linked[i].table;
        return TERR_OK;
    }
    return terr_fail(err, code, "%s needs %s of %s, which is not linked in", doing, symbol, name);
}
