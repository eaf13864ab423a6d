/* figure/comparisons.h - two archives side by side: per day the area in both, only in the one, only
 * in the other, and how much of all that ground they agree on. */
#ifndef GEO_FIGURE_COMPARISONS_H
#define GEO_FIGURE_COMPARISONS_H

#include <geo/figure/pairs.h>

TERR_BEGIN_DECLS

struct terr_comparison;

/* One of the two archives that are compared, and what is counted in it. Borrowed. */
struct terr_side {
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
};

/* One row: a pair of snapshots, and one zone of each. */
struct terr_compared {
    size_t pair; /* index in the pairs                                                */
    size_t zone; /* index in both zone lists: what stands in the same place in both   */
    double area_a_m2;
    double area_b_m2;
    double both_m2;
    double only_a_m2;
    double only_b_m2;
};

/* The intersection over the union, both / (both + only a + only b), from 0 (nothing in common) to 1
 * (the same ground). False where both zones are empty: there is no such number, and `*iou` is
 * untouched. */
TERR_API bool terr_compared_iou(double *iou, const struct terr_compared *row);

/* The rows of a comparison: by day, then by zone in list order. */
struct terr_comparisons {
    struct terr_side a; /* borrowed from the caller */
    struct terr_side b;
    const struct terr_ruler *ruler; /* borrowed */
    struct terr_pairs pairs;
    struct terr_compared *rows;
    size_t row_count;
    size_t repaired_count;     /* snapshots of either in which something had to be repaired       */
    double repair_max_m2;      /* the most that repairs changed in one of them                    */
    struct terr_effort effort; /* what it took, over all threads */
};

/* Sees each row in order, by the calling thread, with its ground while that is at hand;
 * `comparison` is borrowed for the call. */
typedef void (*terr_comparisons_see)(void *payload, const struct terr_comparisons *comparisons,
                                     const struct terr_compared *row,
                                     const struct terr_comparison *comparison);

struct terr_comparisons_options {
    struct terr_pairs_options pairs;
    struct terr_progress progress; /* by pairs */
    terr_comparisons_see see;      /* or NULL */
    void *payload;
    size_t jobs; /* threads, the calling one included; 0: that one alone. No number depends on it */
};

/* Finds the pairs and measures each in order: zone i of a's list with zone i of b's. The two lists
 * must be of one length, not 0. Holds the zones of few pairs at a time, by the jobs. Fails as
 * terr_pairs_find, terr_archive_read, terr_zones_build and terr_comparison_between; TERR_ECANCEL;
 * *out is then NULL. End with terr_comparisons_free. */
TERR_API enum terr_code terr_comparisons_walk(struct terr_comparisons **out,
                                              const struct terr_ruler *ruler, struct terr_side a,
                                              struct terr_side b,
                                              const struct terr_comparisons_options *options,
                                              struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_comparisons_free(struct terr_comparisons *comparisons);

TERR_END_DECLS

#endif
