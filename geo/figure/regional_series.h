/* figure/regional_series.h - the figures of a series by region.
 *
 * From one date to the next little of a map moves, and regions move only where something did. So
 * what was gained and lost is cut by region at each date, whereas the zones themselves, which takes
 * far longer, are cut at the first date and where snapshots begin a new stretch of the archive. In
 * between, the area in a region is followed: that of the date before, and gained less lost. Where
 * stretches begin depends on the archive alone, so neither the number of threads nor, from the next
 * stretch on, the first date changes a figure.
 *
 * The walk fills rows unrounded and in any order; terr_regional_series_settle then adds up and
 * rounds.
 */
#ifndef GEO_FIGURE_REGIONAL_SERIES_H
#define GEO_FIGURE_REGIONAL_SERIES_H

#include <geo/figure/series.h>

TERR_BEGIN_DECLS

struct terr_delta;

/* Snapshots in a stretch. At its end the areas that were followed are, to 1 m2, those that a cut
 * gives, as tests/real/series_regions.sh holds on real maps. */
#define TERR_STRETCH 64

/* Whether areas at `snapshot` are followed from those at `previous`, the snapshot of the last date
 * before it that has one. */
bool terr_regional_series_follows(size_t previous, size_t snapshot);

/* Gives the rows of a series, which have their windows, room for figures by the options' regions;
 * without any, nothing. Fails with TERR_ENOMEM. */
enum terr_code terr_regional_series_make_room(struct terr_series *series, size_t zone_count,
                                              const struct terr_series_options *options,
                                              struct terr_error *err) TERR_MUST_USE;

/* Cuts what a zone gained and lost. Fails as terr_regions_cut. */
enum terr_code terr_regional_series_cut_change(struct terr_row_change *change,
                                               struct terr_worker *worker,
                                               const struct terr_regions *regions,
                                               const struct terr_delta *delta,
                                               struct terr_error *err) TERR_MUST_USE;

/* Copies a change, its figures by region too; `regions` may be NULL. */
void terr_regional_series_copy_change(struct terr_row_change *to,
                                      const struct terr_row_change *from,
                                      const struct terr_regions *regions);

/* Follows the areas where they were not cut, and rounds all figures by region. Without regions does
 * nothing. Fails with TERR_ENOMEM. */
enum terr_code terr_regional_series_settle(struct terr_series *series, size_t zone_count,
                                           struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
