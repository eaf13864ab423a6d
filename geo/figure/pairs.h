/* figure/pairs.h - which snapshots of two archives stand beside each other.
 *
 * Each archive has its own time zone and its own lag, so a day is a day of each archive's own
 * calendar; of several snapshots on one day the last counts.
 */
#ifndef GEO_FIGURE_PAIRS_H
#define GEO_FIGURE_PAIRS_H

#include <geo/figure/series.h>

TERR_BEGIN_DECLS

/* One snapshot of each archive. */
struct terr_pair {
    bool dated;  /* false: they are not of one day; `day` is then 0                   */
    int32_t day; /* the day they stand for                                            */
    size_t a;    /* index in the archive a                                            */
    size_t b;    /* index in the archive b                                            */
};

/* In order of days. All-zero is none; ended by terr_pairs_dispose. */
struct terr_pairs {
    struct terr_pair *pairs;
    size_t count;
    size_t capacity;
    size_t alone_a; /* days on which a has a snapshot and b none in reach               */
    size_t alone_b; /* the reverse                                                      */
};

/* All-zero: every day on which both have a snapshot. */
struct terr_pairs_options {
    bool has_from; /* days from this one on                                            */
    bool has_to;   /* days up to this one                                              */
    int32_t from_day;
    int32_t to_day;
    int32_t max_gap_days;  /* a day that only one of them has is paired with the other's latest
                              snapshot before it, at most so many days older; so is the one day
                              that is asked for (from_day = to_day), whoever has it */
    enum terr_every every; /* WEEK, MONTH: of each ISO week or month the last such day alone;
                              SNAPSHOT, DAY: every such day                            */
    bool undated; /* the newest snapshot of each, or the last given where one of the two archives
                     has no dates, whatever the dates; nothing else of the options counts then */
};

/* The snapshots that the days asked for need of either archive, for terr_archive_options: a source
 * that is fetched is fetched no further. */
TERR_API void terr_pairs_span(struct terr_span *span, const struct terr_pairs_options *options);

/* Lays out the pairs. `out` must be empty.
 * Fails with TERR_EDATA where no day is left (the sentence names what each archive has) or a
 * snapshot has no date; TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_pairs_find(struct terr_pairs *out, const struct terr_archive *a,
                                        const struct terr_archive *b,
                                        const struct terr_pairs_options *options,
                                        struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_pairs_dispose(struct terr_pairs *pairs);

TERR_END_DECLS

#endif
