#include <geo/source/document.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/shape/projection.h>
#include <geo/source/geojson.h>
#include <geo/source/profile_fields.h>
#include <geo/source/scan.h>
#include <geo/source/snapshot_fields.h>
#include <string.h>

// ---- coordinate systems ----

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

// Names of longitude and latitude on WGS 84, which no library is asked about.
static bool is_wgs84(const char *name)
{
    static const char *const ends[] = {":CRS84", "/CRS84", "/EPSG/0/4326", "EPSG:4326",
                                       "EPSG::4326"};
    if (strcmp(name, "CRS84") == 0) return true;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (ends_with(name, ends[i])) return true;
    }
    return false;
}

// The "crs" member of GeoJSON 2008; `*out` is NULL where coordinates are used as they are.
static enum terr_code find_crs(struct terr_projection **out, struct terr_document_reader *reader,
                               const struct terr_json *root)
{
    const struct terr_json *crs = terr_json_member(root, "crs");
    *out = NULL;
    if (terr_json_kind(crs) == TERR_JSON_NULL) return TERR_OK;
    reader->crs = terr_json_string(terr_json_member(terr_json_member(crs, "properties"), "name"));
    if (!reader->crs) {
        return terr_fail(reader->err, TERR_EDATA,
                         "\"crs\" names no coordinate system, needs one such as CRS84 or "
                         "EPSG:32636");
    }
    if (is_wgs84(reader->crs)) return TERR_OK;
    terr_snapshot_last_part(reader->snapshot)->part.by_proj = true;
    if (terr_projection_new(out, reader->crs, reader->err)) {
        return terr_within(reader->err, "\"crs\"");
    }
    if (terr_projection_is_geographic_wgs84(*out)) {
        terr_projection_free(*out);
        *out = NULL;
    }
    reader->is_projected = *out != NULL;
    return TERR_OK;
}

// Turns the coordinates of the features from `first` on into longitude and latitude.
static enum terr_code unproject(struct terr_document_reader *reader,
                                struct terr_projection *projection, size_t first)
{
    for (size_t i = first; i < reader->snapshot->count; i++) {
        struct terr_feature *feature = &reader->snapshot->features[i];
        if (terr_snapshot_unproject(feature, projection, reader->err)) {
            return terr_within(reader->err, "features[%zu]", i - first);
        }
    }
    return TERR_OK;
}

// ---- lists of rings ----

// Makes polygon `index` of a block of rings the shape of a feature.
static enum terr_code take_ring(struct terr_multipolygon *out, const struct terr_block *block,
                                size_t index, struct terr_error *err)
{
    const struct terr_multipolygon *shape = &block->shape;
    enum terr_code code = TERR_OK;
    const size_t start = index ? shape->ring_ends[index - 1] : 0;
    for (size_t i = start; i < shape->ring_ends[index] && !code; i++) {
        code =
            terr_multipolygon_add_point(out, shape->coords[2 * i], shape->coords[2 * i + 1], err);
    }
    if (!code) code = terr_multipolygon_end_ring(out, err);
    return code ? code : terr_multipolygon_end_polygon(out, err);
}

// What is wrong with a block of rings.
static enum terr_code check_rings(struct terr_document_reader *reader, const char *name,
                                  const struct terr_block *block)
{
    enum terr_code code = TERR_OK;
    size_t ring = block->shape.polygon_count;
    if (block->fault) {
        code = terr_lexer_fail(&reader->lexer, block->fault_offset, TERR_EDATA, reader->err, "%s",
                               block->fault);
    } else if (block->depth != 0 && block->depth != 3) {
        return terr_lexer_fail(
            &reader->lexer, block->offset, TERR_EDATA, reader->err,
            "the positions of \"%s\" lie inside %u arrays, a list of rings has 2", name,
            block->depth - 1);
    } else {
        code = terr_geojson_check_range(reader, block);
        ring = block->range_polygon;
    }
    return code ? terr_within(reader->err, "%s[%zu]", name, ring) : TERR_OK;
}

static enum terr_code read_rings(struct terr_document_reader *reader,
                                 const struct terr_json *member)
{
    double number = 0;
    const char *name = terr_json_name(member);
    // the scan has put the number of the member's block in its place
    if (!terr_json_number(&number, member)) return TERR_OK;
    const struct terr_block *block = &reader->scan->blocks[(size_t)number];
    enum terr_code code = check_rings(reader, name, block);
    for (size_t i = 0; i < block->shape.polygon_count && !code; i++) {
        struct terr_feature *feature = terr_snapshot_add_feature(reader->snapshot, reader->err);
        if (!feature) return reader->err->code;
        feature->kind = TERR_FEATURE_POLYGONS;
        feature->layer = name;
        code = take_ring(&feature->shape, block, i, reader->err);
    }
    return code;
}

// ---- where the map lies ----

// Where in a document a profile says that its map lies.
struct location {
    const struct terr_form *form;
    const struct terr_json *member; // the first that is there; NULL: none is
};

static struct location find_by(const struct terr_profile *profile, const struct terr_json *document)
{
    const struct terr_form *form = &profile->form;
    struct location location = {form, NULL};
    if (form->collection) location.member = terr_json_member(document, form->collection);
    for (size_t i = 0; i < form->rings.count && !location.member; i++) {
        location.member = terr_json_member(document, form->rings.items[i]);
    }
    return location;
}

static enum terr_code find_map(struct location *out, struct terr_document_reader *reader,
                               const struct terr_json *document,
                               const struct terr_profile *const *profiles, size_t count)
{
    *out = (struct location){NULL, NULL};
    if (terr_json_member(document, "type")) return TERR_OK;
    for (size_t i = 0; i < count; i++) {
        const struct location found = find_by(profiles[i], document);
        if (!found.member) continue;
        if (out->member && out->member != found.member) {
            return terr_fail(reader->err, TERR_EDATA,
                             "a map may lie in \"%s\" and in \"%s\"; choose with --profile which",
                             terr_json_name(out->member), terr_json_name(found.member));
        }
        *out = found;
    }
    return TERR_OK;
}

// ---- documents that hold no map ----

// A server's {"error": ...}, which it sends with the status of success.
static enum terr_code holds_error(struct terr_document_reader *reader,
                                  const struct terr_json *error)
{
    double code;
    const char *text = terr_json_string(error);
    if (!text) text = terr_json_string(terr_json_member(error, "message"));
    if (terr_json_number(&code, terr_json_member(error, "code"))) {
        return terr_fail(reader->err, TERR_EDATA,
                         "holds an error instead of a map: code %.0f, \"%.200s\"", code,
                         text ? text : "error");
    }
    return terr_fail(reader->err, TERR_EDATA, "holds an error instead of a map: \"%.200s\"",
                     text ? text : "error");
}

// Why a document without "type" is no map.
static enum terr_code no_map(struct terr_document_reader *reader, const struct terr_json *document,
                             const struct terr_profile *const *profiles, size_t count)
{
    const struct terr_json *error = terr_json_member(document, "error");
    if (terr_json_kind(document) != TERR_JSON_OBJECT) {
        return terr_fail(reader->err, TERR_EDATA, "the document is %s, needs a GeoJSON object",
                         terr_json_kind_name(document));
    }
    if (error) return holds_error(reader, error);
    if (terr_json_member(document, "geometryType") ||
        terr_json_member(document, "spatialReference")) {
        return terr_fail(reader->err, TERR_EDATA,
                         "is JSON of Esri's own, needs GeoJSON: ask the server for f=geojson");
    }
    if (count == 1 && profiles[0]->form.collection) {
        return terr_fail(reader->err, TERR_EDATA,
                         "\"type\" is missing, needs a map in it or in \"%s\"",
                         profiles[0]->form.collection);
    }
    if (count == 1 && profiles[0]->form.rings.count > 0) {
        return terr_fail(reader->err, TERR_EDATA, "\"%s\" is missing, needs a list of rings",
                         profiles[0]->form.rings.items[0]);
    }
    return terr_fail(reader->err, TERR_EDATA, "\"type\" is missing, needs \"FeatureCollection\"");
}

// ArcGIS tells an answer that it cut short only by this member.
static enum terr_code check_complete(struct terr_document_reader *reader,
                                     const struct terr_json *root)
{
    static const char name[] = "exceededTransferLimit";
    if (!terr_json_is_true(terr_json_member(root, name)) &&
        !terr_json_is_true(terr_json_member(terr_json_member(root, "properties"), name))) {
        return TERR_OK;
    }
    return terr_fail(reader->err, TERR_EDATA,
                     "the server left features out (\"%s\" is true); page the query with "
                     "resultOffset and put the pages into one map",
                     name);
}

// ---- the document ----

static enum terr_code read_map(struct terr_document_reader *reader, struct location location,
                               const struct terr_json *root)
{
    enum terr_code code = check_complete(reader, root);
    if (code) return code;
    if (!location.member || location.form->collection) return terr_geojson_read(reader, root);
    const struct terr_texts *rings = &location.form->rings;
    for (size_t i = 0; i < rings->count && !code; i++) {
        const struct terr_json *member = terr_json_member(root, rings->items[i]);
        if (member) code = read_rings(reader, member);
    }
    return code;
}

static enum terr_code read_document(struct terr_document_reader *reader,
                                    struct terr_snapshot_part *part,
                                    const struct terr_profile *const *profiles, size_t count)
{
    struct location location;
    struct terr_projection *projection = NULL;
    const size_t first = reader->snapshot->count;
    part->root = part->document;
    enum terr_code code = find_map(&location, reader, part->document, profiles, count);
    if (code) return code;
    if (!location.member && !terr_json_member(part->document, "type")) {
        return no_map(reader, part->document, profiles, count);
    }
    if (location.member && location.form->collection) {
        part->root = location.member;
        if (terr_json_kind(part->root) != TERR_JSON_OBJECT) {
            return terr_fail(reader->err, TERR_EDATA, "\"%s\" is %s, needs a GeoJSON object",
                             location.form->collection, terr_json_kind_name(part->root));
        }
    }
    code = find_crs(&projection, reader, part->root);
    if (!code) code = read_map(reader, location, part->root);
    if (!code && projection) code = unproject(reader, projection, first);
    terr_projection_free(projection);
    return code;
}

// Lists what the scan is to read as rings.
static enum terr_code list_rings(struct terr_scan_rings **out, struct terr_scan_options *options,
                                 const struct terr_profile *const *profiles, size_t count,
                                 struct terr_error *err)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++) total += profiles[i]->form.rings.count;
    *out = terr_memory_new(total, sizeof **out, err);
    if (!*out) return err->code;
    for (size_t i = 0; i < count; i++) {
        const struct terr_form *form = &profiles[i]->form;
        for (size_t k = 0; k < form->rings.count; k++) {
            struct terr_scan_rings *rings = &(*out)[options->ring_count++];
            rings->name = form->rings.items[k];
            rings->latitude_first = form->latitude_first;
        }
    }
    options->rings = *out;
    options->latitude_first = count == 1 && total == 0 && profiles[0]->form.latitude_first;
    return TERR_OK;
}

enum terr_code terr_document_read(struct terr_snapshot *snapshot, const char *bytes, size_t length,
                                  const struct terr_profile *const *profiles, size_t count,
                                  struct terr_error *err)
{
    struct terr_scan scan = TERR_SCAN_INIT;
    struct terr_scan_options options = {NULL, 0, false, snapshot->polygons_only};
    struct terr_scan_rings *rings = NULL;
    struct terr_document_reader reader = {snapshot, &scan, {bytes, length, 0}, 0, NULL, false, err};
    struct terr_snapshot_part *part = terr_snapshot_last_part(snapshot);
    enum terr_code code = list_rings(&rings, &options, profiles, count, err);
    if (!code) code = terr_scan_bytes(&scan, bytes, length, &options, err);
    if (!code) {
        code = terr_json_parse(&part->document, scan.skeleton.bytes, scan.skeleton.length, err);
    }
    if (!code) code = read_document(&reader, part, profiles, count);
    terr_memory_free(rings);
    terr_scan_dispose(&scan);
    return code;
}
