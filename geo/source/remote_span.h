/* source/remote_span.h - the files of a named remote source that a span of dates needs. */
#ifndef GEO_SOURCE_REMOTE_SPAN_H
#define GEO_SOURCE_REMOTE_SPAN_H

#include <geo/base/paths.h>

TERR_BEGIN_DECLS

struct terr_archive_options;
struct terr_profile;

/* Fetches and appends, in the order of their days, the files of the profile's remote source that
 * options->span needs. `local` are the sources beside it: where there are some, a date without a
 * snapshot here is left for the archive to find there. `left_out` as for terr_remote_days_open.
 * Fails as terr_remote_expand. */
enum terr_code terr_remote_span_add(struct terr_paths *out, const struct terr_profile *profile,
                                    const struct terr_paths *local,
                                    const struct terr_archive_options *options,
                                    struct terr_paths *left_out,
                                    struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
