/* figure/when_look.h - what one snapshot shows of all places. */
#ifndef GEO_FIGURE_WHEN_LOOK_H
#define GEO_FIGURE_WHEN_LOOK_H

#include <geo/zone/origin.h>
#include <geo/zone/spots.h>
#include <geo/zone/zone_list.h>

TERR_BEGIN_DECLS

struct terr_archive;

struct terr_look {
    struct terr_zone_list statuses;    /* a zone for each status that the snapshot has         */
    const struct terr_zone_list *list; /* what was looked for: those, or the zones asked for   */
    double *held;  /* of spot s by zone z: held[s * list->count + z], as terr_spot_measure   */
    double *rests; /* of spot s what no zone holds                                           */
    struct terr_extent extent; /* of the zones                                              */
    struct terr_origin origin; /* of the snapshot */
};

/* Reads a snapshot and looks at every spot in it. `zones` NULL or empty: each status it has; it
 * must outlive the look. Fails as terr_archive_read, terr_zones_build and terr_spot_measure; the
 * sentence begins with the file; *out is then NULL. End with terr_look_free. */
enum terr_code terr_look_make(struct terr_look **out, struct terr_worker *worker,
                              const struct terr_archive *archive, size_t snapshot,
                              const struct terr_spots *spots, const struct terr_zone_list *zones,
                              struct terr_error *err) TERR_MUST_USE;
void terr_look_free(struct terr_look *look);

TERR_END_DECLS

#endif
