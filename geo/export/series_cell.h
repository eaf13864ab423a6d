/* export/series_cell.h - which cells the tables of a series have, and what stands in them.
 *
 * For csv.h and table.h, which name and write them each in its own way.
 */
#ifndef GEO_EXPORT_SERIES_CELL_H
#define GEO_EXPORT_SERIES_CELL_H

#include <geo/export/csv.h>
#include <stdbool.h>
#include <stddef.h>

/* The last of the cells that are told of changes over `over`; the first is TERR_CELL_GAINED. Of
 * sums and means of rows no gross figures are. */
enum terr_cell terr_last_cell(const struct terr_series *series, int over);

/* The value of a cell in square metres, of row `row` in region `region` or TERR_WHOLE. False where
 * it is not known; `*m2` is then untouched. */
bool terr_cell_m2(double *m2, const struct terr_series *series, size_t row, size_t region,
                  struct terr_wide cell);

/* The parts that rows are broken down into, each region and TERR_OUTSIDE, or the whole alone: the
 * first of them, from which they are counted on, and how many. */
size_t terr_series_first_part(const struct terr_series *series);
size_t terr_series_part_count(const struct terr_series *series);

#endif
