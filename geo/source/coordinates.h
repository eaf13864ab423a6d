/* source/coordinates.h - one "coordinates" value of GeoJSON, read into flat arrays. */
#ifndef GEO_SOURCE_COORDINATES_H
#define GEO_SOURCE_COORDINATES_H

#include <geo/shape/multipolygon.h>
#include <geo/source/lexer.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

/* Arrays and objects inside each other in a document; a GeometryCollection takes two a level. */
#define TERR_SCAN_DEPTH_MAX 512

/* A value of a member "coordinates". All-zero is empty; ended by terr_block_dispose. */
struct terr_block {
    size_t offset;  /* of its first byte in the document                                    */
    unsigned depth; /* arrays inside each other down to a position: 1 a Point, 3 a Polygon,
                       4 a MultiPolygon; 0 where no position was found: "[]"                */
    struct terr_multipolygon shape; /* the polygons of a depth of 3 or 4, Z and M dropped;
                                       incomplete after a fault                                  */
    char *fault;         /* NULL, or why it cannot be polygons: "ring has 3 points, ..."         */
    size_t fault_offset; /* where that is in the document                                        */
    bool foreign;        /* the fault is that it holds something else than arrays and numbers    */
};

void terr_block_dispose(struct terr_block *block);

/* Reads the value under the lexer. `levels` is how deep arrays may still nest. `out` must be empty;
 * dispose of it in every case.
 *
 * A position needs 2 to 4 numbers; a ring at least 4 positions, the last equal to the first; a
 * longitude lies within [-180, 180], a latitude within [-90, 90]. A breach of these is kept as the
 * block's fault, because only the reader knows whether the block is a polygon it needs. So is a
 * value that holds something else than arrays and numbers, because a foreign member may bear the
 * name: the lexer is then back at the value's first byte.
 *
 * Fails with TERR_EPARSE (not JSON, nested too deeply), TERR_ENOMEM. */
enum terr_code terr_block_read(struct terr_block *out, struct terr_lexer *lexer, unsigned levels,
                               struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
