#include <geo/source/snapshot_pick.h>

#include <geo/base/memory.h>
#include <geo/source/snapshot_fields.h>
#include <string.h>

static enum terr_code add_part(struct terr_snapshot *snapshot,
                               const struct terr_snapshot_part *from, struct terr_error *err)
{
    const enum terr_code code = terr_snapshot_add_part(snapshot, from->path, err);
    if (code) return code;
    struct terr_snapshot_part *part = terr_snapshot_last_part(snapshot);
    memcpy(part->part.digest, from->part.digest, sizeof part->part.digest);
    part->part.size = from->part.size;
    part->part.by_gdal = from->part.by_gdal;
    part->part.by_proj = from->part.by_proj;
    part->root = from->root; // and no document, which a snapshot would free
    if (!from->part.layer) return TERR_OK;
    part->layer = terr_memory_copy(from->part.layer, strlen(from->part.layer), err);
    part->part.layer = part->layer;
    return part->layer ? TERR_OK : err->code;
}

static enum terr_code add_feature(struct terr_snapshot *snapshot, size_t first_part,
                                  const struct terr_feature *from, struct terr_error *err)
{
    struct terr_feature *feature = terr_snapshot_add_feature(snapshot, err);
    if (!feature) return err->code;
    feature->kind = from->kind;
    feature->properties = from->properties;
    feature->layer = from->layer;
    feature->part = first_part + from->part;
    feature->ignored_parts = from->ignored_parts;
    snapshot->ignored_parts += from->ignored_parts;
    return terr_multipolygon_append(&feature->shape, &from->shape, err);
}

enum terr_code terr_snapshot_pick(struct terr_snapshot *snapshot, const struct terr_snapshot *from,
                                  const size_t *indexes, size_t count, struct terr_error *err)
{
    const size_t first_part = snapshot->part_count;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < from->part_count && !code; i++) {
        code = add_part(snapshot, &from->parts[i], err);
    }
    for (size_t i = 0; i < count && !code; i++) {
        code = add_feature(snapshot, first_part, &from->features[indexes[i]], err);
    }
    return code;
}
