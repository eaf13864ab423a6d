#include <geo/source/fault.h>

#include <geo/base/number.h>
#include <math.h>
#include <stdio.h>

#define RING_POINTS_MIN 4

bool terr_fault_of_position(char sentence[TERR_FAULT_SIZE], double lon_deg, double lat_deg,
                            bool latitude_first)
{
    const char *hint = "";
    char number[TERR_NUMBER_SIZE];
    if (fabs(lon_deg) <= 180 && fabs(lat_deg) <= 90) return false;
    if (!isfinite(lon_deg) || !isfinite(lat_deg)) {
        snprintf(sentence, TERR_FAULT_SIZE, "a coordinate is not a finite number");
        return true;
    }
    if (fabs(lon_deg) <= 90 && fabs(lat_deg) <= 180) {
        hint = latitude_first ? "; latitude comes first here: are the two swapped?"
                              : "; longitude comes first: are the two swapped?";
    } else if (fabs(lon_deg) > 360 || fabs(lat_deg) > 360) {
        hint = "; coordinates must be degrees: are these metres?";
    }
    const bool is_latitude = fabs(lat_deg) > 90;
    terr_number_print_exact(number, is_latitude ? lat_deg : lon_deg);
    snprintf(sentence, TERR_FAULT_SIZE, "%s %.40s is outside %s%s",
             is_latitude ? "latitude" : "longitude", number,
             is_latitude ? "-90 to 90" : "-180 to 180", hint);
    return true;
}

bool terr_fault_of_ring(char sentence[TERR_FAULT_SIZE], const double *coords, size_t points)
{
    if (points < RING_POINTS_MIN) {
        snprintf(sentence, TERR_FAULT_SIZE, "ring has %zu points, needs at least %d", points,
                 RING_POINTS_MIN);
        return true;
    }
    const double *first = coords, *last = coords + 2 * (points - 1);
    if (first[0] == last[0] && first[1] == last[1]) return false;
    char numbers[4][TERR_NUMBER_SIZE];
    for (size_t i = 0; i < 4; i++) {
        const double value = i < 2 ? first[i] : last[i - 2];
        if (isfinite(value)) {
            terr_number_print_exact(numbers[i], value);
        } else {
            snprintf(numbers[i], sizeof numbers[i], "no number");
        }
    }
    snprintf(sentence, TERR_FAULT_SIZE,
             "ring is not closed: it begins at %.30s, %.30s and ends at %.30s, %.30s", numbers[0],
             numbers[1], numbers[2], numbers[3]);
    return true;
}
