#include <geo/zone/drawing.h>

#include <geo/base/memory.h>
#include <geo/shape/cleaning.h>
#include <geo/shape/simplify.h>
#include <geo/shape/width.h>
#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/standing.h>
#include <geo/zone/worker.h>

// Beside the kinds that are drawn: what of the gained is noise, which is held all the same.
enum { NOISE = TERR_DRAWN_KINDS, KINDS };

struct terr_drawing {
    struct terr_drawing_options asked;
    size_t zone_count;
    size_t width;             // regions and the outside; 0: not by region
    struct terr_drawn *whole; // by zone, and in it by kind
    struct terr_drawn *in;    // by zone, in it by kind, in it by region
};

static struct terr_drawn *whole_of(const struct terr_drawing *drawing, size_t zone, size_t kind)
{
    return &drawing->whole[zone * TERR_DRAWN_KINDS + kind];
}

static struct terr_drawn *parts_of(const struct terr_drawing *drawing, size_t zone, size_t kind)
{
    return &drawing->in[(zone * TERR_DRAWN_KINDS + kind) * drawing->width];
}

// What a zone is drawn from.
struct zone_work {
    struct terr_drawing *drawing;
    struct terr_worker *worker;
    const struct terr_regional_change *regional;
    const struct terr_standing *standing;
    size_t zone;
    size_t part_count;              // of a kind: regions, or 1
    struct terr_multipolygon *kept; // by kind, and in it by part: what is no noise
    struct terr_error *err;
};

// ---- noise ----

static enum terr_code is_noise(bool *noise, const struct zone_work *work,
                               const struct terr_multipolygon *shape, size_t polygon)
{
    const struct terr_drawing_options *asked = &work->drawing->asked;
    struct terr_multipolygon one = TERR_MULTIPOLYGON_INIT;
    enum terr_code code = TERR_OK;
    bool wide = true;
    *noise = false;
    if (asked->min_area_m2 > 0) {
        code = terr_multipolygon_append_polygon(&one, shape, polygon, work->err);
        if (!code) *noise = terr_worker_area_m2(work->worker, &one) < asked->min_area_m2;
        terr_multipolygon_dispose(&one);
    }
    if (!code && !*noise && asked->min_width_m > 0) {
        code = terr_width_reaches(&wide, work->worker->engine, shape, polygon, asked->min_width_m,
                                  work->err);
        *noise = !wide;
    }
    return code;
}

static enum terr_code sort_polygons(struct terr_multipolygon *kept, struct terr_multipolygon *noise,
                                    const struct zone_work *work,
                                    const struct terr_multipolygon *shape)
{
    enum terr_code code = TERR_OK;
    for (size_t p = 0; p < shape->polygon_count && !code; p++) {
        bool is_left_out = false;
        code = is_noise(&is_left_out, work, shape, p);
        if (code) break;
        code = terr_multipolygon_append_polygon(is_left_out ? noise : kept, shape, p, work->err);
    }
    return code;
}

// The parts as the change was cut, where nothing of it is noise.
static enum terr_code copy_parts(const struct zone_work *work, size_t kind,
                                 struct terr_multipolygon *kept)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < work->part_count && !code; i++) {
        const struct terr_regional_part part =
            terr_regional_change_at(work->regional, work->zone, i);
        code = terr_multipolygon_append(
            &kept[i], kind == TERR_DRAWN_GAINED ? part.gained : part.lost, work->err);
    }
    return code;
}

static enum terr_code cut(struct terr_multipolygon *parts, const struct zone_work *work,
                          const struct terr_multipolygon *shape)
{
    return terr_regions_cut(parts, terr_regional_change_regions(work->regional), work->worker,
                            shape, work->err);
}

// What is kept of a kind, and its noise, part by part.
static enum terr_code take_parts(const struct zone_work *work, size_t kind,
                                 const struct terr_multipolygon *rest,
                                 const struct terr_multipolygon *noise)
{
    struct terr_multipolygon *kept = work->kept + kind * work->part_count;
    struct terr_multipolygon *left_out = work->kept + NOISE * work->part_count;
    struct terr_drawn *parts = parts_of(work->drawing, work->zone, kind);
    if (noise->polygon_count == 0) return copy_parts(work, kind, kept);
    enum terr_code code = cut(kept, work, rest);
    if (!code) code = cut(left_out, work, noise);
    for (size_t i = 0; i < work->part_count && !code; i++) {
        parts[i].noise_m2 = terr_worker_area_m2(work->worker, &left_out[i]);
    }
    return code;
}

static enum terr_code take_changed(const struct zone_work *work, size_t kind,
                                   const struct terr_multipolygon *shape)
{
    struct terr_multipolygon *left_out = work->kept + NOISE * work->part_count;
    struct terr_drawn *whole = whole_of(work->drawing, work->zone, kind);
    struct terr_multipolygon rest = TERR_MULTIPOLYGON_INIT, noise = TERR_MULTIPOLYGON_INIT;
    for (size_t i = 0; i < work->part_count; i++) terr_multipolygon_dispose(&left_out[i]);
    enum terr_code code = sort_polygons(&rest, &noise, work, shape);
    if (!code) {
        whole->noise_m2 = terr_worker_area_m2(work->worker, &noise);
        if (work->regional) {
            code = take_parts(work, kind, &rest, &noise);
        } else {
            work->kept[kind] = rest;
            *left_out = noise;
            return TERR_OK; // both are there now
        }
    }
    terr_multipolygon_dispose(&rest);
    terr_multipolygon_dispose(&noise);
    return code;
}

// What stood, as it is.
static enum terr_code take_standing(const struct zone_work *work)
{
    struct terr_multipolygon *held = work->kept + TERR_DRAWN_HELD * work->part_count;
    struct terr_multipolygon *unchanged = work->kept + TERR_DRAWN_UNCHANGED * work->part_count;
    const struct terr_standing *standing = work->standing;
    const size_t zone = work->zone;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; standing && i < work->part_count && !code; i++) {
        const bool cut_up = work->regional != NULL;
        const struct terr_multipolygon *shape =
            cut_up ? terr_standing_held_in(standing, zone, i) : terr_standing_held(standing, zone);
        code = terr_multipolygon_append(&held[i], shape, work->err);
        shape = cut_up ? terr_standing_unchanged_in(standing, zone, i)
                       : terr_standing_unchanged(standing, zone);
        if (!code) code = terr_multipolygon_append(&unchanged[i], shape, work->err);
    }
    return code;
}

// ---- drawing ----

// A shape that is simplified: what there is of a kind in a part.
struct place {
    size_t at; // in `kept`
    size_t layer;
};

#define CHANGED 3 // kinds that have no ground in common, not a step of the grid

// The place of shape `index`. What changed has no ground in common, nor have regions; what is
// unchanged is a layer of its own, because it was made by itself and may overlap the others by some
// steps of the grid. Regions that overlap have layers of their own.
static struct place place_of(const struct zone_work *work, size_t index)
{
    static const size_t kinds[] = {TERR_DRAWN_GAINED, TERR_DRAWN_LOST, NOISE, TERR_DRAWN_UNCHANGED};
    const size_t parts = work->part_count;
    const bool overlap =
        work->regional && terr_regions_overlap(terr_regional_change_regions(work->regional));
    size_t part = index / (CHANGED + 1), kind = index % (CHANGED + 1);
    if (!overlap) {
        const bool changed = index < CHANGED * parts;
        part = changed ? index / CHANGED : index - CHANGED * parts;
        kind = changed ? index % CHANGED : CHANGED;
    }
    const struct place place = {kinds[kind] * parts + part,
                                (overlap ? 2 * part : 0) + (kind == CHANGED)};
    return place;
}

// Simplifies all parts of a zone together, but for what is held.
static enum terr_code simplify_parts(struct terr_multipolygon *drawn, const struct zone_work *work)
{
    const size_t count = (CHANGED + 1) * work->part_count;
    const struct terr_multipolygon **shapes = NULL;
    struct terr_multipolygon *made = NULL;
    enum terr_code code = TERR_OK;
    size_t *layers = terr_memory_new(count, sizeof *layers, work->err);
    if (layers) shapes = terr_memory_new(count, sizeof *shapes, work->err);
    if (shapes) made = terr_memory_new(count, sizeof *made, work->err);
    if (!made) code = work->err->code;
    for (size_t i = 0; i < count && !code; i++) {
        const struct place place = place_of(work, i);
        shapes[i] = &work->kept[place.at];
        layers[i] = place.layer;
    }
    if (!code) {
        code =
            terr_simplify(made, shapes, layers, count, work->drawing->asked.simplify_m, work->err);
    }
    for (size_t i = 0; i < count && !code; i++) drawn[place_of(work, i).at] = made[i];
    terr_memory_free(made);
    terr_memory_free(shapes);
    terr_memory_free(layers);
    return code;
}

// What is held is what was gained, noise too, and what is unchanged.
static enum terr_code unite_held(struct terr_multipolygon *drawn, const struct zone_work *work)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; work->standing && i < work->part_count && !code; i++) {
        const struct terr_multipolygon *const parts[] = {
            &drawn[TERR_DRAWN_GAINED * work->part_count + i],
            &drawn[TERR_DRAWN_UNCHANGED * work->part_count + i],
            &drawn[NOISE * work->part_count + i]};
        code = terr_cleaning_unite(&drawn[TERR_DRAWN_HELD * work->part_count + i],
                                   work->worker->engine, parts, sizeof parts / sizeof parts[0],
                                   work->err);
    }
    return code;
}

static enum terr_code measure_displaced(double *displaced_m2, const struct zone_work *work,
                                        const struct terr_multipolygon *kept,
                                        const struct terr_multipolygon *shape)
{
    struct terr_delta delta = TERR_DELTA_INIT;
    const enum terr_code code = terr_worker_delta(&delta, work->worker, kept, shape, work->err);
    if (!code) {
        *displaced_m2 = terr_worker_area_m2(work->worker, &delta.gained) +
                        terr_worker_area_m2(work->worker, &delta.lost);
    }
    terr_delta_dispose(&delta);
    return code;
}

// Takes what is drawn of each part, and adds it up.
static enum terr_code take_drawn(const struct zone_work *work, struct terr_multipolygon *drawn)
{
    const bool is_simplified = work->drawing->asked.simplify_m > 0;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < TERR_DRAWN_KINDS * work->part_count && !code; i++) {
        const size_t kind = i / work->part_count, part = i % work->part_count;
        struct terr_drawn *whole = whole_of(work->drawing, work->zone, kind);
        struct terr_drawn *to = whole;
        if (work->regional) to = parts_of(work->drawing, work->zone, kind) + part;
        struct terr_multipolygon *from = is_simplified ? &drawn[i] : &work->kept[i];
        const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
        to->shape = *from;
        *from = empty;
        to->drawn_m2 = terr_worker_area_m2(work->worker, &to->shape);
        if (is_simplified) {
            code = measure_displaced(&to->displaced_m2, work, &work->kept[i], &to->shape);
        }
        if (to == whole) continue;
        whole->drawn_m2 += to->drawn_m2;
        whole->displaced_m2 += to->displaced_m2;
    }
    return code;
}

static void dispose_all(struct terr_multipolygon *shapes, size_t count)
{
    for (size_t i = 0; shapes && i < count; i++) terr_multipolygon_dispose(&shapes[i]);
    terr_memory_free(shapes);
}

static enum terr_code draw_zone(struct zone_work *work, const struct terr_delta *delta)
{
    const size_t count = KINDS * work->part_count;
    const bool is_simplified = work->drawing->asked.simplify_m > 0;
    struct terr_multipolygon *drawn = NULL;
    enum terr_code code = TERR_OK;
    work->kept = terr_memory_new(count, sizeof *work->kept, work->err);
    if (work->kept) drawn = terr_memory_new(count, sizeof *drawn, work->err);
    if (!drawn) code = work->err->code;
    // what is kept of the noise is that of the kind taken last
    if (!code) code = take_changed(work, TERR_DRAWN_LOST, &delta->lost);
    if (!code) code = take_changed(work, TERR_DRAWN_GAINED, &delta->gained);
    if (!code) code = take_standing(work);
    if (!code && is_simplified) code = simplify_parts(drawn, work);
    if (!code && is_simplified) code = unite_held(drawn, work);
    if (!code) code = take_drawn(work, drawn);
    dispose_all(work->kept, count);
    dispose_all(drawn, count);
    return code;
}

static enum terr_code make_room(struct terr_drawing *drawing, struct terr_error *err)
{
    const size_t count = drawing->zone_count * TERR_DRAWN_KINDS;
    drawing->whole = terr_memory_new(count, sizeof *drawing->whole, err);
    if (!drawing->whole) return err->code;
    drawing->in = terr_memory_new(count * drawing->width, sizeof *drawing->in, err);
    return drawing->in ? TERR_OK : err->code;
}

enum terr_code terr_drawing_of(struct terr_drawing **out, struct terr_worker *worker,
                               const struct terr_drawing_source *source,
                               const struct terr_drawing_options *options, struct terr_error *err)
{
    const struct terr_regional_change *regional = source->regional;
    *out = NULL;
    struct terr_drawing *drawing = terr_memory_new(1, sizeof *drawing, err);
    if (!drawing) return err->code;
    drawing->asked = *options;
    drawing->zone_count = source->zone_count;
    if (regional) drawing->width = terr_regions_count(terr_regional_change_regions(regional)) + 1;
    enum terr_code code = make_room(drawing, err);
    for (size_t i = 0; i < source->zone_count && !code; i++) {
        struct zone_work work = {.drawing = drawing,
                                 .worker = worker,
                                 .regional = regional,
                                 .standing = source->standing,
                                 .zone = i,
                                 .part_count = drawing->width ? drawing->width : 1,
                                 .err = err};
        code = draw_zone(&work, terr_change_delta(source->change, i));
    }
    if (code) {
        terr_drawing_free(drawing);
    } else {
        *out = drawing;
    }
    return code;
}

void terr_drawing_free(struct terr_drawing *drawing)
{
    if (!drawing) return;
    const size_t count = drawing->zone_count * TERR_DRAWN_KINDS;
    for (size_t i = 0; drawing->whole && i < count; i++) {
        terr_multipolygon_dispose(&drawing->whole[i].shape);
    }
    for (size_t i = 0; drawing->in && i < count * drawing->width; i++) {
        terr_multipolygon_dispose(&drawing->in[i].shape);
    }
    terr_memory_free(drawing->whole);
    terr_memory_free(drawing->in);
    terr_memory_free(drawing);
}

struct terr_drawing_options terr_drawing_asked(const struct terr_drawing *drawing)
{
    return drawing->asked;
}

bool terr_drawing_filters(const struct terr_drawing *drawing)
{
    return drawing->asked.min_area_m2 > 0 || drawing->asked.min_width_m > 0;
}

const struct terr_drawn *terr_drawing_whole(const struct terr_drawing *drawing, size_t zone,
                                            enum terr_drawn_kind kind)
{
    return whole_of(drawing, zone, kind);
}

const struct terr_drawn *terr_drawing_in(const struct terr_drawing *drawing, size_t zone,
                                         size_t region, enum terr_drawn_kind kind)
{
    return parts_of(drawing, zone, kind) + region;
}
