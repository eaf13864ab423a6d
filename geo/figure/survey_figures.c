#include <geo/figure/survey.h>

#include <geo/base/memory.h>
#include <geo/figure/gross.h>
#include <geo/figure/gross_change.h>
#include <geo/figure/series.h>
#include <geo/figure/steps.h>
#include <geo/source/archive.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>
#include <string.h>

// A day without one of its layers looks like ground that was lost. What files there are tells.
static enum terr_code add_missing_layers(struct terr_findings *findings,
                                         const struct terr_archive *archive, size_t snapshot,
                                         struct terr_error *err)
{
    const size_t count = terr_archive_missing_layer_count(archive, snapshot);
    const struct terr_finding missing = {
        .kind = TERR_FINDING_MISSING_LAYER, .snapshot = snapshot, .other = TERR_FINDING_NONE};
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        const char *layer = terr_archive_missing_layer_at(archive, snapshot, i);
        code = terr_findings_add(findings, &missing, layer, err);
    }
    return code;
}

// ---- the maps that gross sums run over ----

// Of the maps of a window from the first to the last those that have a sound date, as steps of the
// first zone. There must be room for all of them.
static size_t list_chain(struct terr_step *steps, const struct terr_gross *gross, size_t from,
                         size_t to, double area_from_m2, const struct terr_date_doubts *doubts)
{
    const struct terr_archive *archive = terr_gross_archive(gross);
    size_t previous = from, count = 0;
    double area_m2 = area_from_m2, step_m2 = 0;
    for (size_t i = 0; i < terr_gross_map_count(gross, from, to); i++) {
        const size_t map = terr_gross_map_at(gross, from, to, i);
        const struct terr_gross_sums moved =
            terr_gross_between(gross, previous, map, 0, TERR_WANTED_WHOLE);
        area_m2 += moved.gained_m2 - moved.lost_m2;
        step_m2 = moved.gained_m2 + moved.lost_m2;
        previous = map;
        if (!terr_date_is_sound(archive, map, doubts)) continue;
        steps[count++] =
            (struct terr_step){map, terr_archive_at(archive, map)->day, area_m2, step_m2};
    }
    return count;
}

// A map that is wrong is counted twice, there and back, so its doubts are told as if it stood
// beside the figures.
static enum terr_code add_chain(struct terr_findings *findings, const struct terr_gross *gross,
                                size_t from, size_t to, double area_from_m2,
                                const struct terr_date_doubts *doubts, struct terr_error *err)
{
    struct terr_step *steps =
        terr_memory_new(terr_gross_map_count(gross, from, to), sizeof *steps, err);
    if (!steps) return err->code;
    const size_t count = list_chain(steps, gross, from, to, area_from_m2, doubts);
    const enum terr_code code = terr_findings_add_steps(findings, steps, count, NULL, err);
    terr_memory_free(steps);
    return code;
}

// ---- series ----

static bool is_nothing(const struct terr_figures *figures)
{
    return figures->gained_m2 == 0 && figures->lost_m2 == 0;
}

// The rows of one date, one for each zone.
static enum terr_code add_repeat(struct terr_findings *findings, const struct terr_row *rows,
                                 size_t zone_count, size_t previous, struct terr_error *err)
{
    const struct terr_finding repeat = {
        .kind = TERR_FINDING_REPEAT, .snapshot = rows->snapshot, .other = previous};
    // A date that the same snapshot stands for again is a gap, which was told as such.
    if (previous == rows->snapshot) return TERR_OK;
    for (size_t i = 0; i < zone_count; i++) {
        if (!rows[i].step.known || !is_nothing(&rows[i].step.figures)) return TERR_OK;
    }
    return terr_findings_add(findings, &repeat, NULL, err);
}

// Repeats and missing layers; and steps of the first zone between the snapshots that rows stand
// for.
static enum terr_code add_rows(struct terr_findings *findings, struct terr_step *steps,
                               size_t *step_count, const struct terr_series *series,
                               const struct terr_archive *archive, size_t zone_count,
                               const struct terr_date_doubts *doubts, struct terr_error *err)
{
    size_t previous = TERR_FINDING_NONE;
    for (size_t i = 0; i < series->row_count; i += zone_count) {
        const struct terr_row *row = &series->rows[i];
        if (!row->known || row->snapshot == previous) continue;
        const enum terr_code lacking = add_missing_layers(findings, archive, row->snapshot, err);
        if (lacking) return lacking;
        if (previous != TERR_FINDING_NONE) {
            const enum terr_code code = add_repeat(findings, row, zone_count, previous, err);
            if (code) return code;
        }
        previous = row->snapshot;
        if (!terr_date_is_sound(archive, row->snapshot, doubts)) continue;
        const struct terr_figures *figures = &row->step.figures;
        const struct terr_step step = {row->snapshot, terr_archive_at(archive, row->snapshot)->day,
                                       row->area_m2,
                                       row->step.known ? figures->gained_m2 + figures->lost_m2 : 0};
        steps[(*step_count)++] = step;
    }
    return TERR_OK;
}

// Layers that maps between rows lack; those of rows are told.
static enum terr_code add_chain_layers(struct terr_findings *findings,
                                       const struct terr_series *series, size_t from, size_t to,
                                       struct terr_error *err)
{
    const struct terr_archive *archive = terr_gross_archive(series->gross);
    enum terr_code code = TERR_OK;
    size_t row = 0;
    for (size_t i = 0; i < terr_gross_map_count(series->gross, from, to) && !code; i++) {
        const size_t map = terr_gross_map_at(series->gross, from, to, i);
        while (!series->rows[row].known || series->rows[row].snapshot < map) row++;
        if (series->rows[row].snapshot == map) continue;
        code = add_missing_layers(findings, archive, map, err);
    }
    return code;
}

// Those of the rows; where gross sums run over more maps, those between all of them.
static enum terr_code add_row_steps(struct terr_findings *findings, const struct terr_step *steps,
                                    size_t count, const struct terr_series *series,
                                    const struct terr_date_doubts *doubts, struct terr_error *err)
{
    const struct terr_row *first = NULL, *last = NULL;
    size_t snapshots = 0; // of rows, those of a date in doubt too
    for (size_t i = 0; i < series->row_count; i++) {
        const struct terr_row *row = &series->rows[i];
        if (!row->known || row->zone != 0) continue;
        if (!last || row->snapshot != last->snapshot) snapshots++;
        if (!first) first = row;
        last = row;
    }
    if (first && series->gross &&
        terr_gross_map_count(series->gross, first->snapshot, last->snapshot) > snapshots) {
        const enum terr_code code =
            add_chain_layers(findings, series, first->snapshot, last->snapshot, err);
        if (code) return code;
        return add_chain(findings, series->gross, first->snapshot, last->snapshot, first->area_m2,
                         doubts, err);
    }
    return terr_findings_add_steps(findings, steps, count, NULL, err);
}

enum terr_code terr_findings_add_series(struct terr_findings *findings,
                                        const struct terr_series *series,
                                        const struct terr_archive *archive, size_t zone_count,
                                        const struct terr_date_doubts *doubts,
                                        struct terr_error *err)
{
    struct terr_date_doubts within = *doubts;
    size_t step_count = 0;
    if (series->row_count == 0) return TERR_OK;
    within.has_span = true;
    within.first_day = series->rows[0].day;
    within.last_day = series->rows[series->row_count - 1].day;
    enum terr_code code = terr_findings_add_dates(findings, archive, &within, err);
    if (code) return code;
    struct terr_step *steps = terr_memory_new(series->row_count, sizeof *steps, err);
    if (!steps) return err->code;
    code = add_rows(findings, steps, &step_count, series, archive, zone_count, doubts, err);
    if (!code) code = add_row_steps(findings, steps, step_count, series, doubts, err);
    terr_memory_free(steps);
    if (!code) terr_findings_sort(findings);
    return code;
}

// ---- change ----

// Moves the findings on dates that concern one end of the change.
static enum terr_code add_end_dates(struct terr_findings *findings, const struct terr_findings *all,
                                    size_t snapshot, int32_t day, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < all->count && !code; i++) {
        const struct terr_finding *finding = &all->items[i];
        const bool concerns = finding->kind == TERR_FINDING_GAP
                                  ? finding->first_day <= day && day <= finding->last_day
                                  : finding->snapshot == snapshot;
        if (concerns) code = terr_findings_add(findings, finding, finding->text, err);
    }
    return code;
}

static enum terr_code add_unclassified(struct terr_findings *findings, size_t snapshot,
                                       const struct terr_zones *zones, struct terr_error *err)
{
    struct terr_finding finding = {
        .kind = TERR_FINDING_UNCLASSIFIED, .snapshot = snapshot, .other = TERR_FINDING_NONE};
    finding.count = terr_zones_unclassified(zones, &finding.area_m2);
    return finding.count ? terr_findings_add(findings, &finding, NULL, err) : TERR_OK;
}

static enum terr_code add_sameness(struct terr_findings *findings,
                                   const struct terr_measured_change *measured,
                                   struct terr_ends ends, struct terr_error *err)
{
    const struct terr_finding repeat = {
        .kind = TERR_FINDING_REPEAT, .snapshot = ends.to, .other = ends.from};
    bool shows_any = false;
    if (ends.from == ends.to) return TERR_OK;
    for (size_t i = 0; i < measured->list->count; i++) {
        if (!is_nothing(&measured->figures[i])) return TERR_OK;
        shows_any |= measured->figures[i].area_to_m2 > 0;
    }
    return shows_any ? terr_findings_add(findings, &repeat, NULL, err) : TERR_OK;
}

// What concerns the maps that gross sums run over between the two ends.
static enum terr_code add_between(struct terr_findings *findings, const struct terr_findings *dates,
                                  const struct terr_measured_change *measured,
                                  const struct terr_date_doubts *doubts, struct terr_error *err)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    const size_t count = terr_measured_change_gross_maps(measured);
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < dates->count && !code; i++) {
        const struct terr_finding *finding = &dates->items[i];
        if (finding->kind == TERR_FINDING_GAP) continue; // the days without a map are stepped over
        if (finding->snapshot <= ends.from || finding->snapshot >= ends.to) continue;
        code = terr_findings_add(findings, finding, finding->text, err);
    }
    for (size_t i = 1; i + 1 < count && !code; i++) {
        const size_t map = terr_gross_map_at(measured->gross, ends.from, ends.to, i);
        code = add_missing_layers(findings, measured->archive, map, err);
    }
    if (code || !ends.dated) return code;
    return add_chain(findings, measured->gross, ends.from, ends.to,
                     measured->figures[0].area_from_m2, doubts, err);
}

enum terr_code terr_findings_add_change(struct terr_findings *findings,
                                        const struct terr_measured_change *measured,
                                        const struct terr_date_doubts *doubts,
                                        struct terr_error *err)
{
    const struct terr_change *change = measured->change;
    const struct terr_ends ends = terr_change_ends(change);
    struct terr_findings dates = {NULL, 0, 0};
    enum terr_code code = TERR_OK;
    if (ends.dated) code = terr_findings_add_dates(&dates, measured->archive, doubts, err);
    if (!code) code = add_end_dates(findings, &dates, ends.from, ends.from_day, err);
    if (!code && ends.to != ends.from) {
        code = add_end_dates(findings, &dates, ends.to, ends.to_day, err);
    }
    if (!code) code = add_sameness(findings, measured, ends, err);
    if (!code) code = add_missing_layers(findings, measured->archive, ends.from, err);
    if (!code && ends.to != ends.from) {
        code = add_missing_layers(findings, measured->archive, ends.to, err);
    }
    if (!code && measured->gross) code = add_between(findings, &dates, measured, doubts, err);
    if (!code) code = add_unclassified(findings, ends.from, terr_change_from(change), err);
    if (!code && ends.to != ends.from) {
        code = add_unclassified(findings, ends.to, terr_change_to(change), err);
    }
    terr_findings_dispose(&dates);
    if (!code) terr_findings_sort(findings);
    return code;
}
