/* source/obtain.h - files of a source: from the cache where what it has will do, else fetched into
 * it. */
#ifndef GEO_SOURCE_OBTAIN_H
#define GEO_SOURCE_OBTAIN_H

#include <geo/base/progress.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_cache;
struct terr_remote_options;

enum terr_wanted_state {
    TERR_WANTED_UNKNOWN, /* not asked for yet; after terr_obtain: offline, and not in the cache */
    TERR_WANTED_PRESENT, /* in the cache                                                       */
    TERR_WANTED_ABSENT,  /* the source has no such file                                        */
    TERR_WANTED_UNUSABLE /* the source has it, but not as a file; `fault` says why              */
};

/* A file that is wanted. */
struct terr_wanted {
    const char *url;  /* borrowed                                                            */
    const char *name; /* in the cache; borrowed                                              */
    bool has_day;     /* false: it may change at any time                                    */
    int32_t day;      /* that the file is of: the source settles soon after it               */
    enum terr_wanted_state state;
    char *fault; /* with UNUSABLE, owned: terr_memory_free                                     */
};

/* Whoever obtains files, one at a time or many. */
struct terr_obtainer;

/* `options` and `cache` are borrowed. Fails with TERR_ENOMEM; *out is then NULL. End with
 * terr_obtainer_free. */
enum terr_code terr_obtainer_new(struct terr_obtainer **out, const struct terr_cache *cache,
                                 const struct terr_remote_options *options,
                                 struct terr_error *err) TERR_MUST_USE;
/* NULL is legal. */
void terr_obtainer_free(struct terr_obtainer *obtainer);

/* Settles the state of `count` files. With `keep_going` a file that cannot be used becomes
 * UNUSABLE; without, it is an error, as everything is that others would meet too.
 *
 * Fails as terr_fetch_all, with TERR_EDATA (offline, and damaged in the cache), TERR_EOUTPUT (what
 * was fetched cannot be kept) and TERR_ENOMEM; states are then settled or as they were. */
enum terr_code terr_obtain(struct terr_obtainer *obtainer, struct terr_wanted *wanted, size_t count,
                           bool keep_going, struct terr_error *err) TERR_MUST_USE;

/* The present, in Unix time: the options', or the clock's. */
int64_t terr_remote_now(const struct terr_remote_options *options);

TERR_END_DECLS

#endif
