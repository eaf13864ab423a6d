/* export/vega_lite_chart.h - what the files that write a Vega-Lite specification know of the chart:
 * its parts, and its measures in pixels. */
#ifndef GEO_EXPORT_VEGA_LITE_CHART_H
#define GEO_EXPORT_VEGA_LITE_CHART_H

#include <geo/figure/series.h>
#include <geo/zone/zone_list.h>

TERR_BEGIN_DECLS

struct terr_provenance;
struct terr_text;

/* A zone, or a region of a zone: what one line shows. */
struct terr_chart_part {
    size_t zone;
    size_t region;   /* TERR_WHOLE: not by region                        */
    double moved_m2; /* gained and lost, over all rows and their windows */
    double most_m2;  /* the most of either at once                       */
};

/* All-zero is none; ended by terr_chart_dispose. But for `parts` everything is borrowed. */
struct terr_chart {
    const struct terr_series *series;
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    const struct terr_ruler *ruler;
    const struct terr_series_options *options;
    const struct terr_provenance *provenance;
    struct terr_chart_part *parts; /* those that are drawn, in order */
    size_t part_count;
    size_t left_out;      /* parts that are not      */
    bool *is_drawn;       /* owned; of each part: zone by zone and in it region by region */
    size_t width_of_zone; /* parts of a zone */
    int32_t first_day, last_day;
    size_t date_count;
    bool panels; /* each part has its own; else there is one */
};

/* Chooses and orders the parts; the pointers of `chart` to what is drawn must be set. Fails with
 * TERR_ENOMEM. */
enum terr_code terr_chart_lay_out(struct terr_chart *chart, struct terr_error *err) TERR_MUST_USE;
void terr_chart_dispose(struct terr_chart *chart);

/* Appends the name of a part: of its zone, its region, or of both where there are several zones. */
void terr_chart_add_part_name(struct terr_text *out, const struct terr_chart *chart, size_t part);

/* ---- what the words say (vega_lite_words.c) ---- */

/* Appends "each week", "between snapshots"; of window `window` "over 30 days". */
#define TERR_CHART_STEP SIZE_MAX
void terr_chart_add_span(struct terr_text *out, const struct terr_chart *chart, size_t window);

/* Appends a list of JSON strings, a line of the picture each: what is drawn; how to read it; and
 * where it comes from. And a string that says what is drawn to those who do not see it. */
void terr_chart_add_title(struct terr_text *out, const struct terr_chart *chart);
void terr_chart_add_subtitle(struct terr_text *out, const struct terr_chart *chart);
void terr_chart_add_source(struct terr_text *out, const struct terr_chart *chart);
void terr_chart_add_description(struct terr_text *out, const struct terr_chart *chart);

/* ---- measures, in pixels (vega_lite_measures.c) ---- */

/* The width and height of a panel: of areas, or of what was gained and lost. And how far apart its
 * dates are, on average. */
int terr_chart_width(const struct terr_chart *chart);
int terr_chart_height(const struct terr_chart *chart, bool is_area);
double terr_chart_pitch(const struct terr_chart *chart);

/* Appends the channel "x": the field "date", on a scale of UTC from the first date to the last. */
void terr_chart_add_dates(struct terr_text *out, const struct terr_chart *chart);

/* ---- what the marks build on (vega_lite_transforms.c) ---- */

/* Appends the member "transform" of the document. It gives each row
 *
 *     index                its place among the rows
 *     day, since_day       its dates as text
 *     part                 the name of its part, where each has a panel
 *     minus_lost_km2       what was lost, below zero; minus_lost_30d_km2 likewise
 *     alone, alone_30d     whether the numbers before and after its area, or its change over a
 *                          window, are not known
 *     area_told, change_told, change_30d_told   its numbers in words */
void terr_chart_add_transforms(struct terr_text *out, const struct terr_chart *chart);

/* Appends the list of fields by which parts are told apart. */
void terr_chart_add_part_field(struct terr_text *out, const struct terr_chart *chart);

/* ---- how it is drawn (vega_lite_panels.c) ---- */

/* Appends the members "spacing", "resolve", and "hconcat" or "vconcat": the panels. */
void terr_chart_add_panels(struct terr_text *out, const struct terr_chart *chart);

TERR_END_DECLS

#endif
