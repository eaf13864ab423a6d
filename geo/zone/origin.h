/* zone/origin.h - what the zones of a snapshot were made from: which bytes, and what was repaired.
 * It outlives the zones, so that a figure can name where it comes from.
 */
#ifndef GEO_ZONE_ORIGIN_H
#define GEO_ZONE_ORIGIN_H

#include <geo/base/digest.h>
#include <stdbool.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_snapshot;
struct terr_zones;

/* One document of a snapshot. Strings are owned by the origin. */
struct terr_origin_part {
    char *name;                    /* of the file, without its folders; "" of bytes without one */
    char *layer;                   /* or NULL                                                   */
    char digest[TERR_DIGEST_SIZE]; /* as struct terr_part has it; "" where it was not asked for */
    uint64_t size;                 /* in bytes; 0 where there is no digest                      */
};

/* All-zero is one that is not known. Ended by terr_origin_dispose. */
struct terr_origin {
    bool is_known; /* zones were made of the snapshot */
    struct terr_origin_part *parts;
    size_t part_count;
    size_t repair_count; /* features in any of the zones that had to be repaired               */
    double repair_m2;    /* what that changed: the sum of the absolute differences              */
    bool by_gdal;        /* GDAL read a part, or unpacked it                                   */
    bool by_proj;        /* a part names a coordinate system that PROJ was asked about         */
};

/* The origin of `zones`, which were built of `snapshot`. Fails with TERR_ENOMEM; `out` is then not
 * known. */
enum terr_code terr_origin_init(struct terr_origin *out, const struct terr_snapshot *snapshot,
                                const struct terr_zones *zones,
                                struct terr_error *err) TERR_MUST_USE;
void terr_origin_dispose(struct terr_origin *origin);

/* Those of an archive's snapshots, one for each in its order; of those that were not read they are
 * not known. All-zero is none; ended by terr_origins_dispose. */
struct terr_origins {
    struct terr_origin *items;
    size_t count;
};

/* `count` origins that are not known, unless there are some already. Fails with TERR_ENOMEM. */
enum terr_code terr_origins_init(struct terr_origins *origins, size_t count,
                                 struct terr_error *err) TERR_MUST_USE;
void terr_origins_dispose(struct terr_origins *origins);

/* Moves to `out` what `from`, of the same archive, knows and it does not. */
void terr_origins_take(struct terr_origins *out, struct terr_origins *from);

/* How many of the snapshots had something to repair, and the most that repairs changed in one. */
size_t terr_origins_repaired(const struct terr_origins *origins, double *max_m2);

TERR_END_DECLS

#endif
