/* source/remote.h - sources that are fetched: an address, or a named remote source.
 *
 * "https://.../map.geojson" is one file. "NAME:" is the source that profile NAME describes with a
 * template of URLs, one file a day: of it only what will be asked for is fetched, the days on which
 * it has no file are passed over, and what was fetched is kept (source/cache.h). Either becomes
 * paths of files that bear the remote's own names, so that what follows cannot tell them from a
 * folder of the same files.
 */
#ifndef GEO_SOURCE_REMOTE_H
#define GEO_SOURCE_REMOTE_H

#include <geo/base/date.h>
#include <geo/base/paths.h>
#include <geo/base/progress.h>

TERR_BEGIN_DECLS

enum terr_span_kind {
    TERR_SPAN_ALL,   /* every snapshot there is                                                */
    TERR_SPAN_ENDS,  /* the snapshots that stand for two dates                                 */
    TERR_SPAN_RANGE, /* those from one day to another                                         */
    TERR_SPAN_DATES, /* those that stand for dates, as far as there are some                  */
};

/* Which snapshots will be asked of an archive, as far as that is known when it is opened. Files at
 * hand are not affected. All-zero: every one. Dates are those of the archive: its time zone, its
 * lag subtracted. */
struct terr_span {
    enum terr_span_kind kind;
    bool has_from; /* RANGE: from the first there is where false                               */
    bool has_to;   /* up to the newest where false                                             */
    struct terr_moment from;
    struct terr_moment to;
    int32_t days; /* ENDS: the distance of the ends where one of them is not given; 0: 90       */
    const int32_t *windows; /* RANGE: what lies so many days before each is asked for too;
                               borrowed until the archive is open                               */
    size_t window_count;
    bool between; /* ENDS, RANGE: also all that lies between the ends, or from what windows look
                     back to                                                               */
    bool beyond; /* RANGE: also the nearest snapshot before it and the nearest after it, each within
                    max_gap_days                                                          */
    const struct terr_moment *dates; /* DATES: in any order; borrowed until the archive is open */
    size_t date_count;
};

/* How to fetch and where to keep. All-zero means the defaults. */
struct terr_remote_options {
    const char *cache; /* its folder; NULL: $XDG_CACHE_HOME/territory, else ~/.cache/territory  */
    bool offline;      /* ask no source: what is not in the cache is an error                   */
    bool refresh;      /* ask for all of it again, whatever is in the cache                     */
    int timeout_s;     /* for a connection, an answer, the next bytes; 0: 30                    */
    int tries;         /* how often a file is asked for before giving up; 0: 5                  */
    int pause_ms;      /* before the second try, doubled before each further one; 0: 500        */
    int64_t now_s;     /* Unix time to take for the present; 0: the clock's                     */
    struct terr_progress progress;
};

/* A map of a day may still come or be corrected this many days after it. What was asked for later
 * than that is settled and not asked for again; what is younger is asked for again, by its ETag or
 * date of change where the server gave one. */
#define TERR_REMOTE_SETTLED_DAYS 7

struct terr_archive_options;
struct terr_profile;

/* True for an address, and for NAME: (small letters, digits, '-' and '_') where no file or folder
 * bears that name: "./NAME:" is always a path. */
TERR_API bool terr_source_is_remote(const char *source);

/* True for an address. */
TERR_API bool terr_source_is_url(const char *source);

/* Appends `sources` to `out`, the remote ones among them replaced by the paths of their files,
 * fetched where need be: in the order given, named remote sources after the others. `chosen` is the
 * archive's profile where the caller chose one: its name goes before a built-in profile's.
 * `left_out` gets a sentence for each file that is there and cannot be used, with
 * options->keep_going; otherwise the first such file is an error.
 *
 * Fails with TERR_EARG (an unknown NAME, the sentence lists those there are; a profile without a
 * remote source; a URL that names no file), TERR_EIO (network), TERR_EDATA (no snapshot in reach, a
 * page in place of a file, offline and not in the cache), TERR_EOUTPUT (what was fetched cannot be
 * kept), TERR_ECANCEL, TERR_ENOMEM. */
enum terr_code terr_remote_expand(struct terr_paths *out, const char *const *sources, size_t count,
                                  const struct terr_archive_options *options,
                                  const struct terr_profile *chosen, struct terr_paths *left_out,
                                  struct terr_error *err) TERR_MUST_USE;

/* The version of libcurl at run time, such as "7.88.1". Static. */
TERR_API const char *terr_remote_engine_version(void);

TERR_END_DECLS

#endif
