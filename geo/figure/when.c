#include <geo/figure/when.h>

#include <geo/base/memory.h>
#include <geo/base/parallel.h>
#include <geo/figure/when_look.h>
#include <geo/figure/when_stays.h>
#include <geo/source/archive.h>
#include <geo/source/places.h>
#include <geo/source/profile.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// Until all statuses are known the index of TERR_STATUS_NONE, which is the last, is this.
#define NONE SIZE_MAX

// What overlays on the grid may make of nothing: a millionth of a place, half a square metre at
// most, which no figure shows.
#define DUST_OF_PLACE 1e-6
#define DUST_M2 0.5

void terr_when_span(struct terr_span *span, const struct terr_when_options *options)
{
    const struct terr_span wanted = {.kind = TERR_SPAN_RANGE,
                                     .has_from = options->has_from,
                                     .has_to = options->has_to,
                                     .from = {.day = options->from_day},
                                     .to = {.day = options->to_day}};
    *span = wanted;
}

struct walker {
    struct terr_when *when;
    const struct terr_archive *archive;
    const struct terr_when_options *options;
    struct terr_look **looks; // of each snapshot, from when it is made to when it is taken
    size_t share_count;
    size_t share_capacity;
    size_t status_capacity;
    size_t known_count; // statuses known before any map is read
};

// ---- statuses ----

static enum terr_code add_status(struct walker *walker, const char *name, struct terr_error *err)
{
    struct terr_when *when = walker->when;
    char **statuses = terr_memory_grow(when->statuses, &walker->status_capacity,
                                       when->status_count + 1, sizeof *statuses, err);
    if (!statuses) return err->code;
    when->statuses = statuses;
    statuses[when->status_count] = terr_memory_copy(name, strlen(name), err);
    if (!statuses[when->status_count]) return err->code;
    when->status_count++;
    return TERR_OK;
}

// The index of a status; one that is new is added.
static enum terr_code find_status(size_t *status, struct walker *walker, const char *name,
                                  struct terr_error *err)
{
    for (*status = 0; *status < walker->when->status_count; ++*status) {
        if (strcmp(walker->when->statuses[*status], name) == 0) return TERR_OK;
    }
    return add_status(walker, name, err);
}

// Those that are known before any map is read.
static enum terr_code list_statuses(struct walker *walker, struct terr_error *err)
{
    const struct terr_zone_list *zones = walker->options->zones;
    const struct terr_profile *profile = terr_archive_profile(walker->archive);
    enum terr_code code = TERR_OK;
    if (zones && zones->count > 0) {
        for (size_t i = 0; i < zones->count && !code; i++) {
            code = add_status(walker, zones->zones[i].name, err);
        }
        return code;
    }
    for (size_t i = 0; i < terr_profile_status_count(profile) && !code; i++) {
        code = add_status(walker, terr_profile_status_at(profile, i), err);
    }
    return code;
}

// ---- shares ----

static enum terr_code add_share(struct walker *walker, const struct terr_spot *spot,
                                struct terr_share share, struct terr_error *err)
{
    const double dust = spot->is_point ? 0 : fmin(DUST_M2, DUST_OF_PLACE * spot->area_m2);
    if (share.area_m2 <= dust) return TERR_OK;
    struct terr_share *shares = terr_memory_grow(walker->when->shares, &walker->share_capacity,
                                                 walker->share_count + 1, sizeof *shares, err);
    if (!shares) return err->code;
    walker->when->shares = shares;
    shares[walker->share_count++] = share;
    return TERR_OK;
}

// What a look tells of one place.
static enum terr_code take_spot(struct walker *walker, const struct terr_look *look, size_t spot,
                                const size_t *statuses, struct terr_error *err)
{
    const struct terr_spot *of = &walker->when->spots.items[spot];
    const size_t count = look->list->count;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        const struct terr_share share = {statuses[i], look->held[spot * count + i]};
        code = add_share(walker, of, share, err);
    }
    const struct terr_share rest = {NONE, look->rests[spot]};
    return code ? code : add_share(walker, of, rest, err);
}

static enum terr_code take_look(struct walker *walker, struct terr_look *look, size_t index,
                                struct terr_error *err)
{
    struct terr_when *when = walker->when;
    size_t *statuses = terr_memory_new(look->list->count, sizeof *statuses, err);
    enum terr_code code = TERR_OK;
    if (!statuses) return err->code;
    for (size_t i = 0; i < look->list->count && !code; i++) {
        code = find_status(&statuses[i], walker, look->list->zones[i].name, err);
    }
    for (size_t i = 0; i < when->spots.count && !code; i++) {
        code = take_spot(walker, look, i, statuses, err);
        when->share_ends[index * when->spots.count + i] = walker->share_count;
    }
    terr_memory_free(statuses);
    terr_extent_join(&when->shown, &look->extent);
    when->repaired_count += look->origin.repair_count > 0;
    when->repair_max_m2 = fmax(when->repair_max_m2, look->origin.repair_m2);
    when->origins.items[when->first + index] = look->origin;
    memset(&look->origin, 0, sizeof look->origin);
    return code;
}

// ---- the walk ----

static enum terr_code make_look(void *payload, void *worker, size_t index, struct terr_error *err)
{
    const struct walker *walker = payload;
    return terr_look_make(&walker->looks[index], worker, walker->archive,
                          walker->when->first + index, &walker->when->spots, walker->options->zones,
                          err);
}

static enum terr_code take(void *payload, size_t index, struct terr_error *err)
{
    struct walker *walker = payload;
    const enum terr_code code = take_look(walker, walker->looks[index], index, err);
    terr_look_free(walker->looks[index]);
    walker->looks[index] = NULL;
    if (code) return code;
    return terr_progress_step(&walker->options->progress, index + 1, walker->when->snapshot_count,
                              err);
}

static enum terr_code walk(struct walker *walker, const struct terr_ruler *ruler,
                           struct terr_error *err)
{
    struct terr_when *when = walker->when;
    struct terr_worker_pool pool = {.ruler = ruler};
    const struct terr_parallel map = {.count = when->snapshot_count,
                                      .jobs = walker->options->jobs,
                                      .begin = terr_worker_begin,
                                      .end = terr_worker_end,
                                      .pool = &pool,
                                      .work = make_look,
                                      .take = take,
                                      .payload = walker};
    walker->looks = terr_memory_new(map.count, sizeof *walker->looks, err);
    if (!walker->looks) return err->code;
    enum terr_code code = terr_progress_step(&walker->options->progress, 0, map.count, err);
    if (!code) code = terr_parallel_map(&map, err);
    for (size_t i = 0; i < map.count; i++) terr_look_free(walker->looks[i]);
    terr_memory_free(walker->looks);
    terr_effort_add(&when->effort, &pool.effort);
    return code;
}

// ---- before it ----

static enum terr_code choose_snapshots(struct walker *walker, struct terr_error *err)
{
    const struct terr_when_options *options = walker->options;
    struct terr_when *when = walker->when;
    const size_t total = terr_archive_count(walker->archive);
    size_t end = total;
    for (size_t i = 0; i < total; i++) {
        const struct terr_dated *dated = terr_archive_at(walker->archive, i);
        if (dated->date_source != TERR_DATE_NONE) continue;
        return terr_fail(err, TERR_EDATA, "%s: has no date, and switches are told by dates",
                         dated->path);
    }
    while (options->has_from && when->first < total &&
           terr_archive_at(walker->archive, when->first)->day < options->from_day) {
        when->first++;
    }
    while (options->has_to && end > when->first &&
           terr_archive_at(walker->archive, end - 1)->day > options->to_day) {
        end--;
    }
    when->snapshot_count = end - when->first;
    if (when->snapshot_count > 0) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "no snapshot lies between the days asked for");
}

static enum terr_code make_ready(struct walker *walker, const struct terr_ruler *ruler,
                                 const struct terr_places *places, struct terr_error *err)
{
    static const struct terr_extent nothing = TERR_EXTENT_NOTHING;
    struct terr_when *when = walker->when;
    struct terr_worker worker;
    enum terr_code code = choose_snapshots(walker, err);
    if (!code) {
        code = terr_origins_init(&when->origins, terr_archive_count(walker->archive), err);
    }
    if (!code) code = terr_worker_init(&worker, ruler, err);
    if (code) return code;
    when->shown = nothing;
    code = terr_spots_make(&when->spots, &worker, places, err);
    terr_effort_add(&when->effort, &worker.effort);
    terr_worker_dispose(&worker);
    if (code) return code;
    if (when->snapshot_count > SIZE_MAX / places->count) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu places)", places->count);
    }
    when->share_ends =
        terr_memory_new(when->snapshot_count * places->count, sizeof *when->share_ends, err);
    if (!when->share_ends) return err->code;
    when->places = terr_memory_new(places->count, sizeof *when->places, err);
    code = when->places ? list_statuses(walker, err) : err->code;
    walker->known_count = when->status_count;
    return code;
}

// ---- after it ----

const struct terr_share *terr_when_shares(size_t *count, const struct terr_when *when,
                                          size_t snapshot, size_t place)
{
    const size_t cell = (snapshot - when->first) * when->spots.count + place;
    const size_t start = cell > 0 ? when->share_ends[cell - 1] : 0;
    *count = when->share_ends[cell] - start;
    return when->shares + start;
}

// What is held of a place, in its own measure: 1 or square metres.
static double held_at(const struct terr_when *when, size_t snapshot, size_t place, size_t status)
{
    size_t count;
    const struct terr_share *shares = terr_when_shares(&count, when, snapshot, place);
    for (size_t i = 0; i < count; i++) {
        if (shares[i].status == status) return shares[i].area_m2;
    }
    return 0;
}

double terr_when_part(const struct terr_when *when, size_t snapshot, size_t place, size_t status)
{
    const struct terr_spot *spot = &when->spots.items[place];
    return held_at(when, snapshot, place, status) / (spot->is_point ? 1 : spot->area_m2);
}

double terr_when_area_m2(const struct terr_when *when, size_t snapshot, size_t place, size_t status)
{
    return when->spots.items[place].is_point ? 0 : held_at(when, snapshot, place, status);
}

bool terr_when_ever(const struct terr_when *when, size_t place, size_t status)
{
    for (size_t i = 0; i < when->snapshot_count; i++) {
        if (held_at(when, when->first + i, place, status) > 0) return true;
    }
    return false;
}

// A status under its name, and its index when it was found.
struct found {
    char *name;
    size_t index;
};

static int compare_found(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    return strcmp(a->name, b->name);
}

static void sort_shares(struct terr_share *shares, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct terr_share share = shares[i];
        size_t at = i;
        for (; at > 0 && shares[at - 1].status > share.status; at--) shares[at] = shares[at - 1];
        shares[at] = share;
    }
}

// Gives the shares the indexes that the statuses have in the end, and puts them in order.
static void settle_shares(struct walker *walker, const size_t *places_of)
{
    struct terr_when *when = walker->when;
    for (size_t i = 0; i < walker->share_count; i++) {
        struct terr_share *share = &when->shares[i];
        share->status = share->status == NONE ? when->status_count : places_of[share->status];
    }
    for (size_t i = 0, start = 0; i < when->snapshot_count * when->spots.count; i++) {
        sort_shares(when->shares + start, when->share_ends[i] - start);
        start = when->share_ends[i];
    }
}

// Puts the statuses that the data had beside those known before in byte order, whatever the
// snapshot that had them first, and TERR_STATUS_NONE last.
static enum terr_code settle_statuses(struct walker *walker, struct terr_error *err)
{
    struct terr_when *when = walker->when;
    const size_t count = when->status_count;
    struct found *found = terr_memory_new(count, sizeof *found, err);
    size_t *places_of = found ? terr_memory_new(count, sizeof *places_of, err) : NULL;
    enum terr_code code = places_of ? TERR_OK : err->code;
    for (size_t i = 0; i < count && !code; i++) found[i] = (struct found){when->statuses[i], i};
    if (!code && count > walker->known_count) {
        qsort(found + walker->known_count, count - walker->known_count, sizeof *found,
              compare_found);
    }
    for (size_t i = 0; i < count && !code; i++) {
        when->statuses[i] = found[i].name;
        places_of[found[i].index] = i;
    }
    if (!code) settle_shares(walker, places_of);
    terr_memory_free(found);
    terr_memory_free(places_of);
    return code ? code : add_status(walker, TERR_STATUS_NONE, err);
}

static void find_ground(struct walker *walker)
{
    struct terr_when *when = walker->when;
    const double *deg = terr_profile_extent(terr_archive_profile(walker->archive));
    when->ground = when->shown;
    if (deg) when->ground = (struct terr_extent){deg[0], deg[1], deg[2], deg[3]};
}

static enum terr_place_doubt doubt_of(const struct terr_when *when, const struct terr_spot *spot)
{
    const double lon_deg = spot->lon_deg, lat_deg = spot->lat_deg;
    if (!terr_extent_holds(&when->ground, lon_deg, lat_deg) &&
        terr_extent_holds(&when->ground, lat_deg, lon_deg)) {
        return TERR_PLACE_SWAPPED;
    }
    if (when->shown.west > when->shown.east) return TERR_PLACE_SOUND; // the maps show nothing
    if (terr_extent_holds(&when->shown, lon_deg, lat_deg)) return TERR_PLACE_SOUND;
    return terr_extent_holds(&when->ground, lon_deg, lat_deg) ? TERR_PLACE_SOUND
                                                              : TERR_PLACE_BEYOND;
}

static enum terr_code tell_places(struct walker *walker, struct terr_error *err)
{
    struct terr_when *when = walker->when;
    int32_t *days = terr_memory_new(when->snapshot_count, sizeof *days, err);
    enum terr_code code = TERR_OK;
    if (!days) return err->code;
    find_ground(walker);
    for (size_t i = 0; i < when->snapshot_count; i++) {
        days[i] = terr_archive_at(walker->archive, when->first + i)->day;
    }
    for (size_t i = 0; i < when->spots.count && !code; i++) {
        code = terr_stays_tell(when, i, days, walker->options->persist_days, err);
        when->places[i].doubt = doubt_of(when, &when->spots.items[i]);
    }
    terr_memory_free(days);
    return code;
}

enum terr_code terr_when_walk(struct terr_when **out, const struct terr_ruler *ruler,
                              const struct terr_archive *archive, const struct terr_places *places,
                              const struct terr_when_options *options, struct terr_error *err)
{
    struct walker walker = {.archive = archive, .options = options};
    *out = NULL;
    walker.when = terr_memory_new(1, sizeof *walker.when, err);
    if (!walker.when) return err->code;
    enum terr_code code = make_ready(&walker, ruler, places, err);
    if (!code) code = walk(&walker, ruler, err);
    if (!code) code = settle_statuses(&walker, err);
    if (!code) code = tell_places(&walker, err);
    if (code) {
        terr_when_free(walker.when);
        return code;
    }
    *out = walker.when;
    return TERR_OK;
}

void terr_when_free(struct terr_when *when)
{
    if (!when) return;
    for (size_t i = 0; i < when->status_count; i++) terr_memory_free(when->statuses[i]);
    for (size_t i = 0; i < when->state_count; i++) {
        terr_memory_free(when->states[i].name);
        terr_memory_free(when->states[i].statuses);
    }
    for (size_t i = 0; when->places && i < when->spots.count; i++) {
        terr_memory_free(when->places[i].stays);
        terr_memory_free(when->places[i].presences);
    }
    terr_memory_free(when->statuses);
    terr_memory_free(when->states);
    terr_memory_free(when->places);
    terr_memory_free(when->shares);
    terr_memory_free(when->share_ends);
    terr_origins_dispose(&when->origins);
    terr_spots_dispose(&when->spots);
    terr_memory_free(when);
}
