#include <geo/source/name_property.h>

#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/description.h>
#include <geo/source/snapshot.h>
#include <stdlib.h>
#include <string.h>

// Where names are found in the files of OpenStreetMap, Natural Earth, GADM, geoBoundaries, OCHA,
// Eurostat and GeoNames, and in KML; of several levels in one file the narrowest first.
static const char *const known[] = {"name:en",   "name",    "NAME_EN",   "NAME_4",  "NAME_3",
                                    "NAME_2",    "NAME_1",  "shapeName", "ADM3_EN", "ADM2_EN",
                                    "ADM1_EN",   "ADM0_EN", "NAME",      "Name",    "NUTS_NAME",
                                    "asciiname", "title",   "COUNTRY",   "NAME_0"};

// The names that one property gives, as many as have one.
struct names {
    char **items;
    size_t count;
};

static void forget(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) terr_memory_free(names->items[i]);
    names->count = 0;
}

static enum terr_code take(struct names *names, const struct terr_snapshot *snapshot,
                           const size_t *features, size_t count, const char *property,
                           struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    forget(names);
    for (size_t i = 0; i < count && !code; i++) {
        struct terr_text name = TERR_TEXT_INIT;
        const bool has_name = terr_property_describe(
            &name, terr_snapshot_at(snapshot, features[i])->properties, property);
        code = terr_text_check(&name, err);
        if (!code && has_name) {
            char *copy = terr_memory_copy(name.bytes, name.length, err);
            if (copy) names->items[names->count++] = copy;
            if (!copy) code = err->code;
        }
        terr_text_dispose(&name);
    }
    return code;
}

static int compare(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

static bool has_twins(struct names *names)
{
    qsort(names->items, names->count, sizeof *names->items, compare);
    for (size_t i = 1; i < names->count; i++) {
        if (strcmp(names->items[i - 1], names->items[i]) == 0) return true;
    }
    return false;
}

enum terr_code terr_name_property_guess(const char **property, size_t *named,
                                        const struct terr_snapshot *snapshot,
                                        const size_t *features, size_t count,
                                        struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    bool is_found = false;
    *property = NULL;
    *named = 0;
    struct names names = {.items = terr_memory_new(count, sizeof(char *), err)};
    if (!names.items) return err->code;
    for (size_t i = 0; i < sizeof known / sizeof known[0] && !is_found && !code; i++) {
        code = take(&names, snapshot, features, count, known[i], err);
        const bool names_all = names.count == count;
        is_found = !code && names_all && !has_twins(&names);
        const bool is_better = *named == 0 ? names.count > 0 : names_all && *named < count;
        if (code || !(is_found || is_better)) continue;
        *property = known[i];
        *named = names.count;
    }
    forget(&names);
    terr_memory_free(names.items);
    return code;
}
