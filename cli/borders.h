/* borders.h - the regions that figures are broken down by. */
#ifndef CLI_BORDERS_H
#define CLI_BORDERS_H

#include "console.h"
#include "options.h"

/* --by-region, --region-name and --allow-overlap. */
extern const struct option_group border_options;

/* The same in the words of claims, which choose one region each. */
extern const struct option_group claim_border_options;

/* Whether figures are asked for by region. */
bool borders_are_asked(const struct options *options);

/* Refuses what makes sense with --by-region alone. Fails with TERR_EARG. */
enum terr_code borders_check(const struct options *options, struct terr_error *err) TERR_MUST_USE;

/* Reads the regions, and tells by which property they are named, what was repaired and that they
 * overlap; *out is NULL where none were asked for. Fails as terr_regions_read. */
enum terr_code borders_read(struct terr_regions **out, const struct options *options,
                            struct terr_worker *worker, struct console *console,
                            struct terr_error *err) TERR_MUST_USE;

/* The same with regions that a file names, where the options name none: `path`, or NULL, and
 * `property`, which goes with it. */
enum terr_code borders_read_default(struct terr_regions **out, const struct options *options,
                                    const char *path, const char *property,
                                    struct terr_worker *worker, struct console *console,
                                    struct terr_error *err) TERR_MUST_USE;

#endif
