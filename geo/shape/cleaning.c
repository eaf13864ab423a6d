#include <geo/shape/cleaning.h>

#include <geo/base/memory.h>
#include <geo/shape/engine.h>
#include <geo/shape/faces.h>
#include <geo/shape/meetings.h>
#include <geo/shape/noding.h>
#include <geo/shape/rings.h>
#include <geo/shape/validity.h>
#include <math.h>
#include <string.h>

// ---- rings as chains ----

// Adds ring `index` as a chain that winds once round what it encloses; a hole takes that away.
static enum terr_code add_ring(struct terr_chains *chains, terr_wide *area2,
                               const struct terr_rings *rings, size_t index, bool is_simple,
                               struct terr_error *err)
{
    const struct terr_ring *ring = &rings->rings[index];
    const struct terr_node *nodes = rings->nodes + ring->start;
    const size_t count = ring->end - ring->start;
    const terr_wide ring_area2 = terr_lattice_area2(nodes, count);
    const int64_t weight = (ring_area2 > 0) == ring->is_hole ? -1 : 1;
    const enum terr_code code = terr_chains_reserve(chains, count, err);
    if (code) return code;
    *area2 += weight * ring_area2;
    memcpy(chains->nodes + chains->node_count, nodes, count * sizeof *nodes);
    chains->node_count += count;
    return terr_chains_end(chains, weight, is_simple ? index + 1 : 0, err);
}

static bool has_room(const struct terr_ring *ring) { return ring->end - ring->start >= 4; }

// What rings cover that are chains by now.
struct covering {
    struct terr_chains chains;
    terr_wide area2; // of the rings
    bool sound;      // out: the answer holds
    bool is_plain;   // out: no two edges crossed or fell together, and nothing is covered twice
};
#define COVERING_INIT                     \
    {                                     \
        TERR_CHAINS_INIT, 0, false, false \
    }

// What the chains cover, if it can be told; where it is to be plain, not unless it is. `out` must
// be empty.
static enum terr_code cover(struct terr_rings *out, struct covering *covering, bool plain_only,
                            bool is_bounded, struct terr_error *err)
{
    struct terr_noded noded = TERR_NODED_INIT;
    terr_wide area2 = 0;
    int64_t most = -1;
    enum terr_code code = plain_only   ? terr_noding_snap_plain(&noded, &covering->chains, err)
                          : is_bounded ? terr_noding_snap_bounded(&noded, &covering->chains, err)
                                       : terr_noding_snap(&noded, &covering->chains, err);
    if (!code && !noded.gave_up) {
        code = terr_faces_cover(out, &area2, &most, &noded.chains, err);
    }
    covering->sound = !code && most >= 0 && area2 == covering->area2 + noded.bent_area2 &&
                      fabs((double)noded.bent_area2) <= sqrt(2) * noded.bent_length;
    covering->is_plain = noded.crossing_count == 0 && noded.shared_count == 0 && most <= 1;
    terr_chains_dispose(&noded.chains);
    return code;
}

// Appends what rings [first, end) cover, in canonical order, if it can be told. It can only if no
// edge of them crosses another or falls together with it.
static enum terr_code put_covered(struct terr_multipolygon *out, bool *sound,
                                  const struct terr_rings *rings, size_t first, size_t end,
                                  struct terr_error *err)
{
    struct covering covering = COVERING_INIT;
    struct terr_rings covered = TERR_RINGS_INIT;
    enum terr_code code = TERR_OK;
    *sound = true;
    for (size_t r = first; r < end && *sound && !code; r++) {
        *sound = has_room(&rings->rings[r]);
        if (*sound) code = add_ring(&covering.chains, &covering.area2, rings, r, false, err);
    }
    if (*sound && !code) {
        code = cover(&covered, &covering, true, true, err);
        *sound = covering.sound && covering.is_plain;
    }
    if (*sound && !code) code = terr_rings_put(out, &covered, err);
    terr_rings_dispose(&covered);
    terr_chains_dispose(&covering.chains);
    return code;
}

// Takes from `rings` those of polygons that meet another, as chains.
static enum terr_code take_meeting(struct covering *covering, bool *sound, struct terr_rings *rings,
                                   const bool *meets, struct terr_error *err)
{
    size_t kept = 0;
    enum terr_code code = TERR_OK;
    *sound = true;
    for (size_t r = 0; r < rings->ring_count && *sound && !code; r++) {
        *sound = has_room(&rings->rings[r]);
        if (!*sound) break;
        if (meets[rings->rings[r].polygon]) {
            code = add_ring(&covering->chains, &covering->area2, rings, r, true, err);
        } else {
            rings->rings[kept++] = rings->rings[r];
        }
    }
    rings->ring_count = kept;
    return code;
}

// The union of polygons each of which is valid; without an answer where it cannot be told. Those
// that meet another are united, the others stay as they are.
static enum terr_code unite_at_once(struct terr_multipolygon *out, bool *sound,
                                    const struct terr_multipolygon *polygons, bool is_bounded,
                                    struct terr_error *err)
{
    struct covering covering = COVERING_INIT;
    struct terr_rings rings = TERR_RINGS_INIT, covered = TERR_RINGS_INIT;
    bool *meets = terr_memory_new(polygons->polygon_count, sizeof *meets, err);
    enum terr_code code = meets ? terr_rings_take(&rings, polygons, err) : err->code;
    if (!code) code = terr_meetings_find(meets, &rings, err);
    if (!code) code = take_meeting(&covering, sound, &rings, meets, err);
    if (!code && *sound && covering.chains.count) {
        code = cover(&covered, &covering, false, is_bounded, err);
        *sound = covering.sound;
    }
    if (!code && *sound) code = terr_rings_put_both(out, &covered, &rings, err);
    terr_memory_free(meets);
    terr_rings_dispose(&rings);
    terr_rings_dispose(&covered);
    terr_chains_dispose(&covering.chains);
    return code;
}

static enum terr_code unite(struct terr_multipolygon *out, bool *sound,
                            const struct terr_multipolygon *polygons, struct terr_error *err);

// Appends the union of polygons [first, end).
static enum terr_code unite_some(struct terr_multipolygon *out, bool *sound,
                                 const struct terr_multipolygon *polygons, size_t first, size_t end,
                                 struct terr_error *err)
{
    struct terr_multipolygon some = TERR_MULTIPOLYGON_INIT, united = TERR_MULTIPOLYGON_INIT;
    enum terr_code code = TERR_OK;
    for (size_t p = first; p < end && !code; p++) {
        code = terr_multipolygon_append_polygon(&some, polygons, p, err);
    }
    if (!code) code = unite(&united, sound, &some, err);
    if (!code && *sound) code = terr_multipolygon_append(out, &united, err);
    terr_multipolygon_dispose(&some);
    terr_multipolygon_dispose(&united);
    return code;
}

// The same where polygons lie on each other in many layers, or meet in more places than on any map:
// what each half of them covers, which is mostly simpler than they are, and then both.
static enum terr_code unite(struct terr_multipolygon *out, bool *sound,
                            const struct terr_multipolygon *polygons, struct terr_error *err)
{
    struct terr_multipolygon halves = TERR_MULTIPOLYGON_INIT;
    const size_t count = polygons->polygon_count, half = count / 2;
    enum terr_code code = unite_at_once(out, sound, polygons, count > 2, err);
    if (code || *sound || count <= 2) return code;
    terr_multipolygon_dispose(out);
    code = unite_some(&halves, sound, polygons, 0, half, err);
    if (!code && *sound) code = unite_some(&halves, sound, polygons, half, count, err);
    if (!code && *sound) code = unite_at_once(out, sound, &halves, false, err);
    terr_multipolygon_dispose(&halves);
    return code;
}

// ---- cleaning ----

// A shape whose rings meet, traced anew polygon by polygon and united. A polygon is read as its
// rings wind round it once. That is the one way to read them where no edge crosses another or falls
// together with it; elsewhere it is no answer.
static enum terr_code retrace(struct terr_multipolygon *out, bool *sound,
                              const struct terr_rings *rings, struct terr_error *err)
{
    struct terr_multipolygon polygons = TERR_MULTIPOLYGON_INIT;
    size_t polygon_count = 0;
    enum terr_code code = TERR_OK;
    *sound = true;
    for (size_t first = 0, end; first < rings->ring_count && *sound && !code; first = end) {
        for (end = first + 1; end < rings->ring_count; end++) {
            if (rings->rings[end].polygon != rings->rings[first].polygon) break;
        }
        code = put_covered(&polygons, sound, rings, first, end, err);
        polygon_count++;
    }
    if (*sound && !code) {
        code = polygon_count > 1 ? unite(out, sound, &polygons, err)
                                 : terr_multipolygon_append(out, &polygons, err);
    }
    terr_multipolygon_dispose(&polygons);
    return code;
}

static bool on_grid(const struct terr_multipolygon *shape)
{
    for (size_t i = 0; i < shape->point_count; i++) {
        const double *at = shape->coords + 2 * i;
        const struct terr_node node = terr_lattice_nearest(at[0], at[1]);
        if (terr_lattice_deg(node.x) != at[0] || terr_lattice_deg(node.y) != at[1]) return false;
    }
    return true;
}

// A set of points has one valid form. So where the rings are other than what was traced of them,
// they are invalid, or edges were bent to vertices that they passed by less than half a step. The
// engine says which, and what is valid stays as it is.
static enum terr_code compare(struct terr_multipolygon *traced, struct terr_fault *fault,
                              struct terr_engine *engine, const struct terr_multipolygon *in,
                              const struct terr_rings *rings, struct terr_error *err)
{
    struct terr_multipolygon given = TERR_MULTIPOLYGON_INIT;
    enum terr_code code = terr_rings_put(&given, rings, err);
    if (!code && !terr_multipolygon_equal(&given, traced)) {
        code = terr_engine_find_fault(fault, engine, in, err);
        if (!code && !fault->invalid && on_grid(in)) {
            const struct terr_multipolygon bent = *traced;
            *traced = given;
            given = bent;
        }
    }
    terr_multipolygon_dispose(&given);
    return code;
}

enum terr_code terr_cleaning_clean(struct terr_multipolygon *out, struct terr_fault *fault,
                                   struct terr_engine *engine, const struct terr_multipolygon *in,
                                   struct terr_error *err)
{
    struct terr_rings rings = TERR_RINGS_INIT;
    bool sound = false;
    memset(fault, 0, sizeof *fault);
    enum terr_code code = terr_rings_take(&rings, in, err);
    if (!code) code = terr_validity_is_sure(&sound, &rings, err);
    if (!code && sound) {
        code = terr_rings_put(out, &rings, err);
    } else if (!code) {
        code = retrace(out, &sound, &rings, err);
        if (!code && sound) code = compare(out, fault, engine, in, &rings, err);
    }
    terr_rings_dispose(&rings);
    if (code || !sound) terr_multipolygon_dispose(out);
    if (code || sound) return code;
    return terr_engine_clean(out, fault, engine, in, err);
}

// ---- uniting ----

enum terr_code terr_cleaning_unite(struct terr_multipolygon *out, struct terr_engine *engine,
                                   const struct terr_multipolygon *const *parts, size_t count,
                                   struct terr_error *err)
{
    struct terr_multipolygon all = TERR_MULTIPOLYGON_INIT;
    const struct terr_multipolygon *last = &all;
    size_t filled = 0;
    bool sound = true;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count; i++) {
        if (parts[i]->polygon_count == 0) continue;
        last = parts[i];
        filled++;
    }
    if (filled <= 1) return terr_multipolygon_append(out, last, err);
    for (size_t i = 0; i < count && !code; i++)
        code = terr_multipolygon_append(&all, parts[i], err);
    if (!code) code = unite(out, &sound, &all, err);
    terr_multipolygon_dispose(&all);
    if (code || !sound) terr_multipolygon_dispose(out);
    return code || sound ? code : terr_engine_union(out, engine, parts, count, err);
}
