/* figure/verdict.h - whether published figures hold: each claim worked out from an archive.
 *
 * The dates of a claim choose snapshots as those of a change do (terr_ends_find). A claim is
 * confirmed where what was printed admits what is computed (figure/printed.h), refuted where not,
 * and unverifiable where nothing can be computed.
 *
 * A claim's region is one of those that were given, by its very name, or TERR_OUTSIDE; figures of
 * it are those of the ground inside it, or in none, as a change by regions tells them.
 */
#ifndef GEO_FIGURE_VERDICT_H
#define GEO_FIGURE_VERDICT_H

#include <geo/figure/claims.h>
#include <geo/figure/demand.h>
#include <geo/figure/reading.h>
#include <geo/zone/zone_list.h>

TERR_BEGIN_DECLS

enum terr_outcome { TERR_CONFIRMED, TERR_REFUTED, TERR_UNVERIFIABLE };
#define TERR_OUTCOME_COUNT 3

/* "confirmed", "refuted", "unverifiable". Static. */
TERR_API const char *terr_outcome_name(enum terr_outcome outcome);

/* What was found of one claim. Of an unverifiable one nothing behind `ruler` is known, but for
 * `ends` where `has_ends` says so. */
struct terr_verdict {
    const struct terr_claim *claim; /* borrowed */
    enum terr_outcome outcome;
    char *reason;  /* why it is unverifiable, a sentence without a capital or a full stop; owned; of
                      other outcomes NULL */
    size_t zone;   /* index in the zone list */
    size_t region; /* index in the regions, their count for TERR_OUTSIDE; or TERR_WANTED_WHOLE */
    const struct terr_regions
        *ground;                    /* what a share is of, where a file says; borrowed, or NULL */
    double of_m2;                   /* what a share is of, by `ruler`; else 0                   */
    const struct terr_ruler *ruler; /* what it is measured with */
    bool has_ends;
    struct terr_ends ends; /* the dates asked for and the snapshots used              */
    size_t wanted;         /* index in the demand, which has the figures              */
    double computed_m2;    /* what the measure is in square metres; of a share, what is shared */
    double computed;       /* the same in the claim's unit                            */
    struct terr_admitted admitted;       /* what the printed figure admits, in the claim's unit */
    bool truncated;                      /* confirmed, because the printed figure was cut off   */
    double difference_m2;                /* printed less computed                               */
    double difference_percent;           /* of what is computed; not finite where that is 0     */
    struct terr_explanation explanation; /* of a refuted claim, once it was looked for    */
};

/* The models that a claim may choose, Web Mercator, and zones of UTM side by side. */
#define TERR_VERDICT_UTM_ZONES 4
#define TERR_VERDICT_RULERS (TERR_AREA_UTM + TERR_VERDICT_UTM_ZONES)

/* A file of regions that shares are of. */
struct terr_ground {
    char *path;
    struct terr_regions *regions;
};

/* The verdicts on a file of claims, in its order. What is not owned is borrowed from the caller. */
struct terr_verdicts {
    const struct terr_claims *claims;
    const struct terr_archive *archive;
    const struct terr_regions *regions; /* that claims name, or NULL                   */
    struct terr_ground *grounds;        /* owned, each file once                       */
    size_t ground_count;
    size_t ground_capacity;
    const struct terr_ruler *ruler; /* of claims that choose none; owned, among `rulers` */
    struct terr_ruler *rulers[TERR_VERDICT_RULERS]; /* owned, by model, then of zones of UTM; NULL
                                                       where none was needed */
    struct terr_zone_list list; /* owned: the zones of all claims, then those of readings */
    size_t zone_count;          /* of claims                                              */
    struct terr_demand demand;  /* owned: their figures                              */
    struct terr_verdict *verdicts;
    size_t count;
    size_t outcome_counts[TERR_OUTCOME_COUNT];
    bool explained; /* whether readings were looked for */
    char *fault;    /* why some readings were not tried: a snapshot that they need, which cannot be
                       used; the first such sentence, owned; NULL: all were */
};

/* All-zero: what the file says, and where it says nothing the profile's first zone and the
 * ellipsoid. What a claim says of itself goes before all of this. */
struct terr_verdict_options {
    const char *zone; /* in place of the file's; NULL: none */
    bool has_area_model;
    enum terr_area_model area_model;    /* in place of the file's */
    const struct terr_regions *regions; /* that claims name, which outlive the verdicts; or NULL */
    struct terr_demand_options demand;  /* progress is told by pairs of snapshots */
};

/* Gives every claim its verdict. Both `claims` and `archive` must outlive the verdicts.
 * Fails with TERR_EARG (the options' zone is unknown), TERR_EDATA (a claim's zone is, or its dates
 * contradict each other: the sentence names the file and the claim), and as terr_ruler_new,
 * terr_regions_read (of a file that a share is of) and terr_demand_meet; *out is then NULL. End
 * with terr_verdicts_free. */
TERR_API enum terr_code terr_verdicts_find(struct terr_verdicts **out,
                                           const struct terr_claims *claims,
                                           const struct terr_archive *archive,
                                           const struct terr_verdict_options *options,
                                           struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_verdicts_free(struct terr_verdicts *verdicts);

/* Looks for the readings (figure/reading.h) that make refuted claims hold; verdicts stay as they
 * are. Snapshots that the claims do not name may be read: readings that need one which cannot be
 * used are not tried, and verdicts->fault says why. Fails otherwise as terr_demand_meet; there are
 * then no explanations. To be called once. */
TERR_API enum terr_code terr_verdicts_explain(struct terr_verdicts *verdicts,
                                              const struct terr_demand_options *options,
                                              struct terr_error *err) TERR_MUST_USE;

/* The ruler of a model in `verdicts->rulers`, made where it is not there yet. Fails as
 * terr_ruler_new. */
enum terr_code terr_verdicts_ruler(const struct terr_ruler **out, struct terr_verdicts *verdicts,
                                   enum terr_area_model model,
                                   struct terr_error *err) TERR_MUST_USE;

/* What a measure is of these figures, in square metres; of a share, what is shared. */
double terr_measure_m2(enum terr_measure measure, const struct terr_figures *figures);

/* What a claim's share is of, in square metres, by a ruler: a number, the ground of all regions of
 * a file, or where neither is said that of the claim's own region. 0 where it is no share. */
double terr_verdict_of_m2(const struct terr_verdict *verdict, const struct terr_verdicts *verdicts,
                          const struct terr_ruler *ruler);

/* The figures of a verdict that is not unverifiable. Where the claim has a region and
 * looks at a change, the areas at both ends are not worked out, and 0. Borrowed. */
TERR_API const struct terr_figures *terr_verdict_figures(const struct terr_verdicts *verdicts,
                                                         const struct terr_verdict *verdict);

TERR_END_DECLS

#endif
