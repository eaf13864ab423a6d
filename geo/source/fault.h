/* source/fault.h - what makes a position or a ring unusable, in one set of words for every format.
 */
#ifndef GEO_SOURCE_FAULT_H
#define GEO_SOURCE_FAULT_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* Room for one sentence. */
#define TERR_FAULT_SIZE 200

/* Whether a position lies off the Earth: a longitude outside [-180, 180] or a latitude outside
 * [-90, 90] degrees, or no number; `sentence` then says so, with a guess at why. `latitude_first`
 * is how the document writes positions. */
bool terr_fault_of_position(char sentence[TERR_FAULT_SIZE], double lon_deg, double lat_deg,
                            bool latitude_first);

/* Whether `points` positions (x0 y0 x1 y1 ...) are no ring: fewer than 4, or the last is not the
 * first; `sentence` then says so. */
bool terr_fault_of_ring(char sentence[TERR_FAULT_SIZE], const double *coords, size_t points);

TERR_END_DECLS

#endif
