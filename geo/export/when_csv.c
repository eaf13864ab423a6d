#include <geo/export/when.h>

#include <geo/export/value.h>
#include <geo/source/places.h>

#define DEGREE_DECIMALS 10 // of the grid
#define PERCENT_DECIMALS 4

static void add_degrees_field(struct terr_text *out, const struct terr_spot *spot, double degrees)
{
    char number[TERR_NUMBER_SIZE];
    terr_text_add(out, ",");
    if (!spot->is_point) return;
    terr_number_print_short(number, degrees, DEGREE_DECIMALS);
    terr_text_add(out, number);
}

static void add_day_field(struct terr_text *out, const struct terr_dated *dated)
{
    terr_text_add(out, ",");
    if (dated) terr_value_add_day(out, dated->day);
}

static void add_stay(struct terr_text *out, const struct terr_when_told *told, size_t place,
                     size_t index)
{
    const struct terr_when *when = told->when;
    const struct terr_spot *spot = &when->spots.items[place];
    const struct terr_stay *stay = &when->places[place].stays[index];
    const struct terr_stay *before = index > 0 ? stay - 1 : NULL;
    const struct terr_dated *first = terr_archive_at(told->archive, stay->first);
    const struct terr_dated *left = before ? terr_archive_at(told->archive, before->last) : NULL;
    terr_text_add_csv(out, told->places->items[place].name);
    add_degrees_field(out, spot, spot->lon_deg);
    add_degrees_field(out, spot, spot->lat_deg);
    terr_value_add_text_field(out, before ? when->states[before->state].name : NULL);
    terr_value_add_text_field(out, when->states[stay->state].name);
    add_day_field(out, left);
    add_day_field(out, first);
    add_day_field(out, terr_archive_at(told->archive, stay->last));
    terr_value_add_count_field(out, stay->snapshot_count);
    terr_value_add_text_field(out, left ? left->name : NULL);
    terr_value_add_text_field(out, first->name);
    terr_text_add(out, "\n");
}

void terr_csv_when(struct terr_text *out, const struct terr_when_told *told)
{
    terr_text_add(out, "place,lon,lat,from_status,status,not_earlier,not_later,last,snapshots,"
                       "not_earlier_snapshot,not_later_snapshot\n");
    for (size_t i = 0; i < told->when->spots.count; i++) {
        for (size_t j = 0; j < told->when->places[i].stay_count; j++) add_stay(out, told, i, j);
    }
}

static void add_share(struct terr_text *out, const struct terr_when_told *told, size_t place,
                      size_t status, size_t snapshot)
{
    const struct terr_when *when = told->when;
    const struct terr_dated *dated = terr_archive_at(told->archive, snapshot);
    terr_text_add_csv(out, told->places->items[place].name);
    terr_value_add_text_field(out, when->statuses[status]);
    add_day_field(out, dated);
    terr_value_add_text_field(out, dated->name);
    if (when->spots.items[place].is_point) {
        terr_text_add(out, ",");
    } else {
        terr_style_add_field(out, told->style, terr_when_area_m2(when, snapshot, place, status));
    }
    terr_text_add(out, ",");
    terr_text_add_fixed(out, 100 * terr_when_part(when, snapshot, place, status), PERCENT_DECIMALS);
    terr_text_add(out, "\n");
}

void terr_csv_when_shares(struct terr_text *out, const struct terr_when_told *told)
{
    const struct terr_when *when = told->when;
    terr_text_print(out, "place,status,date,snapshot,area_%s,percent\n",
                    terr_unit_name(told->style ? told->style->unit : TERR_UNIT_KM2));
    for (size_t i = 0; i < when->spots.count; i++) {
        for (size_t status = 0; status < when->status_count; status++) {
            if (!terr_when_ever(when, i, status)) continue;
            for (size_t s = 0; s < when->snapshot_count; s++) {
                add_share(out, told, i, status, when->first + s);
            }
        }
    }
}
