#include <geo/source/reader.h>

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/source/builtin_profiles.h>
#include <geo/source/document.h>
#include <geo/source/file_date.h>
#include <geo/source/ogr.h>
#include <geo/source/profile_fields.h>
#include <geo/source/snapshot_fields.h>
#include <geo/source/topojson.h>
#include <geo/source/virtual_file.h>
#include <string.h>

// ---- the guide ----

struct terr_guide terr_guide_of(const struct terr_profile_list *list)
{
    const struct terr_guide guide = {(const struct terr_profile *const *)list->items, list->count};
    return guide;
}

// The guide of one document: the one that was given, or all built-in profiles.
struct loan {
    struct terr_guide guide;
    struct terr_profile_list builtin; // empty where a guide was given
};

static enum terr_code loan_init(struct loan *loan, const struct terr_guide *given,
                                struct terr_error *err)
{
    memset(loan, 0, sizeof *loan);
    if (given) {
        loan->guide = *given;
        return TERR_OK;
    }
    const enum terr_code code = terr_profile_list_builtin(&loan->builtin, err);
    loan->guide = terr_guide_of(&loan->builtin);
    return code;
}

// ---- layers ----

// The layer of one of the profiles that a path, or the name of a layer in a file, tells; the
// longest. NULL where it tells none.
static const char *find_layer(const char *text, const struct terr_guide *guide)
{
    const char *found = NULL;
    for (size_t i = 0; text && i < guide->count; i++) {
        const char *layer = terr_profile_layer_in_path(guide->profiles[i], text);
        if (layer && (!found || strlen(layer) > strlen(found))) found = layer;
    }
    return found;
}

// Gives a part the layer that it is, where the profiles know it: by what its reader says, else by
// its path. What no profile knows stays as the reader has told it.
static enum terr_code settle_layer(struct terr_snapshot_part *part, const struct terr_guide *guide,
                                   struct terr_error *err)
{
    const char *found = find_layer(part->layer, guide);
    if (!found) found = find_layer(part->path, guide);
    if (!found) return TERR_OK;
    char *layer = terr_memory_copy(found, strlen(found), err);
    if (!layer) return err->code;
    terr_memory_free(part->layer);
    part->layer = layer;
    part->part.layer = layer;
    return TERR_OK;
}

static enum terr_code settle_layers(struct terr_snapshot *snapshot, size_t first,
                                    const struct terr_guide *guide, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = first; i < snapshot->part_count && !code; i++) {
        code = settle_layer(&snapshot->parts[i], guide, err);
    }
    return code;
}

// ---- bytes ----

static enum terr_code add_bytes(struct terr_snapshot *snapshot, const char *path, const char *bytes,
                                size_t length, const struct terr_guide *guide,
                                struct terr_error *err)
{
    const enum terr_code code = terr_snapshot_add_part(snapshot, path, err);
    if (code) return code;
    if (!snapshot->undigested) {
        struct terr_part *part = &terr_snapshot_last_part(snapshot)->part;
        terr_digest_of(part->digest, bytes, length);
        part->size = length;
    }
    (void)terr_times_enter(snapshot->times, TERR_PHASE_SCAN);
    return terr_document_read(snapshot, bytes, length, guide->profiles, guide->count, err);
}

enum terr_code terr_snapshot_add_bytes(struct terr_snapshot *snapshot, const char *path,
                                       const char *bytes, size_t length,
                                       const struct terr_guide *guide, struct terr_error *err)
{
    const size_t first = snapshot->part_count;
    struct loan loan;
    enum terr_code code = loan_init(&loan, guide, err);
    if (!code) code = add_bytes(snapshot, path, bytes, length, &loan.guide, err);
    if (!code) code = settle_layers(snapshot, first, &loan.guide, err);
    terr_profile_list_dispose(&loan.builtin);
    return code;
}

// ---- files ----

static bool is_packed(const char *path)
{
    return terr_path_has_extension(path, ".geojson.gz") ||
           terr_path_has_extension(path, ".json.gz");
}

// A map that is one document, not a bundle of them.
static bool is_document(const char *path)
{
    return terr_path_has_extension(path, ".geojson") || terr_path_has_extension(path, ".json") ||
           terr_path_has_extension(path, ".topojson") || is_packed(path) || terr_ogr_reads(path);
}

bool terr_reader_reads(const char *path)
{
    return is_document(path) || terr_virtual_path_is_bundle(path);
}

bool terr_reader_needs_regular(const char *path)
{
    return terr_ogr_reads(path) || is_packed(path) || terr_virtual_path_is_bundle(path);
}

// How far from its beginning the type of a TopoJSON file is looked for. GDAL looks as far.
#define TYPE_REACH 6000

static bool is_space(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

// Goes behind `word`, and white space before it; false where something else comes.
static bool skip(const char **at, const char *end, const char *word)
{
    const size_t length = strlen(word);
    while (*at < end && is_space(**at)) (*at)++;
    if ((size_t)(end - *at) < length || memcmp(*at, word, length) != 0) return false;
    *at += length;
    return true;
}

// TopoJSON is mostly named .json. A GeoJSON file may hold the word too, as a name or a value.
static bool is_topology(const struct terr_bytes *file)
{
    const char *end = file->bytes + (file->length < TYPE_REACH ? file->length : TYPE_REACH);
    for (const char *start = file->bytes; start < end; start++) {
        const char *at = start;
        if (*start != '"' || !skip(&at, end, "\"type\"") || !skip(&at, end, ":")) continue;
        return skip(&at, end, "\"Topology\"");
    }
    return false;
}

// Of a file that was unpacked, or lies in a bundle.
static enum terr_code tell_packed(struct terr_snapshot *snapshot, const char *path, bool is_virtual,
                                  struct terr_error *err)
{
    struct terr_part *part = &terr_snapshot_last_part(snapshot)->part;
    part->by_gdal = true;
    if (is_virtual || snapshot->undigested) return TERR_OK;
    // the digest is that of the file, as sha256sum gives it
    return terr_virtual_file_digest(part->digest, &part->size, path, err);
}

static enum terr_code add_json_file(struct terr_snapshot *snapshot, const char *path,
                                    const struct terr_guide *guide, struct terr_error *err)
{
    struct terr_bytes file = {NULL, 0};
    const bool packed = is_packed(path), is_virtual = terr_virtual_path_is(path);
    enum terr_code code = packed || is_virtual ? terr_virtual_file_read(&file, path, err)
                                               : terr_file_read(&file, path, err);
    if (!code && !packed && is_topology(&file)) {
        code = terr_topojson_check(file.bytes, file.length, err);
        if (!code) code = terr_ogr_read_as(snapshot, path, "TopoJSON", err);
    } else if (!code) {
        code = add_bytes(snapshot, path, file.bytes, file.length, guide, err);
        if (!code && (packed || is_virtual)) code = tell_packed(snapshot, path, is_virtual, err);
    }
    terr_bytes_dispose(&file);
    return code;
}

static enum terr_code add_document(struct terr_snapshot *snapshot, const char *path,
                                   const struct terr_guide *guide, struct terr_error *err)
{
    return terr_ogr_reads(path) ? terr_ogr_read(snapshot, path, err)
                                : add_json_file(snapshot, path, guide, err);
}

// A shapefile has no digest, being several files; what it is packed in has one.
static enum terr_code lend_digest(struct terr_snapshot *snapshot, size_t first, const char *path,
                                  struct terr_error *err)
{
    char digest[TERR_DIGEST_SIZE] = "";
    uint64_t size = 0;
    for (size_t i = first; i < snapshot->part_count; i++) {
        struct terr_part *part = &snapshot->parts[i].part;
        if (part->digest[0] != '\0') continue;
        if (digest[0] == '\0' && terr_virtual_file_digest(digest, &size, path, err)) {
            return err->code;
        }
        memcpy(part->digest, digest, sizeof digest);
        part->size = size;
    }
    return TERR_OK;
}

static enum terr_code add_bundle(struct terr_snapshot *snapshot, const char *path,
                                 const struct terr_guide *guide, struct terr_error *err)
{
    const size_t first = snapshot->part_count;
    struct terr_paths members = {NULL, 0, 0};
    enum terr_code code = terr_virtual_file_members(&members, path, is_document, err);
    for (size_t i = 0; i < members.count && !code; i++) {
        const char *member = members.paths[i];
        code = add_document(snapshot, member, guide, err);
        if (code) (void)terr_within(err, "%s", member);
    }
    terr_paths_dispose(&members);
    if (!code && !snapshot->undigested && !terr_virtual_path_is(path)) {
        code = lend_digest(snapshot, first, path, err);
    }
    return code;
}

enum terr_code terr_snapshot_add_file(struct terr_snapshot *snapshot, const char *path,
                                      const struct terr_guide *guide, struct terr_error *err)
{
    const size_t first = snapshot->part_count;
    struct loan loan;
    enum terr_code code = loan_init(&loan, guide, err);
    if (!code) {
        code = terr_virtual_path_is_bundle(path) ? add_bundle(snapshot, path, &loan.guide, err)
                                                 : add_document(snapshot, path, &loan.guide, err);
    }
    if (!code && snapshot->part_count == first) {
        code = terr_fail(err, TERR_EDATA, "holds no map: no layer that has geometry");
    }
    if (!code) code = settle_layers(snapshot, first, &loan.guide, err);
    terr_profile_list_dispose(&loan.builtin);
    return code;
}

// ---- many maps in one file ----

static bool has_date(const char *path)
{
    struct terr_moment moment;
    struct terr_error fault; // a date that does not exist is told where the map is read
    bool found = false;
    return terr_file_date(&found, &moment, terr_path_name(path), &fault) || found;
}

// A .kmz or .shz is one map, whatever its insides are called.
static bool is_one_map(const char *path)
{
    return terr_path_has_extension(path, ".kmz") || terr_path_has_extension(path, ".shz");
}

enum terr_code terr_reader_expand(struct terr_paths *out, const char *path, struct terr_error *err)
{
    struct terr_paths members = {NULL, 0, 0};
    bool dated = false;
    const bool is_bundle = terr_virtual_path_is_bundle(path) && !is_one_map(path);
    const bool is_folder = !is_bundle && !is_one_map(path) && terr_virtual_path_is(path) &&
                           terr_virtual_file_is_folder(path);
    if (!is_bundle && !is_folder) return terr_paths_add(out, path, err);
    enum terr_code code = terr_virtual_file_members(&members, path, is_document, err);
    if (!code && is_folder && members.count == 0) {
        code = terr_fail(err, TERR_EDATA, "the folder holds no map");
    }
    if (code) (void)terr_within(err, "%s", path);
    for (size_t i = 0; i < members.count && !dated; i++) dated = has_date(members.paths[i]);
    const bool apart = dated || is_folder;
    if (!code && !apart) code = terr_paths_add(out, path, err);
    for (size_t i = 0; i < members.count && apart && !code; i++) {
        code = terr_paths_add(out, members.paths[i], err);
    }
    terr_paths_dispose(&members);
    return code;
}
