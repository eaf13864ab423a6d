#include <geo/export/vega_lite_chart.h>

#include <geo/export/provenance_text.h>
#include <geo/export/value.h>
#include <geo/export/vega_lite.h>
#include <geo/figure/provenance.h>
#include <geo/zone/regions.h>
#include <stdio.h>
#include <string.h>

// Characters of a line of the title, of one below it, and of one below the chart, each in smaller
// type. Where no font
// can be measured Vega takes a character to be 0.8 of its size wide: so reckoned they fit the
// chart.
#define TITLE_LENGTH 65
#define SUBTITLE_LENGTH 87
#define SOURCE_LENGTH 105

// ---- lines ----

// Appends `text` as a list of JSON strings of at most `most` characters, broken at blanks; a
// longer word has a line of its own. `*count` lines are in the list already.
static void add_lines(struct terr_text *out, size_t *count, const struct terr_text *text,
                      size_t most)
{
    const char *rest = text->bytes ? text->bytes : "";
    out->failed |= text->failed;
    while (*rest) {
        struct terr_text line = TERR_TEXT_INIT;
        size_t length = 0, end = 0;
        for (size_t i = 0; length <= most || end == 0; i++) {
            if (rest[i] == ' ' || rest[i] == '\0') end = i;
            if (rest[i] == '\0') break;
            if (((unsigned char)rest[i] & 0xc0) != 0x80) length++;
        }
        terr_text_add_bytes(&line, rest, end);
        terr_text_add(out, (*count)++ > 0 ? ", " : "");
        terr_text_add_json(out, line.bytes);
        out->failed |= line.failed;
        terr_text_dispose(&line);
        rest += end;
        rest += strspn(rest, " ");
    }
}

static void add_line(struct terr_text *out, struct terr_text *line)
{
    terr_text_add_json(out, line->bytes);
    out->failed |= line->failed;
    terr_text_dispose(line);
}

// "held", "held and contested", "a, b and c"
static void add_zones(struct terr_text *out, const struct terr_chart *chart)
{
    const size_t count = chart->list->count;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) terr_text_add(out, i + 1 < count ? ", " : " and ");
        (void)terr_value_add_shown(out, chart->list->zones[i].name);
    }
}

// ---- title ----

void terr_chart_add_span(struct terr_text *out, const struct terr_chart *chart, size_t window)
{
    if (window != TERR_CHART_STEP) {
        const int days = (int)chart->options->windows[window];
        terr_text_print(out, "over %d day%s", days, days == 1 ? "" : "s");
    } else if (chart->options->every == TERR_EVERY_SNAPSHOT) {
        terr_text_add(out, "between snapshots");
    } else {
        terr_text_print(out, "each %s", terr_every_name(chart->options->every));
    }
}

static void add_dates(struct terr_text *out, const struct terr_chart *chart)
{
    terr_value_add_day(out, chart->first_day);
    if (chart->first_day == chart->last_day) return;
    terr_text_add(out, " to ");
    terr_value_add_day(out, chart->last_day);
}

// What does not fit in one line has the dates in a line of their own.
void terr_chart_add_title(struct terr_text *out, const struct terr_chart *chart)
{
    size_t count = 0;
    struct terr_text line = TERR_TEXT_INIT, dates = TERR_TEXT_INIT;
    terr_text_add(&line, "Ground counted as ");
    add_zones(&line, chart);
    if (chart->series->regions) terr_text_add(&line, ", by region");
    add_dates(&dates, chart);
    terr_text_add(out, "[");
    if (line.length + sizeof ", " - 1 + dates.length > TITLE_LENGTH)
        add_lines(out, &count, &line, TITLE_LENGTH);
    if (count > 0) {
        add_lines(out, &count, &dates, TITLE_LENGTH);
    } else {
        terr_text_print(&line, ", %s", dates.bytes ? dates.bytes : "");
        add_lines(out, &count, &line, TITLE_LENGTH);
    }
    terr_text_add(out, "]");
    out->failed |= line.failed || dates.failed;
    terr_text_dispose(&line);
    terr_text_dispose(&dates);
}

// ---- how to read it ----

static void add_meaning(struct terr_text *out, const struct terr_chart *chart)
{
    if (chart->series->window_count == 0) {
        terr_text_add(out, "Gained: counted at a date and not at the one before it; lost: the "
                           "reverse.");
        return;
    }
    char days[sizeof "-2147483648 days"] = "N days";
    if (chart->series->window_count == 1) {
        const int count = (int)chart->options->windows[0];
        snprintf(days, sizeof days, "%d day%s", count, count == 1 ? "" : "s");
    }
    terr_text_print(out,
                    "Gained over %s: counted at a date and not %s before it; lost: the "
                    "reverse.",
                    days, days);
}

static bool has_gaps(const struct terr_chart *chart)
{
    for (size_t i = 0; i < chart->series->row_count; i++) {
        if (!chart->series->rows[i].known) return true;
    }
    return false;
}

static void add_left_out(struct terr_text *out, const struct terr_chart *chart)
{
    struct terr_text least = TERR_TEXT_INIT;
    if (chart->left_out == 0) return;
    terr_value_add_shown_km2(&least, TERR_VEGA_LITE_LEAST_M2);
    terr_text_print(out,
                    "Not drawn: %zu region%s%s where less than %s was gained or lost each time.",
                    chart->left_out, chart->left_out == 1 ? "" : "s",
                    chart->list->count > 1 ? " of a zone" : "", least.bytes ? least.bytes : "");
    out->failed |= least.failed;
    terr_text_dispose(&least);
}

void terr_chart_add_subtitle(struct terr_text *out, const struct terr_chart *chart)
{
    size_t count = 0;
    struct terr_text lines[4] = {TERR_TEXT_INIT, TERR_TEXT_INIT, TERR_TEXT_INIT, TERR_TEXT_INIT};
    add_meaning(&lines[0], chart);
    terr_text_add(&lines[1], "The scale of areas need not begin at zero.");
    if (has_gaps(chart)) {
        terr_text_add(&lines[2], "Where a line is broken, no map is near enough to the date.");
    }
    add_left_out(&lines[3], chart);
    terr_text_add(out, "[");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        add_lines(out, &count, &lines[i], SUBTITLE_LENGTH);
        terr_text_dispose(&lines[i]);
    }
    terr_text_add(out, "]");
}

// ---- for those who do not see it ----

// Of a single line also where it begins and ends.
static void add_ends(struct terr_text *out, const struct terr_chart *chart)
{
    const struct terr_row *first = NULL, *last = NULL;
    if (chart->part_count != 1) return;
    const struct terr_chart_part *part = &chart->parts[0];
    for (size_t i = 0; i < chart->series->row_count; i++) {
        const struct terr_row *row = &chart->series->rows[i];
        if (!row->known || row->zone != part->zone) continue;
        if (!first) first = row;
        last = row;
    }
    if (!first) return;
    terr_text_add(out, " The area is ");
    terr_value_add_shown_km2(out, terr_row_area_m2(first, part->region));
    terr_text_add(out, " on ");
    terr_value_add_day(out, first->day);
    if (first != last) {
        terr_text_add(out, " and ");
        terr_value_add_shown_km2(out, terr_row_area_m2(last, part->region));
        terr_text_add(out, " on ");
        terr_value_add_day(out, last->day);
    }
    terr_text_add(out, ".");
}

void terr_chart_add_description(struct terr_text *out, const struct terr_chart *chart)
{
    struct terr_text line = TERR_TEXT_INIT;
    terr_text_add(&line, "Charts of the ground counted as ");
    add_zones(&line, chart);
    terr_text_add(&line, ", ");
    add_dates(&line, chart);
    terr_text_add(&line, ": its area in km\xc2\xb2 as a line, and what was gained and lost ");
    if (chart->series->window_count == 0) {
        terr_chart_add_span(&line, chart, TERR_CHART_STEP);
        terr_text_add(&line, " as bars");
    }
    for (size_t w = 0; w < chart->series->window_count; w++) {
        if (w > 0) terr_text_add(&line, " and ");
        terr_chart_add_span(&line, chart, w);
    }
    if (chart->series->regions) {
        terr_text_print(&line, ", in %zu of %zu parts by region", chart->part_count,
                        chart->part_count + chart->left_out);
    }
    terr_text_add(&line, ".");
    add_ends(&line, chart);
    add_line(out, &line);
}

// ---- where it comes from ----

static void add_snapshots(struct terr_text *out, const struct terr_provenance *provenance)
{
    const size_t count = provenance->snapshot_count;
    if (count == 0) return;
    terr_text_add(out, count > 1 ? "Snapshots: " : "Snapshot: ");
    (void)terr_value_add_shown(out, provenance->snapshots[0].dated->name);
    if (count == 1) return;
    terr_text_add(out, " to ");
    (void)terr_value_add_shown(out, provenance->snapshots[count - 1].dated->name);
}

static void add_borders(struct terr_text *file, struct terr_text *digest,
                        const struct terr_regions *regions)
{
    terr_text_add(file, "Regions: ");
    (void)terr_value_add_shown(file, terr_regions_file(regions));
    if (*terr_regions_digest(regions)) {
        terr_text_print(digest, "(SHA-256 %s)", terr_regions_digest(regions));
    }
}

void terr_chart_add_source(struct terr_text *out, const struct terr_chart *chart)
{
    size_t count = 0;
    struct terr_text lines[4] = {TERR_TEXT_INIT, TERR_TEXT_INIT, TERR_TEXT_INIT, TERR_TEXT_INIT};
    terr_provenance_add_method(&lines[0], chart->provenance);
    add_snapshots(&lines[1], chart->provenance);
    if (chart->series->regions) add_borders(&lines[2], &lines[3], chart->series->regions);
    terr_text_add(out, "[");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        add_lines(out, &count, &lines[i], SOURCE_LENGTH);
        terr_text_dispose(&lines[i]);
    }
    terr_text_add(out, "]");
}
