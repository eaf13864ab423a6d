/* export/regional.h - what figures by region have in every form: whose borders, and how much of a
 * region. Every function appends to `out`. */
#ifndef GEO_EXPORT_REGIONAL_H
#define GEO_EXPORT_REGIONAL_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_measured_change;
struct terr_regions;

/* The borders as an object: file, sha256 (null where it is several files), name_property, overlap,
 * and the repairs made in them. */
void terr_regional_add_json_borders(struct terr_text *out, const struct terr_regions *regions);

/* The members region_km2, and percent_NAME for an area; null for the ground outside. */
void terr_regional_add_json_whole(struct terr_text *out, const struct terr_regions *regions,
                                  size_t region);
void terr_regional_add_json_percent(struct terr_text *out, const char *name,
                                    const struct terr_regions *regions, size_t region,
                                    double area_m2);

/* A comma and the same as fields of a CSV row; empty for the ground outside. */
void terr_regional_add_whole_field(struct terr_text *out, const struct terr_regions *regions,
                                   size_t region);
void terr_regional_add_percent_field(struct terr_text *out, const struct terr_regions *regions,
                                     size_t region, double area_m2);

/* A table of the regions of a zone for people, largest change first, and whose borders they are. */
void terr_regional_add_table(struct terr_text *out, const struct terr_measured_change *measured,
                             size_t zone);

TERR_END_DECLS

#endif
