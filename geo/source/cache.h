/* source/cache.h - fetched files, kept on disk and checked whenever they are used.
 *
 * Each source has a folder of its own below the cache's root, named after the source and its
 * address. In it lies each file under the name that the source gives it, and beside it a record,
 * NAME.fetched: the URL, size, SHA-256 and the day on which it was asked for; or, for a file that
 * the source said it does not have, that it said so. A file is written before its record, and each
 * whole or not at all: where two processes write at once, the worst is a record that does not fit
 * its file, which is seen, and the file is fetched again.
 */
#ifndef GEO_SOURCE_CACHE_H
#define GEO_SOURCE_CACHE_H

#include <geo/base/digest.h>
#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

/* The folder of one source. Nothing on disk is made before something is put in. */
struct terr_cache;

/* `root` NULL means $XDG_CACHE_HOME/territory or $HOME/.cache/territory. `source` names the folder
 * for people (letters, digits, '-', '.', '_'; others become '_'), `address` is the URL, or template
 * of URLs, whose digest tells it from others. Fails with TERR_EARG (no root can be told) and
 * TERR_ENOMEM; *out is then NULL. End with terr_cache_free. */
enum terr_code terr_cache_open(struct terr_cache **out, const char *root, const char *source,
                               const char *address, struct terr_error *err) TERR_MUST_USE;
/* NULL is legal. */
void terr_cache_free(struct terr_cache *cache);

/* The source's folder. Borrowed. */
const char *terr_cache_folder(const struct terr_cache *cache);

enum terr_cache_state {
    TERR_CACHE_UNKNOWN, /* nothing is known of the file, or nothing that can be understood     */
    TERR_CACHE_PRESENT, /* it is there, and it is what was fetched                             */
    TERR_CACHE_ABSENT,  /* the source said that there is no such file                          */
    TERR_CACHE_DAMAGED  /* it was fetched, but what is there now is not that, or is gone       */
};

/* What the cache knows of a file. Texts are owned: terr_cache_entry_dispose. */
struct terr_cache_entry {
    enum terr_cache_state state;
    int32_t asked_day; /* when the source was last asked, a day in UTC                          */
    size_t size;
    char digest[TERR_DIGEST_SIZE];
    char *etag;     /* or NULL */
    char *modified; /* or NULL */
};
void terr_cache_entry_dispose(struct terr_cache_entry *entry);

/* The path of a file, there or not; owned by the caller. NULL with TERR_ENOMEM in `err`. */
char *terr_cache_path(const struct terr_cache *cache, const char *name,
                      struct terr_error *err) TERR_MUST_USE;

/* Looks a file up; it is read whole for its SHA-256. What was fetched from another URL counts as
 * unknown. Fails with TERR_ENOMEM; `*out` is then empty. */
enum terr_code terr_cache_look(struct terr_cache_entry *out, const struct terr_cache *cache,
                               const char *name, const char *url,
                               struct terr_error *err) TERR_MUST_USE;

/* Keeps a file. `entry` gives asked_day, etag and modified; its other members are not read. Fails
 * with TERR_EOUTPUT, the sentence begins with the path, and TERR_ENOMEM. */
enum terr_code terr_cache_put(const struct terr_cache *cache, const char *name, const char *url,
                              const char *bytes, size_t length,
                              const struct terr_cache_entry *entry,
                              struct terr_error *err) TERR_MUST_USE;

/* Keeps what the source said: that the file is absent (entry->state TERR_CACHE_ABSENT), or that the
 * one that is there is still right (TERR_CACHE_PRESENT). Where it cannot be written nothing is
 * lost but that the source is asked again. Fails with TERR_ENOMEM alone. */
enum terr_code terr_cache_note(const struct terr_cache *cache, const char *name, const char *url,
                               const struct terr_cache_entry *entry,
                               struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
