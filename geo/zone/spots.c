#include <geo/zone/spots.h>

#include <geo/base/memory.h>
#include <geo/shape/cleaning.h>
#include <geo/shape/cut.h>
#include <geo/shape/locate.h>
#include <geo/source/places.h>
#include <geo/zone/worker.h>
#include <math.h>

// ---- extents ----

void terr_extent_add(struct terr_extent *extent, const struct terr_multipolygon *shape)
{
    for (size_t i = 0; i < shape->point_count; i++) {
        const double x = shape->coords[2 * i], y = shape->coords[2 * i + 1];
        if (x < extent->west) extent->west = x;
        if (x > extent->east) extent->east = x;
        if (y < extent->south) extent->south = y;
        if (y > extent->north) extent->north = y;
    }
}

void terr_extent_join(struct terr_extent *extent, const struct terr_extent *other)
{
    extent->west = fmin(extent->west, other->west);
    extent->south = fmin(extent->south, other->south);
    extent->east = fmax(extent->east, other->east);
    extent->north = fmax(extent->north, other->north);
}

bool terr_extent_holds(const struct terr_extent *extent, double lon_deg, double lat_deg)
{
    return extent->west <= lon_deg && lon_deg <= extent->east && extent->south <= lat_deg &&
           lat_deg <= extent->north;
}

// Whether an edge of the shape may come into the extent: it lies on no side of it.
static bool comes_near(const struct terr_extent *extent, const struct terr_multipolygon *shape)
{
    size_t start = 0;
    for (size_t r = 0; r < shape->ring_count; r++) {
        for (size_t i = start; i + 1 < shape->ring_ends[r]; i++) {
            const double *a = shape->coords + 2 * i, *b = a + 2;
            if ((a[0] < extent->west && b[0] < extent->west) ||
                (a[0] > extent->east && b[0] > extent->east) ||
                (a[1] < extent->south && b[1] < extent->south) ||
                (a[1] > extent->north && b[1] > extent->north)) {
                continue;
            }
            return true;
        }
        start = shape->ring_ends[r];
    }
    return false;
}

// ---- making ready ----

void terr_spots_dispose(struct terr_spots *spots)
{
    for (size_t i = 0; i < spots->count; i++) terr_multipolygon_dispose(&spots->items[i].shape);
    terr_memory_free(spots->items);
    spots->items = NULL;
    spots->count = 0;
}

static enum terr_code make_polygons(struct terr_spot *spot, struct terr_worker *worker,
                                    const struct terr_place *place, struct terr_error *err)
{
    const enum terr_code code =
        terr_cleaning_clean(&spot->shape, &spot->fault, worker->engine, &place->shape, err);
    if (code) return code;
    spot->area_m2 = terr_worker_area_m2(worker, &spot->shape);
    if (spot->shape.polygon_count == 0 || !(spot->area_m2 > 0)) {
        return terr_fail(err, TERR_EDATA, "its polygons have no area");
    }
    terr_extent_add(&spot->extent, &spot->shape);
    spot->lon_deg = (spot->extent.west + spot->extent.east) / 2;
    spot->lat_deg = (spot->extent.south + spot->extent.north) / 2;
    return TERR_OK;
}

enum terr_code terr_spots_make(struct terr_spots *out, struct terr_worker *worker,
                               const struct terr_places *places, struct terr_error *err)
{
    static const struct terr_extent nothing = TERR_EXTENT_NOTHING;
    out->items = terr_memory_new(places->count, sizeof *out->items, err);
    if (!out->items) return err->code;
    out->count = places->count;
    for (size_t i = 0; i < places->count; i++) {
        const struct terr_place *place = &places->items[i];
        struct terr_spot *spot = &out->items[i];
        spot->is_point = place->is_point;
        spot->lon_deg = place->lon_deg;
        spot->lat_deg = place->lat_deg;
        spot->extent = nothing;
        if (place->is_point) {
            spot->extent.west = spot->extent.east = place->lon_deg;
            spot->extent.south = spot->extent.north = place->lat_deg;
        } else if (make_polygons(spot, worker, place, err)) {
            return terr_within(err, "place '%.100s'", place->name);
        }
    }
    return TERR_OK;
}

// ---- measuring ----

// A zone that has no edge near a spot holds all of it or nothing.
static double measure_by_point(const struct terr_spot *spot, const struct terr_multipolygon *zone)
{
    const double whole = spot->is_point ? 1 : spot->area_m2;
    const double *first = spot->shape.coords;
    const double lon_deg = spot->is_point ? spot->lon_deg : first[0];
    const double lat_deg = spot->is_point ? spot->lat_deg : first[1];
    return terr_locate(zone, lon_deg, lat_deg) == TERR_OUTSIDE ? 0 : whole;
}

void terr_spot_zone_dispose(struct terr_spot_zone *zone)
{
    terr_cutter_free(zone->cutter);
    zone->cutter = NULL;
}

// Cuts a clean shape along the border of a zone: parts[0] lies in it, parts[1] outside.
static enum terr_code cut(struct terr_multipolygon parts[2], struct terr_worker *worker,
                          const struct terr_multipolygon *shape, struct terr_spot_zone *zone,
                          struct terr_error *err)
{
    if (!zone->cutter) {
        const enum terr_code code = terr_cutter_new(&zone->cutter, &zone->shape, 1, err);
        if (code) return code;
    }
    return terr_cutter_cut(parts, zone->cutter, worker->engine, shape, err);
}

enum terr_code terr_spot_measure(double *held, struct terr_worker *worker,
                                 const struct terr_spot *spot, struct terr_spot_zone *zone,
                                 struct terr_error *err)
{
    struct terr_multipolygon parts[2] = {TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT};
    if (spot->is_point || !comes_near(&spot->extent, zone->shape)) {
        *held = measure_by_point(spot, zone->shape);
        return TERR_OK;
    }
    const enum terr_code code = cut(parts, worker, &spot->shape, zone, err);
    // cuts move edges by less than a step, which must not make more of a place than it has
    if (!code) *held = fmin(terr_worker_area_m2(worker, &parts[0]), spot->area_m2);
    terr_multipolygon_dispose(&parts[0]);
    terr_multipolygon_dispose(&parts[1]);
    return code;
}

// Cuts a zone off the rest.
static enum terr_code cut_off(struct terr_multipolygon *rest, struct terr_worker *worker,
                              struct terr_spot_zone *zone, struct terr_error *err)
{
    struct terr_multipolygon parts[2] = {TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT};
    const enum terr_code code = cut(parts, worker, rest, zone, err);
    if (code) return code;
    terr_multipolygon_dispose(rest);
    terr_multipolygon_dispose(&parts[0]);
    *rest = parts[1];
    return TERR_OK;
}

enum terr_code terr_spot_measure_rest(double *rest, struct terr_worker *worker,
                                      const struct terr_spot *spot, struct terr_spot_zone *zones,
                                      const double *held, size_t count, struct terr_error *err)
{
    const double whole = spot->is_point ? 1 : spot->area_m2;
    struct terr_multipolygon left = TERR_MULTIPOLYGON_INIT;
    enum terr_code code = TERR_OK;
    size_t holders = 0, last = 0;
    for (size_t i = 0; i < count; i++) {
        if (held[i] > 0) last = i;
        holders += held[i] > 0;
        if (held[i] >= whole) {
            *rest = 0;
            return TERR_OK;
        }
    }
    if (holders < 2) {
        *rest = holders ? whole - held[last] : whole;
        return TERR_OK;
    }
    code = terr_multipolygon_append(&left, &spot->shape, err);
    for (size_t i = 0; i < count && !code; i++) {
        if (held[i] > 0) code = cut_off(&left, worker, &zones[i], err);
    }
    if (!code) *rest = terr_worker_area_m2(worker, &left);
    terr_multipolygon_dispose(&left);
    return code;
}
