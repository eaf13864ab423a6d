// What was found, as text, CSV and JSON: exact forms, and the schema, which another program checks.
#include "../../support/check.h"

#include "../../support/sample.h"
#include "../../support/schema.h"

static const char *const held_zone[] = {"held", NULL};

#define KM2 "km\xc2\xb2"

static void check_text(struct terr_text *text, const char *expected)
{
    struct terr_error err;
    check_ok(terr_text_check(text, &err));
    assert_string_equal(text->bytes, expected);
    terr_text_dispose(text);
}

static const struct terr_findings no_findings = {NULL, 0, 0};

// An inspection by hand, or of snapshot `index` of an archive.
struct shown {
    struct sample sample;
    struct terr_inspection *made;
    struct terr_inspection by_hand;
    const struct terr_inspection *one[1];
    struct terr_inspected inspected;
};

static void open_shown(struct shown *shown, const struct sample_file *files, bool undated)
{
    memset(shown, 0, sizeof *shown);
    sample_open(&shown->sample, files, held_zone, undated);
    shown->one[0] = &shown->by_hand;
    shown->inspected.archive = shown->sample.archive;
    shown->inspected.ruler = shown->sample.ruler;
    shown->inspected.inspections = shown->one;
    shown->inspected.count = 1;
    shown->inspected.findings = &no_findings;
}

static void open_made(struct shown *shown, size_t index, const struct terr_inspection_options *look)
{
    struct terr_error err;
    open_shown(shown, sample_front, false);
    check_ok(terr_inspection_make(&shown->made, &shown->sample.worker, shown->sample.archive, index,
                                  look, &err));
    shown->one[0] = shown->made;
    shown->inspected.group_by = look ? look->group_by : NULL;
    // The digest of a file is tested elsewhere.
    for (size_t i = 0; i < shown->made->part_count; i++) shown->made->parts[i].digest[0] = '\0';
}

static void close_shown(struct shown *shown)
{
    terr_inspection_free(shown->made);
    sample_close(&shown->sample);
}

// ---- text ----

static void a_paragraph_shows_statuses_and_counts(void **state)
{
    (void)state;
    struct shown shown;
    struct terr_text text = TERR_TEXT_INIT;
    open_made(&shown, 1, NULL);
    terr_plain_inspect(&text, &shown.inspected, TERR_INSPECT_PARAGRAPHS);
    check_text(&text, "2025-01-02.geojson  2025-01-02 (from its name)  generic\n"
                      "  features 4: 1 ignored, 1 null, 0 unclassified; 15 vertices\n"
                      "  status                features    published " KM2 "      counted " KM2 "\n"
                      "  contested                    1         4,108.87         4,108.87\n"
                      "  occupied                     1        11,811.73        11,811.73\n"
                      "  held 11,811.73 " KM2 "\n");
    close_shown(&shown);
}

static void a_paragraph_says_where_the_date_is_from(void **state)
{
    (void)state;
#define NULL_FEATURE "{\"type\":\"Feature\",\"properties\":{\"status\":\"held\"},\"geometry\":null}"
    static const char dated[] =
        "{\"id\":1735689600,\"map\":" NULL_FEATURE ",\"datetime\":\"2025-01-01T00:00:00Z\"}";
    static const char undated[] = NULL_FEATURE;
    static const struct {
        struct sample_file files[2];
        const char *head;
    } cases[] = {
        {{{"now.geojson", dated}, {NULL, NULL}},
         "now.geojson  2025-01-01 (from the document: 2025-01-01T00:00:00Z)  "},
        {{{"1735689600.geojson", undated}, {NULL, NULL}},
         "1735689600.geojson  2025-01-01 (from its name: 2025-01-01T00:00:00Z)  "},
        {{{"now.geojson", undated}, {NULL, NULL}}, "now.geojson  without a date  "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct shown shown;
        struct terr_text text = TERR_TEXT_INIT;
        open_shown(&shown, cases[i].files, true);
        terr_plain_inspect(&text, &shown.inspected, TERR_INSPECT_PARAGRAPHS);
        assert_memory_equal(text.bytes, cases[i].head, strlen(cases[i].head));
        terr_text_dispose(&text);
        close_shown(&shown);
    }
}

// Everything that occurs rarely, by hand.
static void a_paragraph_lists_repairs_overlaps_and_what_no_rule_names(void **state)
{
    (void)state;
    char name[] = "\xd0\xb7\xd0\xb0\xd0\xb9\xd0\xbd\xd1\x8f\xd1\x82\xd0\xbe"; // 7 characters
    char green[] = "green\x1b", kherson[] = "Kherson", nothing[] = "", path[] = "a/b.json";
    struct terr_status_count status = {name, 1234, 5e12, 4e12, 1e12};
    struct terr_repair repairs[] = {
        {17, {true, false, "Self-intersection", 37.5, -48.1234564}, 12340000, 1012350000},
        {18, {true, true, "Hole lies outside shell", NAN, 0}, -1000000, 0},
    };
    char *repair_names[] = {kherson, nothing};
    struct terr_tally_row rows[] = {{green, 2, 3e6, 0}, {NULL, 1, 2e6, 1}};
    struct terr_inspected_part parts[] = {{path, NULL, "0123"}, {path, NULL, ""}};
    struct shown shown;
    struct terr_text text = TERR_TEXT_INIT;
    open_shown(&shown, sample_front, false);
    shown.by_hand.statuses = &status;
    shown.by_hand.status_count = 1;
    shown.by_hand.feature_count = 1236;
    shown.by_hand.ignored_parts = 5;
    shown.by_hand.repairs = repairs;
    shown.by_hand.repair_names = repair_names;
    shown.by_hand.repair_count = 2;
    shown.by_hand.unclassified = (struct terr_tally){rows, 2, 2};
    shown.by_hand.unclassified_count = 3;
    shown.by_hand.parts = parts;
    shown.by_hand.part_count = 2;
    terr_plain_inspect(&text, &shown.inspected, TERR_INSPECT_PARAGRAPHS);
    check_text(&text,
               "2025-01-01.geojson  2025-01-01 (from its name)  generic\n"
               "  features 1,236: 0 ignored, 0 null, 3 unclassified; 0 vertices\n"
               "  ignored inside collections 5\n"
               "  status                features    published " KM2 "      counted " KM2 "\n"
               "  \xd0\xb7\xd0\xb0\xd0\xb9\xd0\xbd\xd1\x8f\xd1\x82\xd0\xbe"
               "                  1,234     5,000,000.00     4,000,000.00\n"
               "  held 0.00 " KM2 "\n"
               "  overlaps 1,000,000.00 " KM2 " in \xd0\xb7\xd0\xb0\xd0\xb9\xd0\xbd\xd1\x8f\xd1\x82"
               "\xd0\xbe\n"
               "  unclassified\n"
               "    green?: 2 features, 3.00 " KM2 "\n"
               "    (none): 1 feature, 2.00 " KM2 "\n"
               "  repaired 2 features\n"
               "    features[17] (Kherson) Self-intersection at 37.500000, -48.123456: 12.34 to "
               "1,012.35 " KM2 "\n"
               "    features[18] Hole lies outside shell: -1.00 to 0.00 " KM2 ", "
               "a hole lay outside its shell\n"
               "  sha256 0123  b.json\n");
    close_shown(&shown);
}

static void features_and_groups_are_listed_where_asked_for(void **state)
{
    (void)state;
    static const struct terr_inspection_options features = {true, NULL, false, NULL};
    static const struct terr_inspection_options groups = {false, "status", false, NULL};
    struct shown shown;
    struct terr_text text = TERR_TEXT_INIT;
    open_made(&shown, 1, &features);
    terr_csv_inspect_features(&text, &shown.inspected);
    check_text(&text, "date,snapshot,feature,file,layer,kind,status,vertices,published_km2,"
                      "repaired_km2,description\n"
                      "2025-01-02,2025-01-02.geojson,0,2025-01-02.geojson,,polygons,occupied,10,"
                      "11811.733223,,occupied\n"
                      "2025-01-02,2025-01-02.geojson,1,2025-01-02.geojson,,polygons,contested,5,"
                      "4108.866038,,contested\n"
                      "2025-01-02,2025-01-02.geojson,2,2025-01-02.geojson,,ignored,,0,0.000000,,\n"
                      "2025-01-02,2025-01-02.geojson,3,2025-01-02.geojson,,null,,0,0.000000,,\n");
    terr_plain_inspect(&text, &shown.inspected, TERR_INSPECT_PARAGRAPHS);
    assert_non_null(strstr(text.bytes, "         1  polygons  contested                    5"
                                       "         4,108.87  contested\n"));
    terr_text_dispose(&text);
    close_shown(&shown);

    open_made(&shown, 1, &groups);
    terr_csv_inspect_groups(&text, &shown.inspected);
    check_text(&text, "date,snapshot,status,features,published_km2,percent\n"
                      "2025-01-02,2025-01-02.geojson,occupied,1,11811.733223,\n"
                      "2025-01-02,2025-01-02.geojson,contested,1,4108.866038,\n");
    terr_plain_inspect(&text, &shown.inspected, TERR_INSPECT_PARAGRAPHS);
    assert_non_null(strstr(text.bytes, "  status                features    published " KM2 "\n"
                                       "  occupied                     1        11,811.73\n"));
    terr_text_dispose(&text);
    close_shown(&shown);
}

// ---- findings ----

// One of each kind on the snapshots of sample_front (2025-01-01, -02, -05), with numbers that tell
// them apart.
static void add_all(struct terr_findings *findings)
{
    struct terr_error err;
    static const char *const texts[TERR_FINDING_KIND_COUNT] = {
        [TERR_FINDING_LEFT_OUT] = "x.geojson: no JSON",
        [TERR_FINDING_CONTRADICTED] = "its name",
        [TERR_FINDING_MISSING_LAYER] = "claims",
        [TERR_FINDING_REPAIRED] = "features[3] (Kherson)",
    };
    for (int kind = 0; kind < TERR_FINDING_KIND_COUNT; kind++) {
        struct terr_finding finding = {.kind = (enum terr_finding_kind)kind,
                                       .snapshot = kind == TERR_FINDING_LEFT_OUT ? SIZE_MAX : 2,
                                       .other = 1,
                                       .first_day = 20091,
                                       .last_day = 20092,
                                       .count = 1,
                                       .area_m2 = 1234567890,
                                       .near_m2 = 2500000};
        check_ok(terr_findings_add(findings, &finding, texts[kind], &err));
    }
}

static void every_finding_is_a_sentence(void **state)
{
    (void)state;
#define FIFTH "2025-01-05 (2025-01-05.geojson)"
    static const char *const sentences[TERR_FINDING_KIND_COUNT] = {
        "left out: x.geojson: no JSON",
        FIFTH " is dated in the future",
        FIFTH " is dated before 2025-01-03, the first day such a map can be of",
        FIFTH " is of 2025-01-03 by its name",
        "no snapshot from 2025-01-03 to 2025-01-04 (2 days)",
        FIFTH " has no layer claims",
        FIFTH " shows the same map as 2025-01-02 (2025-01-02.geojson)",
        FIFTH " is nearly the map of 2025-01-02 (2025-01-02.geojson): 2.50 " KM2
              " differ, and 1,234.57 " KM2 " from the one before it",
        FIFTH " differs by 1,234.57 " KM2 " from the one before, and the next, of 2025-01-02, "
              "takes it back: 2.50 " KM2 " remain",
        FIFTH " differs by 1,234.57 " KM2 " from the one before, of 2025-01-02: 411.52 " KM2
              " a day, where 2.50 " KM2 " is usual",
        FIFTH ": no rule of the profile names 1 feature of 1,234.57 " KM2,
        FIFTH ": 1 feature repaired, which changed 1,234.57 " KM2 ": features[3] (Kherson)",
    };
    struct terr_findings findings = {NULL, 0, 0};
    struct shown shown;
    open_shown(&shown, sample_front, false);
    add_all(&findings);
    for (size_t i = 0; i < findings.count; i++) {
        struct terr_text text = TERR_TEXT_INIT;
        terr_plain_finding(&text, &findings.items[i], shown.sample.archive);
        check_text(&text, sentences[i]);
        terr_plain_finding_kind(&text, &findings, findings.items[i].kind, 3, shown.sample.archive);
        check_text(&text, sentences[i]); // of one alone
    }
    terr_findings_dispose(&findings);
    close_shown(&shown);
}

static void findings_of_a_kind_are_one_line(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_text text = TERR_TEXT_INIT;
    struct shown shown;
    open_shown(&shown, sample_front, false);
    terr_plain_finding_kind(&text, &findings, TERR_FINDING_GAP, 3, shown.sample.archive);
    assert_int_equal(text.length, 0);
    for (int32_t i = 0; i < 4; i++) {
        const struct terr_finding gap = {.kind = TERR_FINDING_GAP,
                                         .first_day = 20090 + 3 * i,
                                         .last_day = 20090 + 3 * i + i % 2};
        check_ok(terr_findings_add(&findings, &gap, NULL, &err));
    }
    terr_plain_finding_kind(&text, &findings, TERR_FINDING_GAP, 3, shown.sample.archive);
    check_text(&text, "4 gaps without a snapshot: 2025-01-02, 2025-01-05 to 2025-01-06, 2025-01-08 "
                      "and 1 more");
    terr_plain_finding_kind(&text, &findings, TERR_FINDING_GAP, 0, shown.sample.archive);
    check_text(&text, "4 gaps without a snapshot");
    terr_findings_dispose(&findings);
    close_shown(&shown);
}

static void findings_are_rows_of_csv(void **state)
{
    (void)state;
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_text text = TERR_TEXT_INIT;
    struct shown shown;
    static const char *const rows[] = {
        "kind,date,snapshot,other_date,other_snapshot,first_day,last_day,count,km2,near_km2,"
        "finding\n",
        "\ngap,2025-01-05,2025-01-05.geojson,2025-01-02,2025-01-02.geojson,2025-01-03,2025-01-04,"
        ",,,no snapshot from 2025-01-03 to 2025-01-04 (2 days)\n",
        "\nblip,2025-01-05,2025-01-05.geojson,2025-01-02,2025-01-02.geojson,,,,1234.567890,"
        "2.500000,\"2025-01-05 (",
        "\nunclassified,2025-01-05,2025-01-05.geojson,2025-01-02,2025-01-02.geojson,,,1,"
        "1234.567890,,\"2025-01-05 (",
        "left_out,,,2025-01-02,2025-01-02.geojson,,,,,,left out: x.geojson: no JSON\n"};
    open_shown(&shown, sample_front, false);
    add_all(&findings);
    shown.inspected.findings = &findings;
    terr_csv_inspect_findings(&text, &shown.inspected);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!strstr(text.bytes, rows[i])) fail_msg("no row: %s", rows[i]);
    }
    terr_text_dispose(&text);
    terr_findings_dispose(&findings);
    close_shown(&shown);
}

// ---- the archive ----

static void an_archive_comes_before_a_line_for_each_snapshot(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_inspection inspections[3];
    const struct terr_inspection *all[] = {&inspections[0], &inspections[1], &inspections[2]};
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_text text = TERR_TEXT_INIT;
    struct shown shown;
    memset(inspections, 0, sizeof inspections);
    open_shown(&shown, sample_front, false);
    for (size_t i = 0; i < 3; i++) {
        inspections[i].snapshot = i;
        inspections[i].held_m2 = 1e9 * (double)(i + 1);
        const struct terr_finding jump = {
            .kind = TERR_FINDING_JUMP, .snapshot = 2, .other = 1, .area_m2 = 9e6, .near_m2 = 1e6};
        const struct terr_finding repeat = {.kind = TERR_FINDING_REPEAT, .snapshot = i, .other = 0};
        if (i > 0) check_ok(terr_findings_add(&findings, &repeat, NULL, &err));
        if (i == 2) check_ok(terr_findings_add(&findings, &jump, NULL, &err));
    }
    shown.inspected.inspections = all;
    shown.inspected.count = 3;
    shown.inspected.findings = &findings;
    terr_plain_inspect(&text, &shown.inspected, TERR_INSPECT_LINES);
    check_text(&text,
               "3 snapshots, 2025-01-01 to 2025-01-05  generic\n"
               "  held 1,000.00 to 3,000.00 " KM2 "\n"
               "  look at 3\n"
               "    2 snapshots that show the same map as the one before: 2025-01-02, 2025-01-05\n"
               "    2025-01-05 (2025-01-05.geojson) differs by 9.00 " KM2
               " from the one before, of 2025-01-02: 3.00 " KM2 " a day, where 1.00 " KM2
               " is usual\n\n"
               "date        snapshot            features         held " KM2 "\n"
               "2025-01-01  2025-01-01.geojson         0         1,000.00\n"
               "2025-01-02  2025-01-02.geojson         0         2,000.00  repeat\n"
               "2025-01-05  2025-01-05.geojson         0         3,000.00  repeat, jump\n");
    terr_findings_dispose(&findings);
    close_shown(&shown);
}

// ---- CSV and JSON of snapshots ----

static void csv_has_a_row_for_each_status(void **state)
{
    (void)state;
    struct shown shown;
    struct terr_text text = TERR_TEXT_INIT;
    open_made(&shown, 1, NULL);
    terr_csv_inspect(&text, &shown.inspected);
    check_text(&text, "date,snapshot,date_source,profile,status,features,published_km2,counted_km2,"
                      "ignored,null,unclassified,repaired,vertices,held_km2,overlap_km2,repair_km2,"
                      "published,sha256\n"
                      "2025-01-02,2025-01-02.geojson,file_name,generic,contested,1,4108.866038,"
                      "4108.866038,1,1,0,0,15,11811.733223,0.000000,0.000000,2025-01-02,\n"
                      "2025-01-02,2025-01-02.geojson,file_name,generic,occupied,1,11811.733223,"
                      "11811.733223,1,1,0,0,15,11811.733223,0.000000,0.000000,2025-01-02,\n");
    close_shown(&shown);
}

static void a_snapshot_without_polygons_still_has_a_row(void **state)
{
    (void)state;
    const struct sample_file files[] = {{"undated.geojson", sample_front[0].text}, {NULL, NULL}};
    struct shown shown;
    struct terr_text text = TERR_TEXT_INIT;
    open_shown(&shown, files, true);
    shown.by_hand.feature_count = 3;
    shown.by_hand.ignored_count = 3;
    terr_csv_inspect(&text, &shown.inspected);
    assert_non_null(strstr(text.bytes, "\n,undated.geojson,none,generic,,,,,3,0,0,0,0,0.000000,,"
                                       "0.000000,,\n"));
    terr_text_dispose(&text);
    close_shown(&shown);
}

static void json_tells_all_of_it(void **state)
{
    (void)state;
    static const struct terr_inspection_options look = {true, "status", false, NULL};
    static const char *const parts[] = {
        "  \"group_by\": \"status\",\n",
        "    {\"kind\": \"gap\", \"date\": \"2025-01-05\", \"snapshot\": \"2025-01-05.geojson\", "
        "\"other_date\": \"2025-01-02\", \"other_snapshot\": \"2025-01-02.geojson\", "
        "\"first_day\": "
        "\"2025-01-03\", \"last_day\": \"2025-01-04\", \"finding\": \"no snapshot from ",
        "    {\"date\": \"2025-01-05\", \"snapshot\": \"2025-01-05.geojson\", \"date_source\": "
        "\"file_name\", \"published\": \"2025-01-05\", \"features\": 1, \"ignored\": 0, "
        "\"ignored_parts\": 0, \"null\": 0, \"unclassified\": 0, \"vertices\": 5, \"held_km2\": "
        "4108.892979, \"held_overlap_km2\": 0.000000, \"parts\": [\n"
        "      {\"file\": \"2025-01-05.geojson\", \"layer\": null, \"sha256\": null}\n    ], ",
        "      {\"status\": \"occupied\", \"features\": 1, \"published_km2\": -0.250000, "
        "\"counted_km2\": 4108.892979, \"overlap_km2\": 0.000000}\n",
        "\"repairs\": [\n      {\"feature\": 0, \"name\": \"occupied\", \"reason\": "
        "\"Self-intersection\", "
        "\"lon\": null, \"lat\": 48.500000, \"published_km2\": -0.250000, \"clean_km2\": "
        "4108.892979, \"stray_hole\": false}\n    ]",
        "\"groups\": [\n      {\"value\": \"occupied\", \"features\": 1, ",
        "\"feature_list\": [\n      {\"feature\": 0, \"part\": 0, \"layer\": null, \"kind\": "
        "\"polygons\", "
        "\"status\": \"occupied\", \"vertices\": 5, ",
        "\"repaired_km2\": 4108.892979, \"description\": \"occupied\"}\n    ]}\n  ]\n}\n"};
    struct terr_findings findings = {NULL, 0, 0};
    struct shown shown;
    struct terr_text text = TERR_TEXT_INIT;
    open_made(&shown, 2, &look);
    add_all(&findings);
    shown.inspected.findings = &findings;
    shown.made->statuses[0].published_m2 = -0.25e6;
    shown.made->repairs[0].published_m2 = -0.25e6;
    shown.made->repairs[0].fault.lon_deg = NAN;
    terr_json_inspect(&text, &shown.inspected);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!strstr(text.bytes, parts[i])) fail_msg("no %s\n in %s", parts[i], text.bytes);
    }
    schema_check(&text, "inspect", 0);
    terr_text_dispose(&text);
    terr_findings_dispose(&findings);
    close_shown(&shown);
}

static void nothing_inspected_is_an_empty_list(void **state)
{
    (void)state;
    const struct sample_file files[] = {{"undated.geojson", sample_front[0].text}, {NULL, NULL}};
    struct shown shown;
    struct terr_text text = TERR_TEXT_INIT;
    open_shown(&shown, files, true);
    shown.inspected.count = 0;
    terr_json_inspect(&text, &shown.inspected);
    assert_non_null(strstr(text.bytes, "  \"findings\": [],\n  \"snapshots\": []\n}\n"));
    schema_check(&text, "inspect", 0);
    terr_text_dispose(&text);

    shown.inspected.count = 1;
    terr_json_inspect(&text, &shown.inspected);
    assert_non_null(strstr(text.bytes, "{\"date\": null, \"snapshot\": \"undated.geojson\", "
                                       "\"date_source\": \"none\", \"published\": null, "));
    schema_check(&text, "inspect", 0);
    terr_text_dispose(&text);
    close_shown(&shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_shows_statuses_and_counts),
        cmocka_unit_test(a_paragraph_says_where_the_date_is_from),
        cmocka_unit_test(a_paragraph_lists_repairs_overlaps_and_what_no_rule_names),
        cmocka_unit_test(features_and_groups_are_listed_where_asked_for),
        cmocka_unit_test(every_finding_is_a_sentence),
        cmocka_unit_test(findings_of_a_kind_are_one_line),
        cmocka_unit_test(findings_are_rows_of_csv),
        cmocka_unit_test(an_archive_comes_before_a_line_for_each_snapshot),
        cmocka_unit_test(csv_has_a_row_for_each_status),
        cmocka_unit_test(a_snapshot_without_polygons_still_has_a_row),
        cmocka_unit_test(json_tells_all_of_it),
        cmocka_unit_test(nothing_inspected_is_an_empty_list),
    };
    return cmocka_run_group_tests_name("inspect", tests, NULL, NULL);
}
