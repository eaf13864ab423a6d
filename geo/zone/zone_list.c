#include <geo/zone/zone_list.h>

#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/profile.h>
#include <stdlib.h>
#include <string.h>

static void zone_dispose(struct terr_zone *zone)
{
    for (size_t i = 0; i < zone->status_count; i++) terr_memory_free(zone->statuses[i]);
    terr_memory_free(zone->statuses);
    terr_memory_free(zone->name);
}

void terr_zone_list_dispose(struct terr_zone_list *list)
{
    for (size_t i = 0; i < list->count; i++) zone_dispose(&list->zones[i]);
    terr_memory_free(list->zones);
    memset(list, 0, sizeof *list);
}

// Appends a status; `zone->statuses` has room for it.
static enum terr_code add_status(struct terr_zone *zone, const char *status, size_t length,
                                 struct terr_error *err)
{
    char *copy = terr_memory_copy(status, length, err);
    if (!copy) return err->code;
    zone->statuses[zone->status_count++] = copy;
    return TERR_OK;
}

static int compare_statuses(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

// Sorts the statuses of a zone and drops repeats.
static void sort_statuses(struct terr_zone *zone)
{
    if (zone->status_count == 0) return;
    size_t kept = 1;
    qsort(zone->statuses, zone->status_count, sizeof *zone->statuses, compare_statuses);
    for (size_t i = 1; i < zone->status_count; i++) {
        if (strcmp(zone->statuses[i], zone->statuses[kept - 1]) == 0) {
            terr_memory_free(zone->statuses[i]);
        } else {
            zone->statuses[kept++] = zone->statuses[i];
        }
    }
    zone->status_count = kept;
}

static bool profile_zone(struct terr_zone_definition *definition,
                         const struct terr_profile *profile, const char *name)
{
    for (size_t i = 0; i < terr_profile_zone_count(profile); i++) {
        *definition = terr_profile_zone_at(profile, i);
        if (strcmp(definition->name, name) == 0) return true;
    }
    return false;
}

static bool profile_knows_status(const struct terr_profile *profile, const char *status,
                                 size_t length)
{
    if (terr_profile_is_open(profile)) return true;
    for (size_t i = 0; i < terr_profile_status_count(profile); i++) {
        const char *known = terr_profile_status_at(profile, i);
        if (strlen(known) == length && strncmp(known, status, length) == 0) return true;
    }
    return false;
}

static enum terr_code unknown_status(const struct terr_profile *profile, const char *status,
                                     size_t length, struct terr_error *err)
{
    struct terr_text known = TERR_TEXT_INIT;
    struct terr_zone_definition definition;
    for (size_t i = 0; i < terr_profile_zone_count(profile); i++) {
        terr_text_print(&known, "%s%s", i ? ", " : "", terr_profile_zone_at(profile, i).name);
    }
    for (size_t i = 0; i < terr_profile_status_count(profile); i++) {
        const char *name = terr_profile_status_at(profile, i);
        if (!profile_zone(&definition, profile, name)) terr_text_print(&known, ", %s", name);
    }
    enum terr_code code = terr_text_check(&known, err);
    if (!code) {
        code = terr_fail(err, TERR_EARG, "no zone or status '%.*s' in profile '%s', which has %s",
                         (int)(length < 60 ? length : 60), status, terr_profile_name(profile),
                         known.bytes);
    }
    terr_text_dispose(&known);
    return code;
}

static enum terr_code fill_from_definition(struct terr_zone *zone,
                                           struct terr_zone_definition definition,
                                           struct terr_error *err)
{
    zone->statuses = terr_memory_new(definition.status_count, sizeof *zone->statuses, err);
    if (!zone->statuses) return err->code;
    for (size_t i = 0; i < definition.status_count; i++) {
        const char *status = definition.statuses[i];
        const enum terr_code code = add_status(zone, status, strlen(status), err);
        if (code) return code;
    }
    return TERR_OK;
}

static enum terr_code fill_from_statuses(struct terr_zone *zone, const char *text,
                                         const struct terr_profile *profile, struct terr_error *err)
{
    size_t parts = 1;
    for (const char *plus = text; (plus = strchr(plus, '+')) != NULL; plus++) parts++;
    zone->statuses = terr_memory_new(parts, sizeof *zone->statuses, err);
    if (!zone->statuses) return err->code;
    for (;;) {
        const size_t length = strcspn(text, "+");
        if (length == 0) {
            return terr_fail(err, TERR_EARG, "zone '%.60s' lacks a status beside '+'", zone->name);
        }
        if (!profile_knows_status(profile, text, length)) {
            return unknown_status(profile, text, length, err);
        }
        const enum terr_code code = add_status(zone, text, length, err);
        if (code || text[length] == '\0') return code;
        text += length + 1;
    }
}

static bool is_listed(const struct terr_zone_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->zones[i].name, name) == 0) return true;
    }
    return false;
}

// A zone under `name` at the end of the list, still without statuses and not yet counted.
static struct terr_zone *new_zone(struct terr_zone_list *list, const char *name,
                                  struct terr_error *err)
{
    struct terr_zone *zones =
        terr_memory_grow(list->zones, &list->capacity, list->count + 1, sizeof *zones, err);
    if (!zones) return NULL;
    list->zones = zones;
    struct terr_zone *zone = &zones[list->count];
    memset(zone, 0, sizeof *zone);
    zone->name = terr_memory_copy(name, strlen(name), err);
    return zone->name ? zone : NULL;
}

static enum terr_code keep_zone(struct terr_zone_list *list, enum terr_code code)
{
    if (code) {
        zone_dispose(&list->zones[list->count]);
    } else {
        sort_statuses(&list->zones[list->count]);
        list->count++;
    }
    return code;
}

enum terr_code terr_zone_list_add(struct terr_zone_list *list, const char *text,
                                  const struct terr_profile *profile, struct terr_error *err)
{
    struct terr_zone_definition definition;
    if (*text == '\0') return terr_fail(err, TERR_EARG, "the zone's name is empty");
    if (is_listed(list, text)) return TERR_OK;
    struct terr_zone *zone = new_zone(list, text, err);
    if (!zone) return err->code;
    if (profile_zone(&definition, profile, text)) {
        return keep_zone(list, fill_from_definition(zone, definition, err));
    }
    return keep_zone(list, fill_from_statuses(zone, text, profile, err));
}

enum terr_code terr_zone_list_add_status(struct terr_zone_list *list, const char *status,
                                         struct terr_error *err)
{
    const struct terr_zone_definition definition = {status, &status, 1};
    struct terr_zone *zone = new_zone(list, status, err);
    if (!zone) return err->code;
    return keep_zone(list, fill_from_definition(zone, definition, err));
}
