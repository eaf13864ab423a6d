// Zone files as bytes: what RFC 8536 allows, and what a broken or hostile file may hold.
#include "../../support/check.h"

#include <geo/base/timezone.h>
#include <stdlib.h>

#define FILE_SIZE_MAX 1024
#define SECOND_HEADER (44 + 32) /* the first header and the 32-bit block */

// A zone file under construction: one transition list, written in 32 and in 64 bits.
struct zone_file {
    unsigned char bytes[FILE_SIZE_MAX];
    size_t length;
};

static void put(struct zone_file *file, int64_t value, int width)
{
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
        file->bytes[file->length++] = (unsigned char)((uint64_t)value >> shift & 0xff);
    }
}

static void put_header(struct zone_file *file, char version, int64_t transitions, int64_t types)
{
    memcpy(file->bytes + file->length, "TZif", 4);
    file->bytes[file->length + 4] = (unsigned char)version;
    memset(file->bytes + file->length + 5, 0, 15);
    file->length += 20;
    put(file, 0, 4);
    put(file, 0, 4);
    put(file, 0, 4);
    put(file, transitions, 4);
    put(file, types, 4);
    put(file, 4, 4);
}

// Local time +1:00 at first, +2:00 from second 1000, -3:00 from second 2000.
static void put_block(struct zone_file *file, int width)
{
    put(file, 1000, width);
    put(file, 2000, width);
    put(file, 1, 1);
    put(file, 2, 1);
    const int32_t offsets[] = {3600, 7200, -10800};
    for (int i = 0; i < 3; i++) {
        put(file, offsets[i], 4);
        put(file, 0, 2);
    }
    memcpy(file->bytes + file->length, "ABC", 4);
    file->length += 4;
}

static struct zone_file file_of(char version, const char *footer)
{
    struct zone_file file = {{0}, 0};
    put_header(&file, version, 2, 3);
    put_block(&file, 4);
    if (!version) return file;
    put_header(&file, version, 2, 3);
    put_block(&file, 8);
    memcpy(file.bytes + file.length, footer, strlen(footer));
    file.length += strlen(footer);
    return file;
}

static struct terr_timezone *zone_of(const struct zone_file *file)
{
    struct terr_timezone *zone = NULL;
    struct terr_error err;
    check_ok(terr_timezone_decode(&zone, file->bytes, file->length, &err));
    return zone;
}

static void transitions_take_effect_at_their_second(void **state)
{
    (void)state;
    const char versions[] = {0, '2', '3', '4'};
    for (size_t i = 0; i < sizeof versions; i++) {
        const struct zone_file file = file_of(versions[i], "\n\n");
        struct terr_timezone *zone = zone_of(&file);
        assert_int_equal(terr_timezone_offset(zone, INT64_MIN), 3600);
        assert_int_equal(terr_timezone_offset(zone, 999), 3600);
        assert_int_equal(terr_timezone_offset(zone, 1000), 7200);
        assert_int_equal(terr_timezone_offset(zone, 1999), 7200);
        assert_int_equal(terr_timezone_offset(zone, 2000), -10800);
        assert_int_equal(terr_timezone_offset(zone, INT64_MAX), -10800);
        terr_timezone_free(zone);
    }
}

static void the_footer_holds_from_the_last_transition_on(void **state)
{
    (void)state;
    const struct zone_file file = file_of('2', "\nEET-2EEST,M3.5.0/3,M10.5.0/4\n");
    struct terr_timezone *zone = zone_of(&file);
    assert_int_equal(terr_timezone_offset(zone, 1999), 7200);
    assert_int_equal(terr_timezone_offset(zone, 1743296399), 7200);
    assert_int_equal(terr_timezone_offset(zone, 1743296400), 10800);
    assert_int_equal(terr_timezone_instant(zone, 20387, 10800), 1761440400);
    terr_timezone_free(zone);
}

static void without_transitions_the_footer_holds_always(void **state)
{
    (void)state;
    struct zone_file file = {{0}, 0};
    for (int block = 0; block < 2; block++) {
        put_header(&file, '2', 0, 1);
        put(&file, 3600, 4);
        put(&file, 0, 2);
        put(&file, 0x41424300, 4);
    }
    memcpy(file.bytes + file.length, "\nABC-1\n", 7);
    file.length += 7;
    struct terr_timezone *zone = zone_of(&file);
    assert_int_equal(terr_timezone_offset(zone, INT64_MIN), 3600);
    assert_int_equal(terr_timezone_offset(zone, 0), 3600);
    terr_timezone_free(zone);
}

static void check_refused(const struct zone_file *file, const char *sentence)
{
    struct terr_error err;
    struct terr_timezone *zone = NULL;
    check_fails(terr_timezone_decode(&zone, file->bytes, file->length, &err), TERR_EPARSE,
                sentence);
    assert_null(zone);
}

static void each_kind_of_damage_has_its_sentence(void **state)
{
    (void)state;
    // a byte counted from the second header, and what is said when it is changed
    static const struct {
        size_t place;
        unsigned char byte;
        const char *sentence;
    } cases[] = {
        {0, 'X', "zone file: no 64-bit block"},
        {31, 1, "zone file: counts leap seconds"},
        {28, 0xff, "zone file: cut short"}, // 4 billion leap seconds
        {32, 0xff, "zone file: cut short"}, // transitions
        {36, 0xff, "zone file: cut short"}, // types
        {40, 0xff, "zone file: cut short"}, // letters
        {39, 0, "zone file: needs 1 to 256 time types"},
        {43, 0, "zone file: no footer"},                         // 4 letters that nobody announced
        {44 + 14, 0, "zone file: transition 1 is out of order"}, // 208 after 1000
        {44 + 16, 3, "zone file: transition 0 is out of order"}, // type 3 of 0 to 2
        {44 + 18, 0x7f, "zone file: 2130710032 seconds from UTC are too many"},
        {44 + 40, 'A', "zone file: no footer"},
        {44 + 41, '1', "zone file: the rule at its end is malformed"},
        {44 + 44, 0, "zone file: the rule at its end is malformed"},
        {44 + 69, 'A', "zone file: no footer"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct zone_file file = file_of('2', "\nEET-2EEST,M3.5.0/3,M10.5.0/4\n");
        file.bytes[SECOND_HEADER + cases[i].place] = cases[i].byte;
        check_refused(&file, cases[i].sentence);
    }
}

static void what_is_no_zone_file_is_refused(void **state)
{
    (void)state;
    struct zone_file file = file_of(0, "");
    file.bytes[0] = 't';
    check_refused(&file, "not a zone file");
    file.length = 0;
    check_refused(&file, "not a zone file");
}

static void no_beginning_of_a_file_is_a_file(void **state)
{
    (void)state;
    const struct zone_file whole = file_of('2', "\nEET-2EEST,M3.5.0/3,M10.5.0/4\n");
    for (size_t length = 0; length < whole.length; length++) {
        struct terr_error err;
        struct terr_timezone *zone = NULL;
        // a block of its own size, so that a sanitizer sees a read beyond it
        unsigned char *bytes = malloc(length ? length : 1);
        assert_non_null(bytes);
        memcpy(bytes, whole.bytes, length);
        assert_int_equal(terr_timezone_decode(&zone, bytes, length, &err), TERR_EPARSE);
        assert_null(zone);
        free(bytes);
    }
}

// Whatever the bytes: an answer or a refusal, within bounds, and offsets that a clock could show.
static void changed_bytes_do_no_harm(void **state)
{
    (void)state;
    const struct zone_file whole = file_of('2', "\nEET-2EEST,M3.5.0/3,M10.5.0/4\n");
    uint64_t seed = 1;
    for (int round = 0; round < 100000; round++) {
        struct zone_file file = whole;
        for (int i = 0; i < 3; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
            file.bytes[(seed >> 33) % file.length] = (unsigned char)(seed >> 56);
        }
        struct terr_error err;
        struct terr_timezone *zone = NULL;
        if (terr_timezone_decode(&zone, file.bytes, file.length, &err)) continue;
        const int32_t offset_s = terr_timezone_offset(zone, (int64_t)(seed >> 20));
        assert_in_range(offset_s + 93600, 0, 2 * 93600);
        (void)terr_timezone_instant(zone, (int32_t)(seed >> 48), 0);
        terr_timezone_free(zone);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transitions_take_effect_at_their_second),
        cmocka_unit_test(the_footer_holds_from_the_last_transition_on),
        cmocka_unit_test(without_transitions_the_footer_holds_always),
        cmocka_unit_test(each_kind_of_damage_has_its_sentence),
        cmocka_unit_test(what_is_no_zone_file_is_refused),
        cmocka_unit_test(no_beginning_of_a_file_is_a_file),
        cmocka_unit_test(changed_bytes_do_no_harm),
    };
    return cmocka_run_group_tests_name("timezone file", tests, NULL, NULL);
}
