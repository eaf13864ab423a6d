/* figure/calendar.h - the dates of a series, and which snapshot stands for each. */
#ifndef GEO_FIGURE_CALENDAR_H
#define GEO_FIGURE_CALENDAR_H

#include <geo/figure/series.h>

TERR_BEGIN_DECLS

/* No snapshot is in reach of a date. */
#define TERR_NO_SNAPSHOT SIZE_MAX

/* One date of a series. */
struct terr_date {
    int32_t day;
    size_t snapshot; /* index in the archive, or TERR_NO_SNAPSHOT                             */
    const size_t *windows; /* for each window of N days the snapshot for day - N, or
                              TERR_NO_SNAPSHOT; borrowed from the calendar */
    size_t previous; /* index of the last date before it with a snapshot; TERR_NO_SNAPSHOT: none */
    size_t oldest;   /* the oldest snapshot that this date or a later one looks at            */
};

/* The dates in order. All-zero is empty; ended by terr_calendar_dispose. */
struct terr_calendar {
    struct terr_date *dates;
    size_t count;
    size_t capacity;
    size_t *window_snapshots; /* what the dates' `windows` point into */
};

/* Lays out the dates that `options` asks for. `out` must be empty.
 * Fails with TERR_EDATA where no date is left, TERR_ENOMEM; `out` is then empty. */
enum terr_code terr_calendar_fill(struct terr_calendar *out, const struct terr_archive *archive,
                                  const struct terr_series_options *options,
                                  struct terr_error *err) TERR_MUST_USE;

/* The last day of the day, ISO week or month that `day` lies in; a snapshot's period is its day. */
int32_t terr_calendar_period_end(enum terr_every every, int32_t day);

void terr_calendar_dispose(struct terr_calendar *calendar);

TERR_END_DECLS

#endif
