#include <geo/zone/origin.h>

#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/source/snapshot.h>
#include <geo/zone/zones.h>
#include <math.h>
#include <string.h>

static enum terr_code copy_part(struct terr_origin_part *out, const struct terr_part *part,
                                struct terr_error *err)
{
    const char *name = terr_path_name(part->path);
    memcpy(out->digest, part->digest, sizeof out->digest);
    out->size = part->size;
    out->name = terr_memory_copy(name, strlen(name), err);
    if (!out->name) return err->code;
    if (!part->layer) return TERR_OK;
    out->layer = terr_memory_copy(part->layer, strlen(part->layer), err);
    return out->layer ? TERR_OK : err->code;
}

enum terr_code terr_origin_init(struct terr_origin *out, const struct terr_snapshot *snapshot,
                                const struct terr_zones *zones, struct terr_error *err)
{
    const size_t count = terr_snapshot_part_count(snapshot);
    enum terr_code code = TERR_OK;
    memset(out, 0, sizeof *out);
    out->parts = terr_memory_new(count, sizeof *out->parts, err);
    if (!out->parts) return err->code;
    for (size_t i = 0; i < count && !code; i++) {
        const struct terr_part *part = terr_snapshot_part_at(snapshot, i);
        code = copy_part(&out->parts[out->part_count++], part, err);
        out->by_gdal |= part->by_gdal;
        out->by_proj |= part->by_proj;
    }
    if (code) {
        terr_origin_dispose(out);
        return code;
    }
    out->repair_count = terr_zones_repair_count(zones);
    out->repair_m2 = terr_zones_repair_m2(zones);
    out->is_known = true;
    return TERR_OK;
}

void terr_origin_dispose(struct terr_origin *origin)
{
    for (size_t i = 0; i < origin->part_count; i++) {
        terr_memory_free(origin->parts[i].name);
        terr_memory_free(origin->parts[i].layer);
    }
    terr_memory_free(origin->parts);
    memset(origin, 0, sizeof *origin);
}

// ---- of an archive ----

enum terr_code terr_origins_init(struct terr_origins *origins, size_t count, struct terr_error *err)
{
    if (origins->items) return TERR_OK;
    origins->items = terr_memory_new(count, sizeof *origins->items, err);
    if (!origins->items) return err->code;
    origins->count = count;
    return TERR_OK;
}

void terr_origins_dispose(struct terr_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++) terr_origin_dispose(&origins->items[i]);
    terr_memory_free(origins->items);
    memset(origins, 0, sizeof *origins);
}

void terr_origins_take(struct terr_origins *out, struct terr_origins *from)
{
    static const struct terr_origin none;
    for (size_t i = 0; i < out->count && i < from->count; i++) {
        if (out->items[i].is_known || !from->items[i].is_known) continue;
        out->items[i] = from->items[i];
        from->items[i] = none;
    }
}

size_t terr_origins_repaired(const struct terr_origins *origins, double *max_m2)
{
    size_t count = 0;
    *max_m2 = 0;
    for (size_t i = 0; i < origins->count; i++) {
        count += origins->items[i].repair_count > 0;
        *max_m2 = fmax(*max_m2, origins->items[i].repair_m2);
    }
    return count;
}
