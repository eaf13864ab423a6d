#include <geo/source/profile.h>

#include <geo/base/file.h>
#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/base/text.h>
#include <geo/source/builtin_profiles.h>
#include <geo/source/profile_fields.h>
#include <geo/source/snapshot_fields.h>
#include <geo/source/snapshot.h>
#include <string.h>

// What data is taken for that no other built-in profile recognises.
#define FALLBACK_PROFILE "generic"

// ---- the built-in ones ----

size_t terr_profile_builtin_count(void)
{
    size_t count = 0;
    while (terr_builtin_profiles[count].name) count++;
    return count;
}

const char *terr_profile_builtin_name(size_t index) { return terr_builtin_profiles[index].name; }

const char *terr_profile_builtin_text(size_t index)
{
    return (const char *)terr_builtin_profiles[index].text;
}

static enum terr_code parse_builtin(struct terr_profile **out, size_t index, struct terr_error *err)
{
    const char *text = terr_profile_builtin_text(index);
    return terr_profile_parse(out, text, strlen(text), err);
}

static bool find_builtin(size_t *index, const char *name)
{
    for (size_t i = 0; terr_builtin_profiles[i].name; i++) {
        if (strcmp(terr_builtin_profiles[i].name, name) != 0) continue;
        *index = i;
        return true;
    }
    return false;
}

static enum terr_code unknown_profile(const char *name, struct terr_error *err)
{
    struct terr_text names = TERR_TEXT_INIT;
    for (size_t i = 0; terr_builtin_profiles[i].name; i++) {
        terr_text_print(&names, "%s%s", i ? ", " : "", terr_builtin_profiles[i].name);
    }
    enum terr_code code = terr_text_check(&names, err);
    if (!code) {
        code = terr_fail(err, TERR_EARG,
                         "unknown profile '%.100s': the built-in ones are %s; or give a JSON file",
                         name, names.bytes);
    }
    terr_text_dispose(&names);
    return code;
}

enum terr_code terr_profile_load(struct terr_profile **out, const char *name_or_path,
                                 struct terr_error *err)
{
    size_t index;
    struct terr_bytes file = {NULL, 0};
    *out = NULL;
    if (find_builtin(&index, name_or_path)) return parse_builtin(out, index, err);
    if (terr_file_kind(name_or_path) == TERR_FILE_MISSING) {
        return unknown_profile(name_or_path, err);
    }
    enum terr_code code = terr_file_read(&file, name_or_path, err);
    if (!code) code = terr_profile_parse(out, file.bytes, file.length, err);
    terr_bytes_dispose(&file);
    return code ? terr_within(err, "%s", name_or_path) : TERR_OK;
}

void terr_profile_free(struct terr_profile *profile)
{
    if (!profile) return;
    for (size_t i = 0; i < profile->sign_count; i++) {
        terr_memory_free(profile->signs[i].starts_with.items);
        terr_memory_free(profile->signs[i].properties.items);
    }
    for (size_t i = 0; i < profile->zone_count; i++) {
        terr_memory_free(profile->zones[i].statuses.items);
    }
    for (size_t i = 0; i < profile->rule_count; i++) {
        terr_memory_free(profile->rules[i].values.items);
    }
    terr_memory_free(profile->signs);
    terr_memory_free(profile->zones);
    terr_memory_free(profile->rules);
    terr_memory_free(profile->statuses.items);
    terr_memory_free(profile->describe.items);
    terr_memory_free(profile->layers.items);
    terr_memory_free(profile->date_properties.items);
    terr_json_free(profile->document);
    terr_memory_free(profile);
}

// ---- recognition ----

static bool begins_with(const char *text, size_t length, const char *start)
{
    const size_t start_length = strlen(start);
    return length >= start_length && memcmp(text, start, start_length) == 0;
}

static bool member_fits(const struct terr_sign *sign, const struct terr_snapshot *snapshot)
{
    const struct terr_json *document = terr_snapshot_document(snapshot, 0);
    const char *text = terr_json_string(terr_json_member(document, sign->member));
    for (size_t i = 0; text && i < sign->starts_with.count; i++) {
        if (begins_with(text, strlen(text), sign->starts_with.items[i])) return true;
    }
    return false;
}

static bool has_properties(const struct terr_json *properties, const struct terr_texts *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (!terr_json_member(properties, names->items[i])) return false;
    }
    return true;
}

static bool features_fit(const struct terr_sign *sign, const struct terr_snapshot *snapshot)
{
    for (size_t i = 0; i < terr_snapshot_count(snapshot); i++) {
        const struct terr_feature *feature = terr_snapshot_at(snapshot, i);
        if (feature->kind != TERR_FEATURE_POLYGONS) continue;
        if (has_properties(feature->properties, &sign->properties)) return true;
    }
    return false;
}

static bool recognises(const struct terr_profile *profile, const struct terr_snapshot *snapshot)
{
    for (size_t i = 0; i < profile->sign_count; i++) {
        const struct terr_sign *sign = &profile->signs[i];
        if (sign->member && !member_fits(sign, snapshot)) continue;
        if (sign->properties.count > 0 && !features_fit(sign, snapshot)) continue;
        return true;
    }
    return false;
}

enum terr_code terr_profile_recognise(struct terr_profile **out,
                                      const struct terr_snapshot *snapshot, struct terr_error *err)
{
    *out = NULL;
    for (size_t i = 0; terr_builtin_profiles[i].name; i++) {
        struct terr_profile *profile;
        const enum terr_code code = parse_builtin(&profile, i, err);
        if (code) return code;
        if (recognises(profile, snapshot)) {
            *out = profile;
            return TERR_OK;
        }
        terr_profile_free(profile);
    }
    return terr_profile_load(out, FALLBACK_PROFILE, err);
}

// ---- what a profile says ----

const char *terr_profile_name(const struct terr_profile *profile) { return profile->name; }
const char *terr_profile_title(const struct terr_profile *profile) { return profile->title; }

const char *terr_profile_attribution(const struct terr_profile *profile)
{
    return profile->attribution;
}

const char *terr_profile_timezone(const struct terr_profile *profile) { return profile->timezone; }

const char *terr_profile_timezone_rule(const struct terr_profile *profile)
{
    return profile->timezone_rule ? profile->timezone_rule : profile->timezone;
}

size_t terr_profile_zone_count(const struct terr_profile *profile) { return profile->zone_count; }

struct terr_zone_definition terr_profile_zone_at(const struct terr_profile *profile, size_t index)
{
    const struct terr_profile_zone *zone = &profile->zones[index];
    const struct terr_zone_definition definition = {
        zone->name, (const char *const *)zone->statuses.items, zone->statuses.count};
    return definition;
}

size_t terr_profile_status_count(const struct terr_profile *profile)
{
    return profile->statuses.count;
}

const char *terr_profile_status_at(const struct terr_profile *profile, size_t index)
{
    return profile->statuses.items[index];
}

bool terr_profile_is_open(const struct terr_profile *profile)
{
    for (size_t i = 0; i < profile->rule_count; i++) {
        if (profile->rules[i].test == TERR_RULE_STATUS_FROM) return true;
    }
    return false;
}

size_t terr_profile_describe_count(const struct terr_profile *profile)
{
    return profile->describe.count;
}

const char *terr_profile_describe_at(const struct terr_profile *profile, size_t index)
{
    return profile->describe.items[index];
}

size_t terr_profile_layer_count(const struct terr_profile *profile)
{
    return profile->layers.count;
}

const char *terr_profile_layer_at(const struct terr_profile *profile, size_t index)
{
    return profile->layers.items[index];
}

size_t terr_profile_date_property_count(const struct terr_profile *profile)
{
    return profile->date_properties.count;
}

const char *terr_profile_date_property_at(const struct terr_profile *profile, size_t index)
{
    return profile->date_properties.items[index];
}

bool terr_profile_date_beats_name(const struct terr_profile *profile)
{
    return profile->date_beats_name;
}

bool terr_profile_since(int32_t *day, const struct terr_profile *profile)
{
    if (profile->has_since) *day = profile->since_day;
    return profile->has_since;
}

const char *terr_profile_merged(const struct terr_profile *profile, const char *property,
                                const char *value)
{
    const struct terr_json *merges = terr_json_member(profile->document, "merge");
    const char *merged =
        terr_json_string(terr_json_member(terr_json_member(merges, property), value));
    return merged ? merged : value;
}

double terr_profile_whole_km2(const struct terr_profile *profile) { return profile->whole_km2; }

const char *terr_profile_remote_url(const struct terr_profile *profile)
{
    return profile->remote_url;
}

bool terr_profile_remote_first(int32_t *day, const struct terr_profile *profile)
{
    if (profile->remote_url) *day = profile->remote_first_day;
    return profile->remote_url != NULL;
}

// ---- classification ----

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

static bool part_passes(const struct terr_rule *rule, const char *text, size_t length)
{
    text = trim(text, &length);
    for (size_t i = 0; i < rule->values.count; i++) {
        const char *value = rule->values.items[i];
        bool passes = false;
        if (rule->test == TERR_RULE_CONTAINS) {
            passes = contains(text, length, value);
        } else if (begins_with(text, length, value)) {
            passes = rule->test == TERR_RULE_STARTS_WITH || strlen(value) == length;
        }
        if (passes) return true;
    }
    return false;
}

static bool rule_holds(const struct terr_rule *rule, const char *text)
{
    if (!rule->split) return part_passes(rule, text, strlen(text));
    for (const char *end; (end = strstr(text, rule->split)) != NULL;
         text = end + strlen(rule->split)) {
        if (part_passes(rule, text, (size_t)(end - text))) return true;
    }
    return part_passes(rule, text, strlen(text));
}

// The status that a rule gives; NULL where it does not hold.
static const char *status_by_rule(size_t *length, const struct terr_rule *rule,
                                  const struct terr_json *properties)
{
    if (rule->test != TERR_RULE_ALWAYS) {
        const char *text = terr_json_string(terr_json_member(properties, rule->property));
        if (!text) return NULL;
        if (rule->test == TERR_RULE_STATUS_FROM) {
            *length = strlen(text);
            text = trim(text, length);
            return *length > 0 ? text : NULL;
        }
        if (!rule_holds(rule, text)) return NULL;
    }
    *length = strlen(rule->status);
    return rule->status;
}

const char *terr_profile_status(size_t *length, const struct terr_profile *profile,
                                const struct terr_json *properties)
{
    for (size_t i = 0; i < profile->rule_count; i++) {
        const char *status = status_by_rule(length, &profile->rules[i], properties);
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
        const char *status = terr_profile_status(&length, profile, feature->properties);
        if (status[length] != '\0') status = keep_status(snapshot, status, length, err);
        if (!status) return err->code;
        feature->status = status;
    }
    return TERR_OK;
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
                         "profile '%s' only with the two swapped: longitude comes first",
                         i, lon, lat, profile->name);
    }
    return TERR_OK;
}
