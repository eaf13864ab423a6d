/* series_told.h - what was met on the way of a series, told on stderr. */
#ifndef CLI_SERIES_TOLD_H
#define CLI_SERIES_TOLD_H

#include "console.h"

/* Where rows, numbers or means are wanting and why, gaps that sums lead over, repairs. `asked` is
 * what the series was walked with. */
void series_tell(struct console *console, const struct terr_series *series,
                 const struct terr_series_options *asked, const struct terr_archive *archive);

#endif
