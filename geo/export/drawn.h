/* export/drawn.h - how a change was drawn, and how much of it is noise, in every form
 * (zone/drawing.h). Every function appends to `out`. */
#ifndef GEO_EXPORT_DRAWN_H
#define GEO_EXPORT_DRAWN_H

#include <geo/base/text.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_measured_change;
struct terr_noise;
struct terr_style;

/* Whether the forms without shapes tell of noise. */
bool terr_drawn_has_noise(const struct terr_measured_change *measured);

/* A comma and noise_gained_km2, noise_lost_km2 and noise_km2, the two together: the names, and the
 * fields of a CSV row, in the unit of the style; and as members of a JSON object. */
void terr_drawn_add_noise_names(struct terr_text *out, const struct terr_style *style);
void terr_drawn_add_noise_fields(struct terr_text *out, struct terr_noise noise,
                                 const struct terr_style *style);
void terr_drawn_add_json_noise(struct terr_text *out, struct terr_noise noise);

/* What counts as noise: an object with min_area_km2 and min_width_m, null where not asked. */
void terr_drawn_add_json_limits(struct terr_text *out, const struct terr_measured_change *measured);

/* The same and simplify_m, and a list `zones` of what was drawn of each, by region where it is
 * measured so: what was gained and lost, how much of that is noise, is drawn and is displaced. */
void terr_drawn_add_json_drawing(struct terr_text *out,
                                 const struct terr_measured_change *measured);

/* For people: a line of how much is noise, and what counts as that. */
void terr_drawn_add_plain_noise(struct terr_text *out, const struct terr_measured_change *measured,
                                size_t zone, const struct terr_style *style);

TERR_END_DECLS

#endif
