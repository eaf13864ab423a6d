#include <geo/figure/alternatives.h>

#include <geo/base/memory.h>
#include <geo/shape/multipolygon.h>
#include <geo/shape/plane.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <geo/zone/worker.h>
#include <math.h>
#include <string.h>

struct search {
    struct terr_verdicts *verdicts;
    struct terr_alternatives *found;
};

// ---- zones ----

bool terr_zones_are_alike(const struct terr_zone *a, const struct terr_zone *b)
{
    if (a->status_count != b->status_count) return false;
    for (size_t i = 0; i < a->status_count; i++) {
        if (strcmp(a->statuses[i], b->statuses[i]) != 0) return false;
    }
    return true;
}

// The place of a zone in the list of the verdicts, which has it.
static size_t find_zone(const struct terr_zone_list *list, const char *name)
{
    size_t index = 0;
    while (strcmp(list->zones[index].name, name) != 0) index++;
    return index;
}

static enum terr_code try_zone(struct search *search, const char *name, struct terr_error *err)
{
    struct terr_zone_list *list = &search->verdicts->list;
    if (search->found->zone_count >= TERR_ALTERNATIVE_ZONES_MOST ||
        strcmp(name, TERR_STATUS_UNCLASSIFIED) == 0) {
        return TERR_OK;
    }
    const enum terr_code code =
        terr_zone_list_add(list, name, terr_archive_profile(search->verdicts->archive), err);
    if (code) return code;
    const size_t index = find_zone(list, name);
    for (size_t i = 0; i < search->found->zone_count; i++) {
        if (terr_zones_are_alike(&list->zones[search->found->zones[i]], &list->zones[index]))
            return TERR_OK;
    }
    search->found->zones[search->found->zone_count++] = index;
    return TERR_OK;
}

// What the profile names.
static enum terr_code try_zones_of_profile(struct search *search, struct terr_error *err)
{
    const struct terr_profile *profile = terr_archive_profile(search->verdicts->archive);
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_profile_zone_count(profile) && !code; i++) {
        code = try_zone(search, terr_profile_zone_at(profile, i).name, err);
    }
    for (size_t i = 0; i < terr_profile_status_count(profile) && !code; i++) {
        code = try_zone(search, terr_profile_status_at(profile, i), err);
    }
    return code;
}

// And what a map has beyond it. A status with '+' in it is none that can be asked for.
static enum terr_code try_statuses_of_map(struct search *search,
                                          const struct terr_snapshot *snapshot,
                                          struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_snapshot_count(snapshot) && !code; i++) {
        const char *status = terr_snapshot_at(snapshot, i)->status;
        if (!status || status[0] == '\0' || strchr(status, '+')) continue;
        code = try_zone(search, status, err);
    }
    return code;
}

// ---- rulers ----

struct extent {
    double west_deg, east_deg; // west > east: of nothing
};

static struct extent extent_of(const struct terr_multipolygon *shape)
{
    struct extent extent = {INFINITY, -INFINITY};
    for (size_t i = 0; i < shape->point_count; i++) {
        extent.west_deg = fmin(extent.west_deg, shape->coords[2 * i]);
        extent.east_deg = fmax(extent.east_deg, shape->coords[2 * i]);
    }
    return extent;
}

// That the newest map cannot be used takes only what it would have told.
static enum terr_code pass_over(struct terr_verdicts *verdicts, const struct terr_error *fault,
                                struct terr_error *err)
{
    if (!terr_snapshot_is_bad(fault->code)) {
        *err = *fault;
        return err->code;
    }
    if (verdicts->fault) return TERR_OK;
    verdicts->fault = terr_memory_copy(fault->message, strlen(fault->message), err);
    return verdicts->fault ? TERR_OK : err->code;
}

// Looks at the newest map: which statuses there are, and how far the profile's first zone reaches.
static enum terr_code look_at_map(struct extent *extent, struct search *search,
                                  struct terr_error *err)
{
    const struct terr_archive *archive = search->verdicts->archive;
    struct terr_worker worker;
    struct terr_zones *zones = NULL;
    struct terr_snapshot *snapshot = NULL;
    struct terr_error fault;
    extent->west_deg = INFINITY;
    extent->east_deg = -INFINITY;
    enum terr_code code = terr_worker_init(&worker, search->verdicts->ruler, err);
    if (code) return code;
    if (terr_archive_read_polygons(&snapshot, archive, terr_archive_count(archive) - 1,
                                   &worker.effort.times, &fault)) {
        terr_worker_dispose(&worker);
        return pass_over(search->verdicts, &fault, err);
    }
    code = try_statuses_of_map(search, snapshot, err);
    if (!code) code = terr_zones_build(&zones, &worker, snapshot, &search->verdicts->list, err);
    if (!code) *extent = extent_of(terr_zones_at(zones, search->found->zones[0]));
    terr_zones_free(zones);
    terr_snapshot_free(snapshot);
    terr_worker_dispose(&worker);
    return code;
}

static enum terr_code try_model(struct search *search, enum terr_area_model model,
                                struct terr_error *err)
{
    return terr_verdicts_ruler(&search->found->rulers[search->found->ruler_count++],
                               search->verdicts, model, err);
}

// Of a map that spans more zones of UTM than these nobody takes the area in one.
static enum terr_code try_utm(struct search *search, struct extent extent, struct terr_error *err)
{
    if (extent.west_deg > extent.east_deg) return TERR_OK;
    const int first = terr_utm_zone(extent.west_deg), last = terr_utm_zone(extent.east_deg);
    if (last - first >= TERR_VERDICT_UTM_ZONES) return TERR_OK;
    for (int zone = first; zone <= last; zone++) {
        struct terr_ruler **ruler = &search->verdicts->rulers[TERR_AREA_UTM + zone - first];
        const enum terr_code code = terr_ruler_new_utm(ruler, zone, err);
        if (code) return code;
        search->found->rulers[search->found->ruler_count++] = *ruler;
    }
    return TERR_OK;
}

enum terr_code terr_alternatives_find(struct terr_alternatives *out, struct terr_verdicts *verdicts,
                                      struct terr_error *err)
{
    struct search search = {.verdicts = verdicts, .found = out};
    struct extent extent;
    enum terr_code code;
    memset(out, 0, sizeof *out);
    if ((code = try_zones_of_profile(&search, err)) ||
        (code = look_at_map(&extent, &search, err)) ||
        (code = try_model(&search, TERR_AREA_SPHERE, err)) ||
        (code = try_model(&search, TERR_AREA_MERCATOR, err)) ||
        (code = try_model(&search, TERR_AREA_ELLIPSOID, err))) {
        return code;
    }
    return try_utm(&search, extent, err);
}
