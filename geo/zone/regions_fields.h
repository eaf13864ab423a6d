/* zone/regions_fields.h - the inside of regions, for what reads and checks them. */
#ifndef GEO_ZONE_REGIONS_FIELDS_H
#define GEO_ZONE_REGIONS_FIELDS_H

#include <geo/zone/regions.h>
#include <geo/zone/zones.h>

TERR_BEGIN_DECLS

struct terr_cutter;
struct terr_snapshot;

struct terr_regions {
    char *file;
    char digest[TERR_DIGEST_SIZE];
    char *property;
    bool is_guessed;
    struct terr_region *items;
    size_t count;
    struct terr_repair *repairs;
    size_t repair_count;
    const struct terr_multipolygon **cells; /* the shapes of the items            */
    struct terr_multipolygon cover;         /* all of them together               */
    const struct terr_multipolygon *cover_cell;
    struct terr_cutter **cutters; /* one of all; where they overlap, of each and of the cover */
    size_t cutter_count;
};

/* Gives the regions, which have their features, their names. `property` NULL: to be guessed. Fails
 * as terr_regions_read. */
enum terr_code terr_regions_name_all(struct terr_regions *regions,
                                     const struct terr_snapshot *snapshot, const char *property,
                                     struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
