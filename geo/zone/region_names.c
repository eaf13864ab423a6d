#include <geo/zone/regions_fields.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/description.h>
#include <geo/source/name_property.h>
#include <geo/source/snapshot.h>
#include <stdlib.h>
#include <string.h>

// ---- the properties that there are ----

static bool is_listed(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) return true;
    }
    return false;
}

// As many names of properties as a sentence holds.
#define LISTED_MOST 24

static void list_properties(struct terr_text *out, const struct terr_regions *regions,
                            const struct terr_snapshot *snapshot)
{
    const char *names[LISTED_MOST];
    size_t count = 0;
    bool more = false;
    for (size_t i = 0; i < regions->count && !more; i++) {
        const struct terr_json *properties =
            terr_snapshot_at(snapshot, regions->items[i].feature)->properties;
        const struct terr_json *value = terr_json_first(properties);
        for (; value && !more; value = terr_json_next(value)) {
            if (is_listed(names, count, terr_json_name(value))) continue;
            more = count == LISTED_MOST;
            if (!more) names[count++] = terr_json_name(value);
        }
    }
    for (size_t i = 0; i < count; i++) {
        terr_text_print(out, "%s%.40s", i ? ", " : "", names[i]);
    }
    if (count == 0) terr_text_add(out, "none");
    if (more) terr_text_add(out, ", ...");
}

// Fails with a sentence and the list; `named` stands at its end, or is NULL.
static enum terr_code fail_listing(const char *what, const char *named,
                                   const struct terr_regions *regions,
                                   const struct terr_snapshot *snapshot, struct terr_error *err)
{
    struct terr_text listed = TERR_TEXT_INIT;
    list_properties(&listed, regions, snapshot);
    enum terr_code code = terr_text_check(&listed, err);
    if (!code) {
        code = terr_fail(err, TERR_EDATA, "%s%s%.60s%s; the properties there are: %s", what,
                         named ? " '" : "", named ? named : "", named ? "'" : "", listed.bytes);
    }
    terr_text_dispose(&listed);
    return code;
}

// ---- names ----

// Takes the names by a property; `*named` counts the regions that have one.
static enum terr_code take_names(struct terr_regions *regions, size_t *named,
                                 const struct terr_snapshot *snapshot, const char *property,
                                 struct terr_error *err)
{
    *named = 0;
    for (size_t i = 0; i < regions->count; i++) {
        struct terr_region *region = &regions->items[i];
        struct terr_text name = TERR_TEXT_INIT;
        const bool has_name = terr_property_describe(
            &name, terr_snapshot_at(snapshot, region->feature)->properties, property);
        enum terr_code code = terr_text_check(&name, err);
        if (!code && has_name) {
            region->name = terr_memory_copy(name.bytes, name.length, err);
            if (!region->name) code = err->code;
            *named += 1;
        }
        terr_text_dispose(&name);
        if (code) return code;
    }
    return TERR_OK;
}

static int compare_names(const void *left, const void *right)
{
    const struct terr_region *const *a = left, *const *b = right;
    const int order = strcmp((*a)->name, (*b)->name);
    if (order != 0) return order;
    return (*a)->feature < (*b)->feature ? -1 : (*a)->feature > (*b)->feature;
}

// Finds two regions of one name, all of which have one; NULL where none have.
static enum terr_code find_twins(const struct terr_region *twins[2],
                                 const struct terr_regions *regions, struct terr_error *err)
{
    const struct terr_region **sorted = terr_memory_new(regions->count, sizeof *sorted, err);
    if (!sorted) return err->code;
    for (size_t i = 0; i < regions->count; i++) sorted[i] = &regions->items[i];
    qsort(sorted, regions->count, sizeof *sorted, compare_names);
    twins[0] = NULL;
    for (size_t i = 1; i < regions->count && !twins[0]; i++) {
        if (strcmp(sorted[i - 1]->name, sorted[i]->name) != 0) continue;
        twins[0] = sorted[i - 1];
        twins[1] = sorted[i];
    }
    terr_memory_free(sorted);
    return TERR_OK;
}

static enum terr_code check_names(const struct terr_regions *regions, const char *property,
                                  struct terr_error *err)
{
    const struct terr_region *twins[2];
    const enum terr_code code = find_twins(twins, regions, err);
    if (code) return code;
    if (twins[0]) {
        return terr_fail(err, TERR_EDATA,
                         "features[%zu] and features[%zu] are both named '%.80s' by '%.60s'; "
                         "choose another property with --region-name",
                         twins[0]->feature, twins[1]->feature, twins[0]->name, property);
    }
    for (size_t i = 0; i < regions->count; i++) {
        if (strcmp(regions->items[i].name, TERR_OUTSIDE) != 0) continue;
        return terr_fail(err, TERR_EDATA,
                         "features[%zu] is named %s, which stands for what lies in no region",
                         regions->items[i].feature, TERR_OUTSIDE);
    }
    return TERR_OK;
}

static enum terr_code fail_nameless(const struct terr_regions *regions,
                                    const struct terr_snapshot *snapshot, const char *property,
                                    size_t named, struct terr_error *err)
{
    if (named == 0) {
        return fail_listing("no feature has a name in", property, regions, snapshot, err);
    }
    for (size_t i = 0; i < regions->count; i++) {
        if (regions->items[i].name) continue;
        return terr_fail(err, TERR_EDATA, "features[%zu] has no name in '%.60s', needs one",
                         regions->items[i].feature, property);
    }
    return TERR_OK;
}

// The property that names are guessed to be in; NULL where none has one for every region.
static enum terr_code guess(const char **property, const struct terr_regions *regions,
                            const struct terr_snapshot *snapshot, struct terr_error *err)
{
    size_t named;
    size_t *features = terr_memory_new(regions->count, sizeof *features, err);
    if (!features) return err->code;
    for (size_t i = 0; i < regions->count; i++) features[i] = regions->items[i].feature;
    const enum terr_code code =
        terr_name_property_guess(property, &named, snapshot, features, regions->count, err);
    terr_memory_free(features);
    if (!code && named < regions->count) *property = NULL;
    return code;
}

enum terr_code terr_regions_name_all(struct terr_regions *regions,
                                     const struct terr_snapshot *snapshot, const char *property,
                                     struct terr_error *err)
{
    size_t named;
    enum terr_code code = TERR_OK;
    regions->is_guessed = !property;
    if (!property && (code = guess(&property, regions, snapshot, err))) return code;
    if (!property) {
        return fail_listing("no property that is known to hold names has one for every feature; "
                            "choose one with --region-name",
                            NULL, regions, snapshot, err);
    }
    regions->property = terr_memory_copy(property, strlen(property), err);
    if (!regions->property) return err->code;
    if ((code = take_names(regions, &named, snapshot, property, err))) return code;
    if (named < regions->count) return fail_nameless(regions, snapshot, property, named, err);
    return check_names(regions, property, err);
}
