#include <geo/shape/cleaning.h>

#include <geo/shape/engine.h>
#include <geo/shape/rings.h>
#include <geo/shape/validity.h>
#include <string.h>

enum terr_code terr_cleaning_clean(struct terr_multipolygon *out, struct terr_fault *fault,
                                   struct terr_engine *engine, const struct terr_multipolygon *in,
                                   struct terr_error *err)
{
    struct terr_rings rings = TERR_RINGS_INIT;
    bool sure = false;
    memset(fault, 0, sizeof *fault);
    enum terr_code code = terr_rings_take(&rings, in, err);
    if (!code) code = terr_validity_is_sure(&sure, &rings, err);
    if (!code && sure) code = terr_rings_put(out, &rings, err);
    terr_rings_dispose(&rings);
    if (code) {
        terr_multipolygon_dispose(out);
        return code;
    }
    return sure ? TERR_OK : terr_engine_clean(out, fault, engine, in, err);
}
