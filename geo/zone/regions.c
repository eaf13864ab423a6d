#include <geo/zone/regions.h>

#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/base/paths.h>
#include <geo/shape/area.h>
#include <geo/shape/cleaning.h>
#include <geo/shape/cut.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot.h>
#include <geo/source/snapshot_fields.h>
#include <geo/zone/regions_fields.h>
#include <geo/zone/worker.h>
#include <math.h>
#include <string.h>

#define M2_PER_KM2 1e6

// ---- shapes ----

static enum terr_code list_features(struct terr_regions *regions,
                                    const struct terr_snapshot *snapshot, struct terr_error *err)
{
    const size_t count = terr_snapshot_count(snapshot);
    regions->items = terr_memory_new(count, sizeof *regions->items, err);
    if (!regions->items) return err->code;
    for (size_t i = 0; i < count; i++) {
        if (terr_snapshot_at(snapshot, i)->kind != TERR_FEATURE_POLYGONS) continue;
        regions->items[regions->count++].feature = i;
    }
    if (regions->count == 0) {
        return terr_fail(err, TERR_EDATA, "has no polygon, needs one for each region");
    }
    return TERR_OK;
}

static enum terr_code clean_region(struct terr_regions *regions, struct terr_region *region,
                                   struct terr_worker *worker,
                                   const struct terr_multipolygon *published,
                                   struct terr_error *err)
{
    struct terr_fault fault;
    const enum terr_code code =
        terr_cleaning_clean(&region->shape, &fault, worker->engine, published, err);
    if (code) return terr_within(err, "features[%zu]", region->feature);
    region->area_m2 = terr_worker_area_m2(worker, &region->shape);
    if (!fault.invalid) return TERR_OK;
    struct terr_repair *repair = &regions->repairs[regions->repair_count++];
    repair->feature = region->feature;
    repair->fault = fault;
    repair->published_m2 = terr_worker_area_m2(worker, published);
    repair->clean_m2 = region->area_m2;
    return TERR_OK;
}

static enum terr_code clean_regions(struct terr_regions *regions, struct terr_worker *worker,
                                    const struct terr_snapshot *snapshot, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    regions->repairs = terr_memory_new(regions->count, sizeof *regions->repairs, err);
    if (!regions->repairs) return err->code;
    regions->cells = terr_memory_new(regions->count, sizeof *regions->cells, err);
    if (!regions->cells) return err->code;
    for (size_t i = 0; i < regions->count && !code; i++) {
        struct terr_region *region = &regions->items[i];
        regions->cells[i] = &region->shape;
        code = clean_region(regions, region, worker,
                            &terr_snapshot_at(snapshot, region->feature)->shape, err);
    }
    return code;
}

// ---- overlaps ----

// What is shared by regions, and by which two the most.
struct overlap {
    size_t a, b;
    double most_m2;
    size_t pair_count;
};

static bool boxes_meet(const double a[4], const double b[4])
{
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

static void box_of(double box[4], const struct terr_multipolygon *shape)
{
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
    for (size_t i = 0; i < shape->point_count; i++) {
        for (size_t axis = 0; axis < 2; axis++) {
            box[axis] = fmin(box[axis], shape->coords[2 * i + axis]);
            box[axis + 2] = fmax(box[axis + 2], shape->coords[2 * i + axis]);
        }
    }
}

// The regions behind `a` that share ground with it.
static enum terr_code share_ground(struct overlap *overlap, const struct terr_regions *regions,
                                   size_t a, double (*boxes)[4], struct terr_worker *worker,
                                   struct terr_error *err)
{
    struct terr_cutter *cutter;
    enum terr_code code = terr_cutter_new(&cutter, &regions->cells[a], 1, err);
    for (size_t b = a + 1; b < regions->count && !code; b++) {
        struct terr_multipolygon parts[2] = {TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT};
        if (!boxes_meet(boxes[a], boxes[b])) continue;
        code = terr_cutter_cut(parts, cutter, worker->engine, regions->cells[b], err);
        const double shared_m2 = code ? 0 : terr_worker_area_m2(worker, &parts[0]);
        if (shared_m2 > TERR_REGIONS_SHARED_M2) overlap->pair_count++;
        if (shared_m2 > overlap->most_m2) {
            overlap->a = a;
            overlap->b = b;
            overlap->most_m2 = shared_m2;
        }
        terr_multipolygon_dispose(&parts[0]);
        terr_multipolygon_dispose(&parts[1]);
    }
    terr_cutter_free(cutter);
    return code;
}

static enum terr_code find_overlap(struct overlap *overlap, const struct terr_regions *regions,
                                   struct terr_worker *worker, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    double(*boxes)[4] = terr_memory_new(regions->count, sizeof *boxes, err);
    if (!boxes) return err->code;
    for (size_t i = 0; i < regions->count; i++) box_of(boxes[i], regions->cells[i]);
    for (size_t i = 0; i < regions->count && !code; i++) {
        code = share_ground(overlap, regions, i, boxes, worker, err);
    }
    terr_memory_free(boxes);
    return code;
}

static enum terr_code fail_overlap(const struct terr_regions *regions,
                                   const struct overlap *overlap, struct terr_error *err)
{
    char km2[TERR_NUMBER_SIZE];
    const size_t further = overlap->pair_count - 1;
    terr_number_print(km2, overlap->most_m2 / M2_PER_KM2, 6);
    const char *a = regions->items[overlap->a].name, *b = regions->items[overlap->b].name;
    if (further == 0) {
        return terr_fail(
            err, TERR_EDATA,
            "regions '%.80s' and '%.80s' share %s km\xc2\xb2; with --allow-overlap each "
            "counts it",
            a, b, km2);
    }
    return terr_fail(err, TERR_EDATA,
                     "regions '%.80s' and '%.80s' share %s km\xc2\xb2, and %zu other pair%s less; "
                     "with --allow-overlap each counts it",
                     a, b, km2, further, further == 1 ? "" : "s");
}

// Whether regions share ground is told by their union: only if it is smaller than they are together
// is it asked which two do.
static enum terr_code check_overlap(bool *overlaps, struct terr_regions *regions,
                                    struct terr_worker *worker, bool allowed,
                                    struct terr_error *err)
{
    struct overlap overlap = {.pair_count = 0};
    double shared_m2 = 0;
    *overlaps = false;
    enum terr_code code =
        terr_cleaning_unite(&regions->cover, worker->engine, regions->cells, regions->count, err);
    if (code) return code;
    for (size_t i = 0; i < regions->count; i++) shared_m2 += regions->items[i].area_m2;
    shared_m2 -= terr_worker_area_m2(worker, &regions->cover);
    if (shared_m2 <= TERR_REGIONS_SHARED_M2) return TERR_OK;
    if ((code = find_overlap(&overlap, regions, worker, err))) return code;
    *overlaps = overlap.pair_count > 0;
    if (allowed || !*overlaps) return TERR_OK;
    return fail_overlap(regions, &overlap, err);
}

static enum terr_code add_cutter(struct terr_regions *regions,
                                 const struct terr_multipolygon *const *cells, size_t count,
                                 struct terr_error *err)
{
    const enum terr_code code =
        terr_cutter_new(&regions->cutters[regions->cutter_count], cells, count, err);
    if (!code) regions->cutter_count++;
    return code;
}

static enum terr_code make_cutters(struct terr_regions *regions, bool overlap,
                                   struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    regions->cutters = terr_memory_new(regions->count + 1, sizeof *regions->cutters, err);
    if (!regions->cutters) return err->code;
    if (!overlap) return add_cutter(regions, regions->cells, regions->count, err);
    for (size_t i = 0; i < regions->count && !code; i++) {
        code = add_cutter(regions, &regions->cells[i], 1, err);
    }
    regions->cover_cell = &regions->cover;
    return code ? code : add_cutter(regions, &regions->cover_cell, 1, err);
}

// ---- reading ----

static enum terr_code take_origin(struct terr_regions *regions, const char *path,
                                  const struct terr_snapshot *snapshot, struct terr_error *err)
{
    const char *name = terr_path_name(path);
    regions->file = terr_memory_copy(name, strlen(name), err);
    if (!regions->file) return err->code;
    if (terr_snapshot_part_count(snapshot) == 1) {
        memcpy(regions->digest, terr_snapshot_part_at(snapshot, 0)->digest, TERR_DIGEST_SIZE);
    }
    return TERR_OK;
}

enum terr_code terr_regions_read(struct terr_regions **out, struct terr_worker *worker,
                                 const char *path, const struct terr_regions_options *options,
                                 struct terr_error *err)
{
    struct terr_snapshot *snapshot = NULL;
    bool overlap = false;
    *out = NULL;
    struct terr_regions *regions = terr_memory_new(1, sizeof *regions, err);
    if (!regions) return err->code;
    const enum terr_phase before = terr_times_enter(&worker->effort.times, TERR_PHASE_READ);
    enum terr_code code = terr_snapshot_new(&snapshot, err);
    if (!code) code = terr_snapshot_add_file(snapshot, path, NULL, err);
    (void)terr_times_enter(&worker->effort.times, TERR_PHASE_CLEAN);
    if (!code) code = take_origin(regions, path, snapshot, err);
    if (!code) code = list_features(regions, snapshot, err);
    if (!code && !options->nameless) {
        code = terr_regions_name_all(regions, snapshot, options->property, err);
    }
    if (!code) code = clean_regions(regions, worker, snapshot, err);
    if (!code) code = check_overlap(&overlap, regions, worker, options->allow_overlap, err);
    if (!code) code = make_cutters(regions, overlap, err);
    (void)terr_times_enter(&worker->effort.times, before);
    terr_snapshot_free(snapshot);
    if (code) {
        terr_regions_free(regions);
        return terr_within(err, "%s", path);
    }
    *out = regions;
    return TERR_OK;
}

void terr_regions_free(struct terr_regions *regions)
{
    if (!regions) return;
    for (size_t i = 0; i < regions->cutter_count; i++) terr_cutter_free(regions->cutters[i]);
    for (size_t i = 0; i < regions->count; i++) {
        terr_memory_free(regions->items[i].name);
        terr_multipolygon_dispose(&regions->items[i].shape);
    }
    terr_multipolygon_dispose(&regions->cover);
    terr_memory_free(regions->cutters);
    terr_memory_free(regions->cells);
    terr_memory_free(regions->repairs);
    terr_memory_free(regions->items);
    terr_memory_free(regions->property);
    terr_memory_free(regions->file);
    terr_memory_free(regions);
}

// ---- cutting ----

static enum terr_code cut_each(struct terr_multipolygon *parts, const struct terr_regions *regions,
                               struct terr_worker *worker, const struct terr_multipolygon *shape,
                               struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i <= regions->count && !code; i++) {
        struct terr_multipolygon sides[2] = {TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT};
        const size_t wanted = i == regions->count;
        code = terr_cutter_cut(sides, regions->cutters[i], worker->engine, shape, err);
        parts[i] = sides[wanted];
        terr_multipolygon_dispose(&sides[!wanted]);
    }
    for (size_t i = 0; i <= regions->count && code; i++) terr_multipolygon_dispose(&parts[i]);
    return code;
}

enum terr_code terr_regions_cut(struct terr_multipolygon *parts, const struct terr_regions *regions,
                                struct terr_worker *worker, const struct terr_multipolygon *shape,
                                struct terr_error *err)
{
    const enum terr_phase before = terr_times_enter(&worker->effort.times, TERR_PHASE_DELTA);
    const enum terr_code code =
        terr_regions_overlap(regions)
            ? cut_each(parts, regions, worker, shape, err)
            : terr_cutter_cut(parts, regions->cutters[0], worker->engine, shape, err);
    (void)terr_times_enter(&worker->effort.times, before);
    return code;
}

enum terr_code terr_regions_areas(double *areas_m2, const struct terr_regions *regions,
                                  struct terr_worker *worker, const struct terr_multipolygon *shape,
                                  struct terr_error *err)
{
    struct terr_multipolygon *parts = terr_memory_new(regions->count + 1, sizeof *parts, err);
    if (!parts) return err->code;
    const enum terr_code code = terr_regions_cut(parts, regions, worker, shape, err);
    for (size_t i = 0; i <= regions->count; i++) {
        areas_m2[i] = terr_worker_area_m2(worker, &parts[i]);
        terr_multipolygon_dispose(&parts[i]);
    }
    terr_memory_free(parts);
    return code;
}

// ---- what they are ----

size_t terr_regions_count(const struct terr_regions *regions) { return regions->count; }

const struct terr_region *terr_regions_at(const struct terr_regions *regions, size_t index)
{
    return &regions->items[index];
}

const struct terr_multipolygon *terr_regions_cover(const struct terr_regions *regions)
{
    return &regions->cover;
}

const char *terr_regions_name(const struct terr_regions *regions, size_t index)
{
    return index < regions->count ? regions->items[index].name : TERR_OUTSIDE;
}

const char *terr_regions_file(const struct terr_regions *regions) { return regions->file; }

const char *terr_regions_digest(const struct terr_regions *regions) { return regions->digest; }

const char *terr_regions_property(const struct terr_regions *regions) { return regions->property; }

bool terr_regions_property_is_guessed(const struct terr_regions *regions)
{
    return regions->is_guessed;
}

size_t terr_regions_repair_count(const struct terr_regions *regions)
{
    return regions->repair_count;
}

const struct terr_repair *terr_regions_repair_at(const struct terr_regions *regions, size_t index)
{
    return &regions->repairs[index];
}

double terr_regions_repair_m2(const struct terr_regions *regions)
{
    double sum_m2 = 0;
    for (size_t i = 0; i < regions->repair_count; i++) {
        sum_m2 += fabs(regions->repairs[i].clean_m2 - regions->repairs[i].published_m2);
    }
    return sum_m2;
}

bool terr_regions_overlap(const struct terr_regions *regions) { return regions->cutter_count > 1; }
