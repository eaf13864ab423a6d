#include <geo/export/regional.h>

#include <geo/export/json_member.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/zone/regions.h>
#include <geo/zone/zones.h>

// ---- JSON ----

void terr_regional_add_json_borders(struct terr_text *out, const struct terr_regions *regions)
{
    const char *digest = terr_regions_digest(regions);
    terr_text_add(out, "{");
    terr_member_string(out, "file", terr_regions_file(regions));
    terr_member_string(out, "sha256", *digest ? digest : NULL);
    terr_member_string(out, "name_property", terr_regions_property(regions));
    terr_member_count(out, "regions", terr_regions_count(regions));
    terr_member_name(out, "overlap");
    terr_text_add(out, terr_regions_overlap(regions) ? "true" : "false");
    terr_member_name(out, "repairs");
    terr_text_add(out, "[");
    for (size_t i = 0; i < terr_regions_repair_count(regions); i++) {
        if (i > 0) terr_text_add(out, ", ");
        terr_member_repair(out, terr_regions_repair_at(regions, i), NULL);
    }
    terr_text_add(out, "]}");
}

void terr_regional_add_json_whole(struct terr_text *out, const struct terr_regions *regions,
                                  size_t region)
{
    if (region < terr_regions_count(regions)) {
        terr_member_km2(out, "region_km2", terr_regions_at(regions, region)->area_m2);
    } else {
        terr_member_null(out, "region_km2");
    }
}

void terr_regional_add_json_percent(struct terr_text *out, const char *name,
                                    const struct terr_regions *regions, size_t region,
                                    double area_m2)
{
    double percent;
    if (terr_region_percent(&percent, regions, region, area_m2)) {
        terr_member_name(out, name);
        terr_text_add_fixed(out, percent, TERR_PERCENT_DECIMALS);
    } else {
        terr_member_null(out, name);
    }
}

// ---- CSV ----

void terr_regional_add_whole_field(struct terr_text *out, const struct terr_regions *regions,
                                   size_t region, const struct terr_style *style)
{
    if (region < terr_regions_count(regions)) {
        terr_style_add_field(out, style, terr_regions_at(regions, region)->area_m2);
    } else {
        terr_text_add(out, ",");
    }
}

void terr_regional_add_percent_field(struct terr_text *out, const struct terr_regions *regions,
                                     size_t region, double area_m2)
{
    double percent;
    terr_text_add(out, ",");
    if (!terr_region_percent(&percent, regions, region, area_m2)) return;
    terr_text_add_fixed(out, percent, TERR_PERCENT_DECIMALS);
}
