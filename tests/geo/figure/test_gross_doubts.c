// What is told of the maps that gross sums run over.
#include "../../support/check.h"

#include "../../support/boxes.h"
#include <geo/figure/finding.h>
#include <geo/figure/gross_change.h>
#include <geo/figure/series.h>
#include <geo/figure/survey.h>
#include <stdio.h>

// Each day a hundredth of a degree is taken; on one day half of all is missing, and back on the
// next.
#define QUIET_DAYS 14
#define BLIP 7 // 2025-02-02, between two month ends

struct doubts {
    size_t blips, jumps, others;
};

static struct doubts count_doubts(const struct terr_findings *findings)
{
    struct doubts doubts = {terr_findings_of_kind(findings, TERR_FINDING_BLIP),
                            terr_findings_of_kind(findings, TERR_FINDING_JUMP), 0};
    doubts.others = findings->count - doubts.blips - doubts.jumps;
    if (doubts.blips + doubts.jumps == 1) assert_int_equal(findings->items[0].snapshot, BLIP);
    return doubts;
}

static struct doubts doubts_of_change(struct sample *sample)
{
    static const struct terr_date_doubts sound = {false, 0, false, 0, 0};
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_error err;
    check_ok(terr_findings_add_change(&findings, &sample->measured, &sound, &err));
    const struct doubts doubts = count_doubts(&findings);
    terr_findings_dispose(&findings);
    return doubts;
}

static struct doubts doubts_of_months(struct sample *sample, bool gross)
{
    static const struct terr_date_doubts sound = {false, 0, false, 0, 0};
    const struct terr_series_options options = {.every = TERR_EVERY_MONTH, .gross = gross};
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_series *series;
    struct terr_error err;
    check_ok(
        terr_series_walk(&series, sample->ruler, sample->archive, &sample->list, &options, &err));
    check_ok(terr_findings_add_series(&findings, series, sample->archive, sample->list.count,
                                      &sound, &err));
    const struct doubts doubts = count_doubts(&findings);
    terr_findings_dispose(&findings);
    terr_series_free(series);
    return doubts;
}

static void check_doubts(struct doubts doubts, size_t blips, size_t jumps)
{
    assert_int_equal(doubts.blips, blips);
    assert_int_equal(doubts.jumps, jumps);
    assert_int_equal(doubts.others, 0);
}

// `stays`: what was gone on that day does not come back.
static void check_quiet_days(bool stays)
{
    static char names[QUIET_DAYS][32], texts[QUIET_DAYS][64];
    static struct boxes_file files[QUIET_DAYS + 1];
    static const char *const held[] = {"occupied", NULL};
    const struct terr_gross_options options = {.jobs = 0};
    struct sample sample;
    struct terr_error err;
    for (int i = 0; i < QUIET_DAYS; i++) {
        const bool is_gone = stays ? i >= BLIP : i == BLIP;
        char day[TERR_DAY_SIZE];
        terr_day_print(day, boxes_day("2025-01-26") + i);
        snprintf(names[i], sizeof names[i], "%s.geojson", day);
        snprintf(texts[i], sizeof texts[i], "occupied 30 48 %.2f 49",
                 (is_gone ? 30.5 : 31) + 0.01 * i);
        files[i] = (struct boxes_file){names[i], texts[i]};
    }
    boxes_open(&sample, files, held, NULL);
    sample_measure(&sample, "2025-01-26", "2025-02-08");
    check_doubts(doubts_of_change(&sample), 0, 0);
    check_ok(terr_measured_change_add_gross(&sample.measured, &options, &err));
    check_doubts(doubts_of_change(&sample), !stays, stays);
    check_doubts(doubts_of_months(&sample, false), 0, 0);
    check_doubts(doubts_of_months(&sample, true), !stays, stays);
    sample_close(&sample);
}

// It would be counted there and back; so whoever adds up is told, and nobody else.
static void a_map_between_that_the_next_takes_back_is_told(void **state)
{
    (void)state;
    check_quiet_days(false);
}

static void a_jump_between_is_told(void **state)
{
    (void)state;
    check_quiet_days(true);
}

// Of a series by snapshots no map lies between rows, however many of them have dates in doubt; nor
// are sums from the first snapshot of its day to the last known.
static void a_series_by_snapshots_has_no_map_between(void **state)
{
    static const struct boxes_file files[] = {{"1735693200.geojson", "occupied 30 48 31 49"},
                                              {"1735696800.geojson", "occupied 30 48 32 49"},
                                              {"1735700400.geojson", "occupied 30 48 33 49"},
                                              {"1735786800.geojson", "occupied 30 48 34 49"},
                                              {"1735873200.geojson", "occupied 30 48 35 49"},
                                              {"1735959600.geojson", "occupied 30 48 36 49"},
                                              {NULL, NULL}};
    static const char *const held[] = {"occupied", NULL};
    const struct terr_series_options options = {.every = TERR_EVERY_SNAPSHOT, .gross = true};
    struct terr_date_doubts doubts = {.has_today = true, .today_day = boxes_day("2025-01-01")};
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_series *series;
    struct sample sample;
    struct terr_error err;
    (void)state;
    boxes_open(&sample, files, held, NULL);
    check_ok(terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err));
    check_ok(terr_findings_add_series(&findings, series, sample.archive, 1, &doubts, &err));
    assert_int_equal(terr_findings_of_kind(&findings, TERR_FINDING_FUTURE), 3);
    assert_int_equal(findings.count, 3);
    terr_findings_dispose(&findings);
    terr_series_free(series);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_between_that_the_next_takes_back_is_told),
        cmocka_unit_test(a_jump_between_is_told),
        cmocka_unit_test(a_series_by_snapshots_has_no_map_between),
    };
    return cmocka_run_group_tests_name("figure/gross_doubts", tests, NULL, NULL);
}
