#include <geo/zone/statuses.h>

#include <geo/base/text.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// ---- the list ----

static bool has(const struct terr_zone_list *list, size_t first, const char *status)
{
    for (size_t i = first; i < list->count; i++) {
        if (strcmp(list->zones[i].name, status) == 0) return true;
    }
    return false;
}

static enum terr_code add(struct terr_zone_list *list, size_t first, const char *status,
                          struct terr_error *err)
{
    if (has(list, first, status)) return TERR_OK;
    if (strcmp(status, TERR_NO_STATUS) == 0) {
        return terr_fail(err, TERR_EDATA,
                         "a status is named '" TERR_NO_STATUS
                         "', which in a matrix is ground without any");
    }
    if (list->count - first == TERR_STATUSES_MAX) {
        return terr_fail(err, TERR_EDATA,
                         "the maps have more than %d statuses; no matrix is made of more",
                         TERR_STATUSES_MAX);
    }
    return terr_zone_list_add_status(list, status, err);
}

static enum terr_code add_snapshot(struct terr_zone_list *list, size_t first,
                                   struct terr_worker *worker, const struct terr_archive *archive,
                                   size_t index, struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    struct terr_error fault;
    enum terr_code code =
        terr_archive_read_polygons(&snapshot, archive, index, &worker->effort.times, &fault);
    if (code == TERR_ENOMEM) *err = fault;
    if (code) return code == TERR_ENOMEM ? code : TERR_OK;
    for (size_t i = 0; i < terr_snapshot_count(snapshot) && !code; i++) {
        const struct terr_feature *feature = terr_snapshot_at(snapshot, i);
        if (feature->kind != TERR_FEATURE_POLYGONS) continue;
        code = add(list, first, feature->status, err);
    }
    terr_snapshot_free(snapshot);
    return code ? terr_within(err, "%s", terr_archive_at(archive, index)->path) : TERR_OK;
}

static int compare_zones(const void *left, const void *right)
{
    const struct terr_zone *a = left, *b = right;
    return strcmp(a->name, b->name);
}

// Whether a name with '+' in it has another status between two of them.
static bool names_others(const struct terr_zone_list *list, size_t first, const char *name)
{
    while (name) {
        const size_t length = strcspn(name, "+");
        for (size_t i = first; i < list->count; i++) {
            const char *status = list->zones[i].name;
            if (strlen(status) == length && memcmp(status, name, length) == 0) return true;
        }
        name = name[length] ? name + length + 1 : NULL;
    }
    return false;
}

// Ground of one status must not read as that of several at once.
static enum terr_code check_names(const struct terr_zone_list *list, size_t first,
                                  struct terr_error *err)
{
    for (size_t i = first; i < list->count; i++) {
        const char *name = list->zones[i].name;
        if (strchr(name, '+') && names_others(list, first, name)) {
            return terr_fail(err, TERR_EDATA,
                             "a status is named '%.60s', which in a matrix is ground of several "
                             "statuses at once",
                             name);
        }
    }
    return TERR_OK;
}

enum terr_code terr_statuses_add(struct terr_zone_list *list, struct terr_worker *worker,
                                 const struct terr_archive *archive, const size_t *snapshots,
                                 size_t count, struct terr_error *err)
{
    const struct terr_profile *profile = terr_archive_profile(archive);
    const size_t first = list->count;
    const size_t total = snapshots ? count : terr_archive_count(archive);
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_profile_status_count(profile) && !code; i++) {
        code = add(list, first, terr_profile_status_at(profile, i), err);
    }
    const size_t known = list->count;
    if (!terr_profile_is_open(profile)) return code;
    for (size_t i = 0; i < total && !code; i++) {
        code = add_snapshot(list, first, worker, archive, snapshots ? snapshots[i] : i, err);
    }
    if (!code && list->count > known) {
        qsort(list->zones + known, list->count - known, sizeof *list->zones, compare_zones);
    }
    return code ? code : check_names(list, first, err);
}

// ---- sets ----

static int status_count(terr_status_set set)
{
    int count = 0;
    for (; set; set &= set - 1) count++;
    return count;
}

int terr_status_set_compare(terr_status_set a, terr_status_set b)
{
    if (a == b) return 0;
    if (a == 0 || b == 0) return a == 0 ? 1 : -1;
    const int by_count = status_count(a) - status_count(b);
    if (by_count) return by_count;
    const terr_status_set differing = a ^ b;
    return a & differing & (~differing + 1) ? -1 : 1; // which has the first that only one has
}

void terr_status_set_add_name(struct terr_text *out, const struct terr_statuses *statuses,
                              terr_status_set set)
{
    bool first = true;
    if (set == 0) terr_text_add(out, TERR_NO_STATUS);
    for (size_t i = 0; i < statuses->count; i++) {
        if (!(set >> i & 1)) continue;
        terr_text_print(out, "%s%s", first ? "" : "+",
                        statuses->list->zones[statuses->first + i].name);
        first = false;
    }
}
