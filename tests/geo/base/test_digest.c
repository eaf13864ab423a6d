#include "../../support/check.h"

#include <geo/base/digest.h>
#include <string.h>

// The examples of FIPS 180-4 as NIST publishes them: of no bytes, of "abc" and of 56 bytes, which
// is where the padding needs a block of its own.
static const struct {
    const char *message;
    const char *digest;
} examples[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};
#define EXAMPLE_COUNT (sizeof examples / sizeof examples[0])

static void the_examples_of_the_standard_hold(void **state)
{
    char digest[TERR_DIGEST_SIZE];
    (void)state;
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
        terr_digest_of(digest, examples[i].message, strlen(examples[i].message));
        assert_string_equal(digest, examples[i].digest);
    }
}

static void pieces_make_the_whole(void **state)
{
    struct terr_digest *digest;
    struct terr_error err;
    char text[TERR_DIGEST_SIZE];
    (void)state;
    check_ok(terr_digest_new(&digest, &err));
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) { // one after the other: each end begins anew
        for (const char *byte = examples[i].message; *byte; byte++) {
            terr_digest_add(digest, byte, 1);
        }
        terr_digest_end(text, digest);
        assert_string_equal(text, examples[i].digest);
    }
    terr_digest_free(digest);
    terr_digest_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard_hold),
        cmocka_unit_test(pieces_make_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
