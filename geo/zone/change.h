/* zone/change.h - what passed between two dates.
 *
 * A window is chosen in an archive (its two ends, by date), the two snapshots are read, and for
 * each zone the differ says what was gained and what was lost.
 */
#ifndef GEO_ZONE_CHANGE_H
#define GEO_ZONE_CHANGE_H

#include <geo/base/date.h>
#include <geo/shape/delta.h>
#include <geo/zone/zones.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_span;

/* The window asked for. All-zero: the 90 days up to the newest snapshot. Where a snapshot has no
 * date (an archive opened with `undated`), only `whole` finds ends. */
struct terr_window {
    bool has_from;
    bool has_to;
    bool has_days;
    struct terr_moment from;
    struct terr_moment to;
    int32_t days;
    bool whole; /* from the first snapshot to the last, whatever their dates */
};
#define TERR_WINDOW_DAYS 90

/* The two ends of a window in an archive. */
struct terr_ends {
    size_t from; /* index of the snapshot used                                          */
    size_t to;
    bool dated;       /* false: the snapshots have no dates, and what follows is 0     */
    int32_t from_day; /* the date asked for, in the archive's time zone                */
    int32_t to_day;
    struct terr_moment from_moment; /* the same with its time, where one was asked for, as clocks of
                                       that time zone show it; without an offset                 */
    struct terr_moment to_moment;
};

/* Chooses the ends: `to` is given, or `from` + `days`, or the day of the newest snapshot; `from` is
 * given, or `to` - `days`, or `to` - 90.
 * Fails with TERR_EARG where from, to and days contradict each other, from is later than to (a day
 * without a time is meant to its end) or the days lead out of the years 1 to 9999, and with
 * TERR_EDATA as terr_archive_find; `*ends` is then untouched. */
TERR_API enum terr_code terr_ends_find(struct terr_ends *ends, const struct terr_archive *archive,
                                       const struct terr_window *window,
                                       struct terr_error *err) TERR_MUST_USE;

/* The snapshots that a window needs, for terr_archive_options: a source that is fetched is fetched
 * no further. */
TERR_API void terr_window_span(struct terr_span *span, const struct terr_window *window);

struct terr_change;

/* Reads the two snapshots, builds their zones and takes the difference of each. `list` must outlive
 * the change. Fails as terr_archive_read, terr_zones_build and terr_delta_between; *out is then
 * NULL. End with terr_change_free. */
TERR_API enum terr_code terr_change_between(struct terr_change **out, struct terr_worker *worker,
                                            const struct terr_archive *archive,
                                            struct terr_ends ends,
                                            const struct terr_zone_list *list,
                                            struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_change_free(struct terr_change *change);

/* The ends, the zones at each, and the difference of zone `index`. Borrowed. */
TERR_API struct terr_ends terr_change_ends(const struct terr_change *change);
TERR_API const struct terr_zones *terr_change_from(const struct terr_change *change);
TERR_API const struct terr_zones *terr_change_to(const struct terr_change *change);
TERR_API const struct terr_delta *terr_change_delta(const struct terr_change *change, size_t index);

TERR_END_DECLS

#endif
