/* source/coordinates.h - one "coordinates" value of GeoJSON, or one list of rings, read into
 * flat arrays. */
#ifndef GEO_SOURCE_COORDINATES_H
#define GEO_SOURCE_COORDINATES_H

#include <geo/shape/multipolygon.h>
#include <geo/source/lexer.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

/* Arrays and objects inside each other in a document; a GeometryCollection takes two a level. */
#define TERR_SCAN_DEPTH_MAX 512

/* How a value is to be read. All-zero: as GeoJSON has it. */
struct terr_block_form {
    bool latitude_first; /* a position gives latitude, then longitude       */
    bool is_rings;       /* a list of rings, each a polygon without holes */
};

/* A value of a member "coordinates", or of one that is a list of rings. All-zero is empty; ended by
 * terr_block_dispose. */
struct terr_block {
    size_t offset;  /* of its first byte in the document                                    */
    unsigned depth; /* arrays inside each other down to a position: 1 a Point, 3 a Polygon or
                       rings, 4 a MultiPolygon; 0 where no position was found: "[]"         */
    struct terr_multipolygon shape; /* the polygons of a depth of 3 or 4, longitude first, Z and M
                                       dropped; after a fault those before it                    */
    double lon_deg; /* of the position of a depth of 1, a Point; its range is not looked at  */
    double lat_deg;
    char *fault;         /* NULL, or why it cannot be polygons: "ring has 3 points, ..."         */
    size_t fault_offset; /* where that is in the document                                        */
    char *range_fault;   /* NULL, or which coordinate is outside the Earth, as degrees           */
    size_t range_offset;
    size_t range_polygon; /* how many polygons are complete before it                            */
    bool foreign;         /* the fault is that it holds something else than arrays and numbers    */
};

void terr_block_dispose(struct terr_block *block);

/* Reads the value under the lexer. `levels` is how deep arrays may still nest. `out` must be empty;
 * dispose of it in every case.
 *
 * A position needs 2 to 4 numbers; a ring at least 4 positions, the last equal to the first. A
 * breach of these is kept as the block's fault, because only the reader knows whether the block is
 * a polygon it needs. So is a value that holds something else than arrays and numbers, because a
 * foreign member may bear the name: the lexer is then back at the value's first byte. A longitude
 * outside [-180, 180] or a latitude outside [-90, 90] is kept apart, because only the reader knows
 * whether the coordinates are degrees.
 *
 * Fails with TERR_EPARSE (not JSON, nested too deeply), TERR_ENOMEM. */
enum terr_code terr_block_read(struct terr_block *out, struct terr_lexer *lexer,
                               struct terr_block_form form, unsigned levels,
                               struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
