/* figure/claims.h - published figures to be verified, as a file of claims names them
 * (schemas/claims.schema.json).
 *
 * A claim says what was printed (a number, its unit, perhaps a word such as "nearly"), what it
 * counts (a measure of a zone) and over which dates. What the claims of a file have in common
 * stands once, at its top. The file is held to strictly: a member that is not known is an error, so
 * that a slip of the hand does not change what is verified.
 */
#ifndef GEO_FIGURE_CLAIMS_H
#define GEO_FIGURE_CLAIMS_H

#include <geo/figure/printed.h>
#include <geo/figure/unit.h>
#include <geo/shape/area.h>
#include <geo/zone/change.h>

TERR_BEGIN_DECLS

struct terr_json;

enum terr_measure {
    TERR_MEASURE_GAINED,
    TERR_MEASURE_LOST,
    TERR_MEASURE_NET,          /* gained less lost                                     */
    TERR_MEASURE_AREA,         /* of the zone, at the window's end                     */
    TERR_MEASURE_SHARE,        /* the same, as a share of `of`                         */
    TERR_MEASURE_SHARE_GAINED, /* gained, as a share of `of`                           */
};

/* The names that a file of claims has for them ("share_gained", "more than"). Static; that
 * of TERR_QUALIFIER_NONE is NULL. */
TERR_API const char *terr_measure_name(enum terr_measure measure);
TERR_API const char *terr_qualifier_name(enum terr_qualifier qualifier);

/* How far off a figure may be beyond what its precision allows. */
enum terr_tolerance_kind { TERR_TOLERANCE_NONE, TERR_TOLERANCE_KM2, TERR_TOLERANCE_PERCENT };

/* Strings are borrowed from the claims; those that may be missing are then NULL. */
struct terr_claim {
    const char *id;
    const char *statement; /* the sentence as it was printed, or NULL */
    const char *source;    /* where, or NULL                          */
    size_t line;           /* of its place in the file, from 1        */
    enum terr_measure measure;
    const char *zone;          /* NULL: that of the file */
    const char *region;        /* NULL: all of it        */
    struct terr_window window; /* of AREA and SHARE both ends are the one date that counts */
    const char *number;        /* the figure as it stands in the file: "3266.0" */
    double value;
    double step; /* one of its last digit (terr_printed_step) */
    enum terr_unit unit;
    enum terr_qualifier qualifier;
    enum terr_tolerance_kind tolerance_kind;
    double tolerance;      /* above 0, where there is one; in percent of the figure, or km2 */
    double of_km2;         /* what a share is of; 0: what follows says, or it is no share       */
    const char *of_region; /* a file of regions, whose ground it is of; a path in it counts from the
                              folder of the claims. NULL: of the claim's own region             */
    bool has_area_model;
    enum terr_area_model area_model;
};

/* True of the measures that look at one date alone. */
TERR_API bool terr_measure_is_of_one_date(enum terr_measure measure);

/* True of the measures that are in percent of something. */
TERR_API bool terr_measure_is_share(enum terr_measure measure);

/* The figure of a claim, as if printed in `unit`, its own or another; of a share, in percent of
 * `of_m2`. */
TERR_API struct terr_printed terr_claim_printed(const struct terr_claim *claim, enum terr_unit unit,
                                                double of_m2);

/* A file of claims. What is missing at its top is NULL or false. */
struct terr_claims {
    struct terr_claim *claims; /* in the file's order; at least one */
    size_t count;
    char *name;    /* the file as it was named        */
    char *archive; /* a source (source/archive.h); a path in it counts from the file's folder */
    char *profile; /* a name or a path, the same way  */
    char *regions; /* a file of regions (zone/regions.h), the same way  */
    const char *region_name; /* the property that holds their names, or NULL: to be guessed */
    const char *zone;
    const char *timezone;
    bool has_lag;
    int lag_days;
    bool has_max_gap;
    int max_gap_days;
    bool has_area_model;
    enum terr_area_model area_model;
    struct terr_moment *dates;  /* two for each claim: where its window begins and ends */
    struct terr_json *document; /* what the strings lie in                       */
    char *numbers;              /* what the claims' `number` lie in              */
};

/* Claims from the bytes of a file; `bytes[length]` must be NUL. `name` is the path of the file, or
 * what to call it where it has none.
 *
 * Fails with TERR_EPARSE (no JSON; the sentence ends in line and column), TERR_EDATA (the sentence
 * names the claim and the member: `claims[3].unit: "sqkm" is not one of km2, mi2, ha, percent
 * (claim 'october', line 12)`, where the line is that of the claim), TERR_ENOMEM; the sentence does
 * not repeat the name. *out is then NULL. End with terr_claims_free.
 */
TERR_API enum terr_code terr_claims_parse(struct terr_claims **out, const char *bytes,
                                          size_t length, const char *name,
                                          struct terr_error *err) TERR_MUST_USE;

/* The same of a file, or of standard input where `path` is "-": its name is then
 * TERR_CLAIMS_FROM_STDIN. Fails also as terr_file_read; the
 * sentence begins with the path. */
#define TERR_CLAIMS_FROM_STDIN "(standard input)"
TERR_API enum terr_code terr_claims_read(struct terr_claims **out, const char *path,
                                         struct terr_error *err) TERR_MUST_USE;

TERR_API void terr_claims_free(struct terr_claims *claims);

/* The snapshots that the claims need, for terr_archive_options: a source that is fetched is fetched
 * no further. The span borrows the claims' dates. */
TERR_API void terr_claims_span(struct terr_span *span, const struct terr_claims *claims);

TERR_END_DECLS

#endif
