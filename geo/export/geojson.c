#include <geo/export/geojson.h>

#include <geo/base/number.h>
#include <geo/export/change_origin.h>
#include <geo/export/compare.h>
#include <geo/export/drawn.h>
#include <geo/export/geojson_member.h>
#include <geo/export/part.h>
#include <geo/export/value.h>
#include <geo/figure/comparisons.h>
#include <geo/figure/measure.h>
#include <geo/source/profile.h>
#include <geo/zone/change.h>
#include <geo/zone/comparison.h>
#include <geo/zone/drawing.h>
#include <geo/zone/zone_list.h>
#include <string.h>

// The decimals of the engine's grid (TERR_GRID_DEG).
#define COORDINATE_DECIMALS 10

static void add_position(struct terr_text *out, const double position[2])
{
    char number[TERR_NUMBER_SIZE];
    terr_text_add(out, "[");
    terr_text_add_bytes(out, number,
                        terr_number_print_short(number, position[0], COORDINATE_DECIMALS));
    terr_text_add(out, ",");
    terr_text_add_bytes(out, number,
                        terr_number_print_short(number, position[1], COORDINATE_DECIMALS));
    terr_text_add(out, "]");
}

static void add_ring(struct terr_text *out, const struct terr_multipolygon *shape, size_t ring)
{
    const size_t start = terr_multipolygon_ring_start(shape, ring);
    terr_text_add(out, "[");
    for (size_t i = start; i < shape->ring_ends[ring]; i++) {
        if (i > start) terr_text_add(out, ",");
        add_position(out, shape->coords + 2 * i);
    }
    terr_text_add(out, "]");
}

void terr_geojson_add_geometry(struct terr_text *out, const struct terr_multipolygon *shape)
{
    terr_text_add(out, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (size_t polygon = 0; polygon < shape->polygon_count; polygon++) {
        const size_t start = terr_multipolygon_polygon_start(shape, polygon);
        terr_text_add(out, polygon > 0 ? ",[" : "[");
        for (size_t ring = start; ring < shape->polygon_ends[polygon]; ring++) {
            if (ring > start) terr_text_add(out, ",");
            add_ring(out, shape, ring);
        }
        terr_text_add(out, "]");
    }
    terr_text_add(out, "]}");
}

void terr_geojson_add_end(struct terr_text *out, const char *name, bool dated,
                          const struct terr_moment *moment, const struct terr_dated *snapshot)
{
    terr_text_print(out, ",\"%s\":", name);
    if (dated) {
        terr_text_add(out, "\"");
        terr_value_add_moment(out, moment);
        terr_text_add(out, "\"");
    } else {
        terr_text_add(out, "null");
    }
    terr_text_print(out, ",\"%s_snapshot\":", name);
    terr_text_add_json(out, snapshot->name);
}

static void add_km2_or_null(struct terr_text *out, const char *name, bool known, double area_m2)
{
    terr_text_print(out, ",\"%s\":", name);
    if (known) {
        terr_value_add_km2(out, area_m2);
    } else {
        terr_text_add(out, "null");
    }
}

static void add_drawn(struct terr_text *out, const struct terr_part *part,
                      const struct terr_measured_change *measured)
{
    const bool is_simplified = terr_drawing_asked(measured->drawing).simplify_m > 0;
    add_km2_or_null(out, "noise_km2", terr_drawn_has_noise(measured), part->noise_m2);
    add_km2_or_null(out, "drawn_km2", true, part->drawn->drawn_m2);
    add_km2_or_null(out, "displaced_km2", is_simplified, part->drawn->displaced_m2);
}

static void add_feature(struct terr_text *out, const struct terr_part *part,
                        const struct terr_measured_change *measured)
{
    const struct terr_archive *archive = measured->archive;
    const struct terr_ends ends = terr_change_ends(measured->change);
    terr_text_print(out, "{\"type\":\"Feature\",\"properties\":{\"change\":\"%s\",\"zone\":",
                    terr_part_name(part->kind));
    terr_text_add_json(out, part->zone);
    terr_text_add(out, ",\"region\":");
    terr_text_add_json(out, part->region);
    terr_geojson_add_end(out, "from", ends.dated, &ends.from_moment,
                         terr_archive_at(archive, ends.from));
    terr_geojson_add_end(out, "to", ends.dated, &ends.to_moment, terr_archive_at(archive, ends.to));
    terr_text_add(out, ",\"area_km2\":");
    terr_value_add_km2(out, part->area_m2);
    if (part->drawn) add_drawn(out, part, measured);
    terr_text_add(out, "},\"geometry\":");
    terr_geojson_add_geometry(out, part->shape);
    terr_text_add(out, "}");
}

void terr_geojson_change(struct terr_text *out, const struct terr_measured_change *measured,
                         unsigned kinds)
{
    terr_text_add(out, "{\"type\":\"FeatureCollection\",");
    terr_change_add_json_origin(out, measured);
    terr_text_add(out, ",\"features\":[");
    struct terr_part part;
    size_t cursor = 0;
    for (bool first = true; terr_part_next(&part, &cursor, measured, kinds); first = false) {
        terr_text_add(out, first ? "\n" : ",\n");
        add_feature(out, &part, measured);
    }
    terr_text_add(out, "\n]}\n");
}

// ---- comparison ----

void terr_geojson_comparisons_begin(struct terr_text *out, const struct terr_side *a,
                                    const struct terr_side *b)
{
    const char *credit_a = terr_profile_attribution(terr_archive_profile(a->archive));
    const char *credit_b = terr_profile_attribution(terr_archive_profile(b->archive));
    struct terr_text credit = TERR_TEXT_INIT;
    if (credit_a) terr_text_add(&credit, credit_a);
    if (credit_b && !(credit_a && strcmp(credit_a, credit_b) == 0)) {
        if (credit_a) terr_text_add(&credit, "; ");
        terr_text_add(&credit, credit_b);
    }
    terr_text_add(out, "{\"type\":\"FeatureCollection\",");
    if (credit.bytes) {
        terr_text_add(out, "\"attribution\":");
        terr_text_add_json(out, credit.bytes);
        terr_text_add(out, ",");
    }
    terr_text_add(out, "\"features\":[");
    out->failed = out->failed || credit.failed;
    terr_text_dispose(&credit);
}

// A feature stands in a line of its own; the first is the one behind the bracket.
static void add_ground(struct terr_text *out, const char *in, double area_m2,
                       const struct terr_multipolygon *shape,
                       const struct terr_comparisons *comparisons, const struct terr_compared *row)
{
    const struct terr_pair *pair = &comparisons->pairs.pairs[row->pair];
    const struct terr_side *a = &comparisons->a, *b = &comparisons->b;
    if (shape->polygon_count == 0) return;
    const bool first = out->length > 0 && out->bytes[out->length - 1] == '[';
    terr_text_print(out, "%s\n{\"type\":\"Feature\",\"properties\":{\"in\":\"%s\",\"date\":",
                    first ? "" : ",", in);
    if (pair->dated) {
        terr_text_add(out, "\"");
        terr_value_add_day(out, pair->day);
        terr_text_add(out, "\"");
    } else {
        terr_text_add(out, "null");
    }
    terr_text_add(out, ",\"snapshot_a\":");
    terr_text_add_json(out, terr_archive_at(a->archive, pair->a)->name);
    terr_text_add(out, ",\"snapshot_b\":");
    terr_text_add_json(out, terr_archive_at(b->archive, pair->b)->name);
    terr_text_add(out, ",\"zone_a\":");
    terr_text_add_json(out, a->list->zones[row->zone].name);
    terr_text_add(out, ",\"zone_b\":");
    terr_text_add_json(out, b->list->zones[row->zone].name);
    terr_text_add(out, ",\"area_km2\":");
    terr_value_add_km2(out, area_m2);
    terr_text_add(out, "},\"geometry\":");
    terr_geojson_add_geometry(out, shape);
    terr_text_add(out, "}");
}

void terr_geojson_comparisons_add(struct terr_text *out, const struct terr_comparisons *comparisons,
                                  const struct terr_compared *row,
                                  const struct terr_comparison *comparison)
{
    add_ground(out, "both", row->both_m2, &comparison->both, comparisons, row);
    add_ground(out, "a", row->only_a_m2, &comparison->only_a, comparisons, row);
    add_ground(out, "b", row->only_b_m2, &comparison->only_b, comparisons, row);
}

void terr_geojson_comparisons_end(struct terr_text *out) { terr_text_add(out, "\n]}\n"); }
