// What is found in archives that were made with a known fault, and in those without one.
#include "../../support/check.h"

#include "../../support/boxes.h"

#define DAY_MAX 40

static const char *const no_zones[] = {NULL};
static const char *const held_zone[] = {"held", NULL};

// A profile whose maps begin on 2025-01-01, with a date in the features.
static const char profile_text[] =
    "{\"name\":\"dated\",\"title\":\"t\",\"timezone\":\"UTC\",\"since\":\"2025-01-01\","
    "\"describe\":[\"status\"],\"dates\":{\"properties\":[\"date\"]},\"recognise\":[],"
    "\"zones\":{\"held\":[\"held\"]},\"rules\":[{\"property\":\"status\",\"equals\":[\"held\"],"
    "\"status\":\"held\"}]}";

struct surveyed {
    struct sample sample;
    struct terr_findings findings;
};

static const struct terr_date_doubts no_doubts = {false, 0, false, 0, 0};

static void inspect_all(struct surveyed *surveyed, const struct terr_date_doubts *doubts)
{
    struct terr_error err;
    struct sample *sample = &surveyed->sample;
    const struct terr_inspection_options look = {.sighting = true};
    struct terr_survey *survey;
    check_ok(terr_survey_new(&survey, sample->archive, &err));
    for (size_t i = 0; i < terr_archive_count(sample->archive); i++) {
        struct terr_inspection *inspection;
        check_ok(
            terr_inspection_make(&inspection, &sample->worker, sample->archive, i, &look, &err));
        check_ok(terr_survey_add(survey, inspection, &err));
        assert_null(inspection->sighting);
        terr_inspection_free(inspection);
    }
    check_ok(terr_survey_end(&surveyed->findings, survey, &sample->worker,
                             doubts ? doubts : &no_doubts, NULL, &err));
    terr_survey_free(survey);
}

// Surveys files under the profile above, or under the generic one.
static void survey(struct surveyed *surveyed, const struct boxes_file *files, bool with_profile,
                   const struct terr_date_doubts *doubts)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    const struct sample_file profile[] = {{"profile.json", profile_text}, {NULL, NULL}};
    char folder[SAMPLE_PATH_SIZE], path[2 * SAMPLE_PATH_SIZE];
    memset(surveyed, 0, sizeof *surveyed);
    sample_folder_make(folder, profile);
    snprintf(path, sizeof path, "%s/profile.json", folder);
    options.profile = with_profile ? path : "generic";
    options.undated = true;
    boxes_open(&surveyed->sample, files, no_zones, &options);
    sample_folder_remove(folder);
    inspect_all(surveyed, doubts);
}

static void end(struct surveyed *surveyed)
{
    terr_findings_dispose(&surveyed->findings);
    sample_close(&surveyed->sample);
}

static const struct terr_finding *only(const struct surveyed *surveyed, enum terr_finding_kind kind)
{
    for (size_t i = 0; i < surveyed->findings.count; i++) {
        const struct terr_finding *finding = &surveyed->findings.items[i];
        if (finding->kind != kind) {
            fail_msg("unexpected %s of %zu", terr_finding_kind_name(finding->kind),
                     finding->snapshot);
        }
    }
    assert_int_equal(surveyed->findings.count, 1);
    return &surveyed->findings.items[0];
}

// `count` daily files of January and February 2025 whose box reaches to 31 E plus `east` of each.
struct daily {
    struct boxes_file files[DAY_MAX + 1];
    char names[DAY_MAX][48];
    char boxes[DAY_MAX][64];
    size_t count;
};

static void add_day(struct daily *daily, int day, double east_millidegrees)
{
    const int month = day > 31 ? 2 : 1;
    const size_t i = daily->count++;
    snprintf(daily->names[i], sizeof daily->names[i], "2025-%02d-%02d.geojson", month,
             month == 1 ? day : day - 31);
    snprintf(daily->boxes[i], sizeof daily->boxes[i], "held 30 48 31.%03d 49",
             (int)east_millidegrees);
    daily->files[i].name = daily->names[i];
    daily->files[i].boxes = daily->boxes[i];
}

static void a_steady_front_is_quiet(void **state)
{
    (void)state;
    struct daily daily = {.count = 0};
    struct surveyed surveyed;
    for (int day = 1; day <= 20; day++) add_day(&daily, day, day + day % 3);
    survey(&surveyed, daily.files, false, NULL);
    assert_int_equal(surveyed.findings.count, 0);
    end(&surveyed);
}

static void one_map_alone_is_quiet_and_so_is_an_empty_one(void **state)
{
    (void)state;
    struct surveyed surveyed;
    const struct boxes_file one[] = {{"2025-01-01.geojson", "held 30 48 31 49"}, {NULL, NULL}};
    const struct boxes_file empty[] = {{"2025-01-01.geojson", ""}, {NULL, NULL}};
    survey(&surveyed, one, false, NULL);
    assert_int_equal(surveyed.findings.count, 0);
    end(&surveyed);
    survey(&surveyed, empty, false, NULL);
    assert_int_equal(surveyed.findings.count, 0);
    end(&surveyed);
}

static void missing_days_are_gaps(void **state)
{
    (void)state;
    struct daily daily = {.count = 0};
    struct surveyed surveyed;
    for (int day = 1; day <= 20; day++) {
        if (day != 4 && (day < 10 || day > 12)) add_day(&daily, day, day);
    }
    survey(&surveyed, daily.files, false, NULL);
    assert_int_equal(surveyed.findings.count, 2);
    const struct terr_finding *gaps = surveyed.findings.items;
    assert_int_equal(gaps[0].kind, TERR_FINDING_GAP);
    assert_int_equal(gaps[0].first_day, boxes_day("2025-01-04"));
    assert_int_equal(gaps[0].last_day, boxes_day("2025-01-04"));
    assert_int_equal(gaps[0].snapshot, 2);
    assert_int_equal(gaps[1].first_day, boxes_day("2025-01-10"));
    assert_int_equal(gaps[1].last_day, boxes_day("2025-01-12"));
    end(&surveyed);
}

static void a_weekly_archive_has_a_gap_where_a_week_is_missing(void **state)
{
    (void)state;
    struct daily daily = {.count = 0};
    struct surveyed surveyed;
    static const int days[] = {1, 8, 14, 22, 36};
    for (size_t i = 0; i < 5; i++) add_day(&daily, days[i], days[i]);
    survey(&surveyed, daily.files, false, NULL);
    const struct terr_finding *gap = only(&surveyed, TERR_FINDING_GAP);
    assert_int_equal(gap->first_day, boxes_day("2025-01-23"));
    assert_int_equal(gap->last_day, boxes_day("2025-02-04"));
    end(&surveyed);
}

static void the_same_map_is_a_repeat_whatever_its_bytes(void **state)
{
    (void)state;
    struct surveyed surveyed;
    // the features in another order, and a name of its own in the document
    const struct boxes_file files[] = {
        {"2025-01-01.geojson", "held 30 48 31 49; held 33 48 34 49"},
        {"2025-01-02.geojson",
         "{\"type\":\"FeatureCollection\",\"name\":\"of the 2nd\",\"features\":["
         "{\"type\":\"Feature\",\"properties\":{\"status\":\"held\"},\"geometry\":{\"type\":"
         "\"Polygon\",\"coordinates\":[" RING_33_34 "]}},"
         "{\"type\":\"Feature\",\"properties\":{\"status\":\"held\"},\"geometry\":{\"type\":"
         "\"Polygon\",\"coordinates\":[" RING_30_31 "]}}]}"},
        {"2025-01-03.geojson", "held 30 48 31 49; occupied 33 48 34 49"}, // another status
        {NULL, NULL}};
    survey(&surveyed, files, false, NULL);
    const struct terr_finding *repeat = only(&surveyed, TERR_FINDING_REPEAT);
    assert_int_equal(repeat->snapshot, 1);
    assert_int_equal(repeat->other, 0);
    end(&surveyed);
}

static void dates_are_held_against_today_and_the_beginning(void **state)
{
    (void)state;
    struct surveyed surveyed;
    const struct terr_date_doubts doubts = {true, boxes_day("2025-01-03"), false, 0, 0};
    const struct boxes_file files[] = {{"2024-12-31.geojson", "held 30 48 31 49"},
                                       {"2025-01-01.geojson", "held 30 48 31.001 49"},
                                       {"2025-01-02.geojson", "held 30 48 31.002 49"},
                                       {"2025-01-03.geojson", "held 30 48 31.003 49"},
                                       {"2202-01-04.geojson", "held 30 48 31.004 49"},
                                       {NULL, NULL}};
    survey(&surveyed, files, true, &doubts);
    assert_int_equal(surveyed.findings.count, 2); // and no gap of 177 years
    assert_int_equal(surveyed.findings.items[0].kind, TERR_FINDING_FUTURE);
    assert_int_equal(surveyed.findings.items[0].snapshot, 4);
    assert_int_equal(surveyed.findings.items[1].kind, TERR_FINDING_EARLY);
    assert_int_equal(surveyed.findings.items[1].snapshot, 0);
    assert_int_equal(surveyed.findings.items[1].first_day, boxes_day("2025-01-01"));
    end(&surveyed);
}

#define DATED(date)                                                                        \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{" \
    "\"status\":\"held\",\"date\":\"" date "\"},\"geometry\":{\"type\":\"Polygon\","       \
    "\"coordinates\":[" RING_30_31 "]}}]}"

static void another_date_in_the_features_contradicts_the_name(void **state)
{
    (void)state;
    struct surveyed surveyed;
    const struct boxes_file files[] = {{"2025-01-05.geojson", DATED("2025-01-02")},
                                       {"2025-01-06.geojson", "held 30 48 31.001 49"},
                                       {"2025-01-07.geojson", DATED("2025-01-06")}, // a day apart
                                       {NULL, NULL}};
    survey(&surveyed, files, true, NULL);
    const struct terr_finding *finding = only(&surveyed, TERR_FINDING_CONTRADICTED);
    assert_int_equal(finding->snapshot, 0);
    assert_int_equal(finding->first_day, boxes_day("2025-01-02"));
    assert_string_equal(finding->text, "the property date");
    end(&surveyed);
}

static void what_no_rule_names_is_told_with_its_area(void **state)
{
    (void)state;
    struct surveyed surveyed;
    const struct boxes_file files[] = {
        {"2025-01-01.geojson", "held 30 48 31 49; other 32 48 33 49; third 33 48 33.5 49"},
        {NULL, NULL}};
    survey(&surveyed, files, true, NULL);
    const struct terr_finding *finding = only(&surveyed, TERR_FINDING_UNCLASSIFIED);
    assert_int_equal(finding->count, 2);
    check_near(finding->area_m2, 1.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    end(&surveyed);
}

#define STATUS_FEATURE(ring)                                                             \
    "{\"type\":\"Feature\",\"properties\":{\"status\":\"held\"},\"geometry\":{\"type\":" \
    "\"Polygon\",\"coordinates\":[" ring "]}}"

static void a_repair_is_told_where_it_changed_the_area(void **state)
{
    (void)state;
    struct surveyed surveyed;
    // a bow tie, and a ring that touches itself: invalid, but of the same area
    const struct boxes_file files[] = {
        {"2025-01-01.geojson",
         "{\"type\":\"FeatureCollection\",\"features\":[" STATUS_FEATURE(RING_BOW_TIE) "]}"},
        {"2025-01-02.geojson",
         "{\"type\":\"FeatureCollection\",\"features\":[" STATUS_FEATURE(
             "[[30,48],[31,48],[31,48.5],[30.5,49],[31,48.5],[31,49],[30,49],[30,48]]") "]}"},
        {NULL, NULL}};
    survey(&surveyed, files, true, NULL);
    const struct terr_finding *finding = only(&surveyed, TERR_FINDING_REPAIRED);
    assert_int_equal(finding->snapshot, 0);
    assert_int_equal(finding->count, 1);
    check_near(finding->area_m2, BOW_TIE_M2, 1);
    assert_string_equal(finding->text, "features[0] (held)");
    end(&surveyed);
}

static void a_jump_a_blip_and_an_old_map_are_measured(void **state)
{
    (void)state;
    struct daily daily = {.count = 0};
    struct surveyed surveyed;
    // a millidegree a day; the 8th leaps and returns, on the 15th 30 are gained for good, the 36th
    // is the map of the 2nd
    for (int day = 1; day <= 36; day++) {
        const double east = day + (day == 8 ? 20 : 0) + (day >= 15 ? 30 : 0);
        add_day(&daily, day, day == 36 ? 2 : east);
    }
    survey(&surveyed, daily.files, false, NULL);
    assert_int_equal(surveyed.findings.count, 3);
    const double millidegree_m2 = BAND_48_49_M2 / 1000;
    const struct terr_finding *finding = surveyed.findings.items;
    assert_int_equal(finding[0].kind, TERR_FINDING_MISDATED);
    assert_int_equal(finding[0].snapshot, 35);
    assert_int_equal(finding[0].other, 1);
    check_near(finding[0].area_m2, 63 * millidegree_m2, 1);
    check_near(finding[0].near_m2, 0, 1);
    assert_int_equal(finding[1].kind, TERR_FINDING_BLIP);
    assert_int_equal(finding[1].snapshot, 7);
    check_near(finding[1].area_m2, 21 * millidegree_m2, 1);
    check_near(finding[1].near_m2, 2 * millidegree_m2, 1);
    assert_int_equal(finding[2].kind, TERR_FINDING_JUMP);
    assert_int_equal(finding[2].snapshot, 14);
    check_near(finding[2].area_m2, 31 * millidegree_m2, 1);
    check_near(finding[2].near_m2, millidegree_m2, 0.01 * millidegree_m2);
    end(&surveyed);
}

static void a_map_without_a_date_ends_all_that_needs_dates(void **state)
{
    (void)state;
    struct surveyed surveyed;
    const struct boxes_file files[] = {{"2025-01-01.geojson", "held 30 48 31 49"},
                                       {"2025-01-02.geojson", "held 30 48 31 49"},
                                       {"2025-01-09.geojson", "held 30 48 39 49"},
                                       {"map.geojson", "held 30 48 31 49"},
                                       {NULL, NULL}};
    survey(&surveyed, files, false, NULL);
    only(&surveyed, TERR_FINDING_REPEAT);
    end(&surveyed);
}

static void a_file_left_out_is_a_finding(void **state)
{
    (void)state;
    struct terr_error err;
    struct surveyed surveyed;
    struct terr_survey *made;
    const struct boxes_file files[] = {{"2025-01-01.geojson", "held 30 48 31 49"}, {NULL, NULL}};
    survey(&surveyed, files, false, NULL);
    check_ok(terr_survey_new(&made, surveyed.sample.archive, &err));
    check_ok(terr_survey_add_left_out(made, "x.geojson: no JSON", &err));
    check_ok(
        terr_survey_end(&surveyed.findings, made, &surveyed.sample.worker, &no_doubts, NULL, &err));
    terr_survey_free(made);
    assert_string_equal(only(&surveyed, TERR_FINDING_LEFT_OUT)->text, "x.geojson: no JSON");
    end(&surveyed);
}

// ---- what a series and a change tell ----

static void a_series_tells_gaps_repeats_and_jumps_of_its_rows(void **state)
{
    (void)state;
    struct terr_error err;
    struct daily daily = {.count = 0};
    struct sample sample;
    struct terr_series *series;
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_series_options options;
    struct terr_archive_options with = TERR_ARCHIVE_OPTIONS_INIT;
    with.profile = "generic";
    memset(&options, 0, sizeof options);
    for (int day = 1; day <= 25; day++) {
        if (day != 3 && day != 21)
            add_day(&daily, day, (day == 12 ? 11 : day) + (day > 17 ? 50 : 0));
    }
    boxes_open(&sample, daily.files, held_zone, &with);
    options.has_from = true;
    options.from_day = boxes_day("2025-01-05");
    options.every = TERR_EVERY_DAY;
    check_ok(terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err));
    check_ok(terr_findings_add_series(&findings, series, sample.archive, 1, &no_doubts, &err));
    assert_int_equal(findings.count, 3); // the gap of the 3rd lies before the rows
    assert_int_equal(findings.items[0].kind, TERR_FINDING_GAP);
    assert_int_equal(findings.items[0].first_day, boxes_day("2025-01-21"));
    assert_int_equal(findings.items[1].kind, TERR_FINDING_REPEAT);
    assert_int_equal(findings.items[1].snapshot, 10);
    assert_int_equal(findings.items[2].kind, TERR_FINDING_JUMP);
    assert_int_equal(findings.items[2].snapshot, 16);
    check_near(findings.items[2].area_m2, 51 * BAND_48_49_M2 / 1000, 1);
    terr_findings_dispose(&findings);
    terr_series_free(series);
    sample_close(&sample);
}

static void find_change(struct terr_findings *findings, struct sample *sample, const char *from,
                        const char *to)
{
    struct terr_error err;
    const struct terr_date_doubts doubts = {true, boxes_day("2025-01-09"), false, 0, 0};
    sample_measure(sample, from, to);
    check_ok(terr_findings_add_change(findings, &sample->measured, &doubts, &err));
    terr_measured_change_dispose(&sample->measured);
    terr_change_free(sample->change);
    sample->change = NULL;
}

static void a_change_tells_what_is_doubtful_of_its_two_ends(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_archive_options with = TERR_ARCHIVE_OPTIONS_INIT;
    const struct boxes_file files[] = {
        {"2025-01-01.geojson", "held 30 48 31 49"}, {"2025-01-02.geojson", "held 30 48 32 49"},
        {"2025-01-03.geojson", "held 30 48 31 49"}, {"2025-01-06.geojson", "held 30 48 31.5 49"},
        {"2025-01-10.geojson", "held 30 48 33 49"}, {NULL, NULL}};
    with.profile = "generic";
    boxes_open(&sample, files, held_zone, &with);

    find_change(&findings, &sample, "2025-01-01", "2025-01-02");
    assert_int_equal(findings.count, 0);

    find_change(&findings, &sample, "2025-01-01", "2025-01-03");
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].kind, TERR_FINDING_REPEAT);
    assert_int_equal(findings.items[0].snapshot, 2);
    assert_int_equal(findings.items[0].other, 0);
    terr_findings_dispose(&findings);

    // in the gap from the 4th to the 5th; and a map of tomorrow
    find_change(&findings, &sample, "2025-01-05", "2025-01-10");
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.items[0].kind, TERR_FINDING_FUTURE);
    assert_int_equal(findings.items[0].snapshot, 4);
    assert_int_equal(findings.items[1].kind, TERR_FINDING_GAP);
    assert_int_equal(findings.items[1].first_day, boxes_day("2025-01-04"));
    terr_findings_dispose(&findings);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_steady_front_is_quiet),
        cmocka_unit_test(one_map_alone_is_quiet_and_so_is_an_empty_one),
        cmocka_unit_test(missing_days_are_gaps),
        cmocka_unit_test(a_weekly_archive_has_a_gap_where_a_week_is_missing),
        cmocka_unit_test(the_same_map_is_a_repeat_whatever_its_bytes),
        cmocka_unit_test(dates_are_held_against_today_and_the_beginning),
        cmocka_unit_test(another_date_in_the_features_contradicts_the_name),
        cmocka_unit_test(what_no_rule_names_is_told_with_its_area),
        cmocka_unit_test(a_repair_is_told_where_it_changed_the_area),
        cmocka_unit_test(a_jump_a_blip_and_an_old_map_are_measured),
        cmocka_unit_test(a_map_without_a_date_ends_all_that_needs_dates),
        cmocka_unit_test(a_file_left_out_is_a_finding),
        cmocka_unit_test(a_series_tells_gaps_repeats_and_jumps_of_its_rows),
        cmocka_unit_test(a_change_tells_what_is_doubtful_of_its_two_ends),
    };
    return cmocka_run_group_tests_name("survey", tests, NULL, NULL);
}
