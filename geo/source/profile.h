/* source/profile.h - how one source writes things down.
 *
 * A profile is a JSON document (schemas/profile.schema.json): which feature has which status, which
 * statuses the default zone counts, the time zone of file dates, whom to credit. Some are built in
 * (geo/source/profiles/); a user may write one for the next conflict without touching C.
 */
#ifndef GEO_SOURCE_PROFILE_H
#define GEO_SOURCE_PROFILE_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_profile;
struct terr_snapshot;
struct terr_json;
struct terr_text;

/* The status of a polygon that no rule of its profile names. */
#define TERR_STATUS_UNCLASSIFIED "unclassified"

/* A set of statuses counted together. Strings are borrowed from the profile. */
struct terr_zone_definition {
    const char *name;
    const char *const *statuses;
    size_t status_count;
};

/* How many profiles are built in, and the name and JSON text of one. Static. */
TERR_API size_t terr_profile_builtin_count(void);
TERR_API const char *terr_profile_builtin_name(size_t index);
TERR_API const char *terr_profile_builtin_text(size_t index);

/* A profile from its JSON text; `text[length]` must be NUL.
 * Fails with TERR_EPARSE (no JSON), TERR_EDATA (a member is missing or wrong: the sentence begins
 * with its path, `rules[3].status`), TERR_ENOMEM; *out is then NULL. End with terr_profile_free. */
TERR_API enum terr_code terr_profile_parse(struct terr_profile **out, const char *text,
                                           size_t length, struct terr_error *err) TERR_MUST_USE;

/* A built-in profile by name, or, where no built-in has the name, one read from a file.
 * Fails with TERR_EARG when it is neither (the sentence lists the names), and as
 * terr_profile_parse. */
TERR_API enum terr_code terr_profile_load(struct terr_profile **out, const char *name_or_path,
                                          struct terr_error *err) TERR_MUST_USE;

TERR_API void terr_profile_free(struct terr_profile *profile);

/* The built-in profile whose data `snapshot` looks like, by the conditions in their "recognise".
 * Those that are a "fallback" are tried only where no other fits. `reason` (or NULL) gets a
 * sentence on what told it, appended: its features have "fill" and "styleHash".
 *
 * Fails with TERR_EDATA where no profile fits (the sentence names those that were tried) and where
 * two do (it names both, and what told them); TERR_ENOMEM. *out is then NULL. */
TERR_API enum terr_code terr_profile_recognise(struct terr_profile **out, struct terr_text *reason,
                                               const struct terr_snapshot *snapshot,
                                               struct terr_error *err) TERR_MUST_USE;

TERR_API const char *terr_profile_name(const struct terr_profile *profile);
TERR_API const char *terr_profile_title(const struct terr_profile *profile);
/* Whom to credit, and what to know before a figure of this source is printed; or NULL. */
TERR_API const char *terr_profile_attribution(const struct terr_profile *profile);
TERR_API const char *terr_profile_note(const struct terr_profile *profile);
/* The time zone to show ("Europe/Kyiv"), and what to give terr_timezone_parse: the profile's POSIX
 * rule where it has one, otherwise the same name. */
TERR_API const char *terr_profile_timezone(const struct terr_profile *profile);
TERR_API const char *terr_profile_timezone_rule(const struct terr_profile *profile);

/* The zones the profile names; the first is the default. */
TERR_API size_t terr_profile_zone_count(const struct terr_profile *profile);
TERR_API struct terr_zone_definition terr_profile_zone_at(const struct terr_profile *profile,
                                                          size_t index);

/* Every status its rules can give, TERR_STATUS_UNCLASSIFIED last where it can occur; and whether a
 * rule takes the status from the data, so that any other may occur too. */
TERR_API size_t terr_profile_status_count(const struct terr_profile *profile);
TERR_API const char *terr_profile_status_at(const struct terr_profile *profile, size_t index);
TERR_API bool terr_profile_is_open(const struct terr_profile *profile);

/* Properties whose texts describe a feature to people, such as its name and its colour; may be
 * none.
 */
TERR_API size_t terr_profile_describe_count(const struct terr_profile *profile);
TERR_API const char *terr_profile_describe_at(const struct terr_profile *profile, size_t index);

/* The layers of a source whose snapshot is several files, one for each layer, with the layer's name
 * in the path; 0 where a snapshot is one file. */
TERR_API size_t terr_profile_layer_count(const struct terr_profile *profile);
TERR_API const char *terr_profile_layer_at(const struct terr_profile *profile, size_t index);

/* Whether two names are of one layer: publishers change the case of ASCII letters from one month to
 * the next. */
TERR_API bool terr_layer_is_same(const char *a, const char *b);

/* The layer that a path names: one that stands in the file's name with no letter or digit beside it
 * (20221101_LAYER.geojson), else in the nearest folder's; of several the longest. NULL where it
 * names none. Borrowed from the profile. */
TERR_API const char *terr_profile_layer_in_path(const struct terr_profile *profile,
                                                const char *path);

/* Properties of features that hold the date of the map (the latest of its features' dates counts);
 * 0 where it is not in the features. And whether such a date goes before one in the file's name. */
TERR_API size_t terr_profile_date_property_count(const struct terr_profile *profile);
TERR_API const char *terr_profile_date_property_at(const struct terr_profile *profile,
                                                   size_t index);
TERR_API bool terr_profile_date_beats_name(const struct terr_profile *profile);

/* The first day that a map of this source can be of; false where the profile says nothing. */
TERR_API bool terr_profile_since(int32_t *day, const struct terr_profile *profile);

/* How the publisher sums: the value that features with `value` of a property are counted under
 * (`value` itself where the profile merges nothing), and the area that its percentages are of, in
 * km2; 0 where the profile says nothing. Borrowed. */
TERR_API const char *terr_profile_merged(const struct terr_profile *profile, const char *property,
                                         const char *value);
TERR_API double terr_profile_whole_km2(const struct terr_profile *profile);

/* Where the source can be fetched from: the URL of one day's map, in which {YYYYMMDD}, {YYYY}, {MM}
 * and {DD} stand for the day; NULL where the profile names none. And the first day there is. */
TERR_API const char *terr_profile_remote_url(const struct terr_profile *profile);
TERR_API bool terr_profile_remote_first(int32_t *day, const struct terr_profile *profile);

/* The ground that its maps are of: west, south, east, north in degrees, to tell exchanged axes by;
 * NULL where the profile says nothing. Borrowed. */
TERR_API const double *terr_profile_extent(const struct terr_profile *profile);

/* Gives every polygonal feature its status by the profile's rules. The profile must outlive the
 * snapshot. Fails with TERR_ENOMEM. */
TERR_API enum terr_code terr_profile_classify(const struct terr_profile *profile,
                                              struct terr_snapshot *snapshot,
                                              struct terr_error *err) TERR_MUST_USE;

/* Fails with TERR_EDATA where a polygon lies outside the profile's "extent", and inside it with
 * longitude and latitude exchanged; the sentence names the feature. A profile without an extent
 * finds nothing. */
enum terr_code terr_profile_check_axes(const struct terr_profile *profile,
                                       const struct terr_snapshot *snapshot,
                                       struct terr_error *err) TERR_MUST_USE;

/* The status of a feature with these properties and of this layer (each NULL where it has none):
 * `*length` bytes, borrowed from the profile or from the properties. In the properties white space
 * may follow them in place of a NUL. */
const char *terr_profile_status(size_t *length, const struct terr_profile *profile,
                                const struct terr_json *properties, const char *layer);

TERR_END_DECLS

#endif
