// Which regions a chart of a series shows and in what order, what it says, what its data are. How
// it looks is held to the numbers by tests/charts/run.sh.
#include "../../support/check.h"

#include "../../support/sample.h"

#include <stdio.h>

// A strip of each region, from west to east, of which the first is nearly empty of change.
#define REGION(name, west, east)                                                                  \
    "{\"type\": \"Feature\", \"properties\": {\"name\": \"" name "\"}, \"geometry\": {\"type\": " \
    "\"Polygon\", \"coordinates\": [[[" west ", 48], [" east ", 48], [" east ", 49], [" west      \
    ", 49], [" west ", 48]]]}}"
static const struct sample_file borders[] = {
    {"borders.geojson",
     "{\"type\": \"FeatureCollection\", \"features\": [" REGION("Far", "20", "21") "," REGION(
         "Hole \\\"w\\\"", "30",
         "30.6") "," REGION("Gap", "30.6", "30.9") "," REGION("East", "30.9", "31.3") "]}"},
    {NULL, NULL}};

struct drawn {
    struct sample sample;
    struct terr_regions *regions;
    struct terr_series_options options;
    struct terr_series *series;
    char folder[SAMPLE_PATH_SIZE];
    struct terr_text text;
};

static void draw(struct drawn *drawn, const char *const *zones, const int32_t *windows,
                 size_t window_count, bool by_region)
{
    const struct terr_regions_options naming = {NULL, false, false};
    char path[2 * SAMPLE_PATH_SIZE];
    struct terr_error err;
    memset(drawn, 0, sizeof *drawn);
    sample_open(&drawn->sample, sample_front, zones, false);
    sample_folder_make(drawn->folder, borders);
    snprintf(path, sizeof path, "%s/%s", drawn->folder, borders[0].name);
    if (by_region) {
        check_ok(terr_regions_read(&drawn->regions, &drawn->sample.worker, path, &naming, &err));
    }
    drawn->options.regions = drawn->regions;
    drawn->options.windows = windows;
    drawn->options.window_count = window_count;
    drawn->options.has_to = true;
    check_ok(terr_day_from_civil(&drawn->options.to_day, (struct terr_civil){2025, 1, 2})
                 ? TERR_OK
                 : TERR_EARG);
    check_ok(terr_series_walk(&drawn->series, drawn->sample.ruler, drawn->sample.archive,
                              &drawn->sample.list, &drawn->options, &err));
    terr_vega_lite_series(&drawn->text, drawn->series, drawn->sample.archive, &drawn->sample.list,
                          drawn->sample.ruler, &drawn->options);
    check_ok(terr_text_check(&drawn->text, &err));
}

static void drop(struct drawn *drawn)
{
    terr_text_dispose(&drawn->text);
    terr_series_free(drawn->series);
    terr_regions_free(drawn->regions);
    sample_folder_remove(drawn->folder);
    sample_close(&drawn->sample);
}

static void check_says(const struct drawn *drawn, const char *words)
{
    if (!strstr(drawn->text.bytes, words)) fail_msg("nowhere stands: %s", words);
}

static void check_never_says(const struct drawn *drawn, const char *words)
{
    if (strstr(drawn->text.bytes, words)) fail_msg("there stands: %s", words);
}

static const char *const occupied[] = {"occupied", NULL};
static const char *const two_zones[] = {"occupied", "contested", NULL};

// Areas: the closed form of cells between parallels, as in test_csv.c.
static void data_are_the_rows_with_null_for_what_is_not_known(void **state)
{
    (void)state;
    struct drawn drawn;
    static const int32_t windows[] = {1};
    draw(&drawn, occupied, windows, 1, false);
    check_says(&drawn,
               "\n    \"format\": {\"parse\": {\"date\": \"utc:'%Y-%m-%d'\", \"since\": "
               "\"utc:'%Y-%m-%d'\"}},\n    \"values\": [\n"
               "      {\"date\": \"2025-01-01\", \"snapshot\": \"2025-01-01.geojson\", \"zone\": "
               "\"occupied\", \"region\": null, \"area_km2\": 8217.732076, \"since\": null, "
               "\"gained_km2\": null, \"lost_km2\": null, \"net_km2\": null, \"gained_1d_km2\": "
               "null, \"lost_1d_km2\": null, \"net_1d_km2\": null},\n"
               "      {\"date\": \"2025-01-02\", \"snapshot\": \"2025-01-02.geojson\", \"zone\": "
               "\"occupied\", \"region\": null, \"area_km2\": 11811.733223, \"since\": "
               "\"2025-01-01\", \"gained_km2\": 4108.866038, \"lost_km2\": 514.864891, "
               "\"net_km2\": 3594.001147, \"gained_1d_km2\": 4108.866038, \"lost_1d_km2\": "
               "514.864891, \"net_1d_km2\": 3594.001147}\n    ]\n  },\n");
    drop(&drawn);
}

// From west to east: nothing; the hole is lost; nothing; a part is gained; and more of it outside.
static void regions_where_something_passed_stand_by_how_much_did_the_outside_last(void **state)
{
    (void)state;
    struct drawn drawn;
    draw(&drawn, occupied, NULL, 0, true);
    check_says(&drawn,
               "[{\"part\": \"East\", \"place\": 1}, {\"part\": \"Hole \\\"w\\\"\", \"place\": 2}, "
               "{\"part\": \"(outside)\", \"place\": 3}]");
    check_says(&drawn, "\"not_drawn\": [{\"zone\": \"occupied\", \"region\": \"Far\"}, {\"zone\": "
                       "\"occupied\", \"region\": \"Gap\"}]");
    check_says(&drawn, "\"Not drawn: 2 regions where less than 0.01 km\xc2\xb2 was gained or lost "
                       "each time.\"");
    check_never_says(&drawn, "\"region\": \"Far\", \"area");
    check_says(&drawn, "\"Regions: borders.geojson\", \"(SHA-256 ");
    drop(&drawn);
}

static void a_panel_of_several_zones_and_regions_names_both(void **state)
{
    (void)state;
    struct drawn drawn;
    draw(&drawn, two_zones, NULL, 0, true);
    check_says(&drawn, "{\"part\": \"occupied, (outside)\", \"place\": 3}, {\"part\": "
                       "\"contested, East\", \"place\": 4}, {\"part\": \"contested, (outside)\", "
                       "\"place\": 5}]");
    check_says(&drawn, "\"text\": [\"Ground counted as occupied and contested, by region\", "
                       "\"2025-01-01 to 2025-01-02\"]");
    drop(&drawn);
}

static void one_zone_has_a_chart_of_its_own_and_is_told_at_both_ends(void **state)
{
    (void)state;
    struct drawn drawn;
    draw(&drawn, occupied, NULL, 0, false);
    check_says(&drawn, "\"$schema\": \"https://vega.github.io/schema/vega-lite/v6.json\"");
    check_says(&drawn, "\"text\": [\"Ground counted as occupied, 2025-01-01 to 2025-01-02\"]");
    check_says(&drawn, "The area is 8,217.73 km\xc2\xb2 on 2025-01-01 and 11,811.73 km\xc2\xb2 on "
                       "2025-01-02.");
    check_says(&drawn, "\"domain\": {\"expr\": \"[utc(2025, 0, 1), utc(2025, 0, 2)]\"}");
    check_says(&drawn, "\"Snapshots: 2025-01-01.geojson to 2025-01-02.geojson\"");
    check_never_says(&drawn, "\"facet\"");
    drop(&drawn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_are_the_rows_with_null_for_what_is_not_known),
        cmocka_unit_test(regions_where_something_passed_stand_by_how_much_did_the_outside_last),
        cmocka_unit_test(a_panel_of_several_zones_and_regions_names_both),
        cmocka_unit_test(one_zone_has_a_chart_of_its_own_and_is_told_at_both_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
