/* source/geojson.h - the features of GeoJSON (RFC 7946), with places. */
#ifndef GEO_SOURCE_GEOJSON_H
#define GEO_SOURCE_GEOJSON_H

#include <geo/source/lexer.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_block;
struct terr_json;
struct terr_scan;
struct terr_snapshot;

/* What reading one document needs besides the snapshot that it fills. */
struct terr_document_reader {
    struct terr_snapshot *snapshot;
    struct terr_scan *scan;
    struct terr_lexer lexer; /* for places                                                   */
    size_t offset;           /* of the feature being read; 0 where it is not known          */
    const char *crs;         /* what the document says its coordinates are; NULL: nothing   */
    bool is_projected;       /* and they are no longitude and latitude on WGS 84            */
    struct terr_error *err;
};

/* Reads a FeatureCollection, a Feature or a bare geometry into the part of the snapshot that was
 * added last. Coordinates are left as they are; where they must be degrees, their range is checked.
 * What terr_snapshot_parse says of errors holds here. */
enum terr_code terr_geojson_read(struct terr_document_reader *reader,
                                 const struct terr_json *root) TERR_MUST_USE;

/* Fails where a block has a coordinate outside the Earth, which is a fault only of degrees. */
enum terr_code terr_geojson_check_range(const struct terr_document_reader *reader,
                                        const struct terr_block *block) TERR_MUST_USE;

TERR_END_DECLS

#endif
