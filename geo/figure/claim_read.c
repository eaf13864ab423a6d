#include <geo/figure/claim_read.h>

#include <geo/base/json.h>
#include <geo/base/number.h>
#include <geo/figure/measure.h>
#include <stdio.h>
#include <math.h>
#include <string.h>

// The Earth has 5.1e10 ha; beyond these bounds a figure is a slip, and its share not a number.
#define CLAIM_MAX 1e12
#define CLAIM_OF_MIN 1e-6 // km2: the last digit that is told

// In the order of their enums; each list is closed by NULL.
static const char *const measure_names[] = {"gained", "lost",         "net", "area",
                                            "share",  "share_gained", NULL};
static const char *const qualifier_names[] = {
    "exactly", "about", "nearly", "almost", "more than", "at least", "less than", "up to", NULL};

const char *const terr_claim_members[] = {
    "id",   "statement", "source",    "measure",   "zone",       "region",
    "from", "to",        "days",      "month",     "year",       "value",
    "unit", "of",        "qualifier", "tolerance", "area_model", NULL};

const char *terr_measure_name(enum terr_measure measure) { return measure_names[measure]; }

const char *terr_qualifier_name(enum terr_qualifier qualifier)
{
    return qualifier == TERR_QUALIFIER_NONE ? NULL : qualifier_names[qualifier - 1];
}

bool terr_measure_is_of_one_date(enum terr_measure measure)
{
    return measure == TERR_MEASURE_AREA || measure == TERR_MEASURE_SHARE;
}

bool terr_measure_is_share(enum terr_measure measure)
{
    return measure == TERR_MEASURE_SHARE || measure == TERR_MEASURE_SHARE_GAINED;
}

enum terr_code terr_claim_tell_place(struct terr_error *err, const char *id, size_t line)
{
    const struct terr_error told = *err;
    if (!id || !*id) return terr_fail(err, told.code, "%.400s (line %zu)", told.message, line);
    return terr_fail(err, told.code, "%.400s (claim '%.60s', line %zu)", told.message, id, line);
}

// ---- the figure ----

static enum terr_code read_unit(struct terr_claim *claim, const struct terr_json_node *node,
                                struct terr_error *err)
{
    size_t unit = 0;
    const enum terr_code code = terr_json_node_choice(&unit, node, "unit", terr_unit_names, err);
    if (code) return code;
    claim->unit = (enum terr_unit)unit;
    if ((claim->unit == TERR_UNIT_PERCENT) == terr_measure_is_share(claim->measure)) return TERR_OK;
    return terr_fail(err, TERR_EDATA,
                     "%s.unit: \"%s\" does not go with the measure %s, which is in %s", node->path,
                     terr_unit_name(claim->unit), terr_measure_name(claim->measure),
                     terr_measure_is_share(claim->measure) ? "percent" : "km2, mi2 or ha");
}

// A number as people print it, "-1,415.5", without its commas; false where it is none, such as with
// a comma that parts no thousands.
static bool without_commas(char out[TERR_NUMBER_SIZE], const char *text)
{
    size_t length = 0, digits = 0, groups = 0;
    if (*text == '-') out[length++] = *text++;
    for (; *text == ',' || (*text >= '0' && *text <= '9'); text++) {
        if (length + 1 >= TERR_NUMBER_SIZE) return false;
        if (*text == ',') {
            if (digits == 0 || digits > 3 || (groups > 0 && digits != 3)) return false;
            digits = 0;
            groups++;
        } else {
            out[length++] = *text;
            digits++;
        }
    }
    const size_t rest = *text == '.' ? 1 + strspn(text + 1, "0123456789") : 0;
    if (digits == 0 || (groups > 0 && digits != 3) || rest == 1 || text[rest] != '\0') return false;
    if (length + rest >= TERR_NUMBER_SIZE) return false;
    memcpy(out + length, text, rest + 1);
    return true;
}

static enum terr_code no_number(const struct terr_json_node *node, const struct terr_json *value,
                                struct terr_error *err)
{
    char number[TERR_NUMBER_SIZE], needed[TERR_NUMBER_SIZE + 64];
    const char *text = terr_json_string(value);
    if (!text) return terr_json_node_wrong(node, "value", value, "a number", err);
    if (!without_commas(number, text)) {
        return terr_json_node_wrong_text(node, "value", text,
                                         "a number, without quotes and unit, such as 1415", err);
    }
    snprintf(needed, sizeof needed, "a number, without quotes%s: %s",
             strchr(text, ',') ? " and commas" : "", number);
    return terr_json_node_wrong_text(node, "value", text, needed, err);
}

static enum terr_code read_value(struct terr_claim *claim, const struct terr_json_node *node,
                                 struct terr_error *err)
{
    const struct terr_json *value = terr_json_member(node->object, "value");
    if (!terr_json_number(&claim->value, value)) {
        return no_number(node, value, err);
    }
    if (fabs(claim->value) > CLAIM_MAX) {
        return terr_fail(err, TERR_EDATA, "%s.value is over 1e12, more than the Earth has",
                         node->path);
    }
    if (claim->value >= 0 || claim->measure == TERR_MEASURE_NET) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "%s.value is below 0, which only the measure net can be",
                     node->path);
}

static enum terr_code read_of(struct terr_claim *claim, const struct terr_json_node *node,
                              struct terr_error *err)
{
    static const char needed[] = "a number of km2, or a file of regions, that the share is of";
    const struct terr_json *of = terr_json_member(node->object, "of");
    const char *region = terr_json_string(of);
    if (of && !terr_measure_is_share(claim->measure)) {
        return terr_fail(err, TERR_EDATA,
                         "%s.of does not go with the measure %s, which is no share", node->path,
                         terr_measure_name(claim->measure));
    }
    if (!terr_measure_is_share(claim->measure)) return TERR_OK;
    if (!of && claim->region) return TERR_OK;
    if (region && *region) {
        claim->of_region = region;
        return TERR_OK;
    }
    if (!terr_json_number(&claim->of_km2, of)) {
        return terr_json_node_wrong(node, "of", of, needed, err);
    }
    if (claim->of_km2 >= CLAIM_OF_MIN && claim->of_km2 <= CLAIM_MAX) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "%s.of is not from 1e-6 to 1e12, needs %s", node->path,
                     needed);
}

// {"km2": 5} or {"percent": 1}.
static enum terr_code read_tolerance(struct terr_claim *claim, const struct terr_json_node *node,
                                     struct terr_error *err)
{
    static const char *const known[] = {"km2", "percent", NULL};
    static const char form[] = "{\"km2\": 5} or {\"percent\": 1}";
    const struct terr_json *member = terr_json_member(node->object, "tolerance");
    struct terr_json_node tolerance;
    if (member && terr_json_kind(member) != TERR_JSON_OBJECT) {
        return terr_json_node_wrong(node, "tolerance", member, form, err);
    }
    const enum terr_code code =
        terr_json_node_enter_member(&tolerance, node, "tolerance", known, err);
    if (code || !tolerance.object) return code;
    const struct terr_json *size = terr_json_first(tolerance.object);
    if (terr_json_count(tolerance.object) != 1 || !terr_json_number(&claim->tolerance, size) ||
        claim->tolerance <= 0 || claim->tolerance > CLAIM_MAX) {
        return terr_fail(err, TERR_EDATA,
                         "%s needs one of km2 and percent, a number above 0 and up to 1e12: %s",
                         tolerance.path, form);
    }
    if (claim->qualifier == TERR_QUALIFIER_EXACTLY) {
        return terr_fail(err, TERR_EDATA, "%s does not go with the qualifier \"exactly\"",
                         tolerance.path);
    }
    claim->tolerance_kind =
        strcmp(terr_json_name(size), "km2") == 0 ? TERR_TOLERANCE_KM2 : TERR_TOLERANCE_PERCENT;
    return TERR_OK;
}

static enum terr_code read_figure(struct terr_claim *claim, const struct terr_json_node *node,
                                  struct terr_error *err)
{
    enum terr_code code;
    size_t choice = 0;
    if ((code = terr_json_node_choice(&choice, node, "measure", measure_names, err))) return code;
    claim->measure = (enum terr_measure)choice;
    if ((code = read_value(claim, node, err))) return code;
    if ((code = read_unit(claim, node, err))) return code;
    if ((code = read_of(claim, node, err))) return code;
    if ((code = terr_json_node_optional_choice(&choice, node, "qualifier", qualifier_names, err))) {
        return code;
    }
    if (terr_json_member(node->object, "qualifier")) {
        claim->qualifier = (enum terr_qualifier)(choice + 1);
    }
    return read_tolerance(claim, node, err);
}

// ---- the claim ----

enum terr_code terr_claim_read_area_model(bool *has, enum terr_area_model *model,
                                          const struct terr_json_node *node, struct terr_error *err)
{
    const char *names[] = {terr_area_model_name(TERR_AREA_ELLIPSOID),
                           terr_area_model_name(TERR_AREA_GEODESIC),
                           terr_area_model_name(TERR_AREA_SPHERE), NULL};
    size_t choice = 0;
    const enum terr_code code =
        terr_json_node_optional_choice(&choice, node, "area_model", names, err);
    if (code) return code;
    *has = terr_json_member(node->object, "area_model") != NULL;
    *model = (enum terr_area_model)choice;
    return TERR_OK;
}

enum terr_code terr_claim_read(struct terr_claim *out, const struct terr_json_node *node,
                               struct terr_error *err)
{
    enum terr_code code;
    if ((code = terr_json_node_text(&out->id, node, "id", err))) return code;
    if ((code = terr_json_node_optional(&out->statement, node, "statement", err))) return code;
    if ((code = terr_json_node_optional(&out->source, node, "source", err))) return code;
    if ((code = terr_json_node_optional(&out->zone, node, "zone", err))) return code;
    if ((code = terr_json_node_optional(&out->region, node, "region", err))) return code;
    if ((code = read_figure(out, node, err))) return code;
    if ((code = terr_claim_read_window(out, node, err))) return code;
    return terr_claim_read_area_model(&out->has_area_model, &out->area_model, node, err);
}
