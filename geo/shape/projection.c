#include <geo/shape/projection.h>

#include <geo/base/memory.h>
#include <geo/base/module.h>
#include <geo/shape/proj_gate.h>

struct terr_projection {
    const struct terr_proj_gate *gate;
    struct terr_proj_system *system;
};

enum terr_code terr_proj_gate_open(const struct terr_proj_gate **gate, const char *doing,
                                   struct terr_error *err)
{
    const void *table;
    const enum terr_code code =
        terr_module_gate(&table, "proj", "terr_module_proj", doing, TERR_EIO, err);
    if (!code) *gate = table;
    return code;
}

enum terr_code terr_projection_new(struct terr_projection **out, const char *definition,
                                   struct terr_error *err)
{
    const struct terr_proj_gate *gate;
    *out = NULL;
    enum terr_code code = terr_proj_gate_open(&gate, "a coordinate system of its own", err);
    if (code) return code;
    struct terr_projection *projection = terr_memory_new(1, sizeof *projection, err);
    if (!projection) return err->code;
    projection->gate = gate;
    code = gate->system_new(&projection->system, definition, err);
    if (code) {
        terr_memory_free(projection);
    } else {
        *out = projection;
    }
    return code;
}

void terr_projection_free(struct terr_projection *projection)
{
    if (!projection) return;
    projection->gate->system_free(projection->system);
    terr_memory_free(projection);
}

bool terr_projection_is_geographic_wgs84(const struct terr_projection *projection)
{
    return projection->gate->is_geographic_wgs84(projection->system);
}

const char *terr_projection_name(const struct terr_projection *projection)
{
    return projection->gate->system_name(projection->system);
}

enum terr_code terr_projection_unproject(struct terr_projection *projection,
                                         struct terr_multipolygon *shape, struct terr_error *err)
{
    return projection->gate->unproject(projection->system, shape, err);
}
