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

/* What is shown of each zone, in the order of the columns. All-zero is nothing; ended by
 * cells_dispose. */
struct cells {
    struct terr_wide *shown; /* owned */
    size_t count;
};

/* "area" where it is not given, or a list with commas between of "area", "gained", "lost", "net",
 * "gross_gained", "gross_lost", but for the first over a window too ("gained_90d"), or, but for the
 * gross ones, of the rows ("cumulative_gained", "rolling_mean_gained"); what it names must have
 * been asked for, and stand there once. Fails with TERR_EARG, also where gross sums, windows, sums
 * or means of rows were asked for of which no cell then shows any; TERR_ENOMEM. */
enum terr_code cells_read(struct cells *cells, const struct options *options,
                          const struct terr_series_options *walk,
                          const struct running_asked *running,
                          struct terr_error *err) TERR_MUST_USE;
void cells_dispose(struct cells *cells);

#endif
