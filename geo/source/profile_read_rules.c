#include <geo/source/profile_read.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <stdio.h>
#include <string.h>

// ---- recognise ----

static enum terr_code read_sign(struct terr_sign *sign, const struct terr_node *node,
                                struct terr_error *err)
{
    enum terr_code code = terr_node_optional(&sign->member, node, "member", err);
    if (!code && sign->member) code = terr_node_texts(&sign->starts_with, node, "starts_with", err);
    if (!code && !sign->member && terr_json_member(node->object, "starts_with")) {
        code =
            terr_node_wrong(node, "member", NULL, "a string, for \"starts_with\" to look at", err);
    }
    if (!code && terr_json_member(node->object, "properties")) {
        code = terr_node_texts(&sign->properties, node, "properties", err);
    }
    if (!code && !sign->member && sign->properties.count == 0) {
        code = terr_node_wrong(node, "member", NULL, "it or \"properties\"", err);
    }
    return code;
}

enum terr_code terr_profile_read_signs(struct terr_profile *profile, const struct terr_node *root,
                                       struct terr_error *err)
{
    static const char *const known[] = {"member", "starts_with", "properties", NULL};
    const struct terr_json *list = terr_json_member(root->object, "recognise");
    if (!list) return TERR_OK;
    if (terr_json_kind(list) != TERR_JSON_ARRAY) {
        return terr_node_wrong(root, "recognise", list, "an array", err);
    }
    profile->signs = terr_memory_new(terr_json_count(list), sizeof *profile->signs, err);
    if (!profile->signs) return err->code;
    enum terr_code code = TERR_OK;
    for (const struct terr_json *item = terr_json_first(list); item && !code;
         item = terr_json_next(item)) {
        struct terr_node node;
        const size_t index = profile->sign_count++;
        code = terr_node_enter(&node, "recognise", index, item, known, err);
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
static enum terr_code read_test(struct terr_rule *rule, const struct terr_node *node,
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
        code = terr_node_texts(&rule->values, node, first, err);
    }
    if (code || first) return code;
    return terr_fail(err, TERR_EDATA,
                     "%s has no test, needs \"equals\", \"starts_with\" or \"contains\"",
                     node->path);
}

static enum terr_code read_rule(struct terr_rule *rule, const struct terr_node *node,
                                struct terr_error *err)
{
    static const char *const from_only[] = {"status_from", NULL};
    static const char *const layer_only[] = {"layer", "status", NULL};
    static const char *const status_only[] = {"status", NULL};
    enum terr_code code = TERR_OK;
    if (terr_json_member(node->object, "status_from")) {
        rule->test = TERR_RULE_STATUS_FROM;
        if ((code = terr_node_check_members(node, from_only, err))) return code;
        return terr_node_text(&rule->property, node, "status_from", err);
    }
    if (terr_json_member(node->object, "layer")) {
        rule->test = TERR_RULE_LAYER;
        if ((code = terr_node_check_members(node, layer_only, err))) return code;
        if ((code = terr_node_texts(&rule->values, node, "layer", err))) return code;
        return terr_node_word(&rule->status, node, "status", err);
    }
    if (!terr_json_member(node->object, "property")) {
        rule->test = TERR_RULE_ALWAYS;
        if ((code = terr_node_check_members(node, status_only, err))) return code;
        return terr_node_word(&rule->status, node, "status", err);
    }
    if ((code = terr_node_text(&rule->property, node, "property", err))) return code;
    if ((code = terr_node_optional(&rule->split, node, "split", err))) return code;
    if ((code = read_test(rule, node, err))) return code;
    return terr_node_word(&rule->status, node, "status", err);
}

// A layer that the profile does not name would never be found in a path, and its rule never hold.
static enum terr_code check_layers(const struct terr_profile *profile, const struct terr_rule *rule,
                                   const struct terr_node *node, struct terr_error *err)
{
    if (rule->test != TERR_RULE_LAYER) return TERR_OK;
    for (size_t i = 0; i < rule->values.count; i++) {
        if (terr_texts_hold(&profile->layers, rule->values.items[i])) continue;
        return terr_fail(err, TERR_EDATA, "%s.layer[%zu] is \"%.60s\", which \"layers\" lacks",
                         node->path, i, rule->values.items[i]);
    }
    return TERR_OK;
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
        } else if (!terr_texts_hold(statuses, status)) {
            statuses->items[statuses->count++] = status;
        }
    }
    if (unclassified) statuses->items[statuses->count++] = TERR_STATUS_UNCLASSIFIED;
    return TERR_OK;
}

enum terr_code terr_profile_read_rules(struct terr_profile *profile, const struct terr_node *root,
                                       struct terr_error *err)
{
    static const char *const known[] = {"property", "split",  "equals",      "starts_with", "layer",
                                        "contains", "status", "status_from", NULL};
    const struct terr_json *list = terr_json_member(root->object, "rules");
    if (terr_json_kind(list) != TERR_JSON_ARRAY || terr_json_count(list) == 0) {
        return terr_node_wrong(root, "rules", list, "an array of at least one rule", err);
    }
    profile->rules = terr_memory_new(terr_json_count(list), sizeof *profile->rules, err);
    if (!profile->rules) return err->code;
    for (const struct terr_json *item = terr_json_first(list); item; item = terr_json_next(item)) {
        struct terr_node node;
        const size_t index = profile->rule_count++;
        enum terr_code code = terr_node_enter(&node, "rules", index, item, known, err);
        if (!code) code = read_rule(&profile->rules[index], &node, err);
        if (!code) code = check_layers(profile, &profile->rules[index], &node, err);
        if (code) return code;
        if (profile->rules[index].test == TERR_RULE_ALWAYS && terr_json_next(item)) {
            return terr_fail(err, TERR_EDATA,
                             "rules[%zu] holds always, needs to be the last of the %zu rules",
                             index, terr_json_count(list));
        }
    }
    return list_statuses(profile, err);
}

// ---- zones ----

// What is wrong with one status of a zone; NULL where nothing is.
static const char *zone_fault(const struct terr_profile *profile,
                              const struct terr_profile_zone *zone, size_t index)
{
    const char *status = zone->statuses.items[index];
    const struct terr_texts before = {zone->statuses.items, index};
    if (!terr_is_word(status)) return "needs " TERR_WORD_FORM;
    if (terr_texts_hold(&before, status)) return "which stands there already";
    // a status that no rule can give would silently add nothing to the zone
    if (terr_texts_hold(&profile->statuses, status) || terr_profile_is_open(profile)) return NULL;
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

enum terr_code terr_profile_read_zones(struct terr_profile *profile, const struct terr_node *root,
                                       struct terr_error *err)
{
    struct terr_node zones = {terr_json_member(root->object, "zones"), "zones"};
    const size_t count = terr_json_count(zones.object);
    if (terr_json_kind(zones.object) != TERR_JSON_OBJECT || count == 0) {
        return terr_node_wrong(root, "zones", zones.object, "an object of at least one zone", err);
    }
    profile->zones = terr_memory_new(count, sizeof *profile->zones, err);
    if (!profile->zones) return err->code;
    enum terr_code code = TERR_OK;
    for (const struct terr_json *member = terr_json_first(zones.object); member && !code;
         member = terr_json_next(member)) {
        struct terr_profile_zone *zone = &profile->zones[profile->zone_count++];
        zone->name = terr_json_name(member);
        if (!terr_is_word(zone->name)) {
            return terr_fail(err, TERR_EDATA, "zones has the name \"%.60s\", needs " TERR_WORD_FORM,
                             zone->name);
        }
        code = terr_node_texts(&zone->statuses, &zones, zone->name, err);
        if (!code) code = check_zone(profile, zone, err);
    }
    return code;
}
