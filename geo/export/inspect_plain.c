#include <geo/export/inspect.h>

#include <geo/export/inspect_paragraph.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/inspection.h>
#include <geo/source/profile.h>
#include <math.h>
#include <string.h>

// Findings of a kind that have a line each in the paragraph of an archive.
#define SENTENCES_MAX 10

// Where a list of days is broken.
#define LINE_WIDTH 96

// ---- findings ----

static void add_sentences(struct terr_text *out, const struct terr_inspected *inspected,
                          enum terr_finding_kind kind, size_t most)
{
    const struct terr_findings *findings = inspected->findings;
    size_t shown = 0, left = 0;
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].kind != kind) continue;
        if (shown == most) {
            left++;
            continue;
        }
        shown++;
        terr_text_add(out, "    ");
        terr_plain_finding(out, &findings->items[i], inspected->archive);
        terr_text_add(out, "\n");
    }
    if (left == 0) return;
    terr_text_add(out, "    and ");
    terr_value_add_shown_count(out, left);
    terr_text_add(out, " more like the last\n");
}

// One line that names every day, broken between days.
static void add_days(struct terr_text *out, const struct terr_inspected *inspected,
                     enum terr_finding_kind kind)
{
    struct terr_text line = TERR_TEXT_INIT;
    terr_plain_finding_kind(&line, inspected->findings, kind, SIZE_MAX, inspected->archive);
    const char *at = line.bytes ? line.bytes : "";
    for (size_t used = 0; *at;) {
        const char *end = strstr(at, ", ");
        const size_t length = end ? (size_t)(end - at) + 1 : strlen(at);
        if (used == 0) {
            terr_text_add(out, "    ");
        } else if (used + length > LINE_WIDTH) {
            terr_text_add(out, "\n      ");
            used = 0;
        } else {
            terr_text_add(out, " ");
        }
        terr_text_add_bytes(out, at, length);
        used += length + 1;
        at += length;
        if (*at == ' ') at++;
    }
    out->failed |= line.failed;
    terr_text_dispose(&line);
    terr_text_add(out, "\n");
}

// Doubts that tend to come with every snapshot of an archive: how many have them, and the worst.
static void add_worst(struct terr_text *out, const struct terr_inspected *inspected,
                      enum terr_finding_kind kind)
{
    const struct terr_findings *findings = inspected->findings;
    const struct terr_finding *worst = NULL;
    for (size_t i = 0; i < findings->count; i++) {
        const struct terr_finding *finding = &findings->items[i];
        if (finding->kind != kind) continue;
        if (!worst || finding->area_m2 > worst->area_m2) worst = finding;
    }
    terr_text_add(out, "    ");
    terr_plain_finding_kind(out, findings, kind, 0, inspected->archive);
    terr_text_add(out, ", most in ");
    terr_plain_finding(out, worst, inspected->archive);
    terr_text_add(out, "\n");
}

static void add_findings_head(struct terr_text *out, size_t count)
{
    terr_text_add(out, "  look at ");
    terr_value_add_shown_count(out, count);
    terr_text_add(out, "\n");
}

// `whole`: each in a line of its own.
static void add_findings(struct terr_text *out, const struct terr_inspected *inspected, bool whole)
{
    if (inspected->findings->count == 0) return;
    add_findings_head(out, inspected->findings->count);
    for (int i = 0; i < TERR_FINDING_KIND_COUNT; i++) {
        const enum terr_finding_kind kind = (enum terr_finding_kind)i;
        const bool is_alone = terr_findings_of_kind(inspected->findings, kind) < 2;
        if (whole || is_alone) {
            add_sentences(out, inspected, kind, SIZE_MAX);
        } else if (kind == TERR_FINDING_GAP || kind == TERR_FINDING_REPEAT) {
            add_days(out, inspected, kind);
        } else if (kind == TERR_FINDING_REPAIRED || kind == TERR_FINDING_UNCLASSIFIED) {
            add_worst(out, inspected, kind);
        } else {
            add_sentences(out, inspected, kind, SENTENCES_MAX);
        }
    }
}

// Of a snapshot that is alone, what its paragraph has not told already.
static void add_untold(struct terr_text *out, const struct terr_inspected *inspected)
{
    const size_t told = terr_findings_of_kind(inspected->findings, TERR_FINDING_REPAIRED) +
                        terr_findings_of_kind(inspected->findings, TERR_FINDING_UNCLASSIFIED);
    if (inspected->findings->count == told) return;
    add_findings_head(out, inspected->findings->count - told);
    for (int i = 0; i < TERR_FINDING_KIND_COUNT; i++) {
        const enum terr_finding_kind kind = (enum terr_finding_kind)i;
        if (kind == TERR_FINDING_REPAIRED || kind == TERR_FINDING_UNCLASSIFIED) continue;
        add_sentences(out, inspected, kind, SIZE_MAX);
    }
}

// ---- the archive ----

static void add_span(struct terr_text *out, const struct terr_inspected *inspected)
{
    const struct terr_archive *archive = inspected->archive;
    const struct terr_dated *first = terr_archive_at(archive, inspected->inspections[0]->snapshot);
    const struct terr_dated *last =
        terr_archive_at(archive, inspected->inspections[inspected->count - 1]->snapshot);
    if (first->date_source == TERR_DATE_NONE || last->date_source == TERR_DATE_NONE) return;
    terr_text_add(out, ", ");
    terr_value_add_day(out, first->day);
    if (first->day == last->day) return;
    terr_text_add(out, " to ");
    terr_value_add_day(out, last->day);
}

static void add_archive(struct terr_text *out, const struct terr_inspected *inspected, bool whole)
{
    const struct terr_profile *profile = terr_archive_profile(inspected->archive);
    char least[TERR_GROUPED_SIZE];
    double least_m2 = INFINITY, most_m2 = 0;
    if (inspected->count == 0) return;
    terr_value_add_shown_count(out, inspected->count);
    terr_text_add(out, inspected->count == 1 ? " snapshot" : " snapshots");
    add_span(out, inspected);
    terr_text_add(out, "  ");
    terr_value_add_shown(out, terr_profile_name(profile));
    for (size_t i = 0; i < inspected->count; i++) {
        least_m2 = fmin(least_m2, inspected->inspections[i]->held_m2);
        most_m2 = fmax(most_m2, inspected->inspections[i]->held_m2);
    }
    terr_value_print_shown_km2(least, least_m2);
    terr_text_add(out, "\n  ");
    terr_value_add_shown(out, terr_profile_zone_at(profile, 0).name);
    terr_text_add(out, " ");
    if (most_m2 > least_m2) terr_text_print(out, "%s to ", least);
    terr_value_add_shown_km2(out, most_m2);
    terr_text_add(out, "\n");
    add_findings(out, inspected, whole);
}

// ---- a line for each snapshot ----

#define DATE_WIDTH 10
#define NAME_WIDTH_MAX 48
#define FEATURES_WIDTH 8
#define AREA_WIDTH 15

static void add_cell(struct terr_text *out, const char *string, size_t width)
{
    const size_t used = terr_value_add_shown(out, string);
    terr_text_print(out, "%*s", used < width ? (int)(width - used) : 0, "");
}

// The kinds of what was found of a snapshot, each once; findings are in order of their kinds.
static void add_marks(struct terr_text *out, const struct terr_findings *findings, size_t snapshot)
{
    int last = -1;
    for (size_t i = 0; i < findings->count; i++) {
        const struct terr_finding *finding = &findings->items[i];
        if (finding->snapshot != snapshot || finding->kind == TERR_FINDING_GAP) continue;
        if ((int)finding->kind == last) continue;
        terr_text_print(out, "%s%s", last < 0 ? "  " : ", ", terr_finding_kind_name(finding->kind));
        last = (int)finding->kind;
    }
}

static size_t name_width(const struct terr_inspected *inspected)
{
    size_t width = sizeof "snapshot" - 1;
    for (size_t i = 0; i < inspected->count; i++) {
        const size_t snapshot = inspected->inspections[i]->snapshot;
        const size_t length = strlen(terr_archive_at(inspected->archive, snapshot)->name);
        if (length > width) width = length;
    }
    return width < NAME_WIDTH_MAX ? width : NAME_WIDTH_MAX;
}

static void add_lines(struct terr_text *out, const struct terr_inspected *inspected)
{
    const char *zone = terr_profile_zone_at(terr_archive_profile(inspected->archive), 0).name;
    const size_t width = name_width(inspected);
    const size_t zone_length = strlen(zone) + sizeof " km2" - 1;
    add_cell(out, "date", DATE_WIDTH);
    terr_text_add(out, "  ");
    add_cell(out, "snapshot", width);
    terr_text_print(out, "  %*s  ", FEATURES_WIDTH, "features");
    terr_text_print(out, "%*s", zone_length < AREA_WIDTH ? (int)(AREA_WIDTH - zone_length) : 0, "");
    terr_value_add_shown(out, zone);
    terr_text_add(out, " " TERR_SHOWN_KM2 "\n");
    for (size_t i = 0; i < inspected->count; i++) {
        const struct terr_inspection *inspection = inspected->inspections[i];
        const struct terr_dated *dated = terr_archive_at(inspected->archive, inspection->snapshot);
        char day[TERR_DAY_SIZE] = "", features[TERR_GROUPED_SIZE], area[TERR_GROUPED_SIZE];
        if (dated->date_source != TERR_DATE_NONE) terr_day_print(day, dated->day);
        terr_value_print_grouped(features, (double)inspection->feature_count, 0, false);
        terr_value_print_shown_km2(area, inspection->held_m2);
        add_cell(out, day, DATE_WIDTH);
        terr_text_add(out, "  ");
        add_cell(out, dated->name, width);
        terr_text_print(out, "  %*s  %*s", FEATURES_WIDTH, features, AREA_WIDTH, area);
        add_marks(out, inspected->findings, inspection->snapshot);
        terr_text_add(out, "\n");
    }
}

void terr_plain_inspect(struct terr_text *out, const struct terr_inspected *inspected,
                        enum terr_inspect_detail detail)
{
    const bool is_alone = detail == TERR_INSPECT_PARAGRAPHS && inspected->count == 1;
    if (!is_alone) add_archive(out, inspected, detail == TERR_INSPECT_FINDINGS);
    if (detail == TERR_INSPECT_FINDINGS) return;
    if (detail == TERR_INSPECT_LINES) {
        terr_text_add(out, "\n");
        add_lines(out, inspected);
        return;
    }
    for (size_t i = 0; i < inspected->count; i++) {
        if (!is_alone) terr_text_add(out, "\n");
        terr_plain_inspect_paragraph(out, inspected->inspections[i], inspected);
    }
    if (is_alone) add_untold(out, inspected);
    if (!inspected->regions) return;
    if (!is_alone) terr_text_add(out, "\n");
    terr_regional_add_borders(out, inspected->regions);
}
