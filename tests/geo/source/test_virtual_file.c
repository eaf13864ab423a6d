// Oracle: what gzip, tar and Python's zipfile packed (testdata/formats/make.sh) is what comes out.
#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/scratch.h"
#include <geo/source/virtual_file.h>

#define FORMATS TESTDATA "/formats/"

static void names_tell_what_is_virtual_and_what_holds_others(void **state)
{
    static const char *const bundles[] = {"a.zip",    "B.ZIP", "x/a.tar", "a.tgz",
                                          "a.tar.gz", "a.kmz", "a.shz",   "/vsicurl/h/a.zip"};
    static const char *const others[] = {"a.geojson.gz", "a.shp", "zip", "a.zip/b", "", "a.gz"};
    (void)state;
    for (size_t i = 0; i < sizeof bundles / sizeof bundles[0]; i++) {
        assert_true(terr_virtual_path_is_bundle(bundles[i]));
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(terr_virtual_path_is_bundle(others[i]));
    }
    assert_true(terr_virtual_path_is("/vsizip/a.zip/b.shp"));
    assert_false(terr_virtual_path_is("vsizip/a.zip"));
    assert_false(terr_virtual_path_is(""));
}

static void packed_bytes_come_out_whole(void **state)
{
    static const char *const packed[] = {
        FORMATS "front.geojson.gz", "/vsigzip/" FORMATS "front.geojson.gz",
        FORMATS "front.geojson", // not packed at all
    };
    struct terr_bytes plain, out;
    struct terr_error err;
    (void)state;
    check_ok(terr_file_read(&plain, FORMATS "front.geojson", &err));
    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        check_ok(terr_virtual_file_read(&out, packed[i], &err));
        assert_int_equal(out.length, plain.length);
        assert_memory_equal(out.bytes, plain.bytes, plain.length + 1);
        terr_bytes_dispose(&out);
    }
    terr_bytes_dispose(&plain);
    check_ok(terr_file_read(&plain, TESTDATA "/front/front_20250301.geojson", &err));
    check_ok(
        terr_virtual_file_read(&out, "/vsizip/" FORMATS "days.zip/front_20250301.geojson", &err));
    assert_int_equal(out.length, plain.length);
    assert_memory_equal(out.bytes, plain.bytes, plain.length + 1);
    terr_bytes_dispose(&plain);
    terr_bytes_dispose(&out);
}

static void no_file_is_left_beside_a_packed_one(void **state)
{
    struct terr_bytes bytes;
    struct terr_paths paths = {NULL, 0, 0};
    struct terr_error err;
    (void)state;
    check_ok(terr_file_read(&bytes, FORMATS "front.tar.gz", &err));
    FILE *file = fopen("a.tar.gz", "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    terr_bytes_dispose(&bytes);
    check_ok(terr_virtual_file_check("/vsigzip/a.tar.gz", &err));
    assert_int_equal(scratch_count("."), 1);
    terr_paths_dispose(&paths);
}

static bool is_shape(const char *path) { return terr_path_has_extension(path, ".shp"); }
static bool is_any(const char *path) { return path[0] != '\0'; }

static void members_are_listed_in_order(void **state)
{
    struct terr_paths paths = {NULL, 0, 0};
    struct terr_error err;
    (void)state;
    check_ok(terr_virtual_file_members(&paths, FORMATS "days.zip", is_any, &err));
    assert_int_equal(paths.count, 2);
    assert_string_equal(paths.paths[0], "/vsizip/" FORMATS "days.zip/front_20250301.geojson");
    assert_string_equal(paths.paths[1], "/vsizip/" FORMATS "days.zip/front_20250302.geojson");
    check_ok(terr_virtual_file_members(&paths, FORMATS "front.tar.gz", is_shape, &err));
    assert_int_equal(paths.count, 3);
    assert_string_equal(paths.paths[2], "/vsitar/" FORMATS "front.tar.gz/front.shp");
    check_ok(terr_virtual_file_members(&paths, FORMATS "front.shz", is_shape, &err));
    assert_string_equal(paths.paths[3], "/vsizip/{" FORMATS "front.shz}/front.shp");
    check_ok(terr_virtual_file_members(&paths, "/vsizip/" FORMATS "days.zip/", is_shape, &err));
    assert_int_equal(paths.count, 4);
    terr_paths_dispose(&paths);
    assert_true(terr_virtual_file_is_folder("/vsizip/" FORMATS "days.zip"));
    assert_false(terr_virtual_file_is_folder("/vsizip/" FORMATS "days.zip/front_20250301.geojson"));
    assert_true(terr_virtual_file_exists("/vsizip/" FORMATS "days.zip/front_20250301.geojson"));
    assert_false(terr_virtual_file_exists("/vsizip/" FORMATS "days.zip/none.geojson"));
}

static void put_cut(const char *name, const struct terr_bytes *bytes, size_t length)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

// A tar that is cut short must not pass for one of fewer maps.
static void a_tar_goes_on_to_its_end(void **state)
{
    struct terr_bytes packed, tar;
    struct terr_paths paths = {NULL, 0, 0};
    struct terr_error err;
    (void)state;
    check_ok(terr_file_read(&packed, FORMATS "front.tar.gz", &err));
    check_ok(terr_virtual_file_read(&tar, "/vsigzip/" FORMATS "front.tar.gz", &err));
    put_cut("whole.tar", &tar, tar.length);
    check_ok(terr_virtual_file_members(&paths, "whole.tar", is_shape, &err));
    assert_int_equal(paths.count, 1);
    size_t end = tar.length;
    while (end > 0 && tar.bytes[end - 1] == '\0') end--;
    for (size_t length = 0; length < end; length += 256) {
        put_cut("cut.tar", &tar, length);
        assert_int_equal(terr_virtual_file_members(&paths, "cut.tar", is_any, &err), TERR_EIO);
    }
    tar.bytes[1]++; // in the first member's name
    put_cut("cut.tar", &tar, tar.length);
    assert_int_equal(terr_virtual_file_members(&paths, "cut.tar", is_any, &err), TERR_EIO);
    for (size_t length = 0; length < packed.length; length += 30) {
        put_cut("cut.tar.gz", &packed, length);
        assert_int_equal(terr_virtual_file_members(&paths, "cut.tar.gz", is_any, &err), TERR_EIO);
    }
    terr_bytes_dispose(&packed);
    terr_bytes_dispose(&tar);
    terr_paths_dispose(&paths);
}

static void what_cannot_be_read_is_told(void **state)
{
    static const struct {
        const char *path, *sentence;
    } cases[] = {
        {"missing.json.gz", "no such file"},
        {".", "is a folder"},
        {"text.json.gz", "cannot be opened as gzip, as its name says"},
        {"/vsizip/missing.zip/a.json", "cannot be opened"},
        {"/vsizip/text.zip/a.json", "cannot be opened"},
        {"cut.json.gz",
         "reading broke off after 7 bytes: the packed data are cut short or damaged"},
    };
    // {"a":1,"b":2} by gzip, less its end
    static const unsigned char cut[] = {0x1f, 0x8b, 8,    0,    0,    0,    0,    0,    0,
                                        3,    0xab, 0x56, 0x4a, 0x54, 0xb2, 0x32, 0xd4, 0x51};
    struct terr_bytes bytes;
    struct terr_error err;
    (void)state;
    scratch_put("text.json.gz", "no gzip\n");
    scratch_put("text.zip", "no zip\n");
    FILE *file = fopen("cut.json.gz", "w");
    assert_non_null(file);
    assert_int_equal(fwrite(cut, 1, sizeof cut, file), sizeof cut);
    assert_int_equal(fclose(file), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_fails(terr_virtual_file_read(&bytes, cases[i].path, &err), TERR_EIO,
                    cases[i].sentence);
        assert_null(bytes.bytes);
    }
}

// A bomb: 100 MB of blanks in some hundred kilobytes, made with GDAL itself as packer.
static void what_unpacks_without_measure_is_refused(void **state)
{
    struct terr_bytes bytes;
    struct terr_error err;
    (void)state;
    assert_int_equal(system("head -c 100000000 /dev/zero | gzip -9n >bomb.json.gz"), 0);
    assert_int_equal(system("python3 -c 'import zipfile; z = zipfile.ZipFile(\"bomb.zip\", \"w\", "
                            "zipfile.ZIP_DEFLATED); z.writestr(\"bomb.kml\", b\" \" * "
                            "100000000)'"),
                     0);
    assert_int_equal(terr_virtual_file_read(&bytes, "bomb.json.gz", &err), TERR_EDATA);
    assert_non_null(strstr(err.message, "unpacks to more than 200 times its "));
    assert_null(bytes.bytes);
    assert_int_equal(terr_virtual_file_read(&bytes, "/vsizip/bomb.zip/bomb.kml", &err), TERR_EDATA);
    assert_int_equal(terr_virtual_file_check("/vsizip/bomb.zip/bomb.kml", &err), TERR_EDATA);
    assert_int_equal(terr_virtual_file_check("/vsizip/{bomb.zip}/bomb.kml", &err), TERR_EDATA);
}

static void a_large_file_that_packs_as_maps_do_is_read(void **state)
{
    struct terr_bytes bytes;
    struct terr_error err;
    (void)state;
    assert_int_equal(system("head -c 70000000 /dev/urandom | gzip -1n >large.json.gz"), 0);
    check_ok(terr_virtual_file_read(&bytes, "large.json.gz", &err));
    assert_int_equal(bytes.length, 70000000);
    terr_bytes_dispose(&bytes);
}

static void a_sparse_giant_is_refused(void **state)
{
    struct terr_error err;
    (void)state;
    scratch_put("giant.gpkg", "");
    assert_int_equal(truncate("giant.gpkg", (off_t)3 << 30), 0);
    check_fails(terr_virtual_file_check("giant.gpkg", &err), TERR_EIO,
                "has more than the 2147483648 bytes that are read at most");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_tell_what_is_virtual_and_what_holds_others),
        cmocka_unit_test(packed_bytes_come_out_whole),
        scratch_test(no_file_is_left_beside_a_packed_one),
        cmocka_unit_test(members_are_listed_in_order),
        scratch_test(a_tar_goes_on_to_its_end),
        scratch_test(what_cannot_be_read_is_told),
        scratch_test(what_unpacks_without_measure_is_refused),
        scratch_test(a_large_file_that_packs_as_maps_do_is_read),
        scratch_test(a_sparse_giant_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
