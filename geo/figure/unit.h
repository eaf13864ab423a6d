/* figure/unit.h - the units that figures are printed in, in square metres. */
#ifndef GEO_FIGURE_UNIT_H
#define GEO_FIGURE_UNIT_H

#include <geo/base/api.h>

TERR_BEGIN_DECLS

enum terr_unit { TERR_UNIT_KM2, TERR_UNIT_MI2, TERR_UNIT_HA, TERR_UNIT_PERCENT };

/* The international mile has 1760 yards of 0.9144 m exactly, 1609.344 m (24 Federal Register 5348,
 * 1959; NIST Special Publication 811, 2008, appendix B.6); the US survey mile, 3 mm longer, is not
 * meant. Of its square, 2589988.110336 m2, the nearest double is 1e-10 m2 off. A hectare is the
 * square of 100 m (The International System of Units, BIPM 2019, table 8). */
#define TERR_M2_PER_KM2 1e6
#define TERR_M2_PER_MI2 2589988.110336
#define TERR_M2_PER_HA 1e4

/* "km2", "mi2", "ha", "percent": the names that claims and options have for them, and names of
 * columns end in; all of them, closed by NULL. Static. */
TERR_API const char *terr_unit_name(enum terr_unit unit);
extern const char *const terr_unit_names[];

/* The square metres of one unit; of a percent, of that percent of `of_m2`. */
TERR_API double terr_unit_m2(enum terr_unit unit, double of_m2);

TERR_END_DECLS

#endif
