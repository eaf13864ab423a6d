/* zone/drawing.h - what passed between two dates, and the ground around it, made ready to be drawn:
 * without noise, and with fewer vertices.
 *
 * Figures know nothing of it. They are those of the whole change, and the drawing says how much of
 * it is noise, and by how much what is drawn differs.
 */
#ifndef GEO_ZONE_DRAWING_H
#define GEO_ZONE_DRAWING_H

#include <geo/base/error.h>
#include <geo/shape/multipolygon.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_change;
struct terr_regional_change;
struct terr_standing;
struct terr_worker;

/* What there is of a zone. */
enum terr_drawn_kind {
    TERR_DRAWN_GAINED,
    TERR_DRAWN_LOST,
    TERR_DRAWN_HELD, /* these two only where the drawing has standing ground */
    TERR_DRAWN_UNCHANGED,
    TERR_DRAWN_KINDS
};

/* What is drawn from. */
struct terr_drawing_source {
    const struct terr_change *change;
    size_t zone_count;
    const struct terr_regional_change *regional; /* of the change; NULL: not by region      */
    const struct terr_standing *standing;        /* of both; NULL: only what changed is drawn */
};

/* What is drawn; 0 asks for nothing. */
struct terr_drawing_options {
    double simplify_m;  /* the tolerance of shape/simplify.h, in metres                           */
    double min_area_m2; /* a polygon that is smaller is noise                                     */
    double min_width_m; /* and so is one that is nowhere so wide (shape/width.h), in metres */
};

/* One kind of ground of a zone, or what of it lies in a region. Areas in square metres, by the
 * ruler of the worker. */
struct terr_drawn {
    struct terr_multipolygon shape; /* what is drawn: clean; empty for the whole of a zone that is
                                       drawn by region */
    double noise_m2;                /* of it is noise, and left out of the shape      */
    double drawn_m2;                /* the area of the shape; of a whole, its regions' */
    double displaced_m2;            /* of the ground without noise, what is not drawn, and of the
                                       ground drawn, what is not of it; 0 unless simplified */
};

struct terr_drawing;

/* Draws every zone of a change, by region too where it was cut so.
 *
 * Noise is judged polygon by polygon, of what a zone gained and of what it lost, before any region
 * cuts it: a corner that a border cuts off is none, and what is noise is so in every region.
 *
 * The parts of a zone, all that it gained and lost and all that stood in every region, are
 * simplified together; different zones are not, so that a map does not depend on what other zones
 * were asked for. It does depend on whether there is standing ground: where that ends at a border,
 * there is a corner. What is held is what is gained, noise too, and what is unchanged, as they are
 * drawn, so that it ends where they end.
 *
 * What the source names must outlive it. Fails as terr_simplify, terr_width_reaches,
 * terr_regions_cut and terr_delta_between; *out is then NULL. End with terr_drawing_free. */
TERR_API enum terr_code terr_drawing_of(struct terr_drawing **out, struct terr_worker *worker,
                                        const struct terr_drawing_source *source,
                                        const struct terr_drawing_options *options,
                                        struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_drawing_free(struct terr_drawing *drawing);

TERR_API struct terr_drawing_options terr_drawing_asked(const struct terr_drawing *drawing);

/* Whether polygons were looked at for noise. */
TERR_API bool terr_drawing_filters(const struct terr_drawing *drawing);

/* What a zone has of a kind, and what of it lies in region `region`, which is at most
 * terr_regions_count. Borrowed. */
TERR_API const struct terr_drawn *terr_drawing_whole(const struct terr_drawing *drawing,
                                                     size_t zone, enum terr_drawn_kind kind);
TERR_API const struct terr_drawn *terr_drawing_in(const struct terr_drawing *drawing, size_t zone,
                                                  size_t region, enum terr_drawn_kind kind);

TERR_END_DECLS

#endif
