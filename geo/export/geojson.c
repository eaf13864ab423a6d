#include <geo/export/geojson.h>

#include <geo/base/number.h>
#include <geo/export/part.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/source/profile.h>
#include <geo/zone/change.h>

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

static void add_geometry(struct terr_text *out, const struct terr_multipolygon *shape)
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

static void add_date(struct terr_text *out, bool dated, int32_t day)
{
    if (!dated) {
        terr_text_add(out, "null");
        return;
    }
    terr_text_add(out, "\"");
    terr_value_add_day(out, day);
    terr_text_add(out, "\"");
}

static void add_feature(struct terr_text *out, const struct terr_part *part,
                        const struct terr_ends *ends)
{
    terr_text_print(
        out, "{\"type\":\"Feature\",\"properties\":{\"change\":\"%s\",\"zone\":", part->change);
    terr_text_add_json(out, part->zone);
    terr_text_add(out, ",\"region\":null,\"from\":");
    add_date(out, ends->dated, ends->from_day);
    terr_text_add(out, ",\"to\":");
    add_date(out, ends->dated, ends->to_day);
    terr_text_add(out, ",\"area_km2\":");
    terr_value_add_km2(out, part->area_m2);
    terr_text_add(out, "},\"geometry\":");
    add_geometry(out, part->shape);
    terr_text_add(out, "}");
}

void terr_geojson_change(struct terr_text *out, const struct terr_measured_change *measured)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    const char *attribution = terr_profile_attribution(terr_archive_profile(measured->archive));
    terr_text_add(out, "{\"type\":\"FeatureCollection\",");
    if (attribution) {
        terr_text_add(out, "\"attribution\":");
        terr_text_add_json(out, attribution);
        terr_text_add(out, ",");
    }
    terr_text_add(out, "\"features\":[");
    struct terr_part part;
    size_t cursor = 0;
    for (bool first = true; terr_part_next(&part, &cursor, measured); first = false) {
        terr_text_add(out, first ? "\n" : ",\n");
        add_feature(out, &part, &ends);
    }
    terr_text_add(out, "\n]}\n");
}
