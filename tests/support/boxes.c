#include "check.h"

#include "boxes.h"

#include <stdlib.h>

#define FILES_MAX 160

static void add_box(struct terr_text *text, const char *box)
{
    char status[64], west[32], south[32], east[32], north[32];
    if (sscanf(box, "%63s %31s %31s %31s %31[^; ]", status, west, south, east, north) != 5) {
        fail_msg("no box: %s", box);
    }
    terr_text_print(text,
                    "{\"type\":\"Feature\",\"properties\":{\"status\":\"%s\"},\"geometry\":"
                    "{\"type\":\"Polygon\",\"coordinates\":"
                    "[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}}",
                    status, west, south, east, south, east, north, west, north, west, south);
}

static char *text_of(const char *boxes)
{
    struct terr_error err;
    struct terr_text text = TERR_TEXT_INIT;
    if (*boxes == '{') {
        terr_text_add(&text, boxes);
    } else {
        terr_text_add(&text, "{\"type\":\"FeatureCollection\",\"features\":[");
        for (const char *box = boxes; box && *box; box = strchr(box, ';')) {
            if (*box == ';') terr_text_add(&text, ",");
            add_box(&text, *box == ';' ? ++box : box);
        }
        terr_text_add(&text, "]}");
    }
    check_ok(terr_text_check(&text, &err));
    return text.bytes;
}

char *boxes_collection(const char *const *features)
{
    struct terr_error err;
    struct terr_text text = TERR_TEXT_INIT;
    terr_text_add(&text, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (size_t i = 0; features[i]; i++) terr_text_print(&text, "%s%s", i ? "," : "", features[i]);
    terr_text_add(&text, "]}");
    check_ok(terr_text_check(&text, &err));
    return text.bytes;
}

static void make_folder(char *folder, const struct boxes_file *files)
{
    struct sample_file texts[FILES_MAX + 1] = {{NULL, NULL}};
    char *owned[FILES_MAX];
    size_t count = 0;
    for (; files[count].name; count++) {
        assert_true(count < FILES_MAX);
        texts[count].name = files[count].name;
        texts[count].text = owned[count] = text_of(files[count].boxes);
    }
    sample_folder_make(folder, texts);
    for (size_t i = 0; i < count; i++) free(owned[i]);
}

void boxes_open(struct sample *sample, const struct boxes_file *files, const char *const *zones,
                const struct terr_archive_options *options)
{
    struct terr_error err;
    struct terr_archive_options defaults = TERR_ARCHIVE_OPTIONS_INIT;
    const char *const sources[] = {sample->folder};
    defaults.profile = "generic"; // which an empty map would not tell
    memset(sample, 0, sizeof *sample);
    make_folder(sample->folder, files);
    check_ok(terr_ruler_new(&sample->ruler, TERR_AREA_ELLIPSOID, &err));
    check_ok(terr_worker_init(&sample->worker, sample->ruler, &err));
    if (!zones) return;
    check_ok(terr_archive_open(&sample->archive, sources, 1, options ? options : &defaults, &err));
    for (; *zones; zones++) {
        check_ok(
            terr_zone_list_add(&sample->list, *zones, terr_archive_profile(sample->archive), &err));
    }
}

int32_t boxes_day(const char *date)
{
    struct terr_error err;
    struct terr_moment moment;
    check_ok(terr_moment_parse(&moment, date, &err));
    return moment.day;
}
