#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/scratch.h"
#include <geo/base/paths.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>

#define FORMATS TESTDATA "/formats/"

static void names_of_maps_are_known(void **state)
{
    static const char *const maps[] = {
        "a.geojson", "a.JSON", "a.geojson.gz", "a.json.gz", "a.shp", "a.shz", "a.gpkg",  "a.fgb",
        "a.kml",     "a.kmz",  "a.topojson",   "a.zip",     "a.tar", "a.tgz", "a.tar.gz"};
    static const char *const others[] = {"a.dbf",  "a.shx",   "a.prj",    "a.txt",
                                         "README", "a.gz",    "a.csv.gz", "a.csv",
                                         "",       "geojson", "a.gdb",    "a.geojson~"};
    (void)state;
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        if (!terr_reader_reads(maps[i])) fail_msg("%s is a map", maps[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (terr_reader_reads(others[i])) fail_msg("%s is no map", others[i]);
    }
}

static void expand_to(const char *path, const char *first, size_t count)
{
    struct terr_paths paths = {NULL, 0, 0};
    struct terr_error err;
    check_ok(terr_reader_expand(&paths, path, &err));
    assert_int_equal(paths.count, count);
    assert_string_equal(paths.paths[0], first);
    terr_paths_dispose(&paths);
}

static void dated_maps_in_a_bundle_are_snapshots(void **state)
{
    (void)state;
    expand_to(FORMATS "days.zip", "/vsizip/" FORMATS "days.zip/front_20250301.geojson", 2);
    expand_to("/vsizip/" FORMATS "days.zip", "/vsizip/" FORMATS "days.zip/front_20250301.geojson",
              2);
    // no dates inside: one map, whatever it is called
    expand_to(FORMATS "front.zip", FORMATS "front.zip", 1);
    expand_to(FORMATS "front.kmz", FORMATS "front.kmz", 1);
    expand_to("map.geojson", "map.geojson", 1);
    expand_to("-", "-", 1);
    expand_to("/vsizip/" FORMATS "front.zip/front.shp", "/vsizip/" FORMATS "front.zip/front.shp",
              1);
}

static void a_virtual_folder_without_maps_is_told(void **state)
{
    struct terr_paths paths = {NULL, 0, 0};
    struct terr_error err;
    (void)state;
    assert_int_equal(system("python3 -c 'import zipfile; zipfile.ZipFile(\"a.zip\", "
                            "\"w\").writestr(\"folder/a.txt\", \"a\")'"),
                     0);
    check_fails(terr_reader_expand(&paths, "/vsizip/a.zip/folder", &err), TERR_EDATA,
                "/vsizip/a.zip/folder: the folder holds no map");
    scratch_put("b.zip", "no zip");
    check_fails(terr_reader_expand(&paths, "b.zip", &err), TERR_EIO,
                "b.zip: cannot be opened as what its name says");
    assert_int_equal(paths.count, 0);
    terr_paths_dispose(&paths);
}

static void a_bundle_of_undated_maps_is_one_snapshot(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    assert_int_equal(
        system("python3 -c 'import zipfile; z = zipfile.ZipFile(\"20250301.zip\", \"w\")\n"
               "for name in (\"control\", \"advance\", \".hidden\", \"__MACOSX/x\"): "
               "z.writestr(name + \".geojson\", \"{\\\"type\\\":\\\"FeatureCollection\\\","
               "\\\"features\\\":[]}\")'"),
        0);
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_ok(terr_snapshot_add_file(snapshot, "20250301.zip", NULL, &err));
    assert_int_equal(terr_snapshot_part_count(snapshot), 2);
    assert_string_equal(terr_snapshot_part_at(snapshot, 0)->path,
                        "/vsizip/20250301.zip/advance.geojson");
    assert_string_equal(terr_snapshot_part_at(snapshot, 1)->path,
                        "/vsizip/20250301.zip/control.geojson");
    terr_snapshot_free(snapshot);
}

static void a_fault_inside_a_bundle_names_the_file(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    assert_int_equal(system("python3 -c 'import zipfile; zipfile.ZipFile(\"a.zip\", "
                            "\"w\").writestr(\"b.geojson\", \"[\")'"),
                     0);
    check_ok(terr_snapshot_new(&snapshot, &err));
    assert_int_equal(terr_snapshot_add_file(snapshot, "a.zip", NULL, &err), TERR_EPARSE);
    assert_int_equal(strncmp(err.message, "/vsizip/a.zip/b.geojson: ", 25), 0);
    terr_snapshot_free(snapshot);
}

static void topojson_is_known_by_its_content(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    assert_int_equal(system("cp '" FORMATS "front.topojson' map.json"), 0);
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_ok(terr_snapshot_add_file(snapshot, "map.json", NULL, &err));
    assert_int_equal(terr_snapshot_count(snapshot), 4);
    terr_snapshot_free(snapshot);
}

static void geojson_may_hold_the_word_topology(void **state)
{
    static const char *const maps[] = {
        "{\"type\":\"FeatureCollection\",\"name\":\"Topology\",\"features\":[]}",
        "{\"name\":\"Topology\",\"type\":\"FeatureCollection\",\"features\":[]}",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
        "{\"type\":\"Topology\"},\"geometry\":null}]}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        struct terr_snapshot *snapshot;
        struct terr_error err;
        scratch_put("map.geojson", maps[i]);
        check_ok(terr_snapshot_new(&snapshot, &err));
        check_ok(terr_snapshot_add_file(snapshot, "map.geojson", NULL, &err));
        terr_snapshot_free(snapshot);
    }
}

static void the_type_of_topojson_may_come_late(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    char text[1000];
    (void)state;
    snprintf(
        text, sizeof text,
        "{%400s\"type\" :\n\"Topology\",\"objects\":{\"a\":{\"type\":\"Polygon\",\"arcs\":[[0]]}},"
        "\"arcs\":[[[0,0],[1,0],[1,1],[0,0]]]}",
        "");
    scratch_put("map.json", text);
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_ok(terr_snapshot_add_file(snapshot, "map.json", NULL, &err));
    assert_int_equal(terr_snapshot_count(snapshot), 1);
    terr_snapshot_free(snapshot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_maps_are_known),
        cmocka_unit_test(dated_maps_in_a_bundle_are_snapshots),
        scratch_test(a_virtual_folder_without_maps_is_told),
        scratch_test(a_bundle_of_undated_maps_is_one_snapshot),
        scratch_test(a_fault_inside_a_bundle_names_the_file),
        scratch_test(topojson_is_known_by_its_content),
        scratch_test(geojson_may_hold_the_word_topology),
        scratch_test(the_type_of_topojson_may_come_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
