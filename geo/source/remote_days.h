/* source/remote_days.h - the days of a named remote source, and which of them have a file. */
#ifndef GEO_SOURCE_REMOTE_DAYS_H
#define GEO_SOURCE_REMOTE_DAYS_H

#include <geo/base/paths.h>
#include <geo/source/obtain.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_profile;
struct terr_remote_days;

/* The days from the first that the profile names to today in the profile's time zone, none asked
 * for yet. `profile`, which has a remote URL, `options` and `left_out` are borrowed; the last may
 * be NULL, and otherwise gets a sentence for each file that cannot be used. Fails with TERR_EARG
 * (the time zone), TERR_ENOMEM; *out is then NULL. End with terr_remote_days_free. */
enum terr_code terr_remote_days_open(struct terr_remote_days **out,
                                     const struct terr_profile *profile,
                                     const struct terr_remote_options *options,
                                     struct terr_paths *left_out,
                                     struct terr_error *err) TERR_MUST_USE;
/* NULL is legal. */
void terr_remote_days_free(struct terr_remote_days *days);

/* The name of the source, and the first day and the last. */
const char *terr_remote_days_name(const struct terr_remote_days *days);
int64_t terr_remote_days_first(const struct terr_remote_days *days);
int64_t terr_remote_days_last(const struct terr_remote_days *days);

/* Asks for those days from `from` to `to` that lie between the first and the last and were not
 * asked for before. Fails as terr_obtain. */
enum terr_code terr_remote_days_ask(struct terr_remote_days *days, int64_t from, int64_t to,
                                    struct terr_error *err) TERR_MUST_USE;

/* What is known of a day; TERR_WANTED_ABSENT outside of the first and the last. */
enum terr_wanted_state terr_remote_days_state(const struct terr_remote_days *days, int64_t day);

/* Fails with TERR_EDATA where a day from `from` to `to` is not known, offline that is: not in the
 * cache. */
enum terr_code terr_remote_days_check(const struct terr_remote_days *days, int64_t from, int64_t to,
                                      struct terr_error *err) TERR_MUST_USE;

/* Whether the cache has a file for a day, asked for or not. Fails with TERR_ENOMEM. */
enum terr_code terr_remote_days_is_cached(bool *is_cached, const struct terr_remote_days *days,
                                          int64_t day, struct terr_error *err) TERR_MUST_USE;

/* Appends the files of the days that have one, in the order of the days. Fails with TERR_ENOMEM. */
enum terr_code terr_remote_days_add(struct terr_paths *out, const struct terr_remote_days *days,
                                    struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
