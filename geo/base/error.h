/* base/error.h - the outcome of a call: one code, one sentence.
 *
 * Every function that can fail returns an enum terr_code and takes a struct terr_error as its last
 * argument. The error is written exactly when the return is not TERR_OK. Who finds the fault writes
 * the sentence (terr_fail); a caller on the way up may only put a place in front (terr_within).
 */
#ifndef GEO_BASE_ERROR_H
#define GEO_BASE_ERROR_H

#include <geo/base/api.h>

TERR_BEGIN_DECLS

enum terr_code {
    TERR_OK,      /* done                                                                     */
    TERR_EARG,    /* what the caller asked for makes no sense: an unknown zone, a bad date    */
    TERR_EIO,     /* a file or stream could not be opened, read or written                    */
    TERR_EPARSE,  /* bytes that are not the format they claim to be                           */
    TERR_EDATA,   /* well-formed bytes whose content cannot be used: an open ring, metres     */
    TERR_EGEOM,   /* the geometry engine gave up                                              */
    TERR_ENOMEM,  /* out of memory                                                            */
    TERR_ECANCEL, /* the caller's progress callback said stop                                 */
    TERR_EOUTPUT, /* output could not be written completely                                   */
};

/* Room for one sentence; fixed, so that reporting a failure never allocates. */
#define TERR_ERROR_MESSAGE_SIZE 512

/* Held by the caller; needs no initialisation and no disposal. `message` is one line without a
 * capital or a full stop: what was found, what was needed. */
struct terr_error {
    enum terr_code code;
    char message[TERR_ERROR_MESSAGE_SIZE];
};

/* Writes `code` and the formatted sentence into `err` and returns `code`, so that a failing
 * function ends in `return terr_fail(...)`. A sentence that is too long is cut; control
 * characters and bytes that are not UTF-8 (they may come from a hostile file or file name) are
 * shown as '?'. */
TERR_API enum terr_code terr_fail(struct terr_error *err, enum terr_code code, const char *format,
                                  ...) TERR_PRINTF(3, 4);

/* Puts "PLACE: " in front of the message that `err` already holds and returns its code. Where both
 * do not fit, the end of the old message is cut. */
TERR_API enum terr_code terr_within(struct terr_error *err, const char *format, ...)
    TERR_PRINTF(2, 3);

TERR_END_DECLS

#endif
