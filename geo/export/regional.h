/* export/regional.h - what figures by region have in every form: whose borders, and how much of a
 * region. Every function appends to `out`. */
#ifndef GEO_EXPORT_REGIONAL_H
#define GEO_EXPORT_REGIONAL_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_measured_change;
struct terr_regions;
struct terr_style;

/* The borders as an object: file, sha256 (null where it is several files), name_property, overlap,
 * and the repairs made in them. */
void terr_regional_add_json_borders(struct terr_text *out, const struct terr_regions *regions);

/* The members region_km2, and percent_NAME for an area; null for the ground outside. */
void terr_regional_add_json_whole(struct terr_text *out, const struct terr_regions *regions,
                                  size_t region);
void terr_regional_add_json_percent(struct terr_text *out, const char *name,
                                    const struct terr_regions *regions, size_t region,
                                    double area_m2);

/* A comma and the same as fields of a CSV row, the area in its style; empty for the ground
 * outside. */
void terr_regional_add_whole_field(struct terr_text *out, const struct terr_regions *regions,
                                   size_t region, const struct terr_style *style);
void terr_regional_add_percent_field(struct terr_text *out, const struct terr_regions *regions,
                                     size_t region, double area_m2);

/* A table of the regions of a zone for people, largest change first, and whose borders they are. */
void terr_regional_add_table(struct terr_text *out, const struct terr_measured_change *measured,
                             size_t zone, const struct terr_style *style);

/* What such tables share. The width of the column of names, in characters: it begins with that of
 * its heading and is widened by each name, to a limit. A name, filled up to that width. How many
 * regions are left out because there is nothing of them in `where`. And whose borders they are,
 * with the SHA-256 of their file, and that they overlap where they do. */
#define TERR_REGIONAL_NAME_WIDTH (sizeof "region" - 1)
size_t terr_regional_widen(size_t width, const struct terr_regions *regions, size_t region);
void terr_regional_add_name(struct terr_text *out, const struct terr_regions *regions,
                            size_t region, size_t width);
void terr_regional_add_left_out(struct terr_text *out, const char *where, size_t count);
void terr_regional_add_borders(struct terr_text *out, const struct terr_regions *regions);

TERR_END_DECLS

#endif
