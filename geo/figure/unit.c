#include <geo/figure/unit.h>

#include <stddef.h>

const char *const terr_unit_names[] = {"km2", "mi2", "ha", "percent", NULL};

const char *terr_unit_name(enum terr_unit unit) { return terr_unit_names[unit]; }

double terr_unit_m2(enum terr_unit unit, double of_m2)
{
    switch (unit) {
    case TERR_UNIT_MI2:
        return TERR_M2_PER_MI2;
    case TERR_UNIT_HA:
        return TERR_M2_PER_HA;
    case TERR_UNIT_PERCENT:
        return of_m2 / 100;
    case TERR_UNIT_KM2:
        break;
    }
    return TERR_M2_PER_KM2;
}
