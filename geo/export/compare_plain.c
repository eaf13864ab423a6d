#include <geo/export/compare.h>

#include <geo/base/number.h>
#include <geo/export/value.h>
#include <geo/figure/comparisons.h>
#include <geo/shape/area.h>
#include <geo/source/profile.h>
#include <geo/zone/zone_list.h>
#include <stdlib.h>
#include <string.h>

// Room for a million km2, and for the headings.
#define GROUND_WIDTH 12
#define DAY_WIDTH 10
#define IOU_WIDTH 8

static void add_side(struct terr_text *out, char letter, const struct terr_side *side)
{
    const int days = terr_archive_lag_days(side->archive);
    terr_text_print(out, "%c  ", letter);
    terr_value_add_shown(out, terr_profile_name(terr_archive_profile(side->archive)));
    if (days) {
        terr_text_add(out, ", ");
        terr_text_print(out, "files taken as the maps of %d day%s %s", abs(days),
                        abs(days) == 1 ? "" : "s", days > 0 ? "before" : "later");
    }
    terr_text_add(out, "\n");
}

static void add_model(struct terr_text *out, const struct terr_ruler *ruler)
{
    const enum terr_area_model model = terr_ruler_model(ruler);
    if (model == TERR_AREA_SPHERE) terr_text_add(out, "  measured on a sphere\n");
    if (model == TERR_AREA_GEODESIC) terr_text_add(out, "  measured with geodesic edges\n");
}

static void add_zones(struct terr_text *out, const char *zone_a, const char *zone_b)
{
    terr_value_add_shown(out, zone_a);
    if (strcmp(zone_a, zone_b) != 0) {
        terr_text_add(out, " of A, ");
        terr_value_add_shown(out, zone_b);
        terr_text_add(out, " of B");
    }
    terr_text_add(out, "\n");
}

static void add_ground(struct terr_text *out, double area_m2)
{
    char number[TERR_GROUPED_SIZE];
    terr_value_print_shown_km2(number, area_m2);
    terr_text_print(out, "  %*s", GROUND_WIDTH, number);
}

// A snapshot's name, and its own day where that is not the one it stands for.
static void add_map(struct terr_text *out, const struct terr_side *side, size_t snapshot,
                    const struct terr_pair *pair)
{
    const struct terr_dated *dated = terr_archive_at(side->archive, snapshot);
    terr_text_add(out, "  ");
    terr_value_add_shown(out, dated->name);
    if (!pair->dated || dated->day == pair->day) return;
    terr_text_add(out, " (of ");
    terr_value_add_day(out, dated->day);
    terr_text_add(out, ")");
}

static void add_compared(struct terr_text *out, const struct terr_comparisons *comparisons,
                         const struct terr_compared *row)
{
    const struct terr_pair *pair = &comparisons->pairs.pairs[row->pair];
    char number[TERR_NUMBER_SIZE] = "-";
    double iou;
    terr_text_add(out, "  ");
    if (pair->dated) {
        terr_value_add_day(out, pair->day);
    } else {
        terr_text_print(out, "%-*s", DAY_WIDTH, "-");
    }
    add_ground(out, row->both_m2);
    add_ground(out, row->only_a_m2);
    add_ground(out, row->only_b_m2);
    if (terr_compared_iou(&iou, row)) terr_number_print(number, iou, TERR_IOU_DECIMALS);
    terr_text_print(out, "  %*s", IOU_WIDTH, number);
    add_map(out, &comparisons->a, pair->a, pair);
    add_map(out, &comparisons->b, pair->b, pair);
    terr_text_add(out, "\n");
}

void terr_plain_comparisons(struct terr_text *out, const struct terr_comparisons *comparisons)
{
    const struct terr_side *a = &comparisons->a, *b = &comparisons->b;
    add_side(out, 'A', a);
    add_side(out, 'B', b);
    for (size_t zone = 0; zone < a->list->count; zone++) {
        terr_text_add(out, "\n");
        add_zones(out, a->list->zones[zone].name, b->list->zones[zone].name);
        // The two-byte square sign makes a heading one byte longer than it looks.
        terr_text_print(out, "  %-*s  %*s  %*s  %*s  %*s  maps of A and B\n", DAY_WIDTH, "date",
                        GROUND_WIDTH + 1, "both " TERR_SHOWN_KM2, GROUND_WIDTH + 1,
                        "only A " TERR_SHOWN_KM2, GROUND_WIDTH + 1, "only B " TERR_SHOWN_KM2,
                        IOU_WIDTH, "IoU");
        for (size_t i = 0; i < comparisons->row_count; i++) {
            const struct terr_compared *row = &comparisons->rows[i];
            if (row->zone == zone) add_compared(out, comparisons, row);
        }
        add_model(out, comparisons->ruler);
    }
}
