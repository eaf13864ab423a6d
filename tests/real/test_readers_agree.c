// Our GeoJSON reader and GDAL's are each other's oracle: over real files of every source both find
// the same features, the same polygons, bit by bit, and from the same fields the same statuses.
// GDAL reads GeoJSON alone, so what a source wraps is taken out of its wrapper for it first; the
// lists of rings of UA Control Map it cannot read at all.
#include "../support/check.h"

#include "real.h"
#include <geo/base/paths.h>
#include <geo/source/ogr.h>
#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>
#include <unistd.h>

struct tally {
    size_t files, features, polygons, points;
};

// Where the map inside a wrapper begins and ends; the whole document where there is none.
static void find_map(const char **start, const char **end, const struct terr_bytes *file)
{
    static const char key[] = "\"value\":";
    int depth = 0;
    bool in_string = false;
    *start = file->bytes;
    *end = file->bytes + file->length;
    const char *at = strstr(file->bytes, key);
    if (!at || at > file->bytes + 8) return;
    *start = strchr(at, '{');
    for (at = *start; at < *end; at++) {
        if (in_string && *at == '\\') {
            at++;
        } else if (*at == '"') {
            in_string = !in_string;
        } else if (!in_string) {
            depth += (*at == '{') - (*at == '}');
            if (depth == 0) break;
        }
    }
    *end = at + 1;
}

static struct terr_snapshot *read_with_gdal(const char *path)
{
    struct terr_bytes file;
    struct terr_snapshot *snapshot;
    struct terr_error err;
    const char *start, *end;
    char bare[] = "/tmp/territory-bare-XXXXXX";
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_ok(terr_file_read(&file, path, &err));
    find_map(&start, &end, &file);
    if (start == file.bytes) {
        check_ok(terr_ogr_read_as(snapshot, path, "GeoJSON", &err));
    } else {
        const int fd = mkstemp(bare);
        assert_int_equal(write(fd, start, (size_t)(end - start)), end - start);
        assert_int_equal(close(fd), 0);
        check_ok(terr_ogr_read_as(snapshot, bare, "GeoJSON", &err));
        assert_int_equal(unlink(bare), 0);
    }
    terr_bytes_dispose(&file);
    return snapshot;
}

static void compare_snapshots(struct tally *tally, const char *path,
                              const struct terr_snapshot *ours, const struct terr_snapshot *gdals)
{
    const size_t count = terr_snapshot_count(ours);
    if (terr_snapshot_count(gdals) != count) {
        fail_msg("%s: %zu features, GDAL %zu", path, count, terr_snapshot_count(gdals));
    }
    for (size_t i = 0; i < count; i++) {
        const struct terr_feature *a = terr_snapshot_at(ours, i), *b = terr_snapshot_at(gdals, i);
        if (a->kind != b->kind) fail_msg("%s: features[%zu]: kind", path, i);
        if (!terr_multipolygon_equal(&a->shape, &b->shape)) {
            fail_msg("%s: features[%zu]: polygons", path, i);
        }
        if (a->status && strcmp(a->status, b->status) != 0) {
            fail_msg("%s: features[%zu]: %s, GDAL %s", path, i, a->status, b->status);
        }
        tally->features++;
        tally->polygons += a->shape.polygon_count;
        tally->points += a->shape.point_count;
    }
    assert_int_equal(terr_snapshot_ignored_parts(ours), terr_snapshot_ignored_parts(gdals));
    tally->files++;
}

static void compare_file(struct tally *tally, const char *path)
{
    struct terr_snapshot *ours, *gdals = read_with_gdal(path);
    struct terr_profile *profile;
    struct terr_error err;
    check_ok(terr_snapshot_new(&ours, &err));
    check_ok(terr_snapshot_add_file(ours, path, NULL, &err));
    check_ok(terr_profile_recognise(&profile, NULL, ours, &err));
    assert_int_equal(gdals->part_count, 1);
    gdals->parts[0].part.layer = ours->parts[0].part.layer; // by the path, which the reader settles
    check_ok(terr_profile_classify(profile, ours, &err));
    check_ok(terr_profile_classify(profile, gdals, &err));
    compare_snapshots(tally, path, ours, gdals);
    terr_snapshot_free(ours);
    terr_snapshot_free(gdals);
    terr_profile_free(profile);
}

// Every `step`th map of a folder, the first and its neighbours included where the step is 1.
static void compare_folder(const char *folder, size_t step)
{
    struct terr_paths paths = {NULL, 0, 0};
    struct tally tally = {0, 0, 0, 0};
    struct terr_error err;
    char path[4096];
    real_path(path, sizeof path, folder);
    check_ok(terr_paths_add_folder(&paths, path, &err));
    for (size_t i = 0; i < paths.count; i += step) {
        if (terr_reader_reads(paths.paths[i])) compare_file(&tally, paths.paths[i]);
    }
    print_message("%s: %zu files, %zu features, %zu polygons, %zu points are the same\n", folder,
                  tally.files, tally.features, tally.polygons, tally.points);
    assert_true(tally.files > 0 && tally.polygons > 0);
    terr_paths_dispose(&paths);
}

static const struct {
    const char *folder;
    size_t step;
} folders[] = {
    {"deepstate-daily", 25},
    {"deepstate-raw", 6},
    {"isw-daily", 1},
    {"isw-layers/RussianAssessedAdvanceinUkraine", 1},
    {"isw-layers/RussianAssessedCoTinUkraine", 1},
    {"isw-layers/RussianClaimedCoTinUkraine", 1},
    {"isw-layers/UkrainianClaimedCounterOffensives", 1},
    {"isw-layers/UkrainianReportedPartisanWarfare", 1},
    {"isw-simplified", 1},
    {"nzz-daily", 1},
    {"boundaries", 1},
};

static void both_readers_find_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        compare_folder(folders[i].folder, folders[i].step);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_readers_find_the_same),
    };
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        if (!real_maps_are_here(folders[i].folder)) return REAL_MAPS_MISSING;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
