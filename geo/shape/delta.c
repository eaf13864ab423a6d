#include <geo/shape/delta.h>

#include <geo/shape/edges.h>
#include <geo/shape/engine.h>
#include <geo/shape/faces.h>
#include <geo/shape/noding.h>
#include <geo/shape/rings.h>
#include <math.h>

static enum terr_code by_overlay(struct terr_delta *out, struct terr_engine *engine,
                                 const struct terr_multipolygon *from,
                                 const struct terr_multipolygon *to, struct terr_error *err)
{
    enum terr_code code = terr_engine_subtract(&out->gained, engine, to, from, err);
    if (!code) code = terr_engine_subtract(&out->lost, engine, from, to, err);
    return code;
}

// gained - lost = area(to) - area(from) + what bending added, to the last step squared; and bending
// added no more than it may. Unlike the differ this sums over whole rings: those given, those made.
static bool areas_agree(const struct terr_rings *gained, const struct terr_rings *lost,
                        const struct terr_differing *differing, const struct terr_noded *noded)
{
    return terr_rings_area2(gained) - terr_rings_area2(lost) ==
               differing->area2 + noded->bent_area2 &&
           fabs((double)noded->bent_area2) <= sqrt(2) * noded->bent_length;
}

static enum terr_code by_edges(struct terr_delta *out, bool *sound,
                               const struct terr_multipolygon *from,
                               const struct terr_multipolygon *to, struct terr_error *err)
{
    struct terr_differing differing = TERR_DIFFERING_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    struct terr_rings gained = TERR_RINGS_INIT, lost = TERR_RINGS_INIT;
    *sound = false;
    enum terr_code code = terr_edges_differing(&differing, from, to, err);
    if (code || !differing.on_lattice) goto cleanup;
    if ((code = terr_noding_snap(&noded, &differing.chains, err))) goto cleanup;
    if ((code = terr_faces_trace(&gained, &lost, sound, &noded.chains, err))) goto cleanup;
    *sound = *sound && areas_agree(&gained, &lost, &differing, &noded);
    if (*sound) code = terr_rings_put(&out->gained, &gained, err);
    if (*sound && !code) code = terr_rings_put(&out->lost, &lost, err);
cleanup:
    terr_rings_dispose(&gained);
    terr_rings_dispose(&lost);
    terr_chains_dispose(&noded.chains);
    terr_chains_dispose(&differing.chains);
    return code;
}

enum terr_code terr_delta_between(struct terr_delta *out, struct terr_engine *engine,
                                  const struct terr_multipolygon *from,
                                  const struct terr_multipolygon *to, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    bool sound = false;
    if (from->polygon_count == 0 || to->polygon_count == 0) {
        code = by_overlay(out, engine, from, to, err); // a copy, or nothing
    } else {
        code = by_edges(out, &sound, from, to, err);
        if (!code && !sound) {
            terr_delta_dispose(out);
            out->by_overlay = true;
            code = by_overlay(out, engine, from, to, err);
        }
    }
    if (code) terr_delta_dispose(out);
    return code;
}

void terr_delta_dispose(struct terr_delta *delta)
{
    terr_multipolygon_dispose(&delta->gained);
    terr_multipolygon_dispose(&delta->lost);
    delta->by_overlay = false;
}
