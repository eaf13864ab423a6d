/* zone/regions.h - named reference polygons, such as oblasts, that figures are broken down by.
 *
 * Borders are the user's choice and nothing of them is built in. They are read as a map is, and
 * cleaned as one: each feature with polygons is a region, repaired once where it is invalid, and
 * what that changed goes into a ledger.
 */
#ifndef GEO_ZONE_REGIONS_H
#define GEO_ZONE_REGIONS_H

#include <geo/base/digest.h>
#include <geo/base/error.h>
#include <geo/shape/multipolygon.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_repair;
struct terr_worker;

/* What is said of ground that lies in no region. No region has this name. */
#define TERR_OUTSIDE "(outside)"

/* The ground that two regions may share and still count as side by side, in square metres: what a
 * figure of 6 decimals of a km2 does not show. */
#define TERR_REGIONS_SHARED_M2 1.0

struct terr_region {
    char *name;
    struct terr_multipolygon shape; /* clean (shape/engine.h)            */
    double area_m2;                 /* by the ruler of the worker        */
    size_t feature;                 /* which of the file's features it is */
};

struct terr_regions_options {
    const char *property; /* that holds the names; NULL: the first known one by which every feature
                             has a name of its own, else the first by which every one has a name  */
    bool allow_overlap;   /* regions may share ground, which each of them then counts             */
    bool nameless; /* names are not looked for: every one is then NULL, and so is the property */
};

struct terr_regions;

/* Reads the regions of a file, of any format that the reader reads (source/reader.h); features
 * without polygons are left aside.
 *
 * Fails as a snapshot that is read; with TERR_EDATA where the file has no polygon, where no feature
 * has the property (the sentence lists those there are), a feature has no name, two have the same
 * one, one is named TERR_OUTSIDE; and, unless that is allowed, where two regions share more ground
 * than TERR_REGIONS_SHARED_M2 (the sentence names the two that share most, and says how much);
 * TERR_EGEOM; TERR_ENOMEM. The sentence begins with the file. *out is then NULL. End with
 * terr_regions_free. */
TERR_API enum terr_code terr_regions_read(struct terr_regions **out, struct terr_worker *worker,
                                          const char *path,
                                          const struct terr_regions_options *options,
                                          struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_regions_free(struct terr_regions *regions);

/* The regions in the order of the file, at least one. Borrowed. */
TERR_API size_t terr_regions_count(const struct terr_regions *regions);
TERR_API const struct terr_region *terr_regions_at(const struct terr_regions *regions,
                                                   size_t index);

/* The ground of all regions together, shared ground once. Borrowed. */
TERR_API const struct terr_multipolygon *terr_regions_cover(const struct terr_regions *regions);

/* The name of region `index`; TERR_OUTSIDE for the index that is the count. */
TERR_API const char *terr_regions_name(const struct terr_regions *regions, size_t index);

/* The file's name without folders; its SHA-256 in hexadecimal, "" where it is several files; the
 * property that holds the names, and whether it was guessed. Borrowed. */
TERR_API const char *terr_regions_file(const struct terr_regions *regions);
TERR_API const char *terr_regions_digest(const struct terr_regions *regions);
TERR_API const char *terr_regions_property(const struct terr_regions *regions);
TERR_API bool terr_regions_property_is_guessed(const struct terr_regions *regions);

/* The ledger: the regions that had to be repaired, in order; and the sum of what that changed. */
TERR_API size_t terr_regions_repair_count(const struct terr_regions *regions);
TERR_API const struct terr_repair *terr_regions_repair_at(const struct terr_regions *regions,
                                                          size_t index);
TERR_API double terr_regions_repair_m2(const struct terr_regions *regions);

/* Whether regions share more ground than TERR_REGIONS_SHARED_M2. Then the figures of the regions
 * and of TERR_OUTSIDE add up to more than the total. */
TERR_API bool terr_regions_overlap(const struct terr_regions *regions);

/* Cuts a clean multipolygon by the regions: parts[i] is what lies in region i, parts[count] what
 * lies in none, as shape/cut.h has it. The parts must be empty. `regions` is only looked at, so
 * threads may share it. Fails with TERR_EGEOM or TERR_ENOMEM; the parts are then empty. */
TERR_API enum terr_code terr_regions_cut(struct terr_multipolygon *parts,
                                         const struct terr_regions *regions,
                                         struct terr_worker *worker,
                                         const struct terr_multipolygon *shape,
                                         struct terr_error *err) TERR_MUST_USE;

/* The areas of those parts, count + 1 of them. On failure they mean nothing. */
TERR_API enum terr_code terr_regions_areas(double *areas_m2, const struct terr_regions *regions,
                                           struct terr_worker *worker,
                                           const struct terr_multipolygon *shape,
                                           struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
