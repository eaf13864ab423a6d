#include <geo/base/digest.h>

#include <geo/base/memory.h>
#include <nettle/sha2.h>
#include <stdint.h>

struct terr_digest {
    struct sha256_ctx context;
};

static void print_hexadecimal(char out[TERR_DIGEST_SIZE], const uint8_t bytes[SHA256_DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[TERR_DIGEST_SIZE - 1] = '\0';
}

enum terr_code terr_digest_new(struct terr_digest **out, struct terr_error *err)
{
    *out = terr_memory_new(1, sizeof **out, err);
    if (!*out) return err->code;
    sha256_init(&(*out)->context);
    return TERR_OK;
}

void terr_digest_add(struct terr_digest *digest, const void *bytes, size_t length)
{
    sha256_update(&digest->context, length, bytes);
}

void terr_digest_end(char out[TERR_DIGEST_SIZE], struct terr_digest *digest)
{
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->context, sizeof bytes, bytes); // and begins anew
    print_hexadecimal(out, bytes);
}

void terr_digest_free(struct terr_digest *digest) { terr_memory_free(digest); }

void terr_digest_of(char out[TERR_DIGEST_SIZE], const void *bytes, size_t length)
{
    struct terr_digest digest;
    sha256_init(&digest.context);
    terr_digest_add(&digest, bytes, length);
    terr_digest_end(out, &digest);
}
