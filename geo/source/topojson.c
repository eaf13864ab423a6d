#include <geo/source/topojson.h>

#include <geo/base/json.h>
#include <geo/source/scan.h>
#include <math.h>
#include <string.h>

static bool is_number(const struct terr_json *value)
{
    double number;
    return terr_json_number(&number, value);
}

static enum terr_code check_arc(const struct terr_json *arc, struct terr_error *err)
{
    if (terr_json_kind(arc) != TERR_JSON_ARRAY || terr_json_count(arc) < 2) {
        return terr_fail(err, TERR_EDATA, "an arc needs at least 2 positions");
    }
    size_t i = 0;
    for (const struct terr_json *at = terr_json_first(arc); at; at = terr_json_next(at), i++) {
        const struct terr_json *x = terr_json_first(at);
        if (terr_json_kind(at) == TERR_JSON_ARRAY && is_number(x) && is_number(terr_json_next(x))) {
            continue;
        }
        return terr_fail(err, TERR_EDATA, "position %zu needs two numbers", i);
    }
    return TERR_OK;
}

static enum terr_code check_arcs(const struct terr_json *arcs, struct terr_error *err)
{
    if (terr_json_kind(arcs) != TERR_JSON_ARRAY) {
        return terr_fail(err, TERR_EDATA, "\"arcs\" is %s, needs an array",
                         arcs ? terr_json_kind_name(arcs) : "missing");
    }
    size_t i = 0;
    for (const struct terr_json *arc = terr_json_first(arcs); arc; arc = terr_json_next(arc), i++) {
        if (check_arc(arc, err)) return terr_within(err, "arcs[%zu]", i);
    }
    return TERR_OK;
}

// Indexes of arcs, inside `depth` arrays; ~index is the arc backwards.
static enum terr_code check_indexes(const struct terr_json *value, int depth, size_t arc_count,
                                    struct terr_error *err)
{
    double index;
    if (depth == 0) {
        if (terr_json_number(&index, value) && index == floor(index) && index < (double)arc_count &&
            index >= -(double)arc_count) {
            return TERR_OK;
        }
        return terr_fail(err, TERR_EDATA, "needs the numbers of arcs, of which there are %zu",
                         arc_count);
    }
    if (terr_json_kind(value) != TERR_JSON_ARRAY || terr_json_count(value) == 0) {
        return terr_fail(err, TERR_EDATA, "its \"arcs\" need arrays, and none empty");
    }
    for (const struct terr_json *item = terr_json_first(value); item; item = terr_json_next(item)) {
        const enum terr_code code = check_indexes(item, depth - 1, arc_count, err);
        if (code) return code;
    }
    return TERR_OK;
}

static enum terr_code check_geometry(const struct terr_json *geometry, size_t arc_count,
                                     struct terr_error *err)
{
    static const struct {
        const char *type;
        int depth; // of arrays around the numbers of arcs; 0 where it has none
    } types[] = {{"Point", 0},           {"MultiPoint", 0}, {"LineString", 1},
                 {"MultiLineString", 2}, {"Polygon", 2},    {"MultiPolygon", 3}};
    const struct terr_json *member = terr_json_member(geometry, "type");
    const char *type = terr_json_string(member);
    if (terr_json_kind(geometry) != TERR_JSON_OBJECT || !member) {
        return terr_fail(err, TERR_EDATA, "is no geometry");
    }
    if (!type && terr_json_kind(member) == TERR_JSON_NULL) return TERR_OK;
    if (type && strcmp(type, "GeometryCollection") == 0) {
        const struct terr_json *items = terr_json_member(geometry, "geometries");
        size_t i = 0;
        for (const struct terr_json *at = terr_json_first(items); at; at = terr_json_next(at)) {
            if (check_geometry(at, arc_count, err)) {
                return terr_within(err, "geometries[%zu]", i);
            }
            i++;
        }
        return TERR_OK;
    }
    for (size_t i = 0; type && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(type, types[i].type) != 0) continue;
        if (types[i].depth == 0) return TERR_OK;
        return check_indexes(terr_json_member(geometry, "arcs"), types[i].depth, arc_count, err);
    }
    return terr_fail(err, TERR_EDATA, "its type is \"%.60s\", which TopoJSON lacks",
                     type ? type : terr_json_kind_name(member));
}

static enum terr_code check_topology(const struct terr_json *root, struct terr_error *err)
{
    const struct terr_json *arcs = terr_json_member(root, "arcs");
    const struct terr_json *objects = terr_json_member(root, "objects");
    const char *type = terr_json_string(terr_json_member(root, "type"));
    if (!type || strcmp(type, "Topology") != 0) {
        return terr_fail(err, TERR_EDATA, "its \"type\" is not \"Topology\"");
    }
    if (terr_json_kind(objects) != TERR_JSON_OBJECT) {
        return terr_fail(err, TERR_EDATA, "it has no \"objects\"");
    }
    enum terr_code code = check_arcs(arcs, err);
    for (const struct terr_json *at = terr_json_first(objects); at && !code;
         at = terr_json_next(at)) {
        code = check_geometry(at, terr_json_count(arcs), err);
        if (code) (void)terr_within(err, "objects.%.60s", terr_json_name(at));
    }
    return code;
}

enum terr_code terr_topojson_check(const char *bytes, size_t length, struct terr_error *err)
{
    struct terr_scan scan = TERR_SCAN_INIT;
    struct terr_json *document = NULL;
    enum terr_code code = terr_scan_bytes(&scan, bytes, length, NULL, err);
    if (!code) code = terr_json_parse(&document, scan.skeleton.bytes, scan.skeleton.length, err);
    if (!code) code = check_topology(document, err);
    terr_json_free(document);
    terr_scan_dispose(&scan);
    return code;
}
