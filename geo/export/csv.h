/* export/csv.h - figures as CSV (RFC 4180, UTF-8, LF line ends, '.' as the decimal mark).
 *
 * Areas are in the unit of `style` and with its decimals; where that is NULL, km2 with 6 decimals
 * (1 m2). The names of their columns end in the unit: area_km2, area_mi2, area_ha. A number that is
 * not known is an empty field. Every function appends to `out`; ask terr_text_check whether all of
 * it fitted.
 */
#ifndef GEO_EXPORT_CSV_H
#define GEO_EXPORT_CSV_H

#include <geo/base/text.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_measured_change;
struct terr_series;
struct terr_style;
struct terr_zone_list;

/* from,to,from_snapshot,to_snapshot,zone,region,area_from_km2,area_to_km2,gained_km2,lost_km2,
 * net_km2: one row for each zone. `region` is empty. Dates are empty in an undated archive. With
 * gross sums gross_gained_km2,gross_lost_km2 come behind net_km2.
 *
 * Measured by region, one row for each zone and region and one for TERR_OUTSIDE, which together are
 * the zone; there are then three columns more, region_km2,percent_from,percent_to: the area of the
 * region, and how much of it the zone covers at both ends; empty for TERR_OUTSIDE.
 *
 * Where noise was looked for (zone/drawing.h), there are at last noise_gained_km2, noise_lost_km2
 * and noise_km2, the two together: how much of what was gained and lost is noise. */
TERR_API void terr_csv_change(struct terr_text *out, const struct terr_measured_change *measured,
                              const struct terr_style *style);

/* date,snapshot,zone,region,area_km2,since,gained_km2,lost_km2,net_km2, then for each window of N
 * days gained_Nd_km2,lost_Nd_km2,net_Nd_km2: one row for each date and zone. `windows` are the days
 * the series was walked with. With gross sums gross_gained_km2,gross_lost_km2 come behind net_km2,
 * and gross_gained_Nd_km2,gross_lost_Nd_km2 behind each net_Nd_km2. A series with sums or means
 * (figure/running.h) has three columns more, cumulative_gained_km2 and so on, or, over N rows,
 * rolling_mean_N_gained_km2 and so on.
 *
 * By region, one row for each date, zone and region and one for TERR_OUTSIDE, which together are
 * the zone; there are then two columns more, region_km2,percent: the area of the region, and how
 * much of it the zone covers; empty for TERR_OUTSIDE. */
TERR_API void terr_csv_series(struct terr_text *out, const struct terr_series *series,
                              const struct terr_archive *archive, const struct terr_zone_list *list,
                              const int32_t *windows, const struct terr_style *style);

/* What a cell of a wide table shows. */
enum terr_cell {
    TERR_CELL_AREA,
    TERR_CELL_GAINED,
    TERR_CELL_LOST,
    TERR_CELL_NET,
    TERR_CELL_GROSS_GAINED, /* of a series with gross sums; not of sums and means of rows */
    TERR_CELL_GROSS_LOST
};

struct terr_wide {
    enum terr_cell cell;
    int over; /* which change: a window's index, TERR_OVER_STEP or TERR_OVER_RUNNING
                 (figure/running.h); areas do not depend on it */
};

/* date, then one column for each zone, named ZONE_area_km2 (or gained, lost, net, gross_gained,
 * gross_lost; over a window ZONE_gained_90d_km2, and so on as in terr_csv_series): one row for each
 * date.
 *
 * By region, one column for each zone and region and one for TERR_OUTSIDE, ZONE_REGION_area_km2.
 *
 * `wide` are the `wide_count` things that are shown, each in a column of its own: of each zone, or
 * zone and region, all in this order before those of the next. */
TERR_API void terr_csv_series_wide(struct terr_text *out, const struct terr_series *series,
                                   const struct terr_zone_list *list, const int32_t *windows,
                                   const struct terr_wide *wide, size_t wide_count,
                                   const struct terr_style *style);

TERR_END_DECLS

#endif
