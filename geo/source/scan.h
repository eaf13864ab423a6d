/* source/scan.h - one strict pass over the bytes of a JSON document.
 *
 * The pass holds the document to RFC 8259 (UTF-8, control bytes, number grammar, no duplicate
 * names, one value and nothing after it), and reads what makes up 95 % of a map on the way: the
 * value of every member named "coordinates" outside "properties", and that of each list of rings
 * that the caller names, goes straight into flat arrays.
 * The rest of the document is copied to a skeleton, in which such a value is the number of its
 * block, and goes to base/json. What JSON has and base/json has not is made fit for it there:
 * U+0000 becomes U+FFFD, and a number too long the same number shorter.
 */
#ifndef GEO_SOURCE_SCAN_H
#define GEO_SOURCE_SCAN_H

#include <geo/source/coordinates.h>

TERR_BEGIN_DECLS

/* All-zero (TERR_SCAN_INIT) is empty; ended by terr_scan_dispose. */
struct terr_scan {
    struct terr_text skeleton;
    struct terr_block *blocks;
    size_t block_count;
    size_t block_capacity;
    /* where each element of the array "features" begins; empty where several arrays bear the name
     */
    size_t *feature_offsets;
    size_t feature_count;
    size_t feature_capacity;
};
#define TERR_SCAN_INIT                         \
    {                                          \
        TERR_TEXT_INIT, NULL, 0, 0, NULL, 0, 0 \
    }

/* A top-level member that is a list of closed rings. */
struct terr_scan_rings {
    const char *name;
    bool latitude_first;
};

/* What lies where in the document. All-zero: GeoJSON. */
struct terr_scan_options {
    const struct terr_scan_rings *rings;
    size_t ring_count;
    bool latitude_first; /* of "coordinates" */
    bool polygons_only; /* the properties of a feature whose geometry has points and lines alone are
                           of no use: they are checked, and {} goes to the skeleton */
};

/* Scans a whole document; `bytes[length]` must be NUL. A byte-order mark is passed over. `out` must
 * be empty, and is left for the caller to dispose of in every case. `options` NULL: all-zero.
 *
 * Fails with TERR_EPARSE: the sentence names the feature it is in (features[17]) and ends in "(line
 * L, column C)"; TERR_ENOMEM. */
enum terr_code terr_scan_bytes(struct terr_scan *out, const char *bytes, size_t length,
                               const struct terr_scan_options *options,
                               struct terr_error *err) TERR_MUST_USE;

void terr_scan_dispose(struct terr_scan *scan);

TERR_END_DECLS

#endif
