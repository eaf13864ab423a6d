#include <geo/source/profile.h>

#include <geo/base/file.h>
#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/builtin_profiles.h>
#include <geo/source/profile_fields.h>
#include <string.h>

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

enum terr_code terr_profile_list_builtin(struct terr_profile_list *out, struct terr_error *err)
{
    out->count = 0;
    out->items = terr_memory_new(terr_profile_builtin_count(), sizeof *out->items, err);
    if (!out->items) return err->code;
    for (size_t i = 0; i < terr_profile_builtin_count(); i++) {
        const enum terr_code code = parse_builtin(&out->items[i], i, err);
        if (code) return code;
        out->count++;
    }
    return TERR_OK;
}

void terr_profile_list_dispose(struct terr_profile_list *list)
{
    for (size_t i = 0; i < list->count; i++) terr_profile_free(list->items[i]);
    terr_memory_free(list->items);
    list->items = NULL;
    list->count = 0;
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
        terr_memory_free(profile->signs[i].test.values.items);
        terr_memory_free(profile->signs[i].members.items);
        terr_memory_free(profile->signs[i].properties.items);
    }
    for (size_t i = 0; i < profile->zone_count; i++) {
        terr_memory_free(profile->zones[i].statuses.items);
    }
    for (size_t i = 0; i < profile->rule_count; i++) {
        terr_memory_free(profile->rules[i].test.values.items);
    }
    terr_memory_free(profile->signs);
    terr_memory_free(profile->zones);
    terr_memory_free(profile->rules);
    terr_memory_free(profile->statuses.items);
    terr_memory_free(profile->form.rings.items);
    terr_memory_free(profile->describe.items);
    terr_memory_free(profile->layers.items);
    terr_memory_free(profile->date_properties.items);
    terr_json_free(profile->document);
    terr_memory_free(profile);
}

// ---- what a profile says ----

const char *terr_profile_name(const struct terr_profile *profile) { return profile->name; }
const char *terr_profile_title(const struct terr_profile *profile) { return profile->title; }

const char *terr_profile_attribution(const struct terr_profile *profile)
{
    return profile->attribution;
}

const char *terr_profile_note(const struct terr_profile *profile) { return profile->note; }

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
        if (profile->rules[i].kind == TERR_RULE_STATUS_FROM) return true;
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
