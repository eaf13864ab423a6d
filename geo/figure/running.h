/* figure/running.h - what the steps of a series add up to, and their mean over the last rows.
 *
 * A step is what a row gained and lost since the row before. Steps of several rows are summed, not
 * overlaid: ground that changed hands twice counts twice, on both sides, which the change between
 * the two ends does not see. Of every sum gained less lost is the difference of the areas at its
 * ends.
 */
#ifndef GEO_FIGURE_RUNNING_H
#define GEO_FIGURE_RUNNING_H

#include <geo/figure/series.h>

TERR_BEGIN_DECLS

enum terr_running_kind {
    TERR_RUNNING_SUM,  /* of all steps from the first row that is known on: there 0              */
    TERR_RUNNING_MEAN, /* of the steps of the last `rows` rows, the row itself included          */
};

/* Of each row of a series, whole and by region as the series is. A sum is known where its row is: a
 * step after rows that are not known covers them. A mean is known where its rows and the one before
 * them are all known, so that it is of steps of one row each: of a series by days the mean of as
 * many daily values. A mean by region is no whole number of square metres. */
struct terr_running {
    enum terr_running_kind kind;
    size_t rows;                     /* of a mean                                               */
    struct terr_row_change *changes; /* one for each row of the series. `since` is the day of
                                        the row before the first that counts; the areas at both
                                        ends are not told                                       */
    double *region_cells;            /* what the changes point into by region                   */
};

/* Adds the sums, or the means over `rows` rows, at least 1, to a series that has neither.
 * `zone_count` is that of the list it was walked with. Fails with TERR_ENOMEM; the series is then
 * as before. terr_series_free ends them. */
TERR_API enum terr_code terr_series_add_sums(struct terr_series *series, size_t zone_count,
                                             struct terr_error *err) TERR_MUST_USE;
TERR_API enum terr_code terr_series_add_means(struct terr_series *series, size_t zone_count,
                                              size_t rows, struct terr_error *err) TERR_MUST_USE;

void terr_running_free(struct terr_running *running);

/* Over what the change of a row is told: the index of a window, or one of these. */
#define TERR_OVER_STEP (-1)
#define TERR_OVER_RUNNING (-2)

/* The change of row `row` over `over`, in region `region` or TERR_WHOLE. */
TERR_API struct terr_row_change terr_series_change(const struct terr_series *series, size_t row,
                                                   int over, size_t region);

TERR_END_DECLS

#endif
