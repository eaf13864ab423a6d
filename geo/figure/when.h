/* figure/when.h - when places came into which status: what an archive shows of them, map by map.
 *
 * A map tells the status of a point, and how much of a polygon each status has. Between two maps
 * nobody knows, so a switch is told by two of them: it happened not earlier than the one that still
 * showed the old status and not later than the one that first shows the new.
 */
#ifndef GEO_FIGURE_WHEN_H
#define GEO_FIGURE_WHEN_H

#include <geo/base/progress.h>
#include <geo/zone/origin.h>
#include <geo/zone/spots.h>
#include <geo/zone/worker.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_places;
struct terr_ruler;
struct terr_span;
struct terr_zone_list;

/* What no polygon of a status covers is in the status of this name. */
#define TERR_STATUS_NONE "none"

/* All-zero: every snapshot, every status, every blip, the calling thread alone. */
struct terr_when_options {
    bool has_from; /* snapshots from this day on, in the archive's time zone */
    bool has_to;   /* snapshots up to this day                               */
    int32_t from_day;
    int32_t to_day;
    int persist_days; /* what a place comes back from sooner is a blip; 0: nothing is */
    const struct terr_zone_list *zones; /* these zones in the place of the statuses; NULL or empty:
                                           each status of the profile, and of the data            */
    struct terr_progress progress;      /* by snapshots                                          */
    size_t jobs; /* threads, the calling one included; nothing told depends on it */
};

/* What a snapshot shows of a place in one status. */
struct terr_share {
    size_t status;  /* index in `statuses`                             */
    double area_m2; /* above 0; of a point 1, which stands for all of it */
};

/* One or several statuses at once: what a place is in. */
struct terr_state {
    char *name;       /* "occupied"; "contested+occupied", in the order of `statuses` */
    size_t *statuses; /* indexes, rising                                              */
    size_t status_count;
};

/* A time that a place was shown in one state: from its first snapshot to its last, blips passed
 * over. The stays of a place follow each other, so that two in a row are a switch. */
struct terr_stay {
    size_t state; /* index in `states`                   */
    size_t first; /* snapshots, as indexes in the archive */
    size_t last;
    size_t snapshot_count; /* that show it, or a blip in it       */
};

/* A status, and when a place was in it, alone or with others. */
struct terr_presence {
    size_t status;
    size_t first; /* snapshots, as indexes in the archive */
    size_t last;
    size_t snapshot_count;
};

/* What seems wrong with where a place is. */
enum terr_place_doubt {
    TERR_PLACE_SOUND,
    TERR_PLACE_BEYOND,  /* outside all that the maps show                             */
    TERR_PLACE_SWAPPED, /* outside the ground that they are of, and inside it with longitude and
                           latitude exchanged */
};

struct terr_whereabouts {
    struct terr_stay *stays; /* at least one */
    size_t stay_count;
    struct terr_presence *presences; /* the earliest first; two as early in order of `statuses` */
    size_t presence_count;
    size_t blip_count; /* passed over */
    enum terr_place_doubt doubt;
};

/* All that was found. */
struct terr_when {
    char **statuses; /* in the order of the profile (or as the zones were asked for), then those
                        that the data has beside them in byte order; TERR_STATUS_NONE last */
    size_t status_count;
    struct terr_state *states;
    size_t state_count;
    size_t state_capacity;
    struct terr_spots spots;         /* the places made ready          */
    struct terr_whereabouts *places; /* one for each spot              */
    size_t first;                    /* snapshots [first, first + snapshot_count) of the archive */
    size_t snapshot_count;
    struct terr_share *shares; /* of a snapshot and place as terr_when_shares tells */
    size_t *share_ends;
    struct terr_extent shown;    /* the box around all zones of all snapshots     */
    struct terr_extent ground;   /* what the maps are of: the profile's extent, else `shown` */
    size_t repaired_count;       /* snapshots in which something had to be repaired */
    double repair_max_m2;        /* the most that repairs changed in one of them */
    struct terr_origins origins; /* of the snapshots that were read               */
    struct terr_effort effort;
};

/* The snapshots that are needed, for terr_archive_options. */
TERR_API void terr_when_span(struct terr_span *span, const struct terr_when_options *options);

/* Looks at every place in every snapshot, each of which is read once; of geometry no more is held
 * than the snapshots at work, of numbers a few for each place and snapshot.
 *
 * A point is in every status whose zone has it, borders included; where several do, its state is
 * all of them. A polygon is in the status that has the largest share of it, of two as large the
 * earlier in `statuses`. What is left by all statuses is TERR_STATUS_NONE's.
 *
 * Blips: where a place leaves a state and a snapshot less than persist_days after the first one
 * that shows it elsewhere shows it back, the state counts as never left; the earliest first, and of
 * each the longest. A state on the way from one to another is no blip, however short.
 *
 * Fails as terr_archive_read and terr_zones_build, at the earliest snapshot; TERR_EDATA where no
 * snapshot lies between the days, or as terr_spots_make; TERR_ECANCEL; *out is then NULL. End with
 * terr_when_free. */
TERR_API enum terr_code terr_when_walk(struct terr_when **out, const struct terr_ruler *ruler,
                                       const struct terr_archive *archive,
                                       const struct terr_places *places,
                                       const struct terr_when_options *options,
                                       struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_when_free(struct terr_when *when);

/* What snapshot `snapshot` (an index in the archive) shows of a place: statuses rising, none with
 * nothing. Borrowed. */
TERR_API const struct terr_share *terr_when_shares(size_t *count, const struct terr_when *when,
                                                   size_t snapshot, size_t place);

/* What a snapshot shows of a place in a status, as a part of the whole: 0 to 1; and in square
 * metres, 0 of a point. */
TERR_API double terr_when_part(const struct terr_when *when, size_t snapshot, size_t place,
                               size_t status);
TERR_API double terr_when_area_m2(const struct terr_when *when, size_t snapshot, size_t place,
                                  size_t status);

/* Whether any snapshot shows anything of a place in a status. */
TERR_API bool terr_when_ever(const struct terr_when *when, size_t place, size_t status);

TERR_END_DECLS

#endif
