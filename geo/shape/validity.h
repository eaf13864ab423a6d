/* shape/validity.h - whether a multipolygon is valid, told without the engine where that is easy.
 *
 * On nearly every map no ring meets another. That alone, and which ring lies in which, makes a
 * multipolygon valid, and is found in a small part of the time that the engine takes.
 */
#ifndef GEO_SHAPE_VALIDITY_H
#define GEO_SHAPE_VALIDITY_H

#include <geo/shape/rings.h>

TERR_BEGIN_DECLS

/* Whether these rings are surely a valid multipolygon by the rules of simple features (OGC
 * 06-103r4, section 6.1.11.1): no ring shares a point with another or touches itself, every hole
 * lies in its own shell and in no hole of it, no shell lies in another polygon. False tells
 * nothing: something meets, which the rules allow in places, and the engine must judge.
 *
 * Decided in integers, without rounding. Takes little more than time in proportion to the nodes
 * where they lie spread over a map, and n log n where they do not; then it is not sure either where
 * an edge passes a node by less than half a step. Fails with TERR_ENOMEM. */
enum terr_code terr_validity_is_sure(bool *sure, const struct terr_rings *rings,
                                     struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
