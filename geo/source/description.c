#include <geo/source/description.h>

#include <geo/base/json.h>
#include <geo/base/number.h>
#include <geo/source/profile.h>

// The bytes of the white space that a text begins with: that of ASCII, or U+00A0.
static size_t blank_width(const char *text)
{
    if (*text == ' ' || (*text >= '\t' && *text <= '\r')) return 1;
    return text[0] == '\xc2' && text[1] == '\xa0' ? 2 : 0;
}

static bool add_string(struct terr_text *out, const char *text)
{
    bool any = false, blank = false;
    while (*text) {
        const size_t width = blank_width(text);
        if (width == 0) {
            if (any && blank) terr_text_add(out, " ");
            terr_text_add_bytes(out, text, 1);
            any = true;
        }
        blank = width > 0;
        text += width ? width : 1;
    }
    return any;
}

bool terr_property_describe(struct terr_text *out, const struct terr_json *properties,
                            const char *name)
{
    const struct terr_json *value = terr_json_member(properties, name);
    char digits[TERR_NUMBER_SIZE];
    double number;
    if (terr_json_string(value)) return add_string(out, terr_json_string(value));
    if (terr_json_number(&number, value)) {
        terr_text_add_bytes(out, digits, terr_number_print_exact(digits, number));
        return true;
    }
    if (terr_json_kind(value) != TERR_JSON_BOOLEAN) return false;
    terr_text_add(out, terr_json_is_true(value) ? "true" : "false");
    return true;
}

void terr_feature_describe(struct terr_text *out, const struct terr_profile *profile,
                           const struct terr_json *properties)
{
    bool any = false;
    for (size_t i = 0; i < terr_profile_describe_count(profile); i++) {
        struct terr_text text = TERR_TEXT_INIT;
        if (terr_property_describe(&text, properties, terr_profile_describe_at(profile, i))) {
            terr_text_print(out, "%s%s", any ? ", " : "", text.bytes ? text.bytes : "");
            any = true;
        }
        out->failed |= text.failed;
        terr_text_dispose(&text);
    }
}
