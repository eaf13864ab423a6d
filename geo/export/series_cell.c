#include <geo/export/series_cell.h>

#include <geo/figure/running.h>
#include <geo/figure/series.h>
#include <geo/zone/regions.h>

enum terr_cell terr_last_cell(const struct terr_series *series, int over)
{
    return series->gross && over != TERR_OVER_RUNNING ? TERR_CELL_GROSS_LOST : TERR_CELL_NET;
}

bool terr_cell_m2(double *m2, const struct terr_series *series, size_t row, size_t region,
                  struct terr_wide cell)
{
    if (cell.cell == TERR_CELL_AREA) {
        if (!series->rows[row].known) return false;
        *m2 = terr_row_area_m2(&series->rows[row], region);
        return true;
    }
    const struct terr_row_change change = terr_series_change(series, row, cell.over, region);
    if (!change.known) return false;
    switch (cell.cell) {
    case TERR_CELL_GAINED:
        *m2 = change.figures.gained_m2;
        break;
    case TERR_CELL_LOST:
        *m2 = change.figures.lost_m2;
        break;
    case TERR_CELL_GROSS_GAINED:
        *m2 = change.figures.gross_gained_m2;
        break;
    case TERR_CELL_GROSS_LOST:
        *m2 = change.figures.gross_lost_m2;
        break;
    default: // areas are told above
        *m2 = terr_figures_net_m2(&change.figures);
        break;
    }
    return true;
}

size_t terr_series_first_part(const struct terr_series *series)
{
    return series->regions ? 0 : TERR_WHOLE;
}

size_t terr_series_part_count(const struct terr_series *series)
{
    return series->regions ? terr_regions_count(series->regions) + 1 : 1;
}
