#include <geo/export/vector_engine.h>

#include <geo/base/module.h>
#include <geo/export/vector.h>

enum terr_code terr_vector_engine_open(const struct terr_vector_gate **gate, const char *writing,
                                       struct terr_error *err)
{
    const void *table;
    const enum terr_code code =
        terr_module_gate(&table, "gdal", "terr_module_vector", writing, TERR_EOUTPUT, err);
    if (!code) *gate = table;
    return code;
}

const char *terr_vector_engine_version(void)
{
    const struct terr_vector_gate *gate;
    struct terr_error ignored;
    return terr_vector_engine_open(&gate, "", &ignored) ? TERR_MODULE_NO_VERSION : gate->version();
}
