/* figure/margins.h - tables rounded so that rows and columns add up to given sums.
 *
 * Figures are printed to 1 m2. Cells rounded each by itself miss the printed sums of their rows and
 * columns by a few of them. Where sums are whole numbers that cells near the true ones can have,
 * whole cells can have them too, for a table is a network in which what flows into a row flows out
 * of columns (L. H. Cox and L. R. Ernst, Controlled rounding, INFOR 20, 1982). They are found by
 * shifting 1 m2 at a time along shortest paths.
 */
#ifndef GEO_FIGURE_MARGINS_H
#define GEO_FIGURE_MARGINS_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* A cell of a table that has something in it; all others are 0 and stay so. */
struct terr_table_cell {
    size_t row;
    size_t column;
    double m2; /* not below 0 */
};

/* A whole cell is less than this from the true one, in m2. */
#define TERR_MARGINS_NEAR_M2 2.0

/* The sum of a row or column that need not be any. */
#define TERR_MARGIN_FREE (-1.0)

/* Writes whole numbers to out_m2[0 .. count), one for each cell, each not below 0 and less than
 * TERR_MARGINS_NEAR_M2 from it, or less than 1 m2 where that is enough, so that every row and
 * column has its sum: a whole number or TERR_MARGIN_FREE. Larger cells are shifted before smaller
 * ones.
 *
 * False, with out_m2 the cells as they are, where that cannot be: sums are too far from what the
 * cells add up to. *fits tells which. Fails with TERR_ENOMEM. */
enum terr_code terr_margins_round(double *out_m2, bool *fits, const struct terr_table_cell *cells,
                                  size_t count, const double *row_sums_m2, size_t row_count,
                                  const double *column_sums_m2, size_t column_count,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
