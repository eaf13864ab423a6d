#include <geo/shape/simplify.h>

#include <geo/base/memory.h>
#include <geo/shape/faces.h>
#include <geo/shape/network.h>
#include <geo/shape/noding.h>
#include <geo/shape/rings.h>
#include <geo/shape/thinning.h>

// In a layer of n shapes they have the numbers 1 to n, and the ground of none has 0. The weight of
// a shape's border is its number, times the product of n + 1 of all layers before: so the winding
// number of a face tells for every layer which of its shapes the face lies in.
#define CODES_MAX (INT64_C(1) << 60)

#define SQRT2 1.4142135623730951

// Where a shape stands in the winding numbers: (winding / unit) % base is `digit` inside it.
struct place {
    int64_t unit;
    int64_t base;
    int64_t digit;
};

// Shapes that are simplified together.
struct group {
    const struct terr_multipolygon *const *shapes;
    struct terr_multipolygon *out;
    const size_t *layers; // NULL: one layer
    bool apart;           // each shape is a layer
    size_t count;
    double tolerance_m;
    struct place *places;
    int64_t codes; // winding numbers there may be: below this
    struct terr_error *err;
};

// ---- layers ----

static bool begins_layer(const struct group *group, size_t shape)
{
    if (shape == 0 || group->apart) return true;
    return group->layers && group->layers[shape] != group->layers[shape - 1];
}

static size_t end_of_layer(const struct group *group, size_t first)
{
    size_t end = first + 1;
    while (end < group->count && !begins_layer(group, end)) end++;
    return end;
}

// Gives the layers their places, and says how many shapes these are: at least those of one layer.
static size_t number_layers(struct group *group)
{
    size_t first = 0;
    group->codes = 1;
    while (first < group->count) {
        const size_t end = end_of_layer(group, first);
        const int64_t base = (int64_t)(end - first) + 1;
        if (first > 0 && group->codes > CODES_MAX / base) break;
        for (size_t i = first; i < end; i++) {
            const struct place place = {group->codes, base, (int64_t)(i - first) + 1};
            group->places[i] = place;
        }
        group->codes *= base;
        first = end;
    }
    return first;
}

static bool is_inside(const struct place *place, int64_t winding)
{
    return winding / place->unit % place->base == place->digit;
}

// ---- shapes to arcs ----

static enum terr_code add_shape(struct terr_chains *chains, const struct terr_multipolygon *shape,
                                int64_t weight, struct terr_error *err)
{
    struct terr_rings rings = TERR_RINGS_INIT;
    enum terr_code code = terr_rings_take(&rings, shape, err);
    for (size_t r = 0; r < rings.ring_count && !code; r++) {
        const struct terr_ring *ring = &rings.rings[r];
        for (size_t i = ring->start; i < ring->end && !code; i++) {
            code = terr_chains_add_node(chains, rings.nodes[i], err);
        }
        if (!code) code = terr_chains_end(chains, weight, chains->count + 1, err);
    }
    terr_rings_dispose(&rings);
    return code;
}

static enum terr_code lay_over(struct terr_network *network, double *bent_length,
                               const struct group *group)
{
    struct terr_chains chains = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < group->count && !code; i++) {
        const struct place *place = &group->places[i];
        code = add_shape(&chains, group->shapes[i], place->unit * place->digit, group->err);
    }
    if (!code) code = terr_noding_snap(&noded, &chains, group->err);
    if (!code) code = terr_network_build(network, &noded.chains, group->err);
    if (noded.gave_up) network->sound = false;
    *bent_length = noded.bent_length;
    terr_chains_dispose(&noded.chains);
    terr_chains_dispose(&chains);
    return code;
}

static int side_of(const struct place *place, const struct terr_arc *arc)
{
    return is_inside(place, arc->left) - is_inside(place, arc->right);
}

// What an arc adds to twice the area on its left.
static terr_wide area2_along(const struct terr_network *network, const struct terr_arc *arc)
{
    const struct terr_node *nodes = network->nodes + arc->first;
    const size_t count = arc->last - arc->first + 1;
    const struct terr_node closing[2] = {nodes[count - 1], nodes[0]};
    const terr_wide area2 = terr_lattice_area2_along(nodes, count);
    return arc->is_ring ? area2 + terr_lattice_area2_along(closing, 2) : area2;
}

// Whether the ground of a shape by its number is what the shape was, but for what bending moved. It
// is not where shapes of a layer have ground in common, whose number is then another's.
static enum terr_code keeps_its_ground(bool *keeps, const struct terr_network *network,
                                       double bent_length, const struct group *group, size_t shape)
{
    struct terr_rings rings = TERR_RINGS_INIT;
    const enum terr_code code = terr_rings_take(&rings, group->shapes[shape], group->err);
    terr_wide missing = code ? 0 : terr_rings_area2(&rings);
    for (size_t a = 0; a < network->arc_count; a++) {
        const struct terr_arc *arc = &network->arcs[a];
        const int side = side_of(&group->places[shape], arc);
        if (side) missing -= side * area2_along(network, arc);
    }
    const double missing2 = (double)missing;
    *keeps = (missing2 < 0 ? -missing2 : missing2) <= SQRT2 * bent_length;
    terr_rings_dispose(&rings);
    return code;
}

static enum terr_code are_told_apart(bool *told, const struct terr_network *network,
                                     double bent_length, const struct group *group)
{
    enum terr_code code = TERR_OK;
    *told = network->sound;
    for (size_t a = 0; a < network->arc_count && *told; a++) {
        const struct terr_arc *arc = &network->arcs[a];
        *told = arc->left >= 0 && arc->left < group->codes && arc->right >= 0 &&
                arc->right < group->codes;
    }
    for (size_t i = 0; i < group->count && *told && !code; i++) {
        code = keeps_its_ground(told, network, bent_length, group, i);
    }
    return code;
}

// ---- arcs to shapes ----

// A chain has its westernmost node at an end.
static size_t westernmost(const struct terr_node *nodes, size_t first, size_t last)
{
    size_t west = first;
    for (size_t i = first + 1; i <= last; i++) {
        if (terr_node_compare(nodes[i], nodes[west]) < 0) west = i;
    }
    return west;
}

static enum terr_code add_nodes(struct terr_chains *chains, const struct terr_node *nodes,
                                size_t first, size_t last, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = first; i <= last && !code; i++) {
        code = terr_chains_add_node(chains, nodes[i], err);
    }
    return code;
}

static enum terr_code add_arc(struct terr_chains *chains, const struct terr_network *network,
                              const struct terr_arc *arc, int64_t weight, struct terr_error *err)
{
    const struct terr_node *nodes = network->nodes;
    const size_t west = westernmost(nodes, arc->first, arc->last);
    enum terr_code code = TERR_OK;
    if (arc->is_ring) { // from the westernmost node round to it
        code = add_nodes(chains, nodes, west, arc->last, err);
        if (!code) code = add_nodes(chains, nodes, arc->first, west, err);
        return code ? code : terr_chains_end(chains, weight, 0, err);
    }
    if (west > arc->first) {
        code = add_nodes(chains, nodes, arc->first, west, err);
        if (!code) code = terr_chains_end(chains, weight, 0, err);
    }
    if (west < arc->last && !code) {
        code = add_nodes(chains, nodes, west, arc->last, err);
        if (!code) code = terr_chains_end(chains, weight, 0, err);
    }
    return code;
}

static enum terr_code rebuild(struct group *group, size_t shape, const struct terr_network *network,
                              bool *sound)
{
    static const int64_t inside = 1;
    const struct place *place = &group->places[shape];
    struct terr_chains chains = TERR_CHAINS_INIT;
    struct terr_rings rings = TERR_RINGS_INIT;
    enum terr_code code = TERR_OK;
    for (size_t a = 0; a < network->arc_count && !code; a++) {
        const struct terr_arc *arc = &network->arcs[a];
        const int weight = side_of(place, arc);
        if (weight) code = add_arc(&chains, network, arc, weight, group->err);
    }
    if (!code) code = terr_faces_sort(&rings, sound, &inside, 1, &chains, group->err);
    if (!code && *sound) code = terr_rings_put(&group->out[shape], &rings, group->err);
    terr_rings_dispose(&rings);
    terr_chains_dispose(&chains);
    return code;
}

// *told is false where the shapes of a layer could not be told apart; nothing is then written.
static enum terr_code simplify_group(struct group *group, bool *told)
{
    struct terr_network network = TERR_NETWORK_INIT;
    double bent_length = 0;
    bool sound = false;
    *told = false;
    enum terr_code code = lay_over(&network, &bent_length, group);
    if (!code) code = are_told_apart(told, &network, bent_length, group);
    if (!code && *told) code = terr_thinning_apply(&network, group->tolerance_m, group->err);
    for (size_t i = 0; i < group->count && *told && !code; i++) {
        code = rebuild(group, i, &network, &sound);
        if (!code && !sound) *told = false;
    }
    for (size_t i = 0; i < group->count && (code || !*told); i++) {
        terr_multipolygon_dispose(&group->out[i]);
    }
    terr_network_dispose(&network);
    return code;
}

// Simplifies as many shapes, from the first on, as there are numbers for; *taken says how many.
static enum terr_code simplify_some(const struct group *rest, size_t *taken)
{
    struct group some = *rest;
    bool told = false;
    *taken = some.count = number_layers(&some);
    enum terr_code code = simplify_group(&some, &told);
    if (code || told) return code;
    some = *rest;
    some.apart = true;
    *taken = some.count = number_layers(&some);
    code = simplify_group(&some, &told);
    if (!code && !told) {
        code = terr_fail(rest->err, TERR_EGEOM,
                         "the borders to simplify could not be laid over each other");
    }
    return code;
}

static enum terr_code copy_all(struct terr_multipolygon *out,
                               const struct terr_multipolygon *const *shapes, size_t count,
                               struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        code = terr_multipolygon_append(&out[i], shapes[i], err);
    }
    return code;
}

enum terr_code terr_simplify(struct terr_multipolygon *out,
                             const struct terr_multipolygon *const *shapes, const size_t *layers,
                             size_t count, double tolerance_m, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    struct place *places = terr_memory_new(count, sizeof *places, err);
    if (!places) return err->code;
    if (!(tolerance_m > 0)) code = copy_all(out, shapes, count, err);
    for (size_t done = 0, taken = 0; tolerance_m > 0 && done < count && !code; done += taken) {
        const struct group rest = {.shapes = shapes + done,
                                   .out = out + done,
                                   .layers = layers ? layers + done : NULL,
                                   .count = count - done,
                                   .tolerance_m = tolerance_m,
                                   .places = places,
                                   .err = err};
        code = simplify_some(&rest, &taken);
    }
    for (size_t i = 0; i < count && code; i++) terr_multipolygon_dispose(&out[i]);
    terr_memory_free(places);
    return code;
}
