/* doubts.h - what a figure should not be printed without a look at, told on stderr. */
#ifndef CLI_DOUBTS_H
#define CLI_DOUBTS_H

#include "console.h"
#include "options.h"

/* The day that dates are held against. */
extern const struct option_group doubt_options;

/* Whether --today is a day, before the work. Fails with TERR_EARG. */
enum terr_code doubts_check(const struct options *options, struct terr_error *err) TERR_MUST_USE;

/* Reads --today; where it is not given, today is the clock's day in the archive's time zone.
 * Fails with TERR_EARG. */
enum terr_code doubts_choose(struct terr_date_doubts *doubts, const struct options *options,
                             const struct terr_archive *archive,
                             struct terr_error *err) TERR_MUST_USE;

/* Warns of what was found: a line for each kind, under one that counts them and says where to look
 * (which stands in the line itself where there is but one kind).
 * Fails with TERR_ENOMEM. */
enum terr_code doubts_tell(struct console *console, const struct terr_findings *findings,
                           const struct terr_archive *archive,
                           struct terr_error *err) TERR_MUST_USE;

#endif
