#include <geo/export/drawn.h>

#include <geo/export/json_member.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/zone/drawing.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

bool terr_drawn_has_noise(const struct terr_measured_change *measured)
{
    return measured->drawing && terr_drawing_filters(measured->drawing);
}

// ---- noise ----

void terr_drawn_add_noise_names(struct terr_text *out, const struct terr_style *style)
{
    const char *unit = terr_unit_name(style->unit);
    terr_text_print(out, ",noise_gained_%s,noise_lost_%s,noise_%s", unit, unit, unit);
}

void terr_drawn_add_noise_fields(struct terr_text *out, struct terr_noise noise,
                                 const struct terr_style *style)
{
    terr_style_add_field(out, style, noise.gained_m2);
    terr_style_add_field(out, style, noise.lost_m2);
    terr_style_add_field(out, style, noise.gained_m2 + noise.lost_m2);
}

void terr_drawn_add_json_noise(struct terr_text *out, struct terr_noise noise)
{
    terr_member_km2(out, "noise_gained_km2", noise.gained_m2);
    terr_member_km2(out, "noise_lost_km2", noise.lost_m2);
    terr_member_km2(out, "noise_km2", noise.gained_m2 + noise.lost_m2);
}

// A number as it was given; null where it was not.
static void add_limit(struct terr_text *out, const char *name, double limit)
{
    char number[TERR_NUMBER_SIZE];
    if (!(limit > 0)) {
        terr_member_null(out, name);
        return;
    }
    terr_member_name(out, name);
    terr_text_add_bytes(out, number, terr_number_print_short(number, limit, TERR_KM2_DECIMALS));
}

static void add_limits(struct terr_text *out, const struct terr_drawing_options *asked)
{
    add_limit(out, "min_area_km2", asked->min_area_m2 / TERR_M2_PER_KM2);
    add_limit(out, "min_width_m", asked->min_width_m);
}

void terr_drawn_add_json_limits(struct terr_text *out, const struct terr_measured_change *measured)
{
    const struct terr_drawing_options asked = terr_drawing_asked(measured->drawing);
    terr_text_add(out, "{");
    add_limits(out, &asked);
    terr_text_add(out, "}");
}

void terr_drawn_add_plain_noise(struct terr_text *out, const struct terr_measured_change *measured,
                                size_t zone, const struct terr_style *style)
{
    const struct terr_drawing_options asked = terr_drawing_asked(measured->drawing);
    const struct terr_noise noise = terr_measured_change_noise(measured, zone);
    char number[TERR_NUMBER_SIZE];
    terr_text_add(out, "  noise ");
    terr_value_add_styled(out, style, noise.gained_m2);
    terr_text_add(out, " of gained, ");
    terr_value_add_styled(out, style, noise.lost_m2);
    terr_text_add(out, " of lost: areas ");
    if (asked.min_area_m2 > 0) {
        const double area_km2 = asked.min_area_m2 / TERR_M2_PER_KM2;
        terr_text_add(out, "below ");
        terr_text_add_bytes(out, number,
                            terr_number_print_short(number, area_km2, TERR_KM2_DECIMALS));
        terr_text_add(out, " " TERR_SHOWN_KM2);
    }
    if (asked.min_area_m2 > 0 && asked.min_width_m > 0) terr_text_add(out, ", or ");
    if (asked.min_width_m > 0) {
        terr_text_add(out, "nowhere ");
        terr_text_add_bytes(out, number,
                            terr_number_print_short(number, asked.min_width_m, TERR_KM2_DECIMALS));
        terr_text_add(out, " m wide");
    }
    terr_text_add(out, "\n");
}

// ---- what is drawn ----

// One direction of one part.
static void add_direction(struct terr_text *out, const char *name,
                          const struct terr_measured_change *measured, double area_m2,
                          double noise_m2, const struct terr_drawn *drawn)
{
    terr_member_name(out, name);
    terr_text_add(out, "{");
    terr_member_km2(out, "area_km2", area_m2);
    if (terr_drawn_has_noise(measured)) {
        terr_member_km2(out, "noise_km2", noise_m2);
    } else {
        terr_member_null(out, "noise_km2");
    }
    terr_member_km2(out, "drawn_km2", drawn->drawn_m2);
    if (terr_drawing_asked(measured->drawing).simplify_m > 0) {
        terr_member_km2(out, "displaced_km2", drawn->displaced_m2);
    } else {
        terr_member_null(out, "displaced_km2");
    }
    terr_text_add(out, "}");
}

static void add_zone(struct terr_text *out, const struct terr_measured_change *measured,
                     size_t zone)
{
    const struct terr_figures *figures = &measured->figures[zone];
    const struct terr_noise noise = terr_measured_change_noise(measured, zone);
    terr_text_add(out, "{");
    terr_member_string(out, "zone", measured->list->zones[zone].name);
    terr_member_null(out, "region");
    add_direction(out, "gained", measured, figures->gained_m2, noise.gained_m2,
                  terr_drawing_whole(measured->drawing, zone, TERR_DRAWN_GAINED));
    add_direction(out, "lost", measured, figures->lost_m2, noise.lost_m2,
                  terr_drawing_whole(measured->drawing, zone, TERR_DRAWN_LOST));
    terr_text_add(out, "}");
}

static void add_region(struct terr_text *out, const struct terr_measured_change *measured,
                       size_t zone, size_t region)
{
    const struct terr_regions *regions = terr_regional_change_regions(measured->regional);
    const struct terr_figures *figures = terr_measured_change_in(measured, zone, region);
    const struct terr_noise noise = terr_measured_change_noise_in(measured, zone, region);
    terr_text_add(out, ",{");
    terr_member_string(out, "zone", measured->list->zones[zone].name);
    terr_member_string(out, "region", terr_regions_name(regions, region));
    add_direction(out, "gained", measured, figures->gained_m2, noise.gained_m2,
                  terr_drawing_in(measured->drawing, zone, region, TERR_DRAWN_GAINED));
    add_direction(out, "lost", measured, figures->lost_m2, noise.lost_m2,
                  terr_drawing_in(measured->drawing, zone, region, TERR_DRAWN_LOST));
    terr_text_add(out, "}");
}

void terr_drawn_add_json_drawing(struct terr_text *out, const struct terr_measured_change *measured)
{
    const struct terr_drawing_options asked = terr_drawing_asked(measured->drawing);
    terr_text_add(out, "{");
    add_limit(out, "simplify_m", asked.simplify_m);
    add_limits(out, &asked);
    terr_member_name(out, "zones");
    terr_text_add(out, "[");
    for (size_t z = 0; z < measured->list->count; z++) {
        if (z > 0) terr_text_add(out, ",");
        add_zone(out, measured, z);
        for (size_t r = 0; r < terr_measured_change_width(measured); r++) {
            add_region(out, measured, z, r);
        }
    }
    terr_text_add(out, "]}");
}
