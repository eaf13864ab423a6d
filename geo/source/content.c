#include <geo/source/content.h>

#include <geo/base/memory.h>
#include <geo/source/snapshot.h>
#include <stdlib.h>
#include <string.h>

struct mark {
    char digest[TERR_DIGEST_SIZE];
};

static int compare_marks(const void *left, const void *right)
{
    const struct mark *a = left, *b = right;
    return strcmp(a->digest, b->digest);
}

static void mark_feature(struct mark *out, struct terr_digest *digest,
                         const struct terr_feature *feature)
{
    const struct terr_multipolygon *shape = &feature->shape;
    terr_digest_add(digest, feature->status, strlen(feature->status) + 1);
    terr_digest_add(digest, shape->polygon_ends, shape->polygon_count * sizeof(size_t));
    terr_digest_add(digest, shape->ring_ends, shape->ring_count * sizeof(size_t));
    terr_digest_add(digest, shape->coords, 2 * shape->point_count * sizeof(double));
    terr_digest_end(out->digest, digest);
}

enum terr_code terr_snapshot_content(char out[TERR_DIGEST_SIZE],
                                     const struct terr_snapshot *snapshot, struct terr_error *err)
{
    const size_t count = terr_snapshot_count(snapshot);
    struct terr_digest *digest = NULL;
    size_t marked = 0;
    struct mark *marks = terr_memory_new(count, sizeof *marks, err);
    if (!marks) return err->code;
    const enum terr_code code = terr_digest_new(&digest, err);
    if (!code) {
        for (size_t i = 0; i < count; i++) {
            const struct terr_feature *feature = terr_snapshot_at(snapshot, i);
            if (feature->kind != TERR_FEATURE_POLYGONS) continue;
            mark_feature(&marks[marked++], digest, feature);
        }
        qsort(marks, marked, sizeof *marks, compare_marks);
        terr_digest_of(out, marks, marked * sizeof *marks);
    }
    terr_digest_free(digest);
    terr_memory_free(marks);
    return code;
}
