#include <geo/source/profile.h>

#include <geo/base/json.h>
#include <geo/base/text.h>
#include <geo/source/profile_fields.h>
#include <geo/source/snapshot.h>
#include <string.h>

// What data is taken for that no other built-in profile recognises.
#define FALLBACK_PROFILE "generic"

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

// What tells that the snapshot is the profile's; NULL where nothing does.
static const struct terr_sign *find_sign(const struct terr_profile *profile,
                                         const struct terr_snapshot *snapshot)
{
    for (size_t i = 0; i < profile->sign_count; i++) {
        const struct terr_sign *sign = &profile->signs[i];
        if (sign->member && !member_fits(sign, snapshot)) continue;
        if (sign->properties.count > 0 && !features_fit(sign, snapshot)) continue;
        return sign;
    }
    return NULL;
}

static void add_list(struct terr_text *out, const struct terr_texts *texts, const char *last)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0) terr_text_add(out, i + 1 < texts->count ? ", " : last);
        terr_text_print(out, "\"%s\"", texts->items[i]);
    }
}

static void add_reason(struct terr_text *out, const struct terr_sign *sign)
{
    if (sign->member) {
        terr_text_print(out, "its member \"%s\" begins with ", sign->member);
        add_list(out, &sign->starts_with, " or ");
    }
    if (sign->properties.count > 0) {
        terr_text_add(out, sign->member ? " and its features have " : "its features have ");
        add_list(out, &sign->properties, " and ");
    }
}

enum terr_code terr_profile_recognise(struct terr_profile **out, struct terr_text *reason,
                                      const struct terr_snapshot *snapshot, struct terr_error *err)
{
    *out = NULL;
    for (size_t i = 0; i < terr_profile_builtin_count(); i++) {
        struct terr_profile *profile;
        const char *text = terr_profile_builtin_text(i);
        enum terr_code code = terr_profile_parse(&profile, text, strlen(text), err);
        if (code) return code;
        const struct terr_sign *sign = find_sign(profile, snapshot);
        if (!sign) {
            terr_profile_free(profile);
            continue;
        }
        if (reason) {
            add_reason(reason, sign);
            code = terr_text_check(reason, err);
        }
        if (code) {
            terr_profile_free(profile);
            return code;
        }
        *out = profile;
        return TERR_OK;
    }
    if (reason) {
        terr_text_add(reason, "no profile recognises it");
        if (terr_text_check(reason, err)) return err->code;
    }
    return terr_profile_load(out, FALLBACK_PROFILE, err);
}
