#include <geo/source/reader.h>

#include <geo/base/file.h>
#include <geo/source/geojson.h>
#include <geo/source/snapshot_fields.h>

enum terr_code terr_snapshot_add_bytes(struct terr_snapshot *snapshot, const char *path,
                                       const char *bytes, size_t length,
                                       const struct terr_profile *profile, struct terr_error *err)
{
    (void)profile;
    const enum terr_code code = terr_snapshot_add_part(snapshot, path, err);
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
