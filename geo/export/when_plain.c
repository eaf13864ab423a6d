#include <geo/export/when.h>

#include <geo/export/value.h>
#include <geo/shape/area.h>
#include <geo/source/places.h>
#include <stdlib.h>
#include <string.h>

#define DEGREE_DECIMALS 10 // of the grid

// "37.742,48.139"
static void print_point(char out[2 * TERR_NUMBER_SIZE], const struct terr_spot *spot)
{
    size_t length = terr_number_print_short(out, spot->lon_deg, DEGREE_DECIMALS);
    out[length++] = ',';
    terr_number_print_short(out + length, spot->lat_deg, DEGREE_DECIMALS);
}

// The name, and where or how large the place is, unless the name says that.
static void add_title(struct terr_text *out, const struct terr_when_told *told, size_t place)
{
    const struct terr_spot *spot = &told->when->spots.items[place];
    const char *name = told->places->items[place].name;
    char point[2 * TERR_NUMBER_SIZE];
    terr_value_add_shown(out, name);
    print_point(point, spot);
    if (!spot->is_point) {
        terr_text_add(out, "  ");
        terr_value_add_styled(out, told->style, spot->area_m2);
    } else if (strcmp(name, point) != 0) {
        terr_text_print(out, "  %s", point);
    }
    terr_text_add(out, "\n");
}

static void add_day_of(struct terr_text *out, const struct terr_when_told *told, size_t snapshot)
{
    terr_value_add_day(out, terr_archive_at(told->archive, snapshot)->day);
}

static void pad(struct terr_text *out, size_t written, size_t width)
{
    for (; written < width; written++) terr_text_add(out, " ");
}

// Characters of the longest status that the place was in.
static size_t status_width(const struct terr_when *when, const struct terr_whereabouts *where)
{
    size_t width = 0;
    for (size_t i = 0; i < where->presence_count; i++) {
        const size_t length = terr_value_shown_length(when->statuses[where->presences[i].status]);
        if (length > width) width = length;
    }
    return width;
}

static void add_presences(struct terr_text *out, const struct terr_when_told *told, size_t place)
{
    const struct terr_when *when = told->when;
    const struct terr_whereabouts *where = &when->places[place];
    const size_t width = status_width(when, where);
    for (size_t i = 0; i < where->presence_count; i++) {
        const struct terr_presence *presence = &where->presences[i];
        terr_text_add(out, "  ");
        pad(out, terr_value_add_shown(out, when->statuses[presence->status]), width);
        terr_text_add(out, "  first ");
        add_day_of(out, told, presence->first);
        terr_text_add(out, ", last ");
        add_day_of(out, told, presence->last);
        terr_text_print(out, "  (%zu snapshot%s)\n", presence->snapshot_count,
                        presence->snapshot_count == 1 ? "" : "s");
    }
}

static void add_switches(struct terr_text *out, const struct terr_when_told *told, size_t place)
{
    const struct terr_when *when = told->when;
    const struct terr_whereabouts *where = &when->places[place];
    if (where->stay_count == 1) terr_text_add(out, "  no switch");
    for (size_t i = 1; i < where->stay_count; i++) {
        const struct terr_stay *before = &where->stays[i - 1], *stay = &where->stays[i];
        terr_text_add(out, i > 1 ? "\n  " : "  ");
        terr_value_add_shown(out, when->states[before->state].name);
        terr_text_add(out, " -> ");
        terr_value_add_shown(out, when->states[stay->state].name);
        terr_text_add(out, "  not earlier than ");
        add_day_of(out, told, before->last);
        terr_text_add(out, ", not later than ");
        add_day_of(out, told, stay->first);
    }
    if (where->blip_count > 0) {
        terr_text_print(out, "\n  %zu blip%s of less than %d day%s passed over", where->blip_count,
                        where->blip_count == 1 ? "" : "s", told->options->persist_days,
                        told->options->persist_days == 1 ? "" : "s");
    }
    terr_text_add(out, "\n");
}

// Of polygons: how much each status has in the last snapshot.
static void add_last_shares(struct terr_text *out, const struct terr_when_told *told, size_t place)
{
    const struct terr_when *when = told->when;
    const size_t last = when->first + when->snapshot_count - 1;
    size_t count;
    const struct terr_share *shares = terr_when_shares(&count, when, last, place);
    if (when->spots.items[place].is_point) return;
    terr_text_add(out, "  ");
    add_day_of(out, told, last);
    for (size_t i = 0; i < count; i++) {
        terr_text_add(out, i > 0 ? ", " : ": ");
        terr_value_add_shown(out, when->statuses[shares[i].status]);
        terr_text_add(out, " ");
        terr_value_add_styled(out, told->style, shares[i].area_m2);
        terr_text_add(out, " (");
        terr_text_add_fixed(out, 100 * terr_when_part(when, last, place, shares[i].status), 1);
        terr_text_add(out, " %)");
    }
    terr_text_add(out, "\n");
}

// What is not as usual: another area model, dates moved by a lag.
static void add_manner(struct terr_text *out, const struct terr_when_told *told)
{
    const enum terr_area_model model = terr_ruler_model(told->ruler);
    const int lag_days = terr_archive_lag_days(told->archive);
    if (model == TERR_AREA_SPHERE) terr_text_add(out, "  measured on a sphere\n");
    if (model == TERR_AREA_GEODESIC) terr_text_add(out, "  measured with geodesic edges\n");
    if (lag_days) {
        terr_text_print(out, "  files taken as the maps of %d day%s %s\n", abs(lag_days),
                        abs(lag_days) == 1 ? "" : "s", lag_days > 0 ? "before" : "later");
    }
}

void terr_plain_when(struct terr_text *out, const struct terr_when_told *told)
{
    for (size_t i = 0; i < told->when->spots.count; i++) {
        if (i > 0) terr_text_add(out, "\n");
        add_title(out, told, i);
        add_presences(out, told, i);
        add_switches(out, told, i);
        add_last_shares(out, told, i);
        add_manner(out, told);
    }
}
