#include <geo/export/value.h>

#include <geo/figure/measure.h>

void terr_value_add_km2(struct terr_text *out, double area_m2)
{
    terr_text_add_fixed(out, area_m2 / TERR_M2_PER_KM2, TERR_KM2_DECIMALS);
}

void terr_value_add_day(struct terr_text *out, int32_t day)
{
    char date[TERR_DAY_SIZE];
    terr_day_print(date, day);
    terr_text_add(out, date);
}

const char *terr_value_date_source(enum terr_date_source source)
{
    switch (source) {
    case TERR_DATE_FILE_NAME:
        return "file_name";
    case TERR_DATE_DOCUMENT:
        return "document";
    case TERR_DATE_NONE:
        break;
    }
    return "none";
}
