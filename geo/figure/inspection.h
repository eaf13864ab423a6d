/* figure/inspection.h - what is in a snapshot, in numbers: what a careful editor looks at first. */
#ifndef GEO_FIGURE_INSPECTION_H
#define GEO_FIGURE_INSPECTION_H

#include <geo/base/digest.h>
#include <geo/figure/tally.h>
#include <geo/source/snapshot.h>
#include <geo/zone/zones.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_regions;
struct terr_sighting;

/* One status of one snapshot. */
struct terr_status_count {
    char *status;
    size_t feature_count;
    double published_m2; /* sum over its features, each as published                            */
    double counted_m2;   /* of their union, repaired                                            */
    double overlap_m2;   /* what several of them cover: the sum of their areas, repaired, less
                            counted_m2; rounding may leave it a trifle off 0                    */
};

/* One document that the snapshot was read from. */
struct terr_inspected_part {
    char *path;                    /* as it was found; "" for bytes without a file */
    char *layer;                   /* NULL: it is the only one                     */
    char digest[TERR_DIGEST_SIZE]; /* SHA-256; "" where there is no file of bytes  */
};

/* One feature, where features are asked for. */
struct terr_inspected_feature {
    enum terr_feature_kind kind;
    size_t part;  /* index among the parts                               */
    char *layer;  /* NULL: there are none */
    char *status; /* NULL unless it has polygons                         */
    char *name;   /* its profile's describing properties; "" where none  */
    size_t vertex_count;
    double published_m2;
    bool is_repaired;
    double clean_m2; /* where it is repaired */
};

struct terr_inspection {
    size_t snapshot; /* index in the archive                                                    */
    struct terr_inspected_part *parts;
    size_t part_count;
    struct terr_status_count *statuses; /* those that occur, in byte order of their names       */
    size_t status_count;
    size_t feature_count;           /* all features                                          */
    size_t ignored_count;           /* with geometry, but no polygon                         */
    size_t null_count;              /* with null geometry                                    */
    size_t ignored_parts;           /* parts of collections that are no polygons             */
    size_t unclassified_count;      /* polygonal features that no rule of the profile names  */
    struct terr_tally unclassified; /* these by name and colour, or whatever the profile says
                                       describes a feature (terr_profile_describe_at)    */
    size_t vertex_count;
    double held_m2;              /* the profile's default zone                            */
    double held_overlap_m2;      /* what several of its features cover                    */
    struct terr_repair *repairs; /* the ledger                                            */
    char **repair_names;         /* of each repair, what describes the feature, and its layer where
                                    there are several; or "" */
    size_t repair_count;
    struct terr_inspected_feature *features; /* all, where asked for; else NULL           */
    struct terr_tally groups; /* polygonal features by the property asked for, values merged as the
                                 publisher merges them (terr_profile_merged); else empty */
    struct terr_sighting *sighting; /* where asked for, until terr_survey_add takes it; else NULL */
    double *regional_m2; /* where asked for, else NULL: the default zone, then each status, in each
                            region and outside, as terr_inspection_in_m2 tells */
};

/* What lies in a region of the default zone (`zone` TERR_INSPECTION_HELD), or of statuses[zone];
 * `region` is below the count of the regions, or that count: what lies in none. In whole square
 * metres that add up to held_m2 or counted_m2, rounded, where regions do not overlap. The
 * inspection must have been made with these regions. */
#define TERR_INSPECTION_HELD SIZE_MAX
TERR_API double terr_inspection_in_m2(const struct terr_inspection *inspection,
                                      const struct terr_regions *regions, size_t zone,
                                      size_t region);

/* "polygons", "ignored" or "null". Static. */
TERR_API const char *terr_feature_kind_name(enum terr_feature_kind kind);

/* All-zero (or NULL): no features, no groups, no sighting, no regions. */
struct terr_inspection_options {
    bool features;
    const char *group_by;               /* the name of a property; or NULL       */
    bool sighting;                      /* also what terr_survey_add takes note of */
    const struct terr_regions *regions; /* areas by region too; or NULL. Threads share them */
};

/* Reads one snapshot and counts. Fails as terr_archive_read, terr_zones_build, terr_regions_areas;
 * *out is then NULL. End with terr_inspection_free. */
TERR_API enum terr_code terr_inspection_make(struct terr_inspection **out,
                                             struct terr_worker *worker,
                                             const struct terr_archive *archive, size_t index,
                                             const struct terr_inspection_options *options,
                                             struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_inspection_free(struct terr_inspection *inspection);

/* What the repairs changed: the sum of the absolute differences, in square metres. */
TERR_API double terr_inspection_repair_m2(const struct terr_inspection *inspection);

TERR_END_DECLS

#endif
