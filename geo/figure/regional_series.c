#include <geo/figure/regional_series.h>

#include <geo/base/memory.h>
#include <geo/figure/apportion.h>
#include <geo/shape/delta.h>
#include <geo/zone/regions.h>
#include <math.h>
#include <string.h>

static size_t width_of(const struct terr_regions *regions)
{
    return terr_regions_count(regions) + 1;
}

bool terr_regional_series_follows(size_t previous, size_t snapshot)
{
    return previous / TERR_STRETCH == snapshot / TERR_STRETCH;
}

double terr_row_area_m2(const struct terr_row *row, size_t region)
{
    return region == TERR_WHOLE ? row->area_m2 : row->area_in_m2[region];
}

struct terr_row_change terr_row_change_in(const struct terr_row_change *change, size_t region)
{
    struct terr_row_change part = *change;
    if (region == TERR_WHOLE || !change->known) return part;
    memset(&part.figures, 0, sizeof part.figures);
    part.figures.gained_m2 = change->gained_in_m2[region];
    part.figures.lost_m2 = change->lost_in_m2[region];
    if (!change->gross_gained_in_m2) return part;
    part.figures.gross_gained_m2 = change->gross_gained_in_m2[region];
    part.figures.gross_lost_m2 = change->gross_lost_in_m2[region];
    return part;
}

// ---- the walk ----

static void give_change(struct terr_row_change *change, double **cells, size_t width)
{
    change->gained_in_m2 = *cells;
    change->lost_in_m2 = *cells + width;
    *cells += 2 * width;
}

enum terr_code terr_regional_series_make_room(struct terr_series *series, size_t zone_count,
                                              const struct terr_series_options *options,
                                              struct terr_error *err)
{
    if (!options->regions) return TERR_OK;
    const size_t width = width_of(options->regions);
    // an area, and both sides of the step and of each window
    const size_t values = 1 + 2 * (1 + series->window_count);
    if (series->row_count > SIZE_MAX / width / values) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu dates)",
                         series->row_count / zone_count);
    }
    double *cells = terr_memory_new(series->row_count * values * width, sizeof *cells, err);
    if (!cells) return err->code;
    series->regions = options->regions;
    series->region_cells = cells;
    for (size_t i = 0; i < series->row_count; i++) {
        struct terr_row *row = &series->rows[i];
        row->area_in_m2 = cells;
        cells += width;
        give_change(&row->step, &cells, width);
        for (size_t w = 0; w < series->window_count; w++) {
            give_change(&row->windows[w], &cells, width);
        }
    }
    return TERR_OK;
}

enum terr_code terr_regional_series_cut_change(struct terr_row_change *change,
                                               struct terr_worker *worker,
                                               const struct terr_regions *regions,
                                               const struct terr_delta *delta,
                                               struct terr_error *err)
{
    const enum terr_code code =
        terr_regions_areas(change->gained_in_m2, regions, worker, &delta->gained, err);
    if (code) return code;
    return terr_regions_areas(change->lost_in_m2, regions, worker, &delta->lost, err);
}

void terr_regional_series_copy_change(struct terr_row_change *to,
                                      const struct terr_row_change *from,
                                      const struct terr_regions *regions)
{
    double *gained_in_m2 = to->gained_in_m2, *lost_in_m2 = to->lost_in_m2;
    *to = *from;
    to->gained_in_m2 = gained_in_m2;
    to->lost_in_m2 = lost_in_m2;
    if (!regions) return;
    memcpy(gained_in_m2, from->gained_in_m2, width_of(regions) * sizeof *gained_in_m2);
    memcpy(lost_in_m2, from->lost_in_m2, width_of(regions) * sizeof *lost_in_m2);
}

// ---- adding up and rounding ----

struct settling {
    size_t width;
    double *followed_m2; // areas at the last known date, unrounded
    double *wanted_m2;   // room for a row's
    double *rounded_m2;
};

static void round_parts(const struct settling *settling, double *parts_m2, double whole_m2)
{
    terr_apportion(settling->rounded_m2, parts_m2, settling->width, whole_m2);
    memcpy(parts_m2, settling->rounded_m2, settling->width * sizeof *parts_m2);
}

static void round_change(const struct settling *settling, const struct terr_row_change *change)
{
    if (!change->known) return;
    round_parts(settling, change->gained_in_m2, change->figures.gained_m2);
    round_parts(settling, change->lost_in_m2, change->figures.lost_m2);
}

static void follow(const struct settling *settling, const struct terr_row *row)
{
    for (size_t i = 0; i < settling->width; i++) {
        const double moved_m2 = row->step.gained_in_m2[i] - row->step.lost_in_m2[i];
        // of ground that is lost to the last, a trace below nothing may remain
        row->area_in_m2[i] = fmax(0, settling->followed_m2[i] + moved_m2);
    }
}

static bool adds_up(const double *rounded_m2, size_t width, double whole_m2)
{
    double left_m2 = floor(whole_m2 + 0.5);
    for (size_t i = 0; i < width; i++) left_m2 -= rounded_m2[i];
    return left_m2 == 0;
}

// Rounds the areas of a row. Where nothing passed they stay as they were shown at the row before,
// unless the others alone cannot make up the whole.
static void round_areas(const struct settling *settling, const struct terr_row *row,
                        const struct terr_row *previous)
{
    double *areas_m2 = row->area_in_m2;
    for (size_t i = 0; i < settling->width; i++) {
        const bool is_same =
            previous && row->step.gained_in_m2[i] == 0 && row->step.lost_in_m2[i] == 0;
        settling->wanted_m2[i] = is_same ? previous->area_in_m2[i] : areas_m2[i];
    }
    terr_apportion(settling->rounded_m2, settling->wanted_m2, settling->width, row->area_m2);
    if (adds_up(settling->rounded_m2, settling->width, row->area_m2)) {
        memcpy(areas_m2, settling->rounded_m2, settling->width * sizeof *areas_m2);
    } else {
        round_parts(settling, areas_m2, row->area_m2);
    }
}

// The rows of one zone, in order.
static void settle_zone(const struct settling *settling, const struct terr_series *series,
                        size_t zone, size_t zone_count)
{
    const struct terr_row *previous = NULL;
    for (size_t i = zone; i < series->row_count; i += zone_count) {
        const struct terr_row *row = &series->rows[i];
        if (!row->known) continue;
        if (previous && terr_regional_series_follows(previous->snapshot, row->snapshot)) {
            follow(settling, row);
        }
        memcpy(settling->followed_m2, row->area_in_m2,
               settling->width * sizeof *settling->followed_m2);
        round_areas(settling, row, previous);
        round_change(settling, &row->step);
        for (size_t w = 0; w < series->window_count; w++) {
            round_change(settling, &row->windows[w]);
        }
        previous = row;
    }
}

enum terr_code terr_regional_series_settle(struct terr_series *series, size_t zone_count,
                                           struct terr_error *err)
{
    if (!series->regions) return TERR_OK;
    struct settling settling = {.width = width_of(series->regions)};
    double *room = terr_memory_new(settling.width, 3 * sizeof *room, err);
    if (!room) return err->code;
    settling.followed_m2 = room;
    settling.wanted_m2 = room + settling.width;
    settling.rounded_m2 = room + 2 * settling.width;
    for (size_t i = 0; i < zone_count; i++) settle_zone(&settling, series, i, zone_count);
    terr_memory_free(room);
    return TERR_OK;
}
