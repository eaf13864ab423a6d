#include <geo/export/style.h>

#include <geo/export/value.h>

static const struct {
    const char *shown;
    int decimals;
    int shown_decimals;
} units[] = {{TERR_SHOWN_KM2, TERR_KM2_DECIMALS, TERR_SHOWN_KM2_DECIMALS},
             {"mi\xc2\xb2", 7, 2},
             {"ha", 4, 0},
             {"%", TERR_PERCENT_DECIMALS, TERR_PERCENT_DECIMALS}};

int terr_unit_decimals(enum terr_unit unit) { return units[unit].decimals; }

int terr_unit_shown_decimals(enum terr_unit unit) { return units[unit].shown_decimals; }

const char *terr_unit_shown(enum terr_unit unit) { return units[unit].shown; }

double terr_style_of(const struct terr_style *style, double area_m2)
{
    return area_m2 / terr_unit_m2(style->unit, 0);
}

void terr_style_add(struct terr_text *out, const struct terr_style *style, double area_m2)
{
    static const struct terr_style exact = TERR_STYLE_EXACT;
    if (!style) style = &exact;
    terr_text_add_fixed(out, terr_style_of(style, area_m2), style->decimals);
}

void terr_style_add_field(struct terr_text *out, const struct terr_style *style, double area_m2)
{
    terr_text_add(out, ",");
    terr_style_add(out, style, area_m2);
}
