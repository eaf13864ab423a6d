/* base/digest.h - SHA-256 (FIPS 180-4), by which a file or its content is known again. */
#ifndef GEO_BASE_DIGEST_H
#define GEO_BASE_DIGEST_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* A digest in hexadecimal, small letters, with its NUL. */
#define TERR_DIGEST_SIZE 65

TERR_API void terr_digest_of(char out[TERR_DIGEST_SIZE], const void *bytes, size_t length);

/* The same of bytes that come in pieces. End with terr_digest_free. */
struct terr_digest;
TERR_API enum terr_code terr_digest_new(struct terr_digest **out,
                                        struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_digest_add(struct terr_digest *digest, const void *bytes, size_t length);
/* The digest of what was added; the next piece begins a new one. */
TERR_API void terr_digest_end(char out[TERR_DIGEST_SIZE], struct terr_digest *digest);
TERR_API void terr_digest_free(struct terr_digest *digest);

TERR_END_DECLS

#endif
