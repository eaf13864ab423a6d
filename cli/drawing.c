#include "drawing.h"

/* The most that is asked for: the length of a meridian, the area of a large country. */
#define METRES_MAX 10000000
#define KM2_MAX 10000000

static const struct option_spec drawing_specs[] = {
    {"simplify", '\0', "METRES",
     "draw with fewer vertices, none left out farther than this from the line drawn; areas side by "
     "side stay so, figures stay as they are",
     "every vertex", OPTION_ONCE},
    {"min-area", '\0', "KM2",
     "areas smaller than this, in km², are noise: told, in the figures, but not drawn", NULL,
     OPTION_ONCE},
    {"min-width", '\0', "METRES", "and so are areas that are nowhere so wide, such as slivers",
     NULL, OPTION_ONCE},
};
const struct option_group drawing_options = {"Shapes", drawing_specs,
                                             sizeof drawing_specs / sizeof *drawing_specs};

static enum terr_code refuse_without_effect(const struct options *options, bool has_shapes,
                                            const char *whole, struct terr_error *err)
{
    if (options_has(options, "simplify") && !has_shapes) {
        return terr_fail(
            err, TERR_EARG,
            "--simplify draws shapes, which maps alone have: geojson, gpkg, fgb, shp, pg");
    }
    if (!whole) return TERR_OK;
    for (size_t i = 0; i < drawing_options.count; i++) {
        if (!options_has(options, drawing_specs[i].name)) continue;
        return terr_fail(err, TERR_EARG, "%s writes whole figures, which --%s leaves as they are",
                         whole, drawing_specs[i].name);
    }
    return TERR_OK;
}

enum terr_code drawing_read(struct terr_drawing_options *drawing, bool *asked,
                            const struct options *options, bool has_shapes, const char *whole,
                            struct terr_error *err)
{
    double min_area_km2 = 0;
    enum terr_code code;

    *drawing = (struct terr_drawing_options){0};
    if ((code = refuse_without_effect(options, has_shapes, whole, err)) ||
        (code = options_number(&drawing->simplify_m, options, "simplify", METRES_MAX, err)) ||
        (code = options_number(&min_area_km2, options, "min-area", KM2_MAX, err)) ||
        (code = options_number(&drawing->min_width_m, options, "min-width", METRES_MAX, err))) {
        return code;
    }
    drawing->min_area_m2 = min_area_km2 * TERR_M2_PER_KM2;
    *asked = drawing->simplify_m > 0 || drawing->min_area_m2 > 0 || drawing->min_width_m > 0;
    return TERR_OK;
}

static void tell_direction(struct console *console, const char *zone, const char *name,
                           double area_m2, const struct terr_drawn *drawn, bool is_simplified)
{
    char area[CONSOLE_KM2_SIZE];
    char shown[CONSOLE_KM2_SIZE];
    char noise[CONSOLE_KM2_SIZE];
    char displaced[CONSOLE_KM2_SIZE];

    if (!(area_m2 > 0)) return;
    console_print_km2(area, area_m2);
    console_print_km2(shown, drawn->drawn_m2);
    console_print_km2(noise, drawn->noise_m2);
    console_print_km2(displaced, drawn->displaced_m2);
    console_note(console, "%s: %s drawn of %s %s%s%s%s%s%s", zone, shown, area, name,
                 drawn->noise_m2 > 0 ? ", noise " : "", drawn->noise_m2 > 0 ? noise : "",
                 is_simplified ? ", " : "", is_simplified ? displaced : "",
                 is_simplified ? " of ground displaced" : "");
}

void drawing_tell(struct console *console, const struct terr_measured_change *measured)
{
    if (!measured->drawing) return;
    const bool is_simplified = terr_drawing_asked(measured->drawing).simplify_m > 0;
    for (size_t i = 0; i < measured->list->count; i++) {
        const char *zone = measured->list->zones[i].name;
        const struct terr_figures *figures = &measured->figures[i];
        tell_direction(console, zone, "gained", figures->gained_m2,
                       terr_drawing_whole(measured->drawing, i, TERR_DRAWN_GAINED), is_simplified);
        tell_direction(console, zone, "lost", figures->lost_m2,
                       terr_drawing_whole(measured->drawing, i, TERR_DRAWN_LOST), is_simplified);
    }
}
