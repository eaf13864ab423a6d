#include <geo/shape/delta.h>

#include <geo/shape/engine.h>

enum terr_code terr_delta_between(struct terr_delta *out, struct terr_engine *engine,
                                  const struct terr_multipolygon *from,
                                  const struct terr_multipolygon *to, struct terr_error *err)
{
    enum terr_code code = terr_engine_subtract(&out->gained, engine, to, from, err);
    if (!code) code = terr_engine_subtract(&out->lost, engine, from, to, err);
    if (code) terr_delta_dispose(out);
    return code;
}

void terr_delta_dispose(struct terr_delta *delta)
{
    terr_multipolygon_dispose(&delta->gained);
    terr_multipolygon_dispose(&delta->lost);
}
