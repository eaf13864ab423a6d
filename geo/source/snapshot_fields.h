/* source/snapshot_fields.h - the inside of a snapshot, for the readers that fill it. */
#ifndef GEO_SOURCE_SNAPSHOT_FIELDS_H
#define GEO_SOURCE_SNAPSHOT_FIELDS_H

#include <geo/source/snapshot.h>

struct terr_snapshot {
    struct terr_json *document;
    const struct terr_json *root; /* the GeoJSON object itself, inside a wrapper or not */
    struct terr_feature *features;
    size_t count;
    size_t ignored_parts;
    char **statuses; /* copies of those that the document has no NUL behind; features borrow them */
    size_t status_count;
    size_t status_capacity;
};

#endif
