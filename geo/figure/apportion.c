#include <geo/figure/apportion.h>

#include <math.h>
#include <string.h>

// The part that is to have 1 m2 more (or, with `step` -1, less) than it was rounded to: the one of
// which rounding took most. `count` where none can.
static size_t neediest(const double *out_m2, const double *parts_m2, size_t count, double step)
{
    size_t found = count;
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        const double lacking = step * (parts_m2[i] - out_m2[i]);
        // a whole square metre away is too far
        if (lacking == 0 || lacking <= -0.5 || out_m2[i] + step < 0) continue;
        if (found < count && lacking <= most) continue;
        found = i;
        most = lacking;
    }
    return found;
}

void terr_apportion(double *out_m2, const double *parts_m2, size_t count, double whole_m2)
{
    double left = floor(whole_m2 + 0.5);
    for (size_t i = 0; i < count; i++) {
        out_m2[i] = floor(parts_m2[i] + 0.5);
        left -= out_m2[i];
    }
    while (left != 0) {
        const double step = left > 0 ? 1 : -1;
        const size_t part =
            fabs(left) <= (double)count ? neediest(out_m2, parts_m2, count, step) : count;
        if (part == count) {
            memcpy(out_m2, parts_m2, count * sizeof *out_m2);
            return;
        }
        out_m2[part] += step;
        left -= step;
    }
}
