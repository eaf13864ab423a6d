#include <geo/figure/measure.h>

#include <geo/base/memory.h>
#include <geo/figure/apportion.h>
#include <geo/zone/drawing.h>
#include <geo/zone/zone_list.h>

// Rounds the noise of the regions of a zone. `buffer` has room for two doubles a region.
static void apportion(struct terr_noise *parts, size_t width, const struct terr_noise *whole,
                      double *buffer)
{
    double *areas = buffer, *rounded = buffer + width;
    for (size_t i = 0; i < width; i++) areas[i] = parts[i].gained_m2;
    terr_apportion(rounded, areas, width, whole->gained_m2);
    for (size_t i = 0; i < width; i++) parts[i].gained_m2 = rounded[i];
    for (size_t i = 0; i < width; i++) areas[i] = parts[i].lost_m2;
    terr_apportion(rounded, areas, width, whole->lost_m2);
    for (size_t i = 0; i < width; i++) parts[i].lost_m2 = rounded[i];
}

enum terr_code terr_measured_change_add_drawing(struct terr_measured_change *measured,
                                                const struct terr_drawing *drawing,
                                                struct terr_error *err)
{
    const size_t zones = measured->list->count, width = terr_measured_change_width(measured);
    struct terr_noise *in = NULL;
    double *buffer = NULL;
    struct terr_noise *noise = terr_memory_new(zones, sizeof *noise, err);
    if (noise) in = terr_memory_new(zones * width, sizeof *in, err);
    if (in) buffer = terr_memory_new(width, 2 * sizeof *buffer, err);
    if (!buffer) {
        terr_memory_free(noise);
        terr_memory_free(in);
        return err->code;
    }
    for (size_t z = 0; z < zones; z++) {
        noise[z].gained_m2 = terr_drawing_whole(drawing, z, TERR_DRAWN_GAINED)->noise_m2;
        noise[z].lost_m2 = terr_drawing_whole(drawing, z, TERR_DRAWN_LOST)->noise_m2;
        for (size_t r = 0; r < width; r++) {
            in[z * width + r].gained_m2 =
                terr_drawing_in(drawing, z, r, TERR_DRAWN_GAINED)->noise_m2;
            in[z * width + r].lost_m2 = terr_drawing_in(drawing, z, r, TERR_DRAWN_LOST)->noise_m2;
        }
        apportion(in + z * width, width, &noise[z], buffer);
    }
    terr_memory_free(buffer);
    measured->drawing = drawing;
    measured->noise = noise;
    measured->noise_by_region = in;
    return TERR_OK;
}

struct terr_noise terr_measured_change_noise(const struct terr_measured_change *measured,
                                             size_t zone)
{
    return measured->noise[zone];
}

struct terr_noise terr_measured_change_noise_in(const struct terr_measured_change *measured,
                                                size_t zone, size_t region)
{
    return measured->noise_by_region[zone * terr_measured_change_width(measured) + region];
}
