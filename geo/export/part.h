/* export/part.h - the ground of a change part by part, as every map format draws it. */
#ifndef GEO_EXPORT_PART_H
#define GEO_EXPORT_PART_H

#include <geo/export/part_kind.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_drawn;
struct terr_measured_change;
struct terr_multipolygon;

/* What one zone has of a kind; in one region, where it is measured by region. Borrowed from the
 * change. */
struct terr_part {
    enum terr_part_kind kind;
    size_t zone_index; /* in the list */
    const char *zone;
    const char *region;                    /* NULL where it is not measured by region */
    double area_m2;                        /* of all of it, as it was measured */
    const struct terr_drawn *drawn;        /* NULL: the shape is all of it, as it is */
    double noise_m2;                       /* of the area, where it was drawn        */
    const struct terr_multipolygon *shape; /* what is drawn; not empty */
};

/* The next part of one of the kinds in the set `kinds`: zone by zone in the order of the list, in
 * it region by region, in it kind by kind, empty ones left out, and
 * those that are noise from end to end (zone/drawing.h). What is held and unchanged is there
 * only where the change has its standing (terr_measured_change_add_standing).
 * False at the end. `*cursor` is 0 before the first call. */
bool terr_part_next(struct terr_part *part, size_t *cursor,
                    const struct terr_measured_change *measured, unsigned kinds);

TERR_END_DECLS

#endif
