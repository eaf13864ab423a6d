/* figure/finding.h - what a careful editor should look at, as data.
 *
 * A finding is doubt, not a fault: nothing is left out of a figure because of one.
 */
#ifndef GEO_FIGURE_FINDING_H
#define GEO_FIGURE_FINDING_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_archive;

enum terr_finding_kind {
    TERR_FINDING_LEFT_OUT,     /* a file that could not be used; `text` is the sentence why       */
    TERR_FINDING_FUTURE,       /* dated later than today                                          */
    TERR_FINDING_EARLY,        /* dated before `first_day`, from which on there can be such a map */
    TERR_FINDING_CONTRADICTED, /* another date stands in `text`, `first_day`                      */
    TERR_FINDING_GAP,          /* no snapshot from `first_day` to `last_day`                      */
    TERR_FINDING_MISSING_LAYER, /* the layer `text`, which other dates have, is missing */
    TERR_FINDING_REPEAT,       /* shows the same as the snapshot before it, `other`               */
    TERR_FINDING_MISDATED,     /* differs by `area_m2` from its neighbour, but by `near_m2` alone
                                  from the much older `other`                                     */
    TERR_FINDING_BLIP,         /* differs by `area_m2` from the snapshot before; the next one,
                                  `other`, differs from that by `near_m2` alone                   */
    TERR_FINDING_JUMP,         /* differs by `area_m2` from the one before, `other`: far more a day
                                  than is usual around it, `near_m2`                              */
    TERR_FINDING_UNCLASSIFIED, /* `count` polygonal features of `area_m2`, as published, that no
                                  rule of the profile names                                       */
    TERR_FINDING_REPAIRED      /* `count` features had to be repaired, which moved `area_m2`;
                                  `text` tells which                                              */
};
#define TERR_FINDING_KIND_COUNT 12

/* "left_out", "future_date", "early_date", "contradicted_date", "gap", "missing_layer", "repeat",
 * "misdated", "blip", "jump", "unclassified", "repaired". Static. */
TERR_API const char *terr_finding_kind_name(enum terr_finding_kind kind);

/* No snapshot. */
#define TERR_FINDING_NONE SIZE_MAX

/* What is not said of a kind above is 0, NULL or TERR_FINDING_NONE. */
struct terr_finding {
    enum terr_finding_kind kind;
    size_t snapshot; /* index in the archive; of a gap the snapshot before it */
    size_t other;    /* index in the archive                                  */
    int32_t first_day;
    int32_t last_day;
    size_t count;
    double area_m2;
    double near_m2;
    char *text; /* owned */
};

/* Findings. All-zero is none; ended by terr_findings_dispose. */
struct terr_findings {
    struct terr_finding *items;
    size_t count;
    size_t capacity;
};
TERR_API void terr_findings_dispose(struct terr_findings *findings);

/* Appends a finding; `text` (or NULL) is copied in the place of the finding's own. */
TERR_API enum terr_code terr_findings_add(struct terr_findings *findings,
                                          const struct terr_finding *finding, const char *text,
                                          struct terr_error *err) TERR_MUST_USE;

/* Puts them in order: by kind as listed above, then by snapshot. */
TERR_API void terr_findings_sort(struct terr_findings *findings);

/* How many there are of a kind. */
TERR_API size_t terr_findings_of_kind(const struct terr_findings *findings,
                                      enum terr_finding_kind kind);

/* What dates are held against. All-zero: against the profile's "since" alone. */
struct terr_date_doubts {
    bool has_today;
    int32_t today_day; /* in the archive's time zone: a later date is in the future */
    bool has_span;     /* only snapshots and gaps from `first_day` to `last_day` are looked at   */
    int32_t first_day;
    int32_t last_day;
};

/* Whether a snapshot's date is a day that it can have: no later than today, no earlier than the
 * profile's "since", and there at all. */
TERR_API bool terr_date_is_sound(const struct terr_archive *archive, size_t index,
                                 const struct terr_date_doubts *doubts);

/* Appends what the dates of an archive tell before any map is read: dates that cannot be, and gaps.
 *
 * The usual step of an archive is the lower median of the days between snapshots of different days
 * with sound dates; a step of twice that or more is a gap, so that a daily archive is told its
 * every missing day, and one of a map a week nothing of the six days between. An archive in which
 * a snapshot has no date, or with fewer than 3 such days, has no gaps. */
TERR_API enum terr_code terr_findings_add_dates(struct terr_findings *findings,
                                                const struct terr_archive *archive,
                                                const struct terr_date_doubts *doubts,
                                                struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
