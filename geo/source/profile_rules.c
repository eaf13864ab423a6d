#include <geo/source/profile.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/source/profile_fields.h>
#include <geo/source/snapshot_fields.h>
#include <string.h>

// ---- layers ----

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

bool terr_layer_is_same(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) a++, b++;
    return lower(*a) == lower(*b);
}

static bool is_word_byte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

// Whether `name` stands in the `length` bytes of `text` with no letter or digit beside it.
static bool stands_in(const char *text, size_t length, const char *name)
{
    const size_t size = strlen(name);
    for (size_t i = 0; i + size <= length; i++) {
        if (memcmp(text + i, name, size) != 0) continue;
        if (i > 0 && is_word_byte(text[i - 1])) continue;
        if (i + size == length || !is_word_byte(text[i + size])) return true;
    }
    return false;
}

// The longest of the layers that stands in a file's or folder's name.
static const char *layer_in_name(const struct terr_profile *profile, const char *name,
                                 size_t length)
{
    const char *found = NULL;
    for (size_t i = 0; i < profile->layers.count; i++) {
        const char *layer = profile->layers.items[i];
        if (!stands_in(name, length, layer)) continue;
        if (!found || strlen(layer) > strlen(found)) found = layer;
    }
    return found;
}

const char *terr_profile_layer_in_path(const struct terr_profile *profile, const char *path)
{
    const char *layer = NULL;
    size_t end = strlen(path);
    while (!layer && end > 0) {
        size_t start = end;
        while (start > 0 && path[start - 1] != '/') start--;
        layer = layer_in_name(profile, path + start, end - start);
        end = start > 0 ? start - 1 : 0;
    }
    return layer;
}

// ---- classification ----

static bool begins_with(const char *text, size_t length, const char *start)
{
    const size_t start_length = strlen(start);
    return length >= start_length && memcmp(text, start, start_length) == 0;
}

// Bytes of the white space that `text` begins with, 0 where it begins with none. DeepState's names
// hold non-breaking spaces (U+00A0) besides ASCII ones.
static size_t space_width(const char *text, size_t length)
{
    if (length >= 2 && memcmp(text, "\xc2\xa0", 2) == 0) return 2;
    return length >= 1 && memchr(" \t\n\v\f\r", *text, 6) ? 1 : 0;
}

// Shortens a text by the white space around it.
static const char *trim(const char *text, size_t *length)
{
    size_t width;
    while ((width = space_width(text, *length)) > 0) {
        text += width;
        *length -= width;
    }
    while (*length > 0) {
        const char *end = text + *length;
        width = *length >= 2 && space_width(end - 2, 2) == 2 ? 2 : space_width(end - 1, 1);
        if (width == 0) break;
        *length -= width;
    }
    return text;
}

static bool contains(const char *text, size_t length, const char *part)
{
    for (; length >= strlen(part); text++, length--) {
        if (begins_with(text, length, part)) return true;
    }
    return false;
}

static bool part_passes(const struct terr_text_test *test, const char *text, size_t length)
{
    text = trim(text, &length);
    for (size_t i = 0; i < test->values.count; i++) {
        const char *value = test->values.items[i];
        bool passes = false;
        if (test->kind == TERR_TEST_CONTAINS) {
            passes = contains(text, length, value);
        } else if (begins_with(text, length, value)) {
            passes = test->kind == TERR_TEST_STARTS_WITH || strlen(value) == length;
        }
        if (passes) return true;
    }
    return false;
}

bool terr_text_passes(const struct terr_text_test *test, const char *text)
{
    if (!test->split) return part_passes(test, text, strlen(text));
    for (const char *end; (end = strstr(text, test->split)) != NULL;
         text = end + strlen(test->split)) {
        if (part_passes(test, text, (size_t)(end - text))) return true;
    }
    return part_passes(test, text, strlen(text));
}

// The status that a rule gives; NULL where it does not hold.
static const char *status_by_rule(size_t *length, const struct terr_rule *rule,
                                  const struct terr_json *properties, const char *layer)
{
    if (rule->kind == TERR_RULE_LAYER) {
        if (!layer || !terr_texts_hold(&rule->test.values, layer)) return NULL;
    } else if (rule->kind != TERR_RULE_ALWAYS) {
        const char *text = terr_json_string(terr_json_member(properties, rule->property));
        if (!text) return NULL;
        if (rule->kind == TERR_RULE_STATUS_FROM) {
            *length = strlen(text);
            text = trim(text, length);
            return *length > 0 ? text : NULL;
        }
        if (!terr_text_passes(&rule->test, text)) return NULL;
    }
    *length = strlen(rule->status);
    return rule->status;
}

const char *terr_profile_status(size_t *length, const struct terr_profile *profile,
                                const struct terr_json *properties, const char *layer)
{
    for (size_t i = 0; i < profile->rule_count; i++) {
        const char *status = status_by_rule(length, &profile->rules[i], properties, layer);
        if (status) return status;
    }
    *length = strlen(TERR_STATUS_UNCLASSIFIED);
    return TERR_STATUS_UNCLASSIFIED;
}

// A copy of a status behind which white space was cut off, owned by the snapshot.
static const char *keep_status(struct terr_snapshot *snapshot, const char *status, size_t length,
                               struct terr_error *err)
{
    char **statuses = terr_memory_grow(snapshot->statuses, &snapshot->status_capacity,
                                       snapshot->status_count + 1, sizeof *statuses, err);
    if (!statuses) return NULL;
    snapshot->statuses = statuses;
    char *copy = terr_memory_copy(status, length, err);
    if (copy) statuses[snapshot->status_count++] = copy;
    return copy;
}

enum terr_code terr_profile_classify(const struct terr_profile *profile,
                                     struct terr_snapshot *snapshot, struct terr_error *err)
{
    for (size_t i = 0; i < snapshot->count; i++) {
        struct terr_feature *feature = &snapshot->features[i];
        size_t length;
        if (feature->kind != TERR_FEATURE_POLYGONS) continue;
        const char *layer = feature->layer;
        if (!layer) layer = terr_snapshot_part_at(snapshot, feature->part)->layer;
        const char *status = terr_profile_status(&length, profile, feature->properties, layer);
        if (status[length] != '\0') status = keep_status(snapshot, status, length, err);
        if (!status) return err->code;
        feature->status = status;
    }
    return TERR_OK;
}

const double *terr_profile_extent(const struct terr_profile *profile)
{
    return profile->has_extent ? profile->extent_deg : NULL;
}

static bool inside(const double extent_deg[4], double lon_deg, double lat_deg)
{
    return lon_deg >= extent_deg[0] && lon_deg <= extent_deg[2] && lat_deg >= extent_deg[1] &&
           lat_deg <= extent_deg[3];
}

enum terr_code terr_profile_check_axes(const struct terr_profile *profile,
                                       const struct terr_snapshot *snapshot, struct terr_error *err)
{
    const double *extent_deg = profile->extent_deg;
    if (!profile->has_extent) return TERR_OK;
    for (size_t i = 0; i < terr_snapshot_count(snapshot); i++) {
        const struct terr_feature *feature = terr_snapshot_at(snapshot, i);
        if (feature->kind != TERR_FEATURE_POLYGONS) continue;
        const double lon_deg = feature->shape.coords[0], lat_deg = feature->shape.coords[1];
        if (inside(extent_deg, lon_deg, lat_deg) || !inside(extent_deg, lat_deg, lon_deg)) continue;
        char lon[TERR_NUMBER_SIZE], lat[TERR_NUMBER_SIZE];
        terr_number_print_short(lon, lon_deg, 6);
        terr_number_print_short(lat, lat_deg, 6);
        return terr_fail(err, TERR_EDATA,
                         "features[%zu]: begins at longitude %s, latitude %s, which is in reach of "
                         "profile '%s' only with the two swapped: %s comes first",
                         i, lon, lat, profile->name,
                         profile->form.latitude_first ? "latitude" : "longitude");
    }
    return TERR_OK;
}
