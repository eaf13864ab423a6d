#include <geo/figure/claims.h>

#include <geo/base/file.h>
#include <geo/base/json.h>
#include <geo/base/json_text.h>
#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/base/timezone.h>
#include <geo/figure/claim_read.h>
#include <geo/figure/measure.h>
#include <geo/source/profile.h>
#include <geo/source/remote.h>
#include <geo/source/scan.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// As of the options of the command: a hundred years.
#define DAYS_MAX 36500

// ---- the figure of a claim ----

static double tolerance_of(const struct terr_claim *claim, enum terr_unit unit, double of_m2)
{
    switch (claim->tolerance_kind) {
    case TERR_TOLERANCE_KM2:
        return claim->tolerance * TERR_M2_PER_KM2 / terr_unit_m2(unit, of_m2);
    case TERR_TOLERANCE_PERCENT:
        return claim->tolerance / 100 * fabs(claim->value);
    case TERR_TOLERANCE_NONE:
        break;
    }
    return 0;
}

struct terr_printed terr_claim_printed(const struct terr_claim *claim, enum terr_unit unit,
                                       double of_m2)
{
    return (struct terr_printed){.value = claim->value,
                                 .step = claim->step,
                                 .qualifier = claim->qualifier,
                                 .tolerance = tolerance_of(claim, unit, of_m2)};
}

// ---- what the claims have in common ----

static bool is_builtin_profile(const char *name)
{
    for (size_t i = 0; i < terr_profile_builtin_count(); i++) {
        if (strcmp(terr_profile_builtin_name(i), name) == 0) return true;
    }
    return false;
}

// A path counts from the folder of the file; a name stays as it is.
static enum terr_code read_place(char **out, const char *text, bool is_name,
                                 const struct terr_claims *claims, struct terr_error *err)
{
    *out = is_name ? terr_memory_copy(text, strlen(text), err)
                   : terr_path_beside(claims->name, text, err);
    return *out ? TERR_OK : err->code;
}

static enum terr_code read_archive(struct terr_claims *claims, const struct terr_json_node *root,
                                   struct terr_error *err)
{
    const char *text;
    const enum terr_code code = terr_json_node_optional(&text, root, "archive", err);
    if (code || !text) return code;
    return read_place(&claims->archive, text, terr_source_is_remote(text), claims, err);
}

// A profile or a time zone that does not exist is a fault of the file, found before any map is.
static enum terr_code read_profile(struct terr_claims *claims, const struct terr_json_node *root,
                                   struct terr_error *err)
{
    struct terr_profile *profile;
    const char *text;
    enum terr_code code = terr_json_node_optional(&text, root, "profile", err);
    if (code || !text) return code;
    if ((code = read_place(&claims->profile, text, is_builtin_profile(text), claims, err))) {
        return code;
    }
    if (!terr_profile_load(&profile, claims->profile, err)) {
        terr_profile_free(profile);
        return TERR_OK;
    }
    if (err->code == TERR_EARG) err->code = TERR_EDATA;
    return terr_within(err, "profile");
}

static enum terr_code read_regions(struct terr_claims *claims, const struct terr_json_node *root,
                                   struct terr_error *err)
{
    const char *text;
    enum terr_code code = terr_json_node_optional(&text, root, "regions", err);
    if (!code && text) code = read_place(&claims->regions, text, false, claims, err);
    if (code) return code;
    if ((code = terr_json_node_optional(&claims->region_name, root, "region_name", err))) {
        return code;
    }
    if (!claims->region_name || claims->regions) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "region_name: \"%.60s\" does not go without regions",
                     claims->region_name);
}

static enum terr_code read_timezone(struct terr_claims *claims, const struct terr_json_node *root,
                                    struct terr_error *err)
{
    struct terr_timezone *timezone;
    const enum terr_code code = terr_json_node_optional(&claims->timezone, root, "timezone", err);
    if (code || !claims->timezone) return code;
    if (!terr_timezone_parse(&timezone, claims->timezone, err)) {
        terr_timezone_free(timezone);
        return TERR_OK;
    }
    if (err->code == TERR_EARG) err->code = TERR_EDATA;
    return terr_within(err, "timezone");
}

static enum terr_code read_common(struct terr_claims *claims, const struct terr_json_node *root,
                                  struct terr_error *err)
{
    enum terr_code code;
    const char *unused;
    if ((code = terr_json_node_optional(&unused, root, "$schema", err))) return code;
    if ((code = terr_json_node_optional(&unused, root, "title", err))) return code;
    if ((code = read_archive(claims, root, err))) return code;
    if ((code = read_profile(claims, root, err))) return code;
    if ((code = read_regions(claims, root, err))) return code;
    if ((code = read_timezone(claims, root, err))) return code;
    if ((code = terr_json_node_optional(&claims->zone, root, "zone", err))) return code;
    if ((code = terr_json_node_integer(&claims->lag_days, root, "lag_days", -DAYS_MAX, DAYS_MAX,
                                       err))) {
        return code;
    }
    claims->has_lag = terr_json_member(root->object, "lag_days") != NULL;
    if ((code = terr_json_node_integer(&claims->max_gap_days, root, "max_gap_days", 0, DAYS_MAX,
                                       err))) {
        return code;
    }
    claims->has_max_gap = terr_json_member(root->object, "max_gap_days") != NULL;
    return terr_claim_read_area_model(&claims->has_area_model, &claims->area_model, root, err);
}

// ---- the claims ----

// A walk over the claims in the bytes of the file, beside that over the parsed ones.
struct place {
    const char *text;    // the claim's opening brace
    const char *counted; // lines up to here are in `line`
    size_t line;
    char *number; // where the next figure's digits go
};

static size_t line_of(struct place *place)
{
    for (; place->counted < place->text; place->counted++) place->line += *place->counted == '\n';
    return place->line;
}

// Keeps the digits of the claim's value, which has been read.
static enum terr_code keep_number(struct terr_claim *claim, struct place *place,
                                  const struct terr_json_node *node, struct terr_error *err)
{
    const struct terr_json *member = terr_json_first(node->object);
    const char *text = terr_json_text_first(place->text);
    while (strcmp(terr_json_name(member), "value") != 0) {
        member = terr_json_next(member);
        text = terr_json_text_next(text);
    }
    const size_t length = terr_json_text_length(text);
    memcpy(place->number, text, length);
    claim->number = place->number;
    claim->step = terr_printed_step(claim->number);
    place->number += length + 1;
    if (isfinite(claim->step)) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "%s.value is %.40s, whose last digit is beyond all numbers",
                     node->path, claim->number);
}

static enum terr_code read_claims(struct terr_claims *claims, const struct terr_json *list,
                                  struct place *place, struct terr_error *err)
{
    const struct terr_json *element = terr_json_first(list);
    for (size_t i = 0; i < claims->count; i++, element = terr_json_next(element)) {
        struct terr_claim *claim = &claims->claims[i];
        struct terr_json_node node;
        enum terr_code code;
        claim->line = line_of(place);
        if ((code = terr_json_node_enter(&node, "claims", i, element, terr_claim_members, err)) ||
            (code = terr_claim_read(claim, &node, err)) ||
            (code = keep_number(claim, place, &node, err))) {
            if (code == TERR_ENOMEM) return code;
            return terr_claim_tell_place(err, terr_json_string(terr_json_member(element, "id")),
                                         claim->line);
        }
        place->text = terr_json_text_next(place->text);
    }
    return TERR_OK;
}

// What stands in for an end that is reckoned from the other.
static struct terr_moment moment_of_day(int32_t day)
{
    const struct terr_moment moment = {.day = day};
    return moment;
}

static enum terr_code list_dates(struct terr_claims *claims, struct terr_error *err)
{
    claims->dates = terr_memory_new(claims->count, 2 * sizeof *claims->dates, err);
    if (!claims->dates) return err->code;
    for (size_t i = 0; i < claims->count; i++) {
        const struct terr_window *window = &claims->claims[i].window;
        const struct terr_moment from = moment_of_day(window->to.day - window->days),
                                 to = moment_of_day(window->from.day + window->days);
        claims->dates[2 * i] = window->has_from ? window->from : from;
        claims->dates[2 * i + 1] = window->has_to ? window->to : to;
    }
    return TERR_OK;
}

void terr_claims_span(struct terr_span *span, const struct terr_claims *claims)
{
    const struct terr_span wanted = {
        .kind = TERR_SPAN_DATES, .dates = claims->dates, .date_count = 2 * claims->count};
    *span = wanted;
}

// By id, then by place, so that of two alike the later is told.
static int compare_ids(const void *left, const void *right)
{
    const struct terr_claim *const *a = left, *const *b = right;
    const int order = strcmp((*a)->id, (*b)->id);
    return order ? order : (*a > *b) - (*a < *b);
}

static enum terr_code check_ids(const struct terr_claims *claims, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    const struct terr_claim **sorted = terr_memory_new(claims->count, sizeof *sorted, err);
    if (!sorted) return err->code;
    for (size_t i = 0; i < claims->count; i++) sorted[i] = &claims->claims[i];
    qsort(sorted, claims->count, sizeof *sorted, compare_ids);
    for (size_t i = 1; i < claims->count && !code; i++) {
        if (strcmp(sorted[i]->id, sorted[i - 1]->id) != 0) continue;
        code = terr_fail(err, TERR_EDATA,
                         "claims[%zu].id is \"%.60s\", as is claims[%zu].id (lines %zu and %zu)",
                         (size_t)(sorted[i] - claims->claims), sorted[i]->id,
                         (size_t)(sorted[i - 1] - claims->claims), sorted[i]->line,
                         sorted[i - 1]->line);
    }
    terr_memory_free(sorted);
    return code;
}

// The value of the top-level member "claims" as it was written.
static const char *text_of_claims(const struct terr_json *root, const char *bytes)
{
    const struct terr_json *member = terr_json_first(root);
    const char *text = terr_json_text_first(terr_json_text_document(bytes));
    while (strcmp(terr_json_name(member), "claims") != 0) {
        member = terr_json_next(member);
        text = terr_json_text_next(text);
    }
    return text;
}

static enum terr_code read_list(struct terr_claims *claims, const struct terr_json_node *root,
                                const char *bytes, size_t length, struct terr_error *err)
{
    const struct terr_json *list = terr_json_member(root->object, "claims");
    claims->count = terr_json_count(list);
    if (terr_json_kind(list) != TERR_JSON_ARRAY || claims->count == 0) {
        const bool empty = terr_json_kind(list) == TERR_JSON_ARRAY;
        return terr_json_node_wrong(root, "claims", list,
                                    empty ? "a claim in it" : "an array of claims", err);
    }
    claims->claims = terr_memory_new(claims->count, sizeof *claims->claims, err);
    if (!claims->claims) return err->code;
    claims->numbers = terr_memory_new(length, 1, err); // each number has a byte behind it there too
    if (!claims->numbers) return err->code;
    struct place place = {.counted = bytes, .line = 1, .number = claims->numbers};
    place.text = terr_json_text_first(text_of_claims(root->object, bytes));
    enum terr_code code = read_claims(claims, list, &place, err);
    if (!code) code = check_ids(claims, err);
    return code ? code : list_dates(claims, err);
}

static enum terr_code read_document(struct terr_claims *claims, const char *bytes, size_t length,
                                    struct terr_error *err)
{
    static const char *const known[] = {
        "$schema",      "title",      "archive", "profile",     "zone",   "timezone", "lag_days",
        "max_gap_days", "area_model", "regions", "region_name", "claims", NULL};
    const struct terr_json_node root = {claims->document, ""};
    enum terr_code code;
    if (terr_json_kind(root.object) != TERR_JSON_OBJECT) {
        return terr_fail(err, TERR_EDATA, "the document is %s, needs an object with claims",
                         terr_json_kind_name(root.object));
    }
    if ((code = terr_json_node_check_members(&root, known, err))) return code;
    if ((code = read_common(claims, &root, err))) return code;
    return read_list(claims, &root, bytes, length, err);
}

enum terr_code terr_claims_parse(struct terr_claims **out, const char *bytes, size_t length,
                                 const char *name, struct terr_error *err)
{
    struct terr_scan scan = TERR_SCAN_INIT;
    enum terr_code code = TERR_OK;
    *out = NULL;
    struct terr_claims *claims = terr_memory_new(1, sizeof *claims, err);
    if (!claims) return err->code;
    claims->name = terr_memory_copy(name, strlen(name), err);
    if (!claims->name) code = err->code;
    // the same strict pass as for maps: what is no JSON there is none here
    if (!code) code = terr_scan_bytes(&scan, bytes, length, NULL, err);
    if (!code) {
        code = terr_json_parse(&claims->document, scan.skeleton.bytes, scan.skeleton.length, err);
    }
    if (!code) code = read_document(claims, bytes, length, err);
    terr_scan_dispose(&scan);
    if (code) {
        terr_claims_free(claims);
        return code;
    }
    *out = claims;
    return TERR_OK;
}

enum terr_code terr_claims_read(struct terr_claims **out, const char *path, struct terr_error *err)
{
    const char *name = strcmp(path, "-") == 0 ? TERR_CLAIMS_FROM_STDIN : path;
    struct terr_bytes bytes = {NULL, 0};
    *out = NULL;
    enum terr_code code = terr_file_read(&bytes, path, err);
    if (!code) code = terr_claims_parse(out, bytes.bytes, bytes.length, name, err);
    terr_bytes_dispose(&bytes);
    return code ? terr_within(err, "%s", name) : TERR_OK;
}

void terr_claims_free(struct terr_claims *claims)
{
    if (!claims) return;
    terr_json_free(claims->document);
    terr_memory_free(claims->claims);
    terr_memory_free(claims->numbers);
    terr_memory_free(claims->dates);
    terr_memory_free(claims->name);
    terr_memory_free(claims->archive);
    terr_memory_free(claims->profile);
    terr_memory_free(claims->regions);
    terr_memory_free(claims);
}
