#include <geo/source/reader.h>

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/source/builtin_profiles.h>
#include <geo/source/document.h>
#include <geo/source/profile_fields.h>
#include <geo/source/snapshot_fields.h>
#include <string.h>

// The layer of one of the profiles that a path, or the name of a layer in a file, tells; the
// longest. NULL where it tells none.
static const char *find_layer(const char *text, const struct terr_profile *const *profiles,
                              size_t count)
{
    const char *found = NULL;
    for (size_t i = 0; text && i < count; i++) {
        const char *layer = terr_profile_layer_in_path(profiles[i], text);
        if (layer && (!found || strlen(layer) > strlen(found))) found = layer;
    }
    return found;
}

// Gives a part the layer that it is, where the profiles know it: by what its reader says, else by
// its path. What no profile knows stays as the reader has told it.
static enum terr_code settle_layer(struct terr_snapshot_part *part,
                                   const struct terr_profile *const *profiles, size_t count,
                                   struct terr_error *err)
{
    const char *found = find_layer(part->layer, profiles, count);
    if (!found) found = find_layer(part->path, profiles, count);
    if (!found) return TERR_OK;
    char *layer = terr_memory_copy(found, strlen(found), err);
    if (!layer) return err->code;
    terr_memory_free(part->layer);
    part->layer = layer;
    part->part.layer = layer;
    return TERR_OK;
}

static enum terr_code add_bytes(struct terr_snapshot *snapshot, const char *path, const char *bytes,
                                size_t length, const struct terr_profile *const *profiles,
                                size_t count, struct terr_error *err)
{
    const size_t first = snapshot->part_count;
    enum terr_code code = terr_snapshot_add_part(snapshot, path, err);
    if (code) return code;
    terr_digest_of(terr_snapshot_last_part(snapshot)->part.digest, bytes, length);
    code = terr_document_read(snapshot, bytes, length, profiles, count, err);
    for (size_t i = first; i < snapshot->part_count && !code; i++) {
        code = settle_layer(&snapshot->parts[i], profiles, count, err);
    }
    return code;
}

enum terr_code terr_snapshot_add_bytes(struct terr_snapshot *snapshot, const char *path,
                                       const char *bytes, size_t length,
                                       const struct terr_profile *profile, struct terr_error *err)
{
    struct terr_profile_list list = {NULL, 0};
    if (profile) return add_bytes(snapshot, path, bytes, length, &profile, 1, err);
    enum terr_code code = terr_profile_list_builtin(&list, err);
    if (!code) {
        code = add_bytes(snapshot, path, bytes, length,
                         (const struct terr_profile *const *)list.items, list.count, err);
    }
    terr_profile_list_dispose(&list);
    return code;
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
