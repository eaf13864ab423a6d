#include <geo/source/profile_read.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <stdio.h>
#include <string.h>

// ---- tests of a text ----

static const struct {
    const char *name;
    enum terr_text_test_kind kind;
} tests[] = {
    {"equals", TERR_TEST_EQUALS},
    {"starts_with", TERR_TEST_STARTS_WITH},
    {"contains", TERR_TEST_CONTAINS},
};
#define TEST_COUNT (sizeof tests / sizeof tests[0])

// Reads the one test there is; none leaves the kind at NONE.
static enum terr_code read_test(struct terr_text_test *test, const struct terr_json_node *node,
                                struct terr_error *err)
{
    enum terr_code code = terr_json_node_optional(&test->split, node, "split", err);
    const char *first = NULL;
    for (size_t i = 0; i < TEST_COUNT && !code; i++) {
        if (!terr_json_member(node->object, tests[i].name)) continue;
        if (first) {
            return terr_fail(err, TERR_EDATA, "%s has \"%s\" and \"%s\", needs one of them",
                             node->path, first, tests[i].name);
        }
        first = tests[i].name;
        test->kind = tests[i].kind;
        code = terr_json_node_texts(&test->values, node, first, err);
    }
    return code;
}

static enum terr_code lacks_test(const struct terr_json_node *node, struct terr_error *err)
{
    return terr_fail(err, TERR_EDATA,
                     "%s has no test, needs \"equals\", \"starts_with\" or \"contains\"",
                     node->path);
}

// ---- recognise ----

// What makes no sense among the conditions of a sign, each of which was read.
static enum terr_code check_sign(const struct terr_profile *profile, const struct terr_sign *sign,
                                 const struct terr_json_node *node, struct terr_error *err)
{
    const bool tested = sign->member || sign->property;
    if (sign->member && sign->property) {
        return terr_fail(err, TERR_EDATA, "%s has \"member\" and \"property\", needs one of them",
                         node->path);
    }
    if (tested && sign->test.kind == TERR_TEST_NONE) return lacks_test(node, err);
    if (!tested && (sign->test.kind != TERR_TEST_NONE || sign->test.split)) {
        return terr_fail(err, TERR_EDATA,
                         "%s has a test, needs a \"member\" or a \"property\" for it", node->path);
    }
    if (sign->layer && profile->layers.count == 0) {
        return terr_fail(err, TERR_EDATA, "%s.layer is true, needs \"layers\" in the profile",
                         node->path);
    }
    if (tested || sign->layer || sign->members.count > 0 || sign->properties.count > 0) {
        return TERR_OK;
    }
    return terr_fail(err, TERR_EDATA,
                     "%s has no condition, needs \"member\", \"members\", \"property\", "
                     "\"properties\" or \"layer\": true",
                     node->path);
}

static enum terr_code read_sign(const struct terr_profile *profile, struct terr_sign *sign,
                                const struct terr_json_node *node, struct terr_error *err)
{
    enum terr_code code;
    if ((code = terr_json_node_optional(&sign->member, node, "member", err))) return code;
    if ((code = terr_json_node_optional(&sign->property, node, "property", err))) return code;
    if ((code = read_test(&sign->test, node, err))) return code;
    if ((code = terr_json_node_optional_texts(&sign->members, node, "members", err))) return code;
    if ((code = terr_json_node_optional_texts(&sign->properties, node, "properties", err)))
        return code;
    if ((code = terr_json_node_flag(&sign->layer, node, "layer", err))) return code;
    return check_sign(profile, sign, node, err);
}

enum terr_code terr_profile_read_signs(struct terr_profile *profile,
                                       const struct terr_json_node *root, struct terr_error *err)
{
    static const char *const known[] = {"member", "members", "property",    "properties", "layer",
                                        "equals", "split",   "starts_with", "contains",   NULL};
    const struct terr_json *list = terr_json_member(root->object, "recognise");
    if (!list) return TERR_OK;
    if (terr_json_kind(list) != TERR_JSON_ARRAY) {
        return terr_json_node_wrong(root, "recognise", list, "an array", err);
    }
    profile->signs = terr_memory_new(terr_json_count(list), sizeof *profile->signs, err);
    if (!profile->signs) return err->code;
    enum terr_code code = TERR_OK;
    for (const struct terr_json *item = terr_json_first(list); item && !code;
         item = terr_json_next(item)) {
        struct terr_json_node node;
        const size_t index = profile->sign_count++;
        code = terr_json_node_enter(&node, "recognise", index, item, known, err);
        if (!code) code = read_sign(profile, &profile->signs[index], &node, err);
    }
    return code;
}

// ---- rules ----

static enum terr_code read_rule(struct terr_rule *rule, const struct terr_json_node *node,
                                struct terr_error *err)
{
    static const char *const from_only[] = {"status_from", NULL};
    static const char *const layer_only[] = {"layer", "status", NULL};
    static const char *const status_only[] = {"status", NULL};
    enum terr_code code = TERR_OK;
    if (terr_json_member(node->object, "status_from")) {
        rule->kind = TERR_RULE_STATUS_FROM;
        if ((code = terr_json_node_check_members(node, from_only, err))) return code;
        return terr_json_node_text(&rule->property, node, "status_from", err);
    }
    if (terr_json_member(node->object, "layer")) {
        rule->kind = TERR_RULE_LAYER;
        if ((code = terr_json_node_check_members(node, layer_only, err))) return code;
        if ((code = terr_json_node_texts(&rule->test.values, node, "layer", err))) return code;
        return terr_json_node_word(&rule->status, node, "status", err);
    }
    if (!terr_json_member(node->object, "property")) {
        rule->kind = TERR_RULE_ALWAYS;
        if ((code = terr_json_node_check_members(node, status_only, err))) return code;
        return terr_json_node_word(&rule->status, node, "status", err);
    }
    if ((code = terr_json_node_text(&rule->property, node, "property", err))) return code;
    rule->kind = TERR_RULE_PROPERTY;
    if ((code = read_test(&rule->test, node, err))) return code;
    if (rule->test.kind == TERR_TEST_NONE) return lacks_test(node, err);
    return terr_json_node_word(&rule->status, node, "status", err);
}

// A layer that nothing can be of would never make its rule hold.
static enum terr_code check_layers(const struct terr_profile *profile, const struct terr_rule *rule,
                                   const struct terr_json_node *node, struct terr_error *err)
{
    if (rule->kind != TERR_RULE_LAYER) return TERR_OK;
    for (size_t i = 0; i < rule->test.values.count; i++) {
        const char *layer = rule->test.values.items[i];
        if (terr_texts_hold(&profile->layers, layer)) continue;
        if (terr_texts_hold(&profile->form.rings, layer)) continue;
        return terr_fail(err, TERR_EDATA, "%s.layer[%zu] is \"%.60s\", which \"layers\" lacks",
                         node->path, i, layer);
    }
    return TERR_OK;
}

static enum terr_code list_statuses(struct terr_profile *profile, struct terr_error *err)
{
    struct terr_texts *statuses = &profile->statuses;
    bool unclassified = profile->rules[profile->rule_count - 1].kind != TERR_RULE_ALWAYS;
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

enum terr_code terr_profile_read_rules(struct terr_profile *profile,
                                       const struct terr_json_node *root, struct terr_error *err)
{
    static const char *const known[] = {"property", "split",  "equals",      "starts_with", "layer",
                                        "contains", "status", "status_from", NULL};
    const struct terr_json *list = terr_json_member(root->object, "rules");
    if (terr_json_kind(list) != TERR_JSON_ARRAY || terr_json_count(list) == 0) {
        return terr_json_node_wrong(root, "rules", list, "an array of at least one rule", err);
    }
    profile->rules = terr_memory_new(terr_json_count(list), sizeof *profile->rules, err);
    if (!profile->rules) return err->code;
    for (const struct terr_json *item = terr_json_first(list); item; item = terr_json_next(item)) {
        struct terr_json_node node;
        const size_t index = profile->rule_count++;
        enum terr_code code = terr_json_node_enter(&node, "rules", index, item, known, err);
        if (!code) code = read_rule(&profile->rules[index], &node, err);
        if (!code) code = check_layers(profile, &profile->rules[index], &node, err);
        if (code) return code;
        if (profile->rules[index].kind == TERR_RULE_ALWAYS && terr_json_next(item)) {
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

enum terr_code terr_profile_read_zones(struct terr_profile *profile,
                                       const struct terr_json_node *root, struct terr_error *err)
{
    struct terr_json_node zones = {terr_json_member(root->object, "zones"), "zones"};
    const size_t count = terr_json_count(zones.object);
    if (terr_json_kind(zones.object) != TERR_JSON_OBJECT || count == 0) {
        return terr_json_node_wrong(root, "zones", zones.object, "an object of at least one zone",
                                    err);
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
        code = terr_json_node_texts(&zone->statuses, &zones, zone->name, err);
        if (!code) code = check_zone(profile, zone, err);
    }
    return code;
}
