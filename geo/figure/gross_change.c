#include <geo/figure/gross_change.h>

#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/zone_list.h>

static struct terr_gross_sums ends_of(const struct terr_figures *figures)
{
    return (struct terr_gross_sums){figures->gained_m2, figures->lost_m2};
}

// Where the window is one step, the change is it.
static void give(struct terr_gross *gross, const struct terr_measured_change *measured)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    for (size_t zone = 0; zone < measured->list->count; zone++) {
        struct terr_gross_sums *sums = terr_gross_give(gross, ends.from, ends.to, zone);
        if (!sums) return;
        sums[0] = ends_of(&measured->figures[zone]);
        for (size_t i = 0; i < terr_measured_change_width(measured); i++) {
            sums[1 + i] = ends_of(terr_measured_change_in(measured, zone, i));
        }
    }
}

static void put(struct terr_figures *figures, struct terr_gross_sums sums)
{
    figures->gross_gained_m2 = sums.gained_m2;
    figures->gross_lost_m2 = sums.lost_m2;
}

static void take(struct terr_measured_change *measured, const struct terr_gross *gross)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    const size_t width = terr_measured_change_width(measured);
    for (size_t zone = 0; zone < measured->list->count; zone++) {
        put(&measured->figures[zone],
            terr_gross_between(gross, ends.from, ends.to, zone, TERR_WANTED_WHOLE));
        for (size_t i = 0; i < width; i++) {
            put(&measured->by_region[zone * width + i],
                terr_gross_between(gross, ends.from, ends.to, zone, i));
        }
    }
}

enum terr_code terr_measured_change_add_gross(struct terr_measured_change *measured,
                                              const struct terr_gross_options *options,
                                              struct terr_error *err)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    struct terr_gross_options how = *options;
    struct terr_gross *gross;
    how.ruler = measured->ruler;
    how.regions = measured->regional ? terr_regional_change_regions(measured->regional) : NULL;
    enum terr_code code = terr_gross_new(&gross, measured->archive, measured->list, &how, err);
    if (!code) code = terr_gross_want(gross, ends.from, ends.to, err);
    if (!code) code = terr_gross_lay_out(gross, err);
    if (!code) give(gross, measured);
    if (!code) code = terr_gross_measure(gross, err);
    if (code) {
        terr_gross_free(gross);
        return code;
    }
    take(measured, gross);
    measured->gross = gross;
    return TERR_OK;
}

size_t terr_measured_change_gross_maps(const struct terr_measured_change *measured)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    return terr_gross_map_count(measured->gross, ends.from, ends.to);
}
