#include <geo/export/compare.h>

#include <geo/export/value.h>
#include <geo/figure/comparisons.h>
#include <geo/zone/zone_list.h>

static void add_compared(struct terr_text *out, const struct terr_comparisons *comparisons,
                         const struct terr_compared *row)
{
    const struct terr_pair *pair = &comparisons->pairs.pairs[row->pair];
    const struct terr_side *a = &comparisons->a, *b = &comparisons->b;
    double iou;
    if (pair->dated) terr_value_add_day(out, pair->day);
    terr_value_add_text_field(out, terr_archive_at(a->archive, pair->a)->name);
    terr_value_add_text_field(out, terr_archive_at(b->archive, pair->b)->name);
    terr_value_add_text_field(out, a->list->zones[row->zone].name);
    terr_value_add_text_field(out, b->list->zones[row->zone].name);
    terr_value_add_km2_field(out, row->area_a_m2);
    terr_value_add_km2_field(out, row->area_b_m2);
    terr_value_add_km2_field(out, row->both_m2);
    terr_value_add_km2_field(out, row->only_a_m2);
    terr_value_add_km2_field(out, row->only_b_m2);
    terr_text_add(out, ",");
    if (terr_compared_iou(&iou, row)) terr_text_add_fixed(out, iou, TERR_IOU_DECIMALS);
    terr_text_add(out, "\n");
}

void terr_csv_comparisons(struct terr_text *out, const struct terr_comparisons *comparisons)
{
    terr_text_add(out, "date,snapshot_a,snapshot_b,zone_a,zone_b,area_a_km2,area_b_km2,both_km2,"
                       "only_a_km2,only_b_km2,iou\n");
    for (size_t i = 0; i < comparisons->row_count; i++) {
        add_compared(out, comparisons, &comparisons->rows[i]);
    }
}
