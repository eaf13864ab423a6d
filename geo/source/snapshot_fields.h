/* source/snapshot_fields.h - the inside of a snapshot, for the readers that fill it. */
#ifndef GEO_SOURCE_SNAPSHOT_FIELDS_H
#define GEO_SOURCE_SNAPSHOT_FIELDS_H

#include <geo/base/times.h>
#include <geo/source/snapshot.h>
#include <stdbool.h>

/* One document, and what the strings of its terr_part lie in. */
struct terr_snapshot_part {
    struct terr_part part;
    char *path;
    char *layer; /* or NULL */
    struct terr_json *document;
    const struct terr_json *root; /* the map itself, inside a wrapper or not */
};

struct terr_projection;

struct terr_snapshot {
    struct terr_snapshot_part *parts;
    size_t part_count;
    size_t part_capacity;
    struct terr_feature *features;
    size_t count;
    size_t capacity;
    size_t ignored_parts;
    char **statuses; /* copies of those that the document has no NUL behind; features borrow them */
    size_t status_count;
    size_t status_capacity;
    struct terr_times *times; /* told of by whoever reads it, while it is read; or NULL */
    bool polygons_only; /* said by whoever reads it: nobody will look at the properties of a feature
                           without polygons, and they may be left out */
    bool undigested;    /* likewise: nobody will look at the digests and sizes of its parts */
};

/* An empty snapshot. Fails with TERR_ENOMEM. End with terr_snapshot_free. */
enum terr_code terr_snapshot_new(struct terr_snapshot **out, struct terr_error *err) TERR_MUST_USE;

/* Begins a further part, without a digest; its document is for the reader to set, and then the
 * snapshot's to free. Fails with TERR_ENOMEM. */
enum terr_code terr_snapshot_add_part(struct terr_snapshot *snapshot, const char *path,
                                      struct terr_error *err) TERR_MUST_USE;
struct terr_snapshot_part *terr_snapshot_last_part(const struct terr_snapshot *snapshot);

/* Appends a feature of the last part, all-zero but for that; the pointer lives until the next one.
 * NULL, with the sentence in `err`, where memory is out. */
struct terr_feature *terr_snapshot_add_feature(struct terr_snapshot *snapshot,
                                               struct terr_error *err);

/* Says of a feature whose geometry was read whether it has polygons. `ignored_before` is the
 * snapshot's count of ignored parts before: of a feature without polygons the feature is counted,
 * not its parts. */
void terr_snapshot_settle_feature(struct terr_snapshot *snapshot, struct terr_feature *feature,
                                  size_t ignored_before);

/* Turns the polygons or the point of a feature into longitude and latitude. A point that is no
 * place on the Earth is then no point, because maps leave points aside. Fails as
 * terr_projection_unproject. */
enum terr_code terr_snapshot_unproject(struct terr_feature *feature,
                                       struct terr_projection *projection,
                                       struct terr_error *err) TERR_MUST_USE;

#endif
