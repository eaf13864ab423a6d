#include <geo/zone/comparison.h>

#include <geo/shape/engine.h>

enum terr_code terr_comparison_between(struct terr_comparison *out, struct terr_engine *engine,
                                       const struct terr_multipolygon *a,
                                       const struct terr_multipolygon *b, struct terr_error *err)
{
    enum terr_code code = terr_engine_intersect(&out->both, engine, a, b, err);
    if (!code) code = terr_engine_subtract(&out->only_a, engine, a, b, err);
    if (!code) code = terr_engine_subtract(&out->only_b, engine, b, a, err);
    if (code) terr_comparison_dispose(out);
    return code;
}

void terr_comparison_dispose(struct terr_comparison *comparison)
{
    terr_multipolygon_dispose(&comparison->both);
    terr_multipolygon_dispose(&comparison->only_a);
    terr_multipolygon_dispose(&comparison->only_b);
}
