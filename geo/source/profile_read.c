#include <geo/source/profile.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/source/profile_fields.h>
#include <geo/source/scan.h>
#include <stdio.h>
#include <string.h>

// The path of a member in messages; of a longer one the ends of its names are cut.
#define PATH_SIZE 256

// An object of the document and the path that leads to it; "" is the document itself.
struct node {
    const struct terr_json *object;
    char path[PATH_SIZE];
};

// ---- paths and what every object is held to ----

static void print_member(char out[PATH_SIZE], const struct node *node, const char *name)
{
    snprintf(out, PATH_SIZE, "%.100s%s%.60s", node->path, *node->path ? "." : "", name);
}

static enum terr_code wrong(const struct node *node, const char *name,
                            const struct terr_json *found, const char *needed,
                            struct terr_error *err)
{
    char path[PATH_SIZE];
    print_member(path, node, name);
    return terr_fail(err, TERR_EDATA, "%s is %s, needs %s", path,
                     found ? terr_json_kind_name(found) : "missing", needed);
}

static enum terr_code wrong_text(const struct node *node, const char *name, const char *text,
                                 const char *needed, struct terr_error *err)
{
    char path[PATH_SIZE];
    print_member(path, node, name);
    return terr_fail(err, TERR_EDATA, "%s is \"%.60s\", needs %s", path, text, needed);
}

// Refuses members whose name is not in `known`, a list that ends in NULL.
static enum terr_code check_members(const struct node *node, const char *const *known,
                                    struct terr_error *err)
{
    for (const struct terr_json *member = terr_json_first(node->object); member;
         member = terr_json_next(member)) {
        const char *const *name = known;
        while (*name && strcmp(*name, terr_json_name(member)) != 0) name++;
        if (*name) continue;
        char path[PATH_SIZE];
        print_member(path, node, terr_json_name(member));
        return terr_fail(err, TERR_EDATA, "%s is not a member that a profile has here", path);
    }
    return TERR_OK;
}

// Enters the element `index` of the array `name`, which must be an object.
static enum terr_code enter(struct node *out, const char *name, size_t index,
                            const struct terr_json *element, const char *const *known,
                            struct terr_error *err)
{
    snprintf(out->path, sizeof out->path, "%.60s[%zu]", name, index);
    out->object = element;
    if (terr_json_kind(element) != TERR_JSON_OBJECT) {
        return terr_fail(err, TERR_EDATA, "%s is %s, needs an object", out->path,
                         terr_json_kind_name(element));
    }
    return check_members(out, known, err);
}

// ---- texts ----

// Reads a text that is not empty, where the member is there.
static enum terr_code read_optional(const char **out, const struct node *node, const char *name,
                                    struct terr_error *err)
{
    const struct terr_json *member = terr_json_member(node->object, name);
    *out = terr_json_string(member);
    if (member && !*out) return wrong(node, name, member, "a string", err);
    if (*out && !**out) return wrong_text(node, name, "", "some text", err);
    return TERR_OK;
}

static enum terr_code read_text(const char **out, const struct node *node, const char *name,
                                struct terr_error *err)
{
    const enum terr_code code = read_optional(out, node, name, err);
    if (!code && !*out) return wrong(node, name, NULL, "a string", err);
    return code;
}

// Zone lists are written STATUS+STATUS and stand in column names, so names are plain words.
static bool is_word(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char rest[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    return *text && strchr(letters, *text) && strspn(text, rest) == strlen(text);
}

#define WORD_FORM "a word of a-z, 0-9, '_' and '-', a letter first"

static enum terr_code read_word(const char **out, const struct node *node, const char *name,
                                struct terr_error *err)
{
    const enum terr_code code = read_text(out, node, name, err);
    if (!code && !is_word(*out)) return wrong_text(node, name, *out, WORD_FORM, err);
    return code;
}

// Reads the list of at least one text under a member.
static enum terr_code read_texts(struct terr_texts *out, const struct node *node, const char *name,
                                 struct terr_error *err)
{
    const struct terr_json *list = terr_json_member(node->object, name);
    const size_t count = terr_json_count(list);
    if (terr_json_kind(list) != TERR_JSON_ARRAY || count == 0) {
        const bool empty = terr_json_kind(list) == TERR_JSON_ARRAY;
        return wrong(node, name, list, empty ? "a string in it" : "an array of strings", err);
    }
    out->items = terr_memory_new(count, sizeof *out->items, err);
    if (!out->items) return err->code;
    for (const struct terr_json *item = terr_json_first(list); item; item = terr_json_next(item)) {
        const char *text = terr_json_string(item);
        char element[PATH_SIZE];
        snprintf(element, sizeof element, "%.60s[%zu]", name, out->count);
        if (!text) return wrong(node, element, item, "a string", err);
        if (!*text) return wrong_text(node, element, "", "some text", err);
        out->items[out->count++] = text;
    }
    return TERR_OK;
}

// ---- recognise ----

static enum terr_code read_sign(struct terr_sign *sign, const struct node *node,
                                struct terr_error *err)
{
    enum terr_code code = read_optional(&sign->member, node, "member", err);
    if (!code && sign->member) code = read_texts(&sign->starts_with, node, "starts_with", err);
    if (!code && !sign->member && terr_json_member(node->object, "starts_with")) {
        code = wrong(node, "member", NULL, "a string, for \"starts_with\" to look at", err);
    }
    if (!code && terr_json_member(node->object, "properties")) {
        code = read_texts(&sign->properties, node, "properties", err);
    }
    if (!code && !sign->member && sign->properties.count == 0) {
        code = wrong(node, "member", NULL, "it or \"properties\"", err);
    }
    return code;
}

static enum terr_code read_signs(struct terr_profile *profile, const struct node *root,
                                 struct terr_error *err)
{
    static const char *const known[] = {"member", "starts_with", "properties", NULL};
    const struct terr_json *list = terr_json_member(root->object, "recognise");
    if (!list) return TERR_OK;
    if (terr_json_kind(list) != TERR_JSON_ARRAY) {
        return wrong(root, "recognise", list, "an array", err);
    }
    profile->signs = terr_memory_new(terr_json_count(list), sizeof *profile->signs, err);
    if (!profile->signs) return err->code;
    enum terr_code code = TERR_OK;
    for (const struct terr_json *item = terr_json_first(list); item && !code;
         item = terr_json_next(item)) {
        struct node node;
        const size_t index = profile->sign_count++;
        code = enter(&node, "recognise", index, item, known, err);
        if (!code) code = read_sign(&profile->signs[index], &node, err);
    }
    return code;
}

// ---- rules ----

static const struct {
    const char *name;
    enum terr_rule_test test;
} tests[] = {
    {"equals", TERR_RULE_EQUALS},
    {"starts_with", TERR_RULE_STARTS_WITH},
    {"contains", TERR_RULE_CONTAINS},
};
#define TEST_COUNT (sizeof tests / sizeof tests[0])

// Reads the one test of a rule that looks at a property.
static enum terr_code read_test(struct terr_rule *rule, const struct node *node,
                                struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    const char *first = NULL;
    for (size_t i = 0; i < TEST_COUNT && !code; i++) {
        if (!terr_json_member(node->object, tests[i].name)) continue;
        if (first) {
            return terr_fail(err, TERR_EDATA, "%s has \"%s\" and \"%s\", needs one of them",
                             node->path, first, tests[i].name);
        }
        first = tests[i].name;
        rule->test = tests[i].test;
        code = read_texts(&rule->values, node, first, err);
    }
    if (code || first) return code;
    return terr_fail(err, TERR_EDATA,
                     "%s has no test, needs \"equals\", \"starts_with\" or \"contains\"",
                     node->path);
}

static enum terr_code read_rule(struct terr_rule *rule, const struct node *node,
                                struct terr_error *err)
{
    static const char *const from_only[] = {"status_from", NULL};
    static const char *const status_only[] = {"status", NULL};
    enum terr_code code = TERR_OK;
    if (terr_json_member(node->object, "status_from")) {
        rule->test = TERR_RULE_STATUS_FROM;
        if ((code = check_members(node, from_only, err))) return code;
        return read_text(&rule->property, node, "status_from", err);
    }
    if (!terr_json_member(node->object, "property")) {
        rule->test = TERR_RULE_ALWAYS;
        if ((code = check_members(node, status_only, err))) return code;
        return read_word(&rule->status, node, "status", err);
    }
    if ((code = read_text(&rule->property, node, "property", err))) return code;
    if ((code = read_optional(&rule->split, node, "split", err))) return code;
    if ((code = read_test(rule, node, err))) return code;
    return read_word(&rule->status, node, "status", err);
}

static enum terr_code read_rules(struct terr_profile *profile, const struct node *root,
                                 struct terr_error *err)
{
    static const char *const known[] = {"property", "split",  "equals",      "starts_with",
                                        "contains", "status", "status_from", NULL};
    const struct terr_json *list = terr_json_member(root->object, "rules");
    if (terr_json_kind(list) != TERR_JSON_ARRAY || terr_json_count(list) == 0) {
        return wrong(root, "rules", list, "an array of at least one rule", err);
    }
    profile->rules = terr_memory_new(terr_json_count(list), sizeof *profile->rules, err);
    if (!profile->rules) return err->code;
    for (const struct terr_json *item = terr_json_first(list); item; item = terr_json_next(item)) {
        struct node node;
        const size_t index = profile->rule_count++;
        enum terr_code code = enter(&node, "rules", index, item, known, err);
        if (!code) code = read_rule(&profile->rules[index], &node, err);
        if (code) return code;
        if (profile->rules[index].test == TERR_RULE_ALWAYS && terr_json_next(item)) {
            return terr_fail(err, TERR_EDATA,
                             "rules[%zu] holds always, needs to be the last of the %zu rules",
                             index, terr_json_count(list));
        }
    }
    return TERR_OK;
}

// ---- statuses and zones ----

static bool has_text(const struct terr_texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i], text) == 0) return true;
    }
    return false;
}

static enum terr_code list_statuses(struct terr_profile *profile, struct terr_error *err)
{
    struct terr_texts *statuses = &profile->statuses;
    bool unclassified = profile->rules[profile->rule_count - 1].test != TERR_RULE_ALWAYS;
    statuses->items = terr_memory_new(profile->rule_count + 1, sizeof *statuses->items, err);
    if (!statuses->items) return err->code;
    for (size_t i = 0; i < profile->rule_count; i++) {
        const char *status = profile->rules[i].status;
        if (!status) continue;
        if (strcmp(status, TERR_STATUS_UNCLASSIFIED) == 0) {
            unclassified = true;
        } else if (!has_text(statuses, status)) {
            statuses->items[statuses->count++] = status;
        }
    }
    if (unclassified) statuses->items[statuses->count++] = TERR_STATUS_UNCLASSIFIED;
    return TERR_OK;
}

// What is wrong with one status of a zone; NULL where nothing is.
static const char *zone_fault(const struct terr_profile *profile,
                              const struct terr_profile_zone *zone, size_t index)
{
    const char *status = zone->statuses.items[index];
    const struct terr_texts before = {zone->statuses.items, index};
    if (!is_word(status)) return "needs " WORD_FORM;
    if (has_text(&before, status)) return "which stands there already";
    // a status that no rule can give would silently add nothing to the zone
    if (has_text(&profile->statuses, status) || terr_profile_is_open(profile)) return NULL;
    return "which no rule gives";
}

static enum terr_code check_zone(const struct terr_profile *profile,
                                 const struct terr_profile_zone *zone, struct terr_error *err)
{
    for (size_t i = 0; i < zone->statuses.count; i++) {
        const char *fault = zone_fault(profile, zone, i);
        if (!fault) continue;
        return terr_fail(err, TERR_EDATA, "zones.%.60s[%zu] is \"%.60s\", %s", zone->name, i,
                         zone->statuses.items[i], fault);
    }
    return TERR_OK;
}

static enum terr_code read_zones(struct terr_profile *profile, const struct node *root,
                                 struct terr_error *err)
{
    struct node zones = {terr_json_member(root->object, "zones"), "zones"};
    const size_t count = terr_json_count(zones.object);
    if (terr_json_kind(zones.object) != TERR_JSON_OBJECT || count == 0) {
        return wrong(root, "zones", zones.object, "an object of at least one zone", err);
    }
    profile->zones = terr_memory_new(count, sizeof *profile->zones, err);
    if (!profile->zones) return err->code;
    enum terr_code code = TERR_OK;
    for (const struct terr_json *member = terr_json_first(zones.object); member && !code;
         member = terr_json_next(member)) {
        struct terr_profile_zone *zone = &profile->zones[profile->zone_count++];
        zone->name = terr_json_name(member);
        if (!is_word(zone->name)) {
            return terr_fail(err, TERR_EDATA, "zones has the name \"%.60s\", needs " WORD_FORM,
                             zone->name);
        }
        code = read_texts(&zone->statuses, &zones, zone->name, err);
        if (!code) code = check_zone(profile, zone, err);
    }
    return code;
}

// ---- the document ----

// The corners of an extent as they were written: what is wrong with them is their order or range.
static enum terr_code wrong_extent(const double deg[4], struct terr_error *err)
{
    char numbers[4][TERR_NUMBER_SIZE];
    for (size_t i = 0; i < 4; i++) terr_number_print_exact(numbers[i], deg[i]);
    return terr_fail(err, TERR_EDATA,
                     "extent is %s, %s, %s, %s, needs west < east within -180 to 180 and south < "
                     "north within -90 to 90, in the order west, south, east, north",
                     numbers[0], numbers[1], numbers[2], numbers[3]);
}

// West, south, east, north, as a bounding box of RFC 7946.
static enum terr_code read_extent(struct terr_profile *profile, const struct node *root,
                                  struct terr_error *err)
{
    const struct terr_json *extent = terr_json_member(root->object, "extent");
    const struct terr_json *item = terr_json_first(extent);
    double *deg = profile->extent_deg;
    size_t numbers = 0;
    if (!extent) return TERR_OK;
    if (terr_json_kind(extent) != TERR_JSON_ARRAY) {
        return wrong(root, "extent", extent, "an array of four numbers", err);
    }
    for (; item && numbers < 4 && terr_json_number(&deg[numbers], item); numbers++) {
        item = terr_json_next(item);
    }
    if (numbers < 4 || item) {
        return terr_fail(err, TERR_EDATA,
                         "extent needs four numbers, in degrees: west, south, east, north");
    }
    profile->has_extent = deg[0] >= -180 && deg[0] < deg[2] && deg[2] <= 180 && deg[1] >= -90 &&
                          deg[1] < deg[3] && deg[3] <= 90;
    return profile->has_extent ? TERR_OK : wrong_extent(deg, err);
}

static enum terr_code read_profile(struct terr_profile *profile, struct terr_error *err)
{
    static const char *const known[] = {"name",          "title",  "attribution", "timezone",
                                        "timezone_rule", "extent", "recognise",   "zones",
                                        "rules",         NULL};
    const struct node root = {profile->document, ""};
    enum terr_code code = TERR_OK;
    if (terr_json_kind(root.object) != TERR_JSON_OBJECT) {
        return terr_fail(err, TERR_EDATA, "the profile is %s, needs an object",
                         terr_json_kind_name(root.object));
    }
    if ((code = check_members(&root, known, err))) return code;
    if ((code = read_word(&profile->name, &root, "name", err))) return code;
    if ((code = read_text(&profile->title, &root, "title", err))) return code;
    if ((code = read_optional(&profile->attribution, &root, "attribution", err))) return code;
    if ((code = read_text(&profile->timezone, &root, "timezone", err))) return code;
    if ((code = read_optional(&profile->timezone_rule, &root, "timezone_rule", err))) return code;
    if ((code = read_extent(profile, &root, err))) return code;
    if ((code = read_signs(profile, &root, err))) return code;
    if ((code = read_rules(profile, &root, err))) return code;
    if ((code = list_statuses(profile, err))) return code;
    return read_zones(profile, &root, err);
}

enum terr_code terr_profile_parse(struct terr_profile **out, const char *text, size_t length,
                                  struct terr_error *err)
{
    struct terr_scan scan = TERR_SCAN_INIT;
    *out = NULL;
    struct terr_profile *profile = terr_memory_new(1, sizeof *profile, err);
    if (!profile) return err->code;

    // the same strict pass as for maps: what is no JSON there is none here
    enum terr_code code = terr_scan_bytes(&scan, text, length, err);
    if (!code) {
        code = terr_json_parse(&profile->document, scan.skeleton.bytes, scan.skeleton.length, err);
    }
    if (!code) code = read_profile(profile, err);
    terr_scan_dispose(&scan);
    if (code) {
        terr_profile_free(profile);
        return code;
    }
    *out = profile;
    return TERR_OK;
}
