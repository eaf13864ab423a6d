#include <geo/figure/gross.h>

#include <geo/base/memory.h>
#include <geo/source/archive.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>
#include <assert.h>
#include <math.h>
#include <stdlib.h>

// A step of some window: from one snapshot to a later one.
struct step {
    size_t from;
    size_t to;
};

#define NO_STEP SIZE_MAX

// The steps between day's maps, step i being that to map i from the one before it, come first, so
// that windows are differences of sums; then the steps that begin or end at a snapshot that is no
// day's map.
struct terr_gross {
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    struct terr_gross_options options;
    size_t width;       // parts of a zone: the whole, each region, the ground in none
    size_t *maps;       // the snapshots that are a day's map, in order
    bool *is_wanted;    // of each map: whether the step to it is needed
    size_t map_count;   // 0 in an archive without dates
    struct step *spurs; // the other steps, in order once they are laid out
    size_t spur_count;
    size_t spur_capacity;
    bool *is_given;                // by step and zone
    struct terr_gross_sums *cells; // by step, zone and part; once measured, of maps up to each
    struct terr_demand demand;     // of the steps that were not given
};

// ---- the chain ----

static bool is_dated(const struct terr_archive *archive)
{
    for (size_t i = 0; i < terr_archive_count(archive); i++) {
        if (terr_archive_at(archive, i)->date_source == TERR_DATE_NONE) return false;
    }
    return true;
}

static void list_maps(struct terr_gross *gross)
{
    const size_t count = terr_archive_count(gross->archive);
    if (!is_dated(gross->archive)) return;
    for (size_t i = 0; i < count; i++) {
        const bool is_last = i + 1 == count || terr_archive_at(gross->archive, i)->day !=
                                                   terr_archive_at(gross->archive, i + 1)->day;
        if (is_last) gross->maps[gross->map_count++] = i;
    }
}

// How many maps are before a snapshot: the index of the first that is not.
static size_t maps_before(const struct terr_gross *gross, size_t snapshot)
{
    size_t low = 0, high = gross->map_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (gross->maps[middle] < snapshot) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// The chain of a window: the maps from `first` to before `end`, and a spur to the first of them and
// from the last where they are not its ends; without any a spur alone. `from` and `to` of a spur
// that is none are alike.
struct chain {
    size_t first;
    size_t end;
    struct step before;
    struct step after;
};

static struct chain chain_of(const struct terr_gross *gross, size_t from, size_t to)
{
    struct chain chain = {.first = maps_before(gross, from), .end = maps_before(gross, to + 1)};
    if (chain.first >= chain.end) {
        chain.end = chain.first;
        chain.before = (struct step){from, to};
        return chain;
    }
    chain.before = (struct step){from, gross->maps[chain.first]};
    chain.after = (struct step){gross->maps[chain.end - 1], to};
    return chain;
}

static bool is_none(struct step step) { return step.from == step.to; }

size_t terr_gross_map_count(const struct terr_gross *gross, size_t from, size_t to)
{
    const struct chain chain = chain_of(gross, from, to);
    if (chain.first == chain.end) return is_none(chain.before) ? 1 : 2;
    return chain.end - chain.first + !is_none(chain.before) + !is_none(chain.after);
}

size_t terr_gross_map_at(const struct terr_gross *gross, size_t from, size_t to, size_t index)
{
    const struct chain chain = chain_of(gross, from, to);
    if (index == 0) return from;
    if (index + 1 == terr_gross_map_count(gross, from, to)) return to;
    return gross->maps[chain.first + index - !is_none(chain.before)];
}

// ---- what is wanted ----

enum terr_code terr_gross_new(struct terr_gross **out, const struct terr_archive *archive,
                              const struct terr_zone_list *list,
                              const struct terr_gross_options *options, struct terr_error *err)
{
    const size_t count = terr_archive_count(archive);
    *out = NULL;
    struct terr_gross *gross = terr_memory_new(1, sizeof *gross, err);
    if (!gross) return err->code;
    gross->archive = archive;
    gross->list = list;
    gross->options = *options;
    gross->width = options->regions ? terr_regions_count(options->regions) + 2 : 1;
    gross->maps = terr_memory_new(count, sizeof *gross->maps, err);
    if (gross->maps) gross->is_wanted = terr_memory_new(count, sizeof *gross->is_wanted, err);
    if (!gross->is_wanted) {
        terr_gross_free(gross);
        return err->code;
    }
    list_maps(gross);
    *out = gross;
    return TERR_OK;
}

void terr_gross_free(struct terr_gross *gross)
{
    if (!gross) return;
    terr_memory_free(gross->maps);
    terr_memory_free(gross->is_wanted);
    terr_memory_free(gross->spurs);
    terr_memory_free(gross->is_given);
    terr_memory_free(gross->cells);
    terr_demand_dispose(&gross->demand);
    terr_memory_free(gross);
}

static enum terr_code add_spur(struct terr_gross *gross, struct step spur, struct terr_error *err)
{
    if (is_none(spur)) return TERR_OK;
    struct step *spurs = terr_memory_grow(gross->spurs, &gross->spur_capacity,
                                          gross->spur_count + 1, sizeof *spurs, err);
    if (!spurs) return err->code;
    gross->spurs = spurs;
    spurs[gross->spur_count++] = spur;
    return TERR_OK;
}

enum terr_code terr_gross_want(struct terr_gross *gross, size_t from, size_t to,
                               struct terr_error *err)
{
    const struct chain chain = chain_of(gross, from, to);
    for (size_t i = chain.first + 1; i < chain.end; i++) gross->is_wanted[i] = true;
    const enum terr_code code = add_spur(gross, chain.before, err);
    return code ? code : add_spur(gross, chain.after, err);
}

static int compare_steps(const void *left, const void *right)
{
    const struct step *a = left, *b = right;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static void sort_spurs(struct terr_gross *gross)
{
    size_t kept = 0;
    if (gross->spur_count == 0) return;
    qsort(gross->spurs, gross->spur_count, sizeof *gross->spurs, compare_steps);
    for (size_t i = 0; i < gross->spur_count; i++) {
        if (kept > 0 && compare_steps(&gross->spurs[kept - 1], &gross->spurs[i]) == 0) continue;
        gross->spurs[kept++] = gross->spurs[i];
    }
    gross->spur_count = kept;
}

static size_t step_count(const struct terr_gross *gross)
{
    return gross->map_count + gross->spur_count;
}

static struct terr_gross_sums *cells_of(const struct terr_gross *gross, size_t step, size_t zone)
{
    return gross->cells + (step * gross->list->count + zone) * gross->width;
}

enum terr_code terr_gross_lay_out(struct terr_gross *gross, struct terr_error *err)
{
    const size_t zones = gross->list->count;
    sort_spurs(gross);
    if (zones > 0 && step_count(gross) > SIZE_MAX / zones / gross->width) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu steps)", step_count(gross));
    }
    gross->is_given = terr_memory_new(step_count(gross) * zones, sizeof *gross->is_given, err);
    if (!gross->is_given) return err->code;
    gross->cells =
        terr_memory_new(step_count(gross) * zones * gross->width, sizeof *gross->cells, err);
    return gross->cells ? TERR_OK : err->code;
}

// ---- single steps ----

static bool is_needed(const struct terr_gross *gross, size_t step)
{
    return step >= gross->map_count || gross->is_wanted[step];
}

static struct step step_at(const struct terr_gross *gross, size_t step)
{
    if (step >= gross->map_count) return gross->spurs[step - gross->map_count];
    return (struct step){gross->maps[step - 1], gross->maps[step]};
}

static size_t find_step(const struct terr_gross *gross, struct step wanted)
{
    const size_t map = maps_before(gross, wanted.to);
    if (map > 0 && map < gross->map_count && gross->maps[map] == wanted.to &&
        gross->maps[map - 1] == wanted.from) {
        return map;
    }
    if (gross->spur_count == 0) return NO_STEP;
    const struct step *spur =
        bsearch(&wanted, gross->spurs, gross->spur_count, sizeof *gross->spurs, compare_steps);
    return spur ? gross->map_count + (size_t)(spur - gross->spurs) : NO_STEP;
}

struct terr_gross_sums *terr_gross_give(struct terr_gross *gross, size_t from, size_t to,
                                        size_t zone)
{
    const size_t step = find_step(gross, (struct step){from, to});
    if (step == NO_STEP || !is_needed(gross, step)) return NULL;
    gross->is_given[step * gross->list->count + zone] = true;
    return cells_of(gross, step, zone);
}

static enum terr_code demand_step(struct terr_gross *gross, size_t step, size_t zone,
                                  struct terr_error *err)
{
    const struct step ends = step_at(gross, step);
    enum terr_code code = TERR_OK;
    for (size_t part = 0; part < gross->width && !code; part++) {
        const struct terr_wanted wanted = {.from = ends.from,
                                           .to = ends.to,
                                           .zone = zone,
                                           .region = part ? part - 1 : TERR_WANTED_WHOLE,
                                           .ruler = gross->options.ruler,
                                           .changes_only = true};
        code = terr_demand_add(&gross->demand, &wanted, err);
    }
    return code;
}

static void take_figures(struct terr_gross *gross)
{
    for (size_t i = 0; i < gross->demand.count; i++) {
        const struct terr_wanted *met = &gross->demand.wanted[i];
        const size_t step = find_step(gross, (struct step){met->from, met->to});
        const size_t part = met->region == TERR_WANTED_WHOLE ? 0 : met->region + 1;
        struct terr_gross_sums *cell = cells_of(gross, step, met->zone) + part;
        cell->gained_m2 = met->figures.gained_m2;
        cell->lost_m2 = met->figures.lost_m2;
    }
}

// Rounds what single steps gained and lost, as it is printed, and adds those between maps up.
static void add_up(struct terr_gross *gross)
{
    const size_t row = gross->list->count * gross->width;
    for (size_t step = 0; step < step_count(gross); step++) {
        struct terr_gross_sums *cells = gross->cells + step * row;
        const bool adds = step > 0 && step < gross->map_count;
        for (size_t i = 0; i < row; i++) {
            const struct terr_gross_sums none = {0, 0}, *before = adds ? cells + i - row : &none;
            cells[i].gained_m2 = before->gained_m2 + floor(cells[i].gained_m2 + 0.5);
            cells[i].lost_m2 = before->lost_m2 + floor(cells[i].lost_m2 + 0.5);
        }
    }
}

enum terr_code terr_gross_measure(struct terr_gross *gross, struct terr_error *err)
{
    const size_t zones = gross->list->count;
    const struct terr_demand_options options = {.progress = gross->options.progress,
                                                .jobs = gross->options.jobs};
    enum terr_code code = TERR_OK;
    gross->demand.regions = gross->options.regions;
    for (size_t i = 0; i < step_count(gross) * zones && !code; i++) {
        if (gross->is_given[i] || !is_needed(gross, i / zones)) continue;
        code = demand_step(gross, i / zones, i % zones, err);
    }
    if (!code) code = terr_demand_meet(&gross->demand, gross->archive, gross->list, &options, err);
    if (code) return code;
    take_figures(gross);
    add_up(gross);
    return TERR_OK;
}

const struct terr_archive *terr_gross_archive(const struct terr_gross *gross)
{
    return gross->archive;
}

struct terr_demand *terr_gross_demand(struct terr_gross *gross) { return &gross->demand; }

// ---- sums ----

static void add_spur_to(struct terr_gross_sums *sums, const struct terr_gross *gross,
                        struct step spur, size_t zone, size_t part)
{
    if (is_none(spur)) return;
    const size_t step = find_step(gross, spur);
    assert(step != NO_STEP); // of a window that was wanted
    const struct terr_gross_sums *cell = cells_of(gross, step, zone) + part;
    sums->gained_m2 += cell->gained_m2;
    sums->lost_m2 += cell->lost_m2;
}

struct terr_gross_sums terr_gross_between(const struct terr_gross *gross, size_t from, size_t to,
                                          size_t zone, size_t region)
{
    const struct chain chain = chain_of(gross, from, to);
    const size_t part = region == TERR_WANTED_WHOLE ? 0 : region + 1;
    struct terr_gross_sums sums = {0, 0};
    if (chain.first < chain.end) {
        const struct terr_gross_sums *first = cells_of(gross, chain.first, zone) + part,
                                     *last = cells_of(gross, chain.end - 1, zone) + part;
        sums.gained_m2 = last->gained_m2 - first->gained_m2;
        sums.lost_m2 = last->lost_m2 - first->lost_m2;
    }
    add_spur_to(&sums, gross, chain.before, zone, part);
    add_spur_to(&sums, gross, chain.after, zone, part);
    return sums;
}

// ---- gaps ----

// Whether a step leads on from map `index`: to the next map, or to a snapshot before that one.
static bool is_left(const struct terr_gross *gross, size_t index)
{
    if (gross->is_wanted[index + 1]) return true;
    for (size_t i = 0; i < gross->spur_count; i++) {
        if (gross->spurs[i].from == gross->maps[index]) return true;
    }
    return false;
}

size_t terr_gross_gap_count(const struct terr_gross *gross, int32_t *first_day)
{
    const int reach = terr_archive_max_gap_days(gross->archive);
    size_t count = 0;
    for (size_t i = 0; i + 1 < gross->map_count && reach >= 0; i++) {
        const int32_t before = terr_archive_at(gross->archive, gross->maps[i])->day,
                      after = terr_archive_at(gross->archive, gross->maps[i + 1])->day;
        if (after - before - 1 <= reach || !is_left(gross, i)) continue;
        if (count++ == 0) *first_day = before;
    }
    return count;
}
