#include <geo/source/profile_read.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/source/scan.h>
#include <stdio.h>
#include <string.h>

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
static enum terr_code read_extent(struct terr_profile *profile, const struct terr_json_node *root,
                                  struct terr_error *err)
{
    const struct terr_json *extent = terr_json_member(root->object, "extent");
    const struct terr_json *item = terr_json_first(extent);
    double *deg = profile->extent_deg;
    size_t numbers = 0;
    if (!extent) return TERR_OK;
    if (terr_json_kind(extent) != TERR_JSON_ARRAY) {
        return terr_json_node_wrong(root, "extent", extent, "an array of four numbers", err);
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

// How the publisher sums: {PROPERTY: {VALUE: VALUE}}, looked up as it stands.
static enum terr_code check_merges(const struct terr_json_node *root, struct terr_error *err)
{
    const struct terr_json *merges = terr_json_member(root->object, "merge");
    if (merges && terr_json_kind(merges) != TERR_JSON_OBJECT) {
        return terr_json_node_wrong(root, "merge", merges, "an object of properties", err);
    }
    for (const struct terr_json *property = terr_json_first(merges); property;
         property = terr_json_next(property)) {
        struct terr_json_node node = {property, ""};
        snprintf(node.path, sizeof node.path, "merge.%.60s", terr_json_name(property));
        if (terr_json_kind(property) != TERR_JSON_OBJECT) {
            return terr_fail(err, TERR_EDATA, "%s is %s, needs an object of values", node.path,
                             terr_json_kind_name(property));
        }
        for (const struct terr_json *value = terr_json_first(property); value;
             value = terr_json_next(value)) {
            if (terr_json_string(value)) continue;
            return terr_json_node_wrong(&node, terr_json_name(value), value, "a string", err);
        }
    }
    return TERR_OK;
}

static enum terr_code read_whole(struct terr_profile *profile, const struct terr_json_node *root,
                                 struct terr_error *err)
{
    const struct terr_json *whole = terr_json_member(root->object, "whole_km2");
    if (!whole) return TERR_OK;
    if (terr_json_number(&profile->whole_km2, whole) && profile->whole_km2 > 0) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "whole_km2 needs a number above 0, in km2");
}

static enum terr_code read_dates(struct terr_profile *profile, const struct terr_json_node *root,
                                 struct terr_error *err)
{
    static const char *const known[] = {"properties", "before_name", NULL};
    struct terr_json_node dates;
    enum terr_code code;
    if ((code = terr_json_node_enter_member(&dates, root, "dates", known, err))) return code;
    if (!dates.object) return TERR_OK;
    if ((code = terr_json_node_texts(&profile->date_properties, &dates, "properties", err)))
        return code;
    return terr_json_node_flag(&profile->date_beats_name, &dates, "before_name", err);
}

// A URL that is the same for every day would be a source of one map.
static bool names_a_day(const char *url)
{
    return strstr(url, "{YYYYMMDD}") ||
           (strstr(url, "{YYYY}") && strstr(url, "{MM}") && strstr(url, "{DD}"));
}

static enum terr_code read_remote(struct terr_profile *profile, const struct terr_json_node *root,
                                  struct terr_error *err)
{
    static const char *const known[] = {"url", "first", NULL};
    const char *url;
    struct terr_json_node remote;
    enum terr_code code;
    if ((code = terr_json_node_enter_member(&remote, root, "remote", known, err))) return code;
    if (!remote.object) return TERR_OK;
    if ((code = terr_json_node_text(&url, &remote, "url", err))) return code;
    if (!names_a_day(url)) {
        return terr_json_node_wrong_text(&remote, "url", url,
                                         "{YYYYMMDD} in it, or {YYYY}, {MM} and {DD}", err);
    }
    profile->remote_url = url;
    return terr_json_node_day(&profile->remote_first_day, &remote, "first", err);
}

// How the map lies in the document.
static enum terr_code read_form(struct terr_profile *profile, const struct terr_json_node *root,
                                struct terr_error *err)
{
    static const char *const known[] = {"collection", "rings", "axes", NULL};
    struct terr_form *form = &profile->form;
    struct terr_json_node document;
    const char *axes;
    enum terr_code code;
    if ((code = terr_json_node_enter_member(&document, root, "document", known, err))) return code;
    if ((code = terr_json_node_optional(&form->collection, &document, "collection", err)))
        return code;
    if ((code = terr_json_node_optional_texts(&form->rings, &document, "rings", err))) return code;
    if ((code = terr_json_node_optional(&axes, &document, "axes", err))) return code;
    if (form->collection && form->rings.count > 0) {
        return terr_fail(err, TERR_EDATA,
                         "document has \"collection\" and \"rings\", needs one of them");
    }
    form->latitude_first = axes && strcmp(axes, "latitude-first") == 0;
    if (!axes || form->latitude_first || strcmp(axes, "longitude-first") == 0) return TERR_OK;
    return terr_json_node_wrong_text(&document, "axes", axes, "latitude-first or longitude-first",
                                     err);
}

// What the profile says besides which feature has which status.
static enum terr_code read_source(struct terr_profile *profile, const struct terr_json_node *root,
                                  struct terr_error *err)
{
    enum terr_code code;
    profile->has_since = terr_json_member(root->object, "since") != NULL;
    if ((code = terr_json_node_word(&profile->name, root, "name", err))) return code;
    if ((code = terr_json_node_text(&profile->title, root, "title", err))) return code;
    if ((code = terr_json_node_optional(&profile->attribution, root, "attribution", err)))
        return code;
    if ((code = terr_json_node_optional(&profile->note, root, "note", err))) return code;
    if ((code = terr_json_node_text(&profile->timezone, root, "timezone", err))) return code;
    if ((code = terr_json_node_optional(&profile->timezone_rule, root, "timezone_rule", err))) {
        return code;
    }
    if (profile->has_since &&
        (code = terr_json_node_day(&profile->since_day, root, "since", err))) {
        return code;
    }
    if ((code = read_extent(profile, root, err))) return code;
    if ((code = read_form(profile, root, err))) return code;
    if ((code = read_dates(profile, root, err))) return code;
    if ((code = read_remote(profile, root, err))) return code;
    if ((code = check_merges(root, err))) return code;
    if ((code = read_whole(profile, root, err))) return code;
    if ((code = terr_json_node_flag(&profile->is_fallback, root, "fallback", err))) return code;
    if ((code = terr_json_node_optional_texts(&profile->describe, root, "describe", err)))
        return code;
    return terr_json_node_optional_texts(&profile->layers, root, "layers", err);
}

static enum terr_code read_profile(struct terr_profile *profile, struct terr_error *err)
{
    static const char *const known[] = {"name",      "title",         "attribution", "note",
                                        "timezone",  "timezone_rule", "extent",      "since",
                                        "document",  "recognise",     "fallback",    "dates",
                                        "layers",    "describe",      "merge",       "remote",
                                        "whole_km2", "zones",         "rules",       NULL};
    const struct terr_json_node root = {profile->document, ""};
    enum terr_code code = TERR_OK;
    if (terr_json_kind(root.object) != TERR_JSON_OBJECT) {
        return terr_fail(err, TERR_EDATA, "the profile is %s, needs an object",
                         terr_json_kind_name(root.object));
    }
    if ((code = terr_json_node_check_members(&root, known, err))) return code;
    if ((code = read_source(profile, &root, err))) return code;
    if ((code = terr_profile_read_signs(profile, &root, err))) return code;
    if ((code = terr_profile_read_rules(profile, &root, err))) return code;
    return terr_profile_read_zones(profile, &root, err);
}

enum terr_code terr_profile_parse(struct terr_profile **out, const char *text, size_t length,
                                  struct terr_error *err)
{
    struct terr_scan scan = TERR_SCAN_INIT;
    *out = NULL;
    struct terr_profile *profile = terr_memory_new(1, sizeof *profile, err);
    if (!profile) return err->code;

    // the same strict pass as for maps: what is no JSON there is none here
    enum terr_code code = terr_scan_bytes(&scan, text, length, NULL, err);
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
