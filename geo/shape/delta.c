#include <geo/shape/delta.h>

#include <geo/shape/cleaning.h>
#include <geo/shape/edges.h>
#include <geo/shape/engine.h>
#include <geo/shape/faces.h>
#include <geo/shape/noding.h>
#include <math.h>

static enum terr_code by_overlay(struct terr_delta *out, struct terr_engine *engine,
                                 const struct terr_multipolygon *from,
                                 const struct terr_multipolygon *to, struct terr_error *err)
{
    enum terr_code code = terr_engine_subtract(&out->gained, engine, to, from, err);
    if (!code) code = terr_engine_subtract(&out->lost, engine, from, to, err);
    return code;
}

// Puts the polygons into the engine's order; unsound where it finds them invalid.
static enum terr_code put_in_order(struct terr_multipolygon *shape, bool *sound,
                                   struct terr_engine *engine, struct terr_error *err)
{
    if (!*sound || shape->polygon_count == 0) return TERR_OK;
    struct terr_multipolygon ordered = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    const enum terr_code code = terr_cleaning_clean(&ordered, &fault, engine, shape, err);
    if (code) return code;
    *sound = !fault.invalid;
    terr_multipolygon_dispose(shape);
    *shape = ordered;
    return TERR_OK;
}

// gained - lost = area(to) - area(from) + what bending added, to the last step squared; and bending
// added no more than it may. Unlike the differ this sums over whole rings: those given, those made.
static enum terr_code check_areas(bool *sound, const struct terr_delta *delta,
                                  const struct terr_differing *differing,
                                  const struct terr_noded *noded, struct terr_error *err)
{
    terr_wide gained2 = 0, lost2 = 0;
    bool gained_fits = false, lost_fits = false;
    enum terr_code code = terr_edges_area2(&gained2, &gained_fits, &delta->gained, err);
    if (!code) code = terr_edges_area2(&lost2, &lost_fits, &delta->lost, err);
    if (code) return code;
    *sound = gained_fits && lost_fits && gained2 - lost2 == differing->area2 + noded->bent_area2 &&
             fabs((double)noded->bent_area2) <= sqrt(2) * noded->bent_length;
    return TERR_OK;
}

static enum terr_code by_edges(struct terr_delta *out, bool *sound, struct terr_engine *engine,
                               const struct terr_multipolygon *from,
                               const struct terr_multipolygon *to, struct terr_error *err)
{
    struct terr_differing differing = TERR_DIFFERING_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    *sound = false;
    enum terr_code code = terr_edges_differing(&differing, from, to, err);
    if (code || !differing.on_lattice) goto cleanup;
    if ((code = terr_noding_snap(&noded, &differing.chains, err))) goto cleanup;
    if ((code = terr_faces_trace(&out->gained, &out->lost, sound, &noded.chains, err)))
        goto cleanup;
    if ((code = put_in_order(&out->gained, sound, engine, err))) goto cleanup;
    if ((code = put_in_order(&out->lost, sound, engine, err))) goto cleanup;
    if (*sound) code = check_areas(sound, out, &differing, &noded, err);
cleanup:
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
        code = by_edges(out, &sound, engine, from, to, err);
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
