/* figure/gross_series.h - the gross sums of a series: those of each row's step and of each window.
 *
 * Of a series by days the steps of its rows are the steps that are added up, so that nothing more
 * is measured; otherwise what lies between its rows, and before them in its windows, is.
 */
#ifndef GEO_FIGURE_GROSS_SERIES_H
#define GEO_FIGURE_GROSS_SERIES_H

#include <geo/figure/series.h>

TERR_BEGIN_DECLS

struct terr_calendar;

/* Adds the gross sums to rows whose figures are settled, by region too where they are. What was
 * read for it goes into the series' origins, repairs and effort. Fails as terr_demand_meet. */
enum terr_code terr_gross_series_settle(struct terr_series *series, const struct terr_ruler *ruler,
                                        const struct terr_archive *archive,
                                        const struct terr_zone_list *list,
                                        const struct terr_series_options *options,
                                        const struct terr_calendar *calendar,
                                        struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
