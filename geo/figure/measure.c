#include <geo/figure/measure.h>

#include <geo/base/memory.h>
#include <geo/shape/area.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>

double terr_figures_net_m2(const struct terr_figures *figures)
{
    return figures->gained_m2 - figures->lost_m2;
}

struct terr_figures terr_figures_measure(const struct terr_ruler *ruler,
                                         const struct terr_zones *from, const struct terr_zones *to,
                                         size_t index, const struct terr_delta *delta)
{
    const struct terr_figures figures = {
        .area_from_m2 = terr_zones_area_m2(from, index),
        .area_to_m2 = terr_zones_area_m2(to, index),
        .gained_m2 = terr_area_m2(ruler, &delta->gained),
        .lost_m2 = terr_area_m2(ruler, &delta->lost),
    };
    return figures;
}

enum terr_code terr_measured_change_init(struct terr_measured_change *out,
                                         const struct terr_archive *archive,
                                         const struct terr_zone_list *list,
                                         const struct terr_ruler *ruler,
                                         const struct terr_change *change, struct terr_error *err)
{
    out->archive = archive;
    out->list = list;
    out->ruler = ruler;
    out->change = change;
    out->figures = terr_memory_new(list->count, sizeof *out->figures, err);
    if (!out->figures) return err->code;
    for (size_t i = 0; i < list->count; i++) {
        out->figures[i] =
            terr_figures_measure(ruler, terr_change_from(change), terr_change_to(change), i,
                                 terr_change_delta(change, i));
    }
    return TERR_OK;
}

void terr_measured_change_dispose(struct terr_measured_change *measured)
{
    terr_memory_free(measured->figures);
    measured->figures = NULL;
}
