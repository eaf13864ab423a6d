#include <geo/source/reader.h>

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/source/geojson.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot_fields.h>
#include <string.h>

// The layer that the path of the last part names, if it names one.
static enum terr_code set_layer(struct terr_snapshot *snapshot, const struct terr_profile *profile,
                                struct terr_error *err)
{
    struct terr_snapshot_part *part = terr_snapshot_last_part(snapshot);
    const char *layer = terr_profile_layer_in_path(profile, part->path);
    if (!layer) return TERR_OK;
    part->layer = terr_memory_copy(layer, strlen(layer), err);
    part->part.layer = part->layer;
    return part->layer ? TERR_OK : err->code;
}

enum terr_code terr_snapshot_add_bytes(struct terr_snapshot *snapshot, const char *path,
                                       const char *bytes, size_t length,
                                       const struct terr_profile *profile, struct terr_error *err)
{
    enum terr_code code = terr_snapshot_add_part(snapshot, path, err);
    if (!code && profile) code = set_layer(snapshot, profile, err);
    if (code) return code;
    terr_digest_of(terr_snapshot_last_part(snapshot)->part.digest, bytes, length);
    return terr_geojson_read(snapshot, bytes, length, err);
}

enum terr_code terr_snapshot_add_file(struct terr_snapshot *snapshot, const char *path,
                                      const struct terr_profile *profile, struct terr_error *err)
{
    struct terr_bytes file = {NULL, 0};
    enum terr_code code = terr_file_read(&file, path, err);
    if (!code) {
        code = terr_snapshot_add_bytes(snapshot, path, file.bytes, file.length, profile, err);
    }
    terr_bytes_dispose(&file);
    return code;
}
