#include "../../support/check.h"

#include <geo/source/scan.h>
#include <stdlib.h>

static enum terr_code scan_text(struct terr_scan *scan, const char *text, struct terr_error *err)
{
    memset(scan, 0, sizeof *scan);
    return terr_scan_bytes(scan, text, strlen(text), NULL, err);
}

static void documents_that_rfc_8259_has(void **state)
{
    static const char *const texts[] = {
        "{}",
        "[]",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "\"\"",
        " \t\r\n{ }\r\n",
        "\xef\xbb\xbf{}",
        "[[],[[]]]",
        "{\"a\":[]}",
        "{\"\":0}",
        "{\"\":{\"\":{\"\":0}}}",
        "[0.0,0e0,0e+1,-0.0E-1,1e5,123456789012345678901234567890]",
        "[1e-400,-1e-400]",
        "{\"a\":1,\"A\":2,\"a \":3,\"\xd0\xb0\":4}",
        "[{\"a\":1},{\"a\":2}]",
        "{\"a\":{\"a\":{\"a\":1}}}",
        "[\"\\u0000\"]",
        "[\"\\ud834\\udd1e\",\"\\u2028\"]",
        "[\"\xe2\x80\xa8\xe2\x80\xa9\x7f\"]",
        "[\"/\\/\"]",
        "[\"'\",\"//\",\"/* */\"]",
        "{\"properties\":{\"coordinates\":\"here\",\"features\":3}}",
        "[ 1 , 2 ]",
        "{\"coordinates\":[]}",
        "{\"coordinates\":[1,2]}",
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_scan scan;
        const enum terr_code code = scan_text(&scan, texts[i], &err);
        if (code) fail_msg("%s: %s", texts[i], err.message);
        terr_scan_dispose(&scan);
    }
}

static void the_skeleton_is_the_document_without_coordinates(void **state)
{
    static const struct {
        const char *text, *skeleton;
        size_t blocks;
    } cases[] = {
        {" { \"a\" : [ 1 , 2.50 , true ] }\r\n", "{ \"a\" : [ 1 , 2.50 , true ] }\r\n", 0},
        {"\xef\xbb\xbf[\"\\u0041\\/\"]", "[\"\\u0041\\/\"]", 0},
        {"[\"a\\u0000b\"]",
         "[\"a\xef\xbf\xbd"
         "b\"]",
         0},
        {"{\"coordinates\":[1,2]}", "{\"coordinates\":0}", 1},
        {"{\"coordin\\u0061tes\":[1,2]}", "{\"coordin\\u0061tes\":0}", 1},
        {"[{\"coordinates\":[1,2]},{\"coordinates\":[[3,4]]}]",
         "[{\"coordinates\":0},{\"coordinates\":1}]", 2},
        {"{\"properties\":{\"coordinates\":[\"x\",{\"coordinates\":7}]},\"coordinates\":[]}",
         "{\"properties\":{\"coordinates\":[\"x\",{\"coordinates\":7}]},\"coordinates\":0}", 1},
        {"{\"a\":{\"properties\":[{\"coordinates\":\"x\"}],\"coordinates\":[]}}",
         "{\"a\":{\"properties\":[{\"coordinates\":\"x\"}],\"coordinates\":0}}", 1},
        {"[\"\\\\u0000\\u0000\",\"\\u0000\"] ", "[\"\\\\u0000\xef\xbf\xbd\",\"\xef\xbf\xbd\"] ", 0},
        {"{\"\\u0000\":{\"coordinates\": {\"\\u0000\":1e-70} },\"b\": [ ] }",
         "{\"\xef\xbf\xbd\":{\"coordinates\": 0 },\"b\": [ ] }", 1},
        {"[0.1000000000000000000000000000000000000000000000000000000000000000000000001]", "[0.1]",
         0},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_scan scan;
        check_ok(scan_text(&scan, cases[i].text, &err));
        assert_string_equal(scan.skeleton.bytes, cases[i].skeleton);
        assert_int_equal(scan.block_count, cases[i].blocks);
        terr_scan_dispose(&scan);
    }
}

#define AT(line, column) " (line " #line ", column " #column ")"
#define NEEDS(found, what) found " where JSON needs " what
#define END "the end of the document"

static const struct {
    const char *text, *sentence;
} wrong[] = {
    {"", "the document is empty, needs JSON"},
    {" \n\t", "the document is empty, needs JSON"},
    {"\xef\xbb\xbf", "the document is empty, needs JSON"},
    {"\xef\xbb\xbf\xef\xbb\xbf{}", NEEDS("'\xef\xbb\xbf'", "a value") AT(1, 1)},
    {"\xff\xfe{", NEEDS("the byte 0xff", "a value") AT(1, 1)},
    {"<!DOCTYPE html>", "begins with '<' as HTML and XML do, needs JSON" AT(1, 1)},
    {"hello", NEEDS("'hello'", "a value") AT(1, 1)},
    // one document, and nothing after it
    {"{} {}", NEEDS("'{'", END) AT(1, 4)},
    {"{}\n[]", NEEDS("'['", END) AT(2, 1)},
    {"{}}", NEEDS("'}'", END) AT(1, 3)},
    {"[]]", NEEDS("']'", END) AT(1, 3)},
    {"1 2", NEEDS("'2'", END) AT(1, 3)},
    {"{},", NEEDS("','", END) AT(1, 3)},
    {"nulll", NEEDS("'l'", END) AT(1, 5)},
    {"{}#", NEEDS("'#'", END) AT(1, 3)},
    {"\"a\" \"b\"", NEEDS("'\"'", END) AT(1, 5)},
    // commas, colons and brackets
    {"[1,]", NEEDS("']'", "a value") AT(1, 4)},
    {"[,1]", NEEDS("','", "a value") AT(1, 2)},
    {"[1,,2]", NEEDS("','", "a value") AT(1, 4)},
    {"[,]", NEEDS("','", "a value") AT(1, 2)},
    {"[1 2]", NEEDS("'2'", "',' or ']'") AT(1, 4)},
    {"[1:2]", NEEDS("':'", "',' or ']'") AT(1, 3)},
    {"[1}", NEEDS("'}'", "',' or ']'") AT(1, 3)},
    {"[\"a\" \"b\"]", NEEDS("'\"'", "',' or ']'") AT(1, 6)},
    {"{\"a\":1,}", NEEDS("'}'", "a name in quotes") AT(1, 8)},
    {"{,}", NEEDS("','", "a name in quotes") AT(1, 2)},
    {"{\"a\":1,,\"b\":2}", NEEDS("','", "a name in quotes") AT(1, 8)},
    {"{\"a\" 1}", NEEDS("'1'", "':'") AT(1, 6)},
    {"{\"a\",1}", NEEDS("','", "':'") AT(1, 5)},
    {"{\"a\":}", NEEDS("'}'", "a value") AT(1, 6)},
    {"{\"a\"}", NEEDS("'}'", "':'") AT(1, 5)},
    {"{\"a\"::1}", NEEDS("':'", "a value") AT(1, 6)},
    {"{\"a\":1 \"b\":2}", NEEDS("'\"'", "',' or '}'") AT(1, 8)},
    {"{\"a\":1]", NEEDS("']'", "',' or '}'") AT(1, 7)},
    {"{a:1}", NEEDS("'a'", "a name in quotes") AT(1, 2)},
    {"{'a':1}", NEEDS("'''", "a name in quotes") AT(1, 2)},
    {"{1:1}", NEEDS("'1'", "a name in quotes") AT(1, 2)},
    {"{null:1}", NEEDS("'null'", "a name in quotes") AT(1, 2)},
    {"{[]:1}", NEEDS("'['", "a name in quotes") AT(1, 2)},
    {"['a']", NEEDS("'''", "a value") AT(1, 2)},
    {"]", NEEDS("']'", "a value") AT(1, 1)},
    // comments
    {"{} // end", NEEDS("'/'", END) AT(1, 4)},
    {"/* a map */ {}", NEEDS("'/'", "a value") AT(1, 1)},
    {"[1, /* two */ 2]", NEEDS("'/'", "a value") AT(1, 5)},
    {"# a map\n{}", NEEDS("'#'", "a value") AT(1, 1)},
    // numbers
    {"[01]", NEEDS("'01'", "a number") AT(1, 2)},
    {"[-]", NEEDS("'-'", "a number") AT(1, 2)},
    {"[-01]", NEEDS("'-01'", "a number") AT(1, 2)},
    {"[+1]", NEEDS("'+1'", "a value") AT(1, 2)},
    {"[.5]", NEEDS("'.5'", "a value") AT(1, 2)},
    {"[1.]", NEEDS("'1.'", "a number") AT(1, 2)},
    {"[1.e2]", NEEDS("'1.e2'", "a number") AT(1, 2)},
    {"[1e]", NEEDS("'1e'", "a number") AT(1, 2)},
    {"[1e+]", NEEDS("'1e+'", "a number") AT(1, 2)},
    {"[1.2.3]", NEEDS("'.3'", "',' or ']'") AT(1, 5)},
    {"[0x1F]", NEEDS("'x1F'", "',' or ']'") AT(1, 3)},
    {"[1_000]", NEEDS("'_'", "',' or ']'") AT(1, 3)},
    {"[1e400]", "the number 1e400 is beyond the range of a double" AT(1, 2)},
    {"[NaN]", NEEDS("'NaN'", "a value") AT(1, 2)},
    {"[Infinity]", NEEDS("'Infinity'", "a value") AT(1, 2)},
    {"[-Infinity]", NEEDS("'-Infinity'", "a number") AT(1, 2)},
    {"[--1]", NEEDS("'--1'", "a number") AT(1, 2)},
    {"[\xef\xbc\x91]", NEEDS("'\xef\xbc\x91'", "a value") AT(1, 2)}, // a wide digit one
    // literals
    {"[True]", NEEDS("'True'", "a value") AT(1, 2)},
    {"[nul]", NEEDS("'nul'", "a value") AT(1, 2)},
    {"[undefined]", NEEDS("'undefined'", "a value") AT(1, 2)},
    {"[truefalse]", NEEDS("'false'", "',' or ']'") AT(1, 6)},
    // strings and bytes
    {"[\"a]", "a string that does not end" AT(1, 2)},
    {"[\"a\nb\"]", "the control byte 0x0a inside a string" AT(1, 4)},
    {"{\"a\tb\":1}", "the control byte 0x09 inside a string" AT(1, 4)},
    {"[\"\\a\"]", "an escape in a string that JSON does not have" AT(1, 3)},
    {"[\"\\ud800\"]", "an escape in a string that JSON does not have" AT(1, 3)},
    {"{\"\\udc00\":1}", "an escape in a string that JSON does not have" AT(1, 3)},
    {"[\"\xff\"]", "the byte 0xff inside a string is not UTF-8" AT(1, 3)},
    {"[\"\xc0\xaf\"]", "the byte 0xc0 inside a string is not UTF-8" AT(1, 3)},
    {"{\"\xed\xa0\x80\":1}", "the byte 0xed inside a string is not UTF-8" AT(1, 3)},
    {"[\xc2\xa0"
     "1]",
     NEEDS("'\xc2\xa0'", "a value") AT(1, 2)}, // a no-break space
    {"[\f1]", NEEDS("the byte 0x0c", "a value") AT(1, 2)},
    {"[1\v]", NEEDS("the byte 0x0b", "',' or ']'") AT(1, 3)},
    {"\n\n  [\n1,\n  x]", NEEDS("'x'", "a value") AT(5, 3)},
    // names that stand twice
    {"{\"a\":1,\"a\":1}", "the name \"a\" stands twice in one object" AT(1, 8)},
    {"{\"a\":1,\"b\":2,\"\\u0061\":3}", "the name \"a\" stands twice in one object" AT(1, 14)},
    {"{\"\":1,\"\":2}", "the name \"\" stands twice in one object" AT(1, 7)},
    {"{\"x\":{\"a\":1,\n\"b\":2,\"a\":3}}", "the name \"a\" stands twice in one object" AT(2, 7)},
    {"{\"coordinates\":[],\"coordinates\":[]}",
     "the name \"coordinates\" stands twice in one object" AT(1, 19)},
    {"{\"type\":1,\"features\":[],\"type\":2}",
     "the name \"type\" stands twice in one object" AT(1, 25)},
    // inside coordinates
    {"{\"coordinates\":[1,2,]}", NEEDS("']'", "a number") AT(1, 21)},
    {"{\"coordinates\":[[1,2]}", NEEDS("'}'", "',' or ']'") AT(1, 22)},
    {"{\"coordinates\":[1,NaN]}", NEEDS("'NaN'", "a number") AT(1, 19)},
    {"{\"coordinates\":[1e999,2]}", "the number 1e999 is beyond the range of a double" AT(1, 17)},
};

static void documents_that_rfc_8259_has_not(void **state)
{
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct terr_scan scan;
        check_fails(scan_text(&scan, wrong[i].text, &err), TERR_EPARSE, wrong[i].sentence);
        terr_scan_dispose(&scan);
    }
}

static void a_nul_byte_is_white_space_nowhere(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *sentence;
    } cases[] = {
        {"\0", 1, NEEDS("the byte 0x00", "a value") AT(1, 1)},
        {"{}\0", 3, NEEDS("the byte 0x00", END) AT(1, 3)},
        {"[\0]", 3, NEEDS("the byte 0x00", "a value") AT(1, 2)},
        {"[1\0]", 4, NEEDS("the byte 0x00", "',' or ']'") AT(1, 3)},
        {"[\"a\0\"]", 6, "the control byte 0x00 inside a string" AT(1, 4)},
        {"{\"coordinates\":[\0]}", 19, NEEDS("the byte 0x00", "an array") AT(1, 17)},
        {"{\"coordinates\":[1,\0]}", 21, NEEDS("the byte 0x00", "a number") AT(1, 19)},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_scan scan = TERR_SCAN_INIT;
        check_fails(terr_scan_bytes(&scan, cases[i].bytes, cases[i].length, NULL, &err),
                    TERR_EPARSE, cases[i].sentence);
        terr_scan_dispose(&scan);
    }
}

// A foreign member may be called "coordinates"; only who needs a polygon of it may complain.
static void what_is_no_coordinates_is_left_to_the_reader(void **state)
{
    static const struct {
        const char *text, *skeleton, *fault;
    } cases[] = {
        {"{\"coordinates\":null,\"a\":1}", "{\"coordinates\":0,\"a\":1}",
         "coordinates hold null where an array is needed"},
        {"{\"coordinates\":\"7\"}", "{\"coordinates\":0}",
         "coordinates hold a string where an array is needed"},
        {"{\"coordinates\":{\"coordinates\":[3]}}", "{\"coordinates\":0}",
         "coordinates hold an object where an array is needed"},
        {"{\"coordinates\":[[\"30\",{}]]}", "{\"coordinates\":0}",
         "coordinates hold a string where an array is needed"},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_scan scan;
        check_ok(scan_text(&scan, cases[i].text, &err));
        assert_int_equal(scan.skeleton.length, strlen(cases[i].skeleton));
        assert_memory_equal(scan.skeleton.bytes, cases[i].skeleton, scan.skeleton.length);
        assert_string_equal(scan.blocks[0].fault, cases[i].fault);
        terr_scan_dispose(&scan);
    }
}

static void what_is_no_json_is_refused_inside_them_too(void **state)
{
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"{\"coordinates\":[\"a\",]}", NEEDS("']'", "a value") AT(1, 21)},
        {"{\"coordinates\":{\"a\":1,\"a\":2}}",
         "the name \"a\" stands twice in one object" AT(1, 23)},
        {"{\"features\":[{},\n{\"geometry\":{\"coordinates\":[NaN,1]}}]}",
         "features[1]: " NEEDS("'NaN'", "an array") AT(2, 29)},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_scan scan;
        check_fails(scan_text(&scan, cases[i].text, &err), TERR_EPARSE, cases[i].sentence);
        terr_scan_dispose(&scan);
    }
}

// A document with one of everything, short enough for each of its bytes to be tried.
static const char small[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
    "{\"a\":[1.5e3,true,null,\"\\u0041\xd0\x97\"]},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}]}";

static void every_prefix_of_a_document_fails(void **state)
{
    struct terr_error err;
    (void)state;
    for (size_t length = 0; length < sizeof small - 1; length++) {
        struct terr_scan scan = TERR_SCAN_INIT;
        char *prefix = malloc(length + 1); // of its own, so that a look beyond it is found
        assert_non_null(prefix);
        memcpy(prefix, small, length);
        prefix[length] = '\0';
        if (terr_scan_bytes(&scan, prefix, length, NULL, &err) != TERR_EPARSE) {
            fail_msg("%zu bytes: not refused as text that is no JSON", length);
        }
        free(prefix);
        terr_scan_dispose(&scan);
    }
}

static void every_changed_byte_is_survived(void **state)
{
    static const char put[] = "\"\\{}[],:0-.e nt\x01\x80\xff\xc3'/";
    struct terr_error err;
    (void)state;
    for (size_t at = 0; at < sizeof small - 1; at++) {
        for (size_t i = 0; i < sizeof put; i++) { // the NUL at its end is one of them
            struct terr_scan scan = TERR_SCAN_INIT;
            char *changed = malloc(sizeof small);
            assert_non_null(changed);
            memcpy(changed, small, sizeof small);
            changed[at] = put[i];
            const enum terr_code code =
                terr_scan_bytes(&scan, changed, sizeof small - 1, NULL, &err);
            assert_true(code == TERR_OK || code == TERR_EPARSE);
            free(changed);
            terr_scan_dispose(&scan);
        }
    }
}

static char *repeat(const char *text, size_t count)
{
    const size_t length = strlen(text);
    char *many = malloc(count * length + 1);
    assert_non_null(many);
    for (size_t i = 0; i < count; i++) memcpy(many + i * length, text, length);
    many[count * length] = '\0';
    return many;
}

static void deep_nesting_is_refused(void **state)
{
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"[", "arrays and objects nest more than 512 deep" AT(1, 513)},
        {"{\"a\":", "arrays and objects nest more than 512 deep" AT(1, 2561)},
        {"[{\"a\":", "arrays and objects nest more than 512 deep" AT(1, 1537)},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_scan scan;
        char *deep = repeat(cases[i].text, 100000);
        check_fails(scan_text(&scan, deep, &err), TERR_EPARSE, cases[i].sentence);
        terr_scan_dispose(&scan);
        free(deep);
    }
}

static void deep_coordinates_are_refused(void **state)
{
    struct terr_scan scan;
    struct terr_error err;
    char *deep = repeat("[", 100000);
    char *document = malloc(100000 + 20);
    (void)state;
    assert_non_null(document);
    snprintf(document, 100000 + 20, "{\"coordinates\":%s", deep);
    check_fails(scan_text(&scan, document, &err), TERR_EPARSE,
                "arrays and objects nest more than 512 deep" AT(1, 527));
    terr_scan_dispose(&scan);
    free(deep);
    free(document);
}

static void as_deep_as_allowed_is_read(void **state)
{
    struct terr_scan scan;
    struct terr_error err;
    char *open = repeat("[", TERR_SCAN_DEPTH_MAX), *closed = repeat("]", TERR_SCAN_DEPTH_MAX);
    char document[2 * TERR_SCAN_DEPTH_MAX + 1];
    (void)state;
    snprintf(document, sizeof document, "%s%s", open, closed);
    check_ok(scan_text(&scan, document, &err));
    terr_scan_dispose(&scan);
    free(open);
    free(closed);
}

// Each of a hundred thousand names is compared with the others: this must not take their square.
static void many_names_are_compared_quickly(void **state)
{
    enum { COUNT = 100000 };
    char *document = malloc(COUNT * 11 + 40);
    size_t length = 0;
    struct terr_scan scan;
    struct terr_error err;
    (void)state;
    assert_non_null(document);
    for (int i = 0; i < COUNT; i++) {
        const char mark = i ? ',' : '{';
        length += (size_t)snprintf(document + length, 20, "%c\"%06d\":1", mark, COUNT - i);
    }
    memcpy(document + length, "}", 2);
    check_ok(scan_text(&scan, document, &err));
    terr_scan_dispose(&scan);
    memcpy(document + length, ",\"000001\":1}", 13);
    check_fails(scan_text(&scan, document, &err), TERR_EPARSE,
                "the name \"000001\" stands twice in one object" AT(1, 1100002));
    terr_scan_dispose(&scan);
    free(document);
}

// A list of rings is one at the top level alone, and what bears its name elsewhere is kept as it
// is.
static void lists_of_rings_are_read_where_they_lie(void **state)
{
    static const struct terr_scan_rings rings[] = {{"areas", true}, {"zones", false}};
    static const struct terr_scan_options options = {rings, 2, false, false};
    static const char text[] =
        "{\"areas\":[[[1,2],[3,4],[5,6],[1,2]],[[1,2],[3,4],[5,6],[1,2]]],\"zones\":\"x\","
        "\"x\":{\"areas\":[1]},\"properties\":{\"zones\":[2]},\"coordinates\":[7,8]}";
    struct terr_scan scan = TERR_SCAN_INIT;
    struct terr_error err;
    (void)state;
    check_ok(terr_scan_bytes(&scan, text, strlen(text), &options, &err));
    assert_string_equal(scan.skeleton.bytes, "{\"areas\":0,\"zones\":1,\"x\":{\"areas\":[1]},"
                                             "\"properties\":{\"zones\":[2]},\"coordinates\":2}");
    assert_int_equal(scan.block_count, 3);
    assert_int_equal(scan.blocks[0].shape.polygon_count, 2);
    check_near(scan.blocks[0].shape.coords[0], 2, 0); // latitude came first
    assert_true(scan.blocks[1].foreign);
    assert_int_equal(scan.blocks[2].depth, 1);
    terr_scan_dispose(&scan);
}

// Of a feature without polygons the properties are checked, and left out where nobody needs them.
static void properties_of_points_can_be_left_out(void **state)
{
    static const struct terr_scan_options options = {NULL, 0, false, true};
    static const struct {
        const char *features, *skeleton; // skeleton NULL: as the features
    } cases[] = {
        {"{\"properties\":{\"a\":1},\"geometry\":{\"coordinates\":[1,2]}}",
         "{\"properties\":{},\"geometry\":{\"coordinates\":0}}"},
        {"{\"geometry\":{\"coordinates\":[[1,2],[3,4]]},\"properties\": { \"a\" : 1 } , \"x\":1}",
         "{\"geometry\":{\"coordinates\":0},\"properties\": {} , \"x\":1}"},
        {"{\"properties\":{\"\\u0000\":{}},\"geometry\":{\"geometries\":[{\"coordinates\":[1,2]},"
         "{\"coordinates\":[3,4]}]}}",
         "{\"properties\":{},\"geometry\":{\"geometries\":[{\"coordinates\":0},"
         "{\"coordinates\":1}]}}"},
        {"{\"properties\":{},\"geometry\":{\"coordinates\":[1,2]}}",
         "{\"properties\":{},\"geometry\":{\"coordinates\":0}}"},
        // the properties of a polygon stay, and of what might be one
        {"{\"properties\":{\"a\":1},\"geometry\":{\"coordinates\":[[[1,2]]]}}",
         "{\"properties\":{\"a\":1},\"geometry\":{\"coordinates\":0}}"},
        {"{\"properties\":{\"a\":1},\"geometry\":{\"geometries\":[{\"coordinates\":[1,2]},"
         "{\"coordinates\":[[[1,2]]]}]}}",
         "{\"properties\":{\"a\":1},\"geometry\":{\"geometries\":[{\"coordinates\":0},"
         "{\"coordinates\":1}]}}"},
        {"{\"properties\":{\"a\":1},\"geometry\":{\"coordinates\":[]}}",
         "{\"properties\":{\"a\":1},\"geometry\":{\"coordinates\":0}}"},
        {"{\"properties\":{\"a\":1},\"geometry\":{\"coordinates\":\"x\"}}",
         "{\"properties\":{\"a\":1},\"geometry\":{\"coordinates\":0}}"},
        // without a geometry nothing is known of it
        {"{\"properties\":{\"a\":1},\"geometry\":null}", NULL},
        {"{\"properties\":{\"a\":1}}", NULL},
        {"{\"properties\":{\"a\":1},\"geometry\":null,\"x\":{\"coordinates\":[1,2]}}",
         "{\"properties\":{\"a\":1},\"geometry\":null,\"x\":{\"coordinates\":0}}"},
        {"{\"x\":{\"geometry\":{\"coordinates\":[1,2]}},\"properties\":{\"a\":1}}",
         "{\"x\":{\"geometry\":{\"coordinates\":0}},\"properties\":{\"a\":1}}"},
        // what is no object is for the reader to refuse, and other properties are not the feature's
        {"{\"properties\":[1],\"geometry\":{\"coordinates\":[1,2]}}",
         "{\"properties\":[1],\"geometry\":{\"coordinates\":0}}"},
        {"{\"x\":{\"properties\":{\"a\":1}},\"geometry\":{\"coordinates\":[1,2]}}",
         "{\"x\":{\"properties\":{\"a\":1}},\"geometry\":{\"coordinates\":0}}"},
        // each feature is looked at by itself
        {"{\"properties\":{\"a\":1},\"geometry\":null},{\"geometry\":{\"coordinates\":[1,2]},"
         "\"properties\":{\"b\":2}},{\"properties\":{\"c\":3},\"geometry\":null}",
         "{\"properties\":{\"a\":1},\"geometry\":null},{\"geometry\":{\"coordinates\":0},"
         "\"properties\":{}},{\"properties\":{\"c\":3},\"geometry\":null}"},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_scan scan = TERR_SCAN_INIT;
        struct terr_text text = TERR_TEXT_INIT, skeleton = TERR_TEXT_INIT;
        const char *expected = cases[i].skeleton ? cases[i].skeleton : cases[i].features;
        terr_text_print(&text, "{\"features\":[%s]}", cases[i].features);
        terr_text_print(&skeleton, "{\"features\":[%s]}", expected);
        check_ok(terr_scan_bytes(&scan, text.bytes, text.length, &options, &err));
        assert_string_equal(scan.skeleton.bytes, skeleton.bytes);
        assert_int_equal(scan.skeleton.length, skeleton.length);
        terr_scan_dispose(&scan);
        terr_text_dispose(&text);
        terr_text_dispose(&skeleton);
    }
}

static void properties_that_are_left_out_are_held_to_json_too(void **state)
{
    static const struct terr_scan_options options = {NULL, 0, false, true};
    static const char text[] = "{\"features\":[{\"geometry\":{\"coordinates\":[1,2]},"
                               "\"properties\":{\"a\":1,\n\"a\":2}}]}";
    struct terr_scan scan = TERR_SCAN_INIT;
    struct terr_error err;
    (void)state;
    check_fails(terr_scan_bytes(&scan, text, strlen(text), &options, &err), TERR_EPARSE,
                "features[0]: the name \"a\" stands twice in one object" AT(2, 1));
    terr_scan_dispose(&scan);
}

// Few names and many are compared in two ways, which must agree on which one is told.
static void a_name_that_stands_twice_is_told_among_few_and_many(void **state)
{
    struct terr_error err;
    (void)state;
    for (int count = 2; count <= 40; count++) {
        for (int twin = 0; twin < count - 1; twin++) {
            struct terr_scan scan = TERR_SCAN_INIT;
            struct terr_text text = TERR_TEXT_INIT;
            char sentence[100];
            terr_text_add(&text, "{");
            for (int i = 0; i < count - 1; i++) terr_text_print(&text, "\"n%02d\":0,", i);
            snprintf(sentence, sizeof sentence,
                     "the name \"n%02d\" stands twice in one object (line 1, column %zu)", twin,
                     text.length + 1);
            terr_text_print(&text, "\"n%02d\":0}", twin);
            check_fails(terr_scan_bytes(&scan, text.bytes, text.length, NULL, &err), TERR_EPARSE,
                        sentence);
            terr_scan_dispose(&scan);
            terr_text_dispose(&text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_that_rfc_8259_has),
        cmocka_unit_test(the_skeleton_is_the_document_without_coordinates),
        cmocka_unit_test(documents_that_rfc_8259_has_not),
        cmocka_unit_test(a_nul_byte_is_white_space_nowhere),
        cmocka_unit_test(what_is_no_coordinates_is_left_to_the_reader),
        cmocka_unit_test(what_is_no_json_is_refused_inside_them_too),
        cmocka_unit_test(every_prefix_of_a_document_fails),
        cmocka_unit_test(every_changed_byte_is_survived),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(deep_coordinates_are_refused),
        cmocka_unit_test(as_deep_as_allowed_is_read),
        cmocka_unit_test(lists_of_rings_are_read_where_they_lie),
        cmocka_unit_test(properties_of_points_can_be_left_out),
        cmocka_unit_test(properties_that_are_left_out_are_held_to_json_too),
        cmocka_unit_test(a_name_that_stands_twice_is_told_among_few_and_many),
        cmocka_unit_test(many_names_are_compared_quickly),
    };
    return cmocka_run_group_tests_name("source/scan", tests, NULL, NULL);
}
