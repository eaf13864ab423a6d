#include <geo/source/snapshot.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/shape/projection.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>
#include <math.h>
#include <string.h>

// Numbers of Unix seconds that are taken for dates: 1973 to 2286, as in file names.
#define UNIX_SECONDS_MIN 1e8
#define UNIX_SECONDS_MAX 1e10

enum terr_code terr_snapshot_new(struct terr_snapshot **out, struct terr_error *err)
{
    *out = terr_memory_new(1, sizeof **out, err);
    return *out ? TERR_OK : err->code;
}

enum terr_code terr_snapshot_add_part(struct terr_snapshot *snapshot, const char *path,
                                      struct terr_error *err)
{
    struct terr_snapshot_part *parts = terr_memory_grow(
        snapshot->parts, &snapshot->part_capacity, snapshot->part_count + 1, sizeof *parts, err);
    if (!parts) return err->code;
    snapshot->parts = parts;
    struct terr_snapshot_part *part = &parts[snapshot->part_count];
    memset(part, 0, sizeof *part);
    part->path = terr_memory_copy(path, strlen(path), err);
    if (!part->path) return err->code;
    part->part.path = part->path;
    snapshot->part_count++;
    return TERR_OK;
}

struct terr_snapshot_part *terr_snapshot_last_part(const struct terr_snapshot *snapshot)
{
    return &snapshot->parts[snapshot->part_count - 1];
}

struct terr_feature *terr_snapshot_add_feature(struct terr_snapshot *snapshot,
                                               struct terr_error *err)
{
    struct terr_feature *features = terr_memory_grow(snapshot->features, &snapshot->capacity,
                                                     snapshot->count + 1, sizeof *features, err);
    if (!features) return NULL;
    snapshot->features = features;
    struct terr_feature *feature = &features[snapshot->count++];
    memset(feature, 0, sizeof *feature);
    feature->part = snapshot->part_count - 1;
    return feature;
}

enum terr_code terr_snapshot_parse(struct terr_snapshot **out, const char *bytes, size_t length,
                                   struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    *out = NULL;
    enum terr_code code = terr_snapshot_new(&snapshot, err);
    if (!code) code = terr_snapshot_add_bytes(snapshot, "", bytes, length, NULL, err);
    if (code) {
        terr_snapshot_free(snapshot);
        return code;
    }
    *out = snapshot;
    return TERR_OK;
}

void terr_snapshot_settle_feature(struct terr_snapshot *snapshot, struct terr_feature *feature,
                                  size_t ignored_before)
{
    if (feature->shape.polygon_count > 0) {
        feature->kind = TERR_FEATURE_POLYGONS;
        feature->ignored_parts = snapshot->ignored_parts - ignored_before;
    } else {
        feature->kind = TERR_FEATURE_IGNORED;
        snapshot->ignored_parts = ignored_before;
    }
}

// A point goes to the projection as a shape of that point alone.
static enum terr_code unproject_point(struct terr_feature *feature,
                                      struct terr_projection *projection, struct terr_error *err)
{
    double coords[2] = {feature->lon_deg, feature->lat_deg};
    struct terr_multipolygon alone = {.coords = coords, .point_count = 1};
    struct terr_error cause;
    const enum terr_code code = terr_projection_unproject(projection, &alone, &cause);
    if (code && code != TERR_EDATA) {
        *err = cause;
        return code;
    }
    feature->is_point = code == TERR_OK;
    feature->lon_deg = coords[0];
    feature->lat_deg = coords[1];
    return TERR_OK;
}

enum terr_code terr_snapshot_unproject(struct terr_feature *feature,
                                       struct terr_projection *projection, struct terr_error *err)
{
    if (feature->is_point) return unproject_point(feature, projection, err);
    return terr_projection_unproject(projection, &feature->shape, err);
}

void terr_snapshot_free(struct terr_snapshot *snapshot)
{
    if (!snapshot) return;
    for (size_t i = 0; i < snapshot->count; i++) {
        terr_multipolygon_dispose(&snapshot->features[i].shape);
    }
    for (size_t i = 0; i < snapshot->status_count; i++) terr_memory_free(snapshot->statuses[i]);
    terr_memory_free(snapshot->statuses);
    terr_memory_free(snapshot->features);
    for (size_t i = 0; i < snapshot->part_count; i++) {
        terr_memory_free(snapshot->parts[i].path);
        terr_memory_free(snapshot->parts[i].layer);
        terr_json_free(snapshot->parts[i].document);
    }
    terr_memory_free(snapshot->parts);
    terr_memory_free(snapshot);
}

size_t terr_snapshot_count(const struct terr_snapshot *snapshot) { return snapshot->count; }

const struct terr_feature *terr_snapshot_at(const struct terr_snapshot *snapshot, size_t index)
{
    return &snapshot->features[index];
}

size_t terr_snapshot_part_count(const struct terr_snapshot *snapshot)
{
    return snapshot->part_count;
}

const struct terr_part *terr_snapshot_part_at(const struct terr_snapshot *snapshot, size_t index)
{
    return &snapshot->parts[index].part;
}

size_t terr_snapshot_vertex_count(const struct terr_snapshot *snapshot)
{
    size_t points = 0;
    for (size_t i = 0; i < snapshot->count; i++) points += snapshot->features[i].shape.point_count;
    return points;
}

size_t terr_snapshot_ignored_parts(const struct terr_snapshot *snapshot)
{
    return snapshot->ignored_parts;
}

static bool moment_from_unix(struct terr_moment *moment, double seconds)
{
    if (!(seconds >= UNIX_SECONDS_MIN && seconds < UNIX_SECONDS_MAX)) return false;
    *moment = terr_moment_at((int64_t)floor(seconds));
    return true;
}

static bool part_published(const struct terr_snapshot_part *part, struct terr_moment *moment)
{
    struct terr_error unused;
    double seconds;
    const struct terr_json *datetime = terr_json_member(part->document, "datetime");
    const char *text = terr_json_string(datetime);
    if (text && !terr_moment_parse(moment, text, &unused)) return true;
    if (terr_json_number(&seconds, datetime) && moment_from_unix(moment, seconds)) return true;
    const bool wrapped = part->root != part->document;
    return wrapped && terr_json_number(&seconds, terr_json_member(part->document, "id")) &&
           moment_from_unix(moment, seconds);
}

bool terr_snapshot_published(const struct terr_snapshot *snapshot, struct terr_moment *moment)
{
    for (size_t i = 0; i < snapshot->part_count; i++) {
        if (part_published(&snapshot->parts[i], moment)) return true;
    }
    return false;
}

const struct terr_json *terr_snapshot_document(const struct terr_snapshot *snapshot, size_t part)
{
    return snapshot->parts[part].root;
}

const char *terr_snapshot_engine_version(void) { return terr_json_engine_version(); }

bool terr_snapshot_is_bad(enum terr_code code)
{
    return code == TERR_EIO || code == TERR_EPARSE || code == TERR_EDATA;
}
