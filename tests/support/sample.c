#include "check.h"

#include "sample.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define FEATURE(status, rings)                                                       \
    "{\"type\":\"Feature\",\"properties\":{\"status\":\"" status "\"},\"geometry\":" \
    "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}}"
#define POINT_AND_NULL                                      \
    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" \
    "{\"type\":\"Point\",\"coordinates\":[30,48]}},"        \
    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}"

#define WEST "[[30,48],[31,48],[31,49],[30,49],[30,48]]"
#define EAST "[[31,48],[32,48],[32,49],[31,49],[31,48]]"
#define WIDER_WEST "[[30,48],[31.5,48],[31.5,49],[30,49],[30,48]]"
#define HOLE "[[30.25,48.25],[30.25,48.5],[30.5,48.5],[30.5,48.25],[30.25,48.25]]"
#define NARROWER_EAST "[[31.5,48],[32,48],[32,49],[31.5,49],[31.5,48]]"
#define BOW_TIE "[[30,48],[31,49],[31,48],[30,49],[30,48]]"

static const char first_day[] =
    COLLECTION(FEATURE("occupied", WEST) "," FEATURE("contested", EAST));
static const char second_day[] = COLLECTION(FEATURE("occupied", WIDER_WEST "," HOLE) "," FEATURE(
    "contested", NARROWER_EAST) "," POINT_AND_NULL);
static const char fifth_day[] = COLLECTION(FEATURE("occupied", BOW_TIE));

const struct sample_file sample_front[] = {{"2025-01-01.geojson", first_day},
                                           {"2025-01-02.geojson", second_day},
                                           {"2025-01-05.geojson", fifth_day},
                                           {NULL, NULL}};

void sample_folder_make(char folder[SAMPLE_PATH_SIZE], const struct sample_file *files)
{
    struct terr_error err;
    const char *parent = getenv("TMPDIR");
    char path[2 * SAMPLE_PATH_SIZE];
    snprintf(folder, SAMPLE_PATH_SIZE, "%s/territory-test-XXXXXX", parent ? parent : "/tmp");
    assert_non_null(mkdtemp(folder));
    for (; files && files->name; files++) {
        snprintf(path, sizeof path, "%s/%s", folder, files->name);
        check_ok(terr_draft_write(path, files->text, strlen(files->text), false, &err));
    }
}

// Each entry but "." and ".."; counts them, and removes them where `remove_too`.
static size_t walk_folder(const char *folder, bool remove_too)
{
    char path[SAMPLE_PATH_SIZE + 260];
    size_t count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (remove_too) assert_int_equal(unlink(path), 0);
        count++;
    }
    closedir(entries);
    return count;
}

void sample_folder_remove(const char *folder)
{
    walk_folder(folder, true);
    assert_int_equal(rmdir(folder), 0);
}

size_t sample_folder_count(const char *folder) { return walk_folder(folder, false); }

void sample_open(struct sample *sample, const struct sample_file *files, const char *const *zones,
                 bool undated)
{
    struct terr_error err;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    const char *const sources[] = {sample->folder};
    memset(sample, 0, sizeof *sample);
    options.undated = undated;
    sample_folder_make(sample->folder, files);
    check_ok(terr_archive_open(&sample->archive, sources, 1, &options, &err));
    check_ok(terr_ruler_new(&sample->ruler, TERR_AREA_ELLIPSOID, &err));
    check_ok(terr_worker_init(&sample->worker, sample->ruler, &err));
    for (; *zones; zones++) {
        check_ok(
            terr_zone_list_add(&sample->list, *zones, terr_archive_profile(sample->archive), &err));
    }
}

void sample_measure(struct sample *sample, const char *from, const char *to)
{
    struct terr_error err;
    struct terr_ends ends;
    struct terr_window window;
    memset(&window, 0, sizeof window);
    window.whole = from == NULL;
    if (from) {
        window.has_from = window.has_to = true;
        check_ok(terr_moment_parse(&window.from, from, &err));
        check_ok(terr_moment_parse(&window.to, to, &err));
    }
    check_ok(terr_ends_find(&ends, sample->archive, &window, &err));
    check_ok(terr_change_between(&sample->change, &sample->worker, sample->archive, ends,
                                 &sample->list, &err));
    check_ok(terr_measured_change_init(&sample->measured, sample->archive, &sample->list,
                                       sample->ruler, sample->change, &err));
}

void sample_close(struct sample *sample)
{
    terr_measured_change_dispose(&sample->measured);
    terr_change_free(sample->change);
    terr_zone_list_dispose(&sample->list);
    terr_ruler_free(sample->ruler);
    terr_worker_dispose(&sample->worker);
    terr_archive_free(sample->archive);
    sample_folder_remove(sample->folder);
}
