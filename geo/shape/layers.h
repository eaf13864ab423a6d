/* shape/layers.h - multipolygons laid on each other, and the ground between all their edges told
 * apart by which of them cover it.
 *
 * All layers go into one arrangement (shape/noding.h, shape/faces.h), in which layer i has the
 * weight 2^i, so that the winding number of a face is the set of layers that cover it. Edges that
 * several layers have are one edge with the weights of all, and meet nothing anew: layers that are
 * almost the same map, as those of consecutive days, cost little more than one of them.
 */
#ifndef GEO_SHAPE_LAYERS_H
#define GEO_SHAPE_LAYERS_H

#include <geo/shape/multipolygon.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_engine;

/* More would not leave room in an integer for the edges that meet in a point. */
#define TERR_LAYERS_MAX 48

/* Ground that the same layers cover. */
struct terr_layered {
    uint64_t layers; /* bit i: layer i covers it; never 0 */
    struct terr_multipolygon shape;
};

/* All-zero (TERR_LAYERS_INIT) is nothing. Ended by terr_layers_dispose. */
struct terr_layers {
    struct terr_layered *grounds; /* by rising `layers`, none empty */
    size_t count;
    bool by_overlay; /* true: the arrangement found itself at fault, and the engine answered */
};
#define TERR_LAYERS_INIT \
    {                    \
        NULL, 0, false   \
    }
TERR_API void terr_layers_dispose(struct terr_layers *layers);

/* The grounds of `count` clean multipolygons (shape/engine.h), at most TERR_LAYERS_MAX, any of
 * which may be empty; each ground valid and in the engine's canonical order. No two grounds share
 * any, and those of a layer together are the layer. The order of the layers changes nothing but
 * which bit stands for which.
 *
 * Edges move as in a difference (shape/delta.h), where they cross or nearly touch, and in all
 * grounds beside them alike. The answer is checked: the areas of the grounds of each layer add up
 * to that of the layer, but for what bending may have added. Where they do not, as for layers that
 * are not clean, the engine's overlay takes its place and `by_overlay` says so.
 *
 * `out` must be empty. Takes n log n for the n edges of all layers. Fails with TERR_EGEOM or
 * TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_layers_lay(struct terr_layers *out, struct terr_engine *engine,
                                        const struct terr_multipolygon *const *layers, size_t count,
                                        struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
