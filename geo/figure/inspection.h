/* figure/inspection.h - what is in a snapshot, in numbers: what a careful editor looks at first. */
#ifndef GEO_FIGURE_INSPECTION_H
#define GEO_FIGURE_INSPECTION_H

#include <geo/zone/zones.h>

TERR_BEGIN_DECLS

struct terr_archive;

/* One status of one snapshot. */
struct terr_status_count {
    char *status;
    size_t feature_count;
    double published_m2; /* sum over its features, each as published                            */
    double counted_m2;   /* of their union, repaired                                            */
};

struct terr_inspection {
    size_t snapshot;                    /* index in the archive                                  */
    struct terr_status_count *statuses; /* those that occur, in byte order of their names       */
    size_t status_count;
    size_t feature_count;      /* all features                                          */
    size_t ignored_count;      /* with geometry, but no polygon                         */
    size_t null_count;         /* with null geometry                                    */
    size_t ignored_parts;      /* parts of collections that are no polygons             */
    size_t unclassified_count; /* polygonal features that no rule of the profile names  */
    size_t vertex_count;
    double held_m2;              /* the profile's default zone                            */
    struct terr_repair *repairs; /* the ledger                                            */
    size_t repair_count;
};

/* Reads one snapshot and counts. Fails as terr_archive_read and terr_zones_build; *out is then
 * NULL. End with terr_inspection_free. */
TERR_API enum terr_code terr_inspection_make(struct terr_inspection **out,
                                             struct terr_engine *engine,
                                             const struct terr_ruler *ruler,
                                             const struct terr_archive *archive, size_t index,
                                             struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_inspection_free(struct terr_inspection *inspection);

TERR_END_DECLS

#endif
