#include <geo/export/when.h>

#include <geo/export/json_member.h>
#include <geo/export/provenance_json.h>
#include <geo/export/value.h>
#include <geo/figure/provenance.h>
#include <geo/source/places.h>

#define DEGREE_DECIMALS 10 // of the grid
#define PERCENT_DECIMALS 4

// A snapshot as an object: its day, its name, when it was published.
static void add_snapshot(struct terr_text *out, const char *name, const struct terr_dated *dated)
{
    if (name) terr_member_name(out, name);
    terr_text_add(out, "{");
    terr_member_day(out, "date", dated->day);
    terr_member_string(out, "snapshot", dated->name);
    terr_member_published(out, dated);
    terr_text_add(out, "}");
}

static void add_degrees(struct terr_text *out, const char *name, double degrees)
{
    char number[TERR_NUMBER_SIZE];
    terr_member_name(out, name);
    terr_number_print_short(number, degrees, DEGREE_DECIMALS);
    terr_text_add(out, number);
}

static void add_list(struct terr_text *out, const char *name)
{
    terr_text_print(out, ",\n      \"%s\": [", name);
}

static void add_place(struct terr_text *out, const struct terr_when_told *told, size_t index)
{
    static const char *const doubts[] = {NULL, "beyond", "swapped"};
    const struct terr_place *place = &told->places->items[index];
    const struct terr_spot *spot = &told->when->spots.items[index];
    const struct terr_whereabouts *where = &told->when->places[index];
    terr_member_string(out, "place", place->name);
    terr_member_string(out, "kind", spot->is_point ? "point" : "polygons");
    if (spot->is_point) {
        add_degrees(out, "lon", spot->lon_deg);
        add_degrees(out, "lat", spot->lat_deg);
        terr_member_null(out, "area_km2");
    } else {
        terr_member_null(out, "lon");
        terr_member_null(out, "lat");
        terr_member_km2(out, "area_km2", spot->area_m2);
    }
    if (place->file == TERR_PLACE_NO_FILE) {
        terr_member_null(out, "file");
        terr_member_null(out, "feature");
    } else {
        terr_member_string(out, "file", told->places->files[place->file].path);
        terr_member_count(out, "feature", place->feature);
    }
    terr_member_string(out, "repaired", spot->fault.invalid ? spot->fault.reason : NULL);
    terr_member_string(out, "doubt", doubts[where->doubt]);
    terr_member_count(out, "blips", where->blip_count);
}

static void add_presences(struct terr_text *out, const struct terr_when_told *told, size_t place)
{
    const struct terr_whereabouts *where = &told->when->places[place];
    add_list(out, "statuses");
    for (size_t i = 0; i < where->presence_count; i++) {
        const struct terr_presence *presence = &where->presences[i];
        terr_element_begin(out, i, "        ");
        terr_member_string(out, "status", told->when->statuses[presence->status]);
        add_snapshot(out, "first", terr_archive_at(told->archive, presence->first));
        add_snapshot(out, "last", terr_archive_at(told->archive, presence->last));
        terr_member_count(out, "snapshots", presence->snapshot_count);
        terr_text_add(out, "}");
    }
    terr_elements_end(out, where->presence_count, "      ");
}

static void add_stays(struct terr_text *out, const struct terr_when_told *told, size_t place)
{
    const struct terr_whereabouts *where = &told->when->places[place];
    add_list(out, "stays");
    for (size_t i = 0; i < where->stay_count; i++) {
        const struct terr_stay *stay = &where->stays[i];
        terr_element_begin(out, i, "        ");
        terr_member_string(out, "status", told->when->states[stay->state].name);
        add_snapshot(out, "first", terr_archive_at(told->archive, stay->first));
        add_snapshot(out, "last", terr_archive_at(told->archive, stay->last));
        terr_member_count(out, "snapshots", stay->snapshot_count);
        terr_text_add(out, "}");
    }
    terr_elements_end(out, where->stay_count, "      ");
    add_list(out, "switches");
    for (size_t i = 1; i < where->stay_count; i++) {
        const struct terr_stay *before = &where->stays[i - 1], *stay = &where->stays[i];
        terr_element_begin(out, i - 1, "        ");
        terr_member_string(out, "from", told->when->states[before->state].name);
        terr_member_string(out, "to", told->when->states[stay->state].name);
        add_snapshot(out, "not_earlier", terr_archive_at(told->archive, before->last));
        add_snapshot(out, "not_later", terr_archive_at(told->archive, stay->first));
        terr_text_add(out, "}");
    }
    terr_elements_end(out, where->stay_count - 1, "      ");
}

static void add_shares_of(struct terr_text *out, const struct terr_when_told *told, size_t place,
                          size_t snapshot)
{
    const struct terr_when *when = told->when;
    size_t count;
    const struct terr_share *shares = terr_when_shares(&count, when, snapshot, place);
    terr_member_day(out, "date", terr_archive_at(told->archive, snapshot)->day);
    terr_member_string(out, "snapshot", terr_archive_at(told->archive, snapshot)->name);
    terr_member_name(out, "shares");
    terr_text_add(out, "[");
    for (size_t i = 0; i < count; i++) {
        terr_text_add(out, i > 0 ? ", {" : "{");
        terr_member_string(out, "status", when->statuses[shares[i].status]);
        terr_member_km2(out, "area_km2", shares[i].area_m2);
        terr_member_name(out, "percent");
        terr_text_add_fixed(out, 100 * terr_when_part(when, snapshot, place, shares[i].status),
                            PERCENT_DECIMALS);
        terr_text_add(out, "}");
    }
    terr_text_add(out, "]}");
}

// By date; of a point its stays tell all.
static void add_shares(struct terr_text *out, const struct terr_when_told *told, size_t place)
{
    const struct terr_when *when = told->when;
    const size_t count = when->spots.items[place].is_point ? 0 : when->snapshot_count;
    add_list(out, "by_date");
    for (size_t i = 0; i < count; i++) {
        terr_element_begin(out, i, "        ");
        add_shares_of(out, told, place, when->first + i);
    }
    terr_elements_end(out, count, "      ");
}

static void add_head(struct terr_text *out, const struct terr_when_told *told)
{
    const struct terr_when *when = told->when;
    terr_document_head(out, "when", told->archive, told->ruler);
    terr_document_line(out, "persist_days");
    terr_text_print(out, "%d", told->options->persist_days);
    terr_document_line(out, "snapshots");
    terr_text_print(out, "%zu", when->snapshot_count);
    terr_document_line(out, "first");
    add_snapshot(out, NULL, terr_archive_at(told->archive, when->first));
    terr_document_line(out, "last");
    add_snapshot(out, NULL, terr_archive_at(told->archive, when->first + when->snapshot_count - 1));
    terr_document_line(out, "warnings");
    terr_text_print(out, "%zu", told->warnings);
    terr_document_line(out, "repairs");
    terr_text_add(out, "{");
    terr_member_count(out, "snapshots", when->repaired_count);
    terr_member_km2(out, "largest_km2", when->repair_max_m2);
    terr_text_add(out, "}");
}

static void add_provenance(struct terr_text *out, const struct terr_when_told *told)
{
    struct terr_provenance provenance;
    struct terr_error err;
    if (terr_provenance_of_when(&provenance, told->when, told->archive, told->options->zones,
                                told->ruler, &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    terr_document_provenance(out, &provenance);
    terr_provenance_dispose(&provenance);
}

void terr_json_when(struct terr_text *out, const struct terr_when_told *told)
{
    add_head(out, told);
    add_provenance(out, told);
    terr_document_line(out, "places");
    terr_text_add(out, "[");
    for (size_t i = 0; i < told->when->spots.count; i++) {
        terr_element_begin(out, i, "    ");
        add_place(out, told, i);
        add_presences(out, told, i);
        add_stays(out, told, i);
        add_shares(out, told, i);
        terr_text_add(out, "\n    }");
    }
    terr_elements_end(out, told->when->spots.count, "  ");
    terr_text_add(out, "\n}\n");
}
