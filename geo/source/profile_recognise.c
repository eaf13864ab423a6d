#include <geo/source/profile.h>

#include <geo/base/json.h>
#include <geo/base/text.h>
#include <geo/source/builtin_profiles.h>
#include <geo/source/profile_fields.h>
#include <geo/source/snapshot_fields.h>
#include <string.h>

// ---- signs ----

// A top-level member of a part: of the map itself, or of what wraps it.
static const struct terr_json *find_member(const struct terr_snapshot_part *part, const char *name)
{
    const struct terr_json *member = terr_json_member(part->root, name);
    return member ? member : terr_json_member(part->document, name);
}

static bool has_members(const struct terr_snapshot_part *part, const struct terr_texts *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (!find_member(part, names->items[i])) return false;
    }
    return true;
}

static bool has_properties(const struct terr_json *properties, const struct terr_texts *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (!terr_json_member(properties, names->items[i])) return false;
    }
    return true;
}

// The text of a value that passes the test; NULL where it does not or is no text.
static const char *passing(const struct terr_text_test *test, const struct terr_json *value)
{
    const char *text = terr_json_string(value);
    return text && terr_text_passes(test, text) ? text : NULL;
}

// Looks for a feature that has the properties and the property of a sign. Points and the like tell
// nothing: they are aside from what is counted.
static bool feature_fits(const char **text, const struct terr_sign *sign,
                         const struct terr_snapshot *snapshot, size_t part)
{
    for (size_t i = 0; i < snapshot->count; i++) {
        const struct terr_feature *feature = &snapshot->features[i];
        if (feature->part != part || feature->kind == TERR_FEATURE_IGNORED) continue;
        if (!has_properties(feature->properties, &sign->properties)) continue;
        if (!sign->property) return true;
        *text = passing(&sign->test, terr_json_member(feature->properties, sign->property));
        if (*text) return true;
    }
    return false;
}

// Whether a part bears the sign; `*text` gets what passed its test, where it has one.
static bool part_fits(const char **text, const struct terr_profile *profile,
                      const struct terr_sign *sign, const struct terr_snapshot *snapshot,
                      size_t index)
{
    const struct terr_snapshot_part *part = &snapshot->parts[index];
    *text = NULL;
    if (sign->layer && !(part->layer && terr_texts_hold(&profile->layers, part->layer))) {
        return false;
    }
    if (!has_members(part, &sign->members)) return false;
    if (sign->member) {
        *text = passing(&sign->test, find_member(part, sign->member));
        if (!*text) return false;
    }
    if (!sign->property && sign->properties.count == 0) return true;
    return feature_fits(text, sign, snapshot, index);
}

// What tells that the snapshot is the profile's.
struct finding {
    const struct terr_profile *profile;
    const struct terr_sign *sign; // NULL: nothing does
    const char *layer;            // of the part that bears it; or NULL
    const char *text;             // that passed its test; or NULL
};

static struct finding look(const struct terr_profile *profile, const struct terr_snapshot *snapshot)
{
    struct finding finding = {profile, NULL, NULL, NULL};
    for (size_t i = 0; i < profile->sign_count; i++) {
        for (size_t part = 0; part < snapshot->part_count; part++) {
            const struct terr_sign *sign = &profile->signs[i];
            if (!part_fits(&finding.text, profile, sign, snapshot, part)) continue;
            finding.sign = sign;
            finding.layer = snapshot->parts[part].layer;
            return finding;
        }
    }
    return finding;
}

// ---- sentences ----

static void add_names(struct terr_text *out, const struct terr_texts *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (i > 0) terr_text_add(out, i + 1 < names->count ? ", " : " and ");
        terr_text_print(out, "\"%s\"", names->items[i]);
    }
}

// What a sign tells, in a sentence: "its features have "fill" and "styleHash"".
static void add_reason(struct terr_text *out, const struct finding *finding)
{
    const struct terr_sign *sign = finding->sign;
    const char *then = "";
    if (sign->layer) {
        terr_text_print(out, "its layer is \"%s\"", finding->layer);
        then = ", ";
    }
    if (sign->members.count > 0) {
        terr_text_print(out, "%sit has the member%s ", then, sign->members.count > 1 ? "s" : "");
        add_names(out, &sign->members);
        then = ", ";
    }
    if (sign->member) {
        terr_text_print(out, "%sits \"%s\" is \"%.80s\"", then, sign->member, finding->text);
        then = ", ";
    }
    if (sign->properties.count > 0) {
        terr_text_print(out, "%sits features have ", then);
        add_names(out, &sign->properties);
        then = ", ";
    }
    if (sign->property) {
        terr_text_print(out, "%s\"%s\" of a feature is \"%.80s\"", then, sign->property,
                        finding->text);
    }
}

// Whether there is a feature that a sign could look at.
static bool has_features(const struct terr_snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++) {
        if (snapshot->features[i].kind != TERR_FEATURE_IGNORED) return true;
    }
    return false;
}

static enum terr_code nothing_fits(const struct terr_profile_list *list,
                                   const struct terr_snapshot *snapshot, struct terr_error *err)
{
    struct terr_text names = TERR_TEXT_INIT;
    for (size_t i = 0; i < list->count; i++) {
        terr_text_print(&names, "%s%s", i ? ", " : "", list->items[i]->name);
    }
    enum terr_code code = terr_text_check(&names, err);
    if (!code) {
        code = terr_fail(err, TERR_EDATA,
                         "no profile recognises it%s; choose one with --profile (tried: %s)",
                         has_features(snapshot) ? "" : ", as it has no polygons", names.bytes);
    }
    terr_text_dispose(&names);
    return code;
}

static enum terr_code two_fit(const struct finding *first, const struct finding *second,
                              struct terr_error *err)
{
    struct terr_text one = TERR_TEXT_INIT, other = TERR_TEXT_INIT;
    add_reason(&one, first);
    add_reason(&other, second);
    enum terr_code code = terr_text_check(&one, err);
    if (!code) code = terr_text_check(&other, err);
    if (!code) {
        code = terr_fail(err, TERR_EDATA,
                         "looks like profile '%s' (%.120s) and like profile '%s' (%.120s); choose "
                         "one with --profile",
                         first->profile->name, one.bytes, second->profile->name, other.bytes);
    }
    terr_text_dispose(&one);
    terr_text_dispose(&other);
    return code;
}

// ---- recognition ----

// The one profile that fits, among those that are fallbacks or those that are none; a NULL sign
// where none does.
static enum terr_code find_fitting(struct finding *out, const struct terr_profile_list *list,
                                   bool fallbacks, const struct terr_snapshot *snapshot,
                                   struct terr_error *err)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->is_fallback != fallbacks) continue;
        const struct finding finding = look(list->items[i], snapshot);
        if (!finding.sign) continue;
        if (out->sign) return two_fit(out, &finding, err);
        *out = finding;
    }
    return TERR_OK;
}

enum terr_code terr_profile_recognise_among(const struct terr_profile **out,
                                            struct terr_text *reason,
                                            const struct terr_snapshot *snapshot,
                                            const struct terr_profile_list *list,
                                            struct terr_error *err)
{
    struct finding found;
    *out = NULL;
    enum terr_code code = find_fitting(&found, list, false, snapshot, err);
    if (!code && !found.sign) code = find_fitting(&found, list, true, snapshot, err);
    if (!code && !found.sign) code = nothing_fits(list, snapshot, err);
    if (!code && reason) {
        add_reason(reason, &found);
        code = terr_text_check(reason, err);
    }
    if (!code) *out = found.profile;
    return code;
}

enum terr_code terr_profile_recognise(struct terr_profile **out, struct terr_text *reason,
                                      const struct terr_snapshot *snapshot, struct terr_error *err)
{
    struct terr_profile_list list = {NULL, 0};
    const struct terr_profile *found = NULL;
    *out = NULL;
    enum terr_code code = terr_profile_list_builtin(&list, err);
    if (!code) code = terr_profile_recognise_among(&found, reason, snapshot, &list, err);
    for (size_t i = 0; i < list.count && !*out && !code; i++) {
        if (list.items[i] != found) continue;
        *out = list.items[i]; // and so no longer the list's
        list.items[i] = NULL;
    }
    terr_profile_list_dispose(&list);
    return code;
}
