/* source/fetch.h - files over HTTP, through libcurl, whose gate is source/fetch_gate.c.
 *
 * A fetcher asks for files by URL, several at a time, tries again what may go better the next time,
 * and tells apart all the ways in which it may not. Only http and https are spoken, a redirect may
 * not lead from https to http, and proxies are those of the environment, as curl reads it.
 */
#ifndef GEO_SOURCE_FETCH_H
#define GEO_SOURCE_FETCH_H

#include <geo/base/file.h>
#include <geo/base/progress.h>

TERR_BEGIN_DECLS

/* All-zero means the defaults. */
struct terr_fetch_options {
    int timeout_s;   /* how long to wait for a connection, an answer, the next bytes; 0: 30     */
    int tries;       /* how often a file is asked for before giving up; 0: 5                    */
    int pause_ms;    /* before the second try, doubled before each further one; 0: 500          */
    size_t size_max; /* the longest file taken, in bytes, unpacked; 0: TERR_FILE_SIZE_MAX       */
};

/* A file that is wanted. Texts are borrowed for the call. */
struct terr_fetch_request {
    const char *url;
    const char *etag;     /* of the copy that is there, or NULL                                */
    const char *modified; /* the Last-Modified of that copy, or NULL                           */
    bool is_json;         /* what is no JSON object at first sight, or one named "error", is not
                             the file */
    bool is_packed;       /* the file is compressed itself, so that no more of it is asked for  */
};

enum terr_fetch_outcome {
    TERR_FETCH_GOT,       /* `body` is the file                                               */
    TERR_FETCH_UNCHANGED, /* the copy with `etag` or `modified` is still right (304)           */
    TERR_FETCH_ABSENT,    /* the server says that there is no such file (404 or 410)           */
    TERR_FETCH_FAILED     /* `fault` says why; TERR_EDATA where it lies in this one file       */
};

struct terr_fetch_answer {
    enum terr_fetch_outcome outcome;
    const struct terr_bytes *body;  /* with TERR_FETCH_GOT; borrowed for the call, as all here   */
    const char *etag;               /* or NULL                                                   */
    const char *modified;           /* or NULL                                                   */
    const struct terr_error *fault; /* with TERR_FETCH_FAILED: begins with the URL               */
};

/* Takes the answer to request `index`. Anything but TERR_OK, with `err` set, ends the run. */
typedef enum terr_code (*terr_fetch_take)(void *payload, size_t index,
                                          const struct terr_fetch_answer *answer,
                                          struct terr_error *err);

struct terr_fetcher;

/* Fails with TERR_EIO (libcurl, or its module, cannot be had) and TERR_ENOMEM; *out is then NULL.
 * End with terr_fetcher_free. One thread. */
enum terr_code terr_fetcher_new(struct terr_fetcher **out, const struct terr_fetch_options *options,
                                struct terr_error *err) TERR_MUST_USE;
/* NULL is legal. */
void terr_fetcher_free(struct terr_fetcher *fetcher);

/* Asks for `count` files, up to four at a time, and gives each answer to `take`, in the order in
 * which they come. Tried again, after a pause, are time-outs, connections and bodies that break
 * off, a web page or nothing in place of the file, and the statuses 408, 429 and 5xx; a Retry-After
 * is obeyed up to a minute. Everything else is final at once.
 *
 * Where `take` refuses an answer, nothing new is asked for, what was asked for before it is still
 * waited for, and the refusal of the least index is what the run fails with: it does not depend on
 * who was faster. Fails also with TERR_ECANCEL (`progress`, which is asked ten times a second and
 * counts answers) and TERR_ENOMEM. */
enum terr_code terr_fetch_all(struct terr_fetcher *fetcher,
                              const struct terr_fetch_request *requests, size_t count,
                              terr_fetch_take take, void *payload,
                              const struct terr_progress *progress,
                              struct terr_error *err) TERR_MUST_USE;

/* True where a source is an address: it begins with http:// or https://, in any case. */
bool terr_url_is(const char *source);

/* The host of a URL, and the last part of its path without the query, as it is written (%2F stays
 * %2F, "." and ".." are resolved first), both owned by the caller (terr_memory_free).
 *
 * Fails with TERR_EARG: no URL, another scheme, a user name or password in it (it would end in
 * messages and in the cache), a path that ends in '/'; TERR_ENOMEM. The sentence begins with the
 * URL; *host and *name are then NULL. TERR_EIO where libcurl's module cannot be had. */
enum terr_code terr_url_parts(char **host, char **name, const char *url,
                              struct terr_error *err) TERR_MUST_USE;

/* The version of libcurl at run time, such as "7.88.1"; "(no module of this version)" where its
 * module cannot be had. Static. */
const char *terr_fetch_engine_version(void);

TERR_END_DECLS

#endif
