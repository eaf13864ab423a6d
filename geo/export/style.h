/* export/style.h - in which unit areas are written, and with how many decimals.
 *
 * Areas are known in square metres and to about one of them. Every number written is the rounding
 * of that one, half to even on its binary value (base/number.h), whatever stands beside it: with
 * few decimals the net change that is written may differ in its last digit from the gained less the
 * lost that are.
 */
#ifndef GEO_EXPORT_STYLE_H
#define GEO_EXPORT_STYLE_H

#include <geo/base/text.h>
#include <geo/figure/unit.h>

TERR_BEGIN_DECLS

/* How areas are written; not in percent. */
struct terr_style {
    enum terr_unit unit;
    int decimals; /* 0 to terr_unit_decimals */
};

/* The decimals that tell one square metre, which are the most that figures bear: 6 in km2, 7 in
 * mi2, 4 in ha; and those for people, which tell about a hectare: 2, 2, 0. */
TERR_API int terr_unit_decimals(enum terr_unit unit);
TERR_API int terr_unit_shown_decimals(enum terr_unit unit);

/* For people: "km²", "mi²", "ha", "%". */
TERR_API const char *terr_unit_shown(enum terr_unit unit);

/* Where no other is asked for: km2, so for machines and for people. */
#define TERR_KM2_DECIMALS 6
#define TERR_SHOWN_KM2_DECIMALS 2
#define TERR_STYLE_EXACT                 \
    {                                    \
        TERR_UNIT_KM2, TERR_KM2_DECIMALS \
    }
#define TERR_STYLE_SHOWN                       \
    {                                          \
        TERR_UNIT_KM2, TERR_SHOWN_KM2_DECIMALS \
    }

/* An area in the unit of the style. */
TERR_API double terr_style_of(const struct terr_style *style, double area_m2);

/* Appends an area so, `style` NULL: exact, with '.' and nothing between thousands; after a comma.
 */
TERR_API void terr_style_add(struct terr_text *out, const struct terr_style *style, double area_m2);
TERR_API void terr_style_add_field(struct terr_text *out, const struct terr_style *style,
                                   double area_m2);

TERR_END_DECLS

#endif
