/* zone/zones.h - what we hold true of one day: one valid multipolygon per zone, cleaned once.
 *
 * Each polygon of a counted status is cleaned alone (shape/engine.h), what that changed goes into a
 * ledger, and the polygons of a zone are united, so that ground which two of them cover counts
 * once. Nothing later repairs geometry.
 */
#ifndef GEO_ZONE_ZONES_H
#define GEO_ZONE_ZONES_H

#include <geo/base/error.h>
#include <geo/shape/engine.h>
#include <geo/zone/origin.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_multipolygon;
struct terr_snapshot;
struct terr_worker;
struct terr_zone_list;

/* One line of the ledger. Areas are of the ruler's model. */
struct terr_repair {
    size_t feature;          /* index in the snapshot                                          */
    struct terr_fault fault; /* what was wrong, and where                                      */
    double published_m2;     /* the sum of its polygons as published, shells less holes        */
    double clean_m2;         /* after the repair                                               */
};

struct terr_zones;

/* The zones of a snapshot that has been classified. `list` is used during the call only.
 * Fails with TERR_EGEOM (the sentence names the feature) or TERR_ENOMEM; *out is then NULL.
 * End with terr_zones_free. */
TERR_API enum terr_code terr_zones_build(struct terr_zones **out, struct terr_worker *worker,
                                         const struct terr_snapshot *snapshot,
                                         const struct terr_zone_list *list,
                                         struct terr_error *err) TERR_MUST_USE;

/* Reads a snapshot of an archive and builds its zones. Fails as terr_archive_read and
 * terr_zones_build; the sentence begins with the file. */
TERR_API enum terr_code terr_zones_read(struct terr_zones **out, struct terr_worker *worker,
                                        const struct terr_archive *archive, size_t index,
                                        const struct terr_zone_list *list,
                                        struct terr_error *err) TERR_MUST_USE;

TERR_API void terr_zones_free(struct terr_zones *zones);

/* Zone `index` of the list, clean. Borrowed. */
TERR_API const struct terr_multipolygon *terr_zones_at(const struct terr_zones *zones,
                                                       size_t index);

/* How many polygonal features have a status of the zone, and the sum of their cleaned areas less
 * the area of the zone: ground that several features cover. */
TERR_API size_t terr_zones_feature_count(const struct terr_zones *zones, size_t index);
TERR_API double terr_zones_overlap_m2(const struct terr_zones *zones, size_t index);

/* The area of the zone. */
TERR_API double terr_zones_area_m2(const struct terr_zones *zones, size_t index);

/* The ledger: every feature of any of the zones that had to be repaired, in document order. */
TERR_API size_t terr_zones_repair_count(const struct terr_zones *zones);
TERR_API const struct terr_repair *terr_zones_repair_at(const struct terr_zones *zones,
                                                        size_t index);

/* How many polygonal features of the snapshot no rule of its profile names, in no zone though they
 * may be, and their area as published. */
TERR_API size_t terr_zones_unclassified(const struct terr_zones *zones, double *published_m2);

/* What the repairs changed: the sum of the absolute differences, in square metres. */
TERR_API double terr_zones_repair_m2(const struct terr_zones *zones);

/* What zones that terr_zones_read made were made from; of others it is not known. Borrowed. And the
 * same taken away, for the caller to dispose of. */
TERR_API const struct terr_origin *terr_zones_origin(const struct terr_zones *zones);
struct terr_origin terr_zones_take_origin(struct terr_zones *zones);

TERR_END_DECLS

#endif
