/* cells.h - what a wide table of a series shows: --value. */
#ifndef CLI_CELLS_H
#define CLI_CELLS_H

#include "options.h"

/* Which sums or means of rows are asked for. */
struct running_asked {
    bool sums; /* --cumulative */
    int rows;  /* --rolling; 0: not */
};

/* --cumulative and --rolling. Fails with TERR_EARG. */
enum terr_code cells_read_running(struct running_asked *running, const struct options *options,
                                  struct terr_error *err) TERR_MUST_USE;

/* "area" where it is not given, or "gained", "lost", "net", "gross_gained", "gross_lost", alone,
 * over a window ("gained_90d"), or, but for the gross ones, of the rows ("cumulative_gained",
 * "rolling_mean_gained"); what it names must have been asked for. Fails with TERR_EARG, also where
 * a window, sums or means were asked for that no cell then shows. */
enum terr_code cells_read(struct terr_wide *wide, const struct options *options,
                          const struct terr_series_options *walk,
                          const struct running_asked *running,
                          struct terr_error *err) TERR_MUST_USE;

#endif
