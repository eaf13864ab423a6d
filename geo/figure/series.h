/* figure/series.h - the time series of an archive: numbers by date, in date order. */
#ifndef GEO_FIGURE_SERIES_H
#define GEO_FIGURE_SERIES_H

#include <geo/base/date.h>
#include <geo/base/progress.h>
#include <geo/figure/measure.h>
#include <geo/zone/origin.h>
#include <geo/zone/worker.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_gross;
struct terr_matrix;
struct terr_regions;
struct terr_running;
struct terr_span;
struct terr_statuses;
struct terr_transitions;
struct terr_zone_list;

/* Which dates get rows. */
enum terr_every {
    TERR_EVERY_SNAPSHOT, /* each snapshot, several a day included                              */
    TERR_EVERY_DAY,      /* each calendar day from the first snapshot to the last              */
    TERR_EVERY_WEEK,     /* each ISO week, by its Sunday                                       */
    TERR_EVERY_MONTH,    /* each calendar month, by its last day                               */
};
/* "snapshot", "day", "week", "month"; false where none has the name. */
TERR_API bool terr_every_parse(enum terr_every *every, const char *name);
TERR_API const char *terr_every_name(enum terr_every every);

/* What passed until a date, while its geometry is there. All is borrowed for the call. */
struct terr_dated_transitions {
    int32_t since; /* the date of the row before */
    int32_t day;   /* that of the row            */
    size_t from;   /* their snapshots, as indexes in the archive */
    size_t to;
    const struct terr_transitions *transitions;
    const struct terr_matrix *matrix;
};

/* Takes the transitions of one date, or fails. */
typedef enum terr_code (*terr_take_transitions)(void *payload,
                                                const struct terr_dated_transitions *dated,
                                                struct terr_error *err);

/* All-zero but for `archive`, `list` and `ruler` means: every snapshot of the archive. */
struct terr_series_options {
    enum terr_every every;
    bool has_from; /* rows from this day on, in the archive's time zone    */
    bool has_to;   /* rows up to this day                                  */
    int32_t from_day;
    int32_t to_day;
    const int32_t *windows; /* days, each at least 1; rows get the change over each */
    size_t window_count;
    const struct terr_regions *regions;   /* NULL: not by region; must outlive the series */
    const struct terr_statuses *statuses; /* zones of the list between which transitions are told,
                                             NULL: not; must outlive the series */
    terr_take_transitions take; /* gets those of each date that has some, in order, from the calling
                                   thread; NULL: nobody does */
    void *payload;              /* its own                                              */
    bool gross; /* also what each change gained and lost day by day (figure/gross.h) */
    struct terr_progress progress; /* by dates */
    size_t jobs; /* threads, the calling one included; 0: that one alone. No number depends on it */
};

/* A change inside a row: its numbers, where there is a snapshot to compare with. */
struct terr_row_change {
    bool known;
    int32_t since; /* the day compared with, as asked: previous row's date, or date - N days */
    struct terr_figures figures;
    double *gained_in_m2; /* in each region, then in none of them; NULL: not by region */
    double *lost_in_m2;
    double *gross_gained_in_m2; /* NULL: not by region, or not gross */
    double *gross_lost_in_m2;
};

/* One row: one date and one zone. */
struct terr_row {
    int32_t day;     /* in the archive's time zone                                       */
    bool known;      /* a snapshot is in reach of the day; otherwise no number is valid  */
    size_t snapshot; /* its index in the archive                                         */
    size_t zone;     /* index in the zone list                                           */
    double area_m2;
    struct terr_row_change step;     /* since the previous known row; not known in the first   */
    struct terr_row_change *windows; /* one for each of the options' windows                   */
    double *area_in_m2;              /* in each region, then in none; NULL: not by region      */
};

/* Of a row by region: all of it, whatever the regions. */
#define TERR_WHOLE SIZE_MAX

/* The area of a row in region `region`, of which terr_regions_count is the ground that lies in
 * none; or TERR_WHOLE. */
TERR_API double terr_row_area_m2(const struct terr_row *row, size_t region);

/* What a change gained and lost there; the areas at its ends are told for TERR_WHOLE alone. */
TERR_API struct terr_row_change terr_row_change_in(const struct terr_row_change *change,
                                                   size_t region);

/* The rows of a series: by date, then by zone in list order.
 *
 * By region the figures of a row are whole square metres that add up to those of the row, rounded,
 * where regions do not overlap (figure/apportion.h); and a region in which nothing passed since the
 * row before is as large as there, but for 1 m2 where the sum wants it. Areas are cut where
 * snapshots begin a new stretch of the archive and followed from there by what passed
 * (figure/regional_series.h). */
struct terr_series {
    struct terr_row *rows;
    size_t row_count;
    struct terr_row_change *window_cells; /* rows' `windows` point in here                    */
    size_t window_count;
    struct terr_matrix *matrices; /* one for each date: the transitions since the row before, not
                                     known where its step is not; NULL: not asked for */
    size_t date_count;
    const struct terr_regions *regions; /* the options'                                       */
    double *region_cells;               /* what rows and changes point into by region         */
    struct terr_gross *gross;     /* owned; NULL: changes have no gross sums                     */
    double *gross_cells;          /* what changes point into for them by region                  */
    struct terr_running *running; /* sums or means of rows; NULL: none (figure/running.h) */
    size_t repaired_count;        /* snapshots read in which something had to be repaired         */
    double repair_max_m2;         /* the most that repairs changed in one of them                 */
    struct terr_origins origins;  /* of the snapshots that were read                        */
    struct terr_effort effort;    /* what it took, over all threads                          */
};

/* The snapshots that a series needs, for terr_archive_options: a source that is fetched is fetched
 * no further. The span borrows the options' windows. */
TERR_API void terr_series_span(struct terr_span *span, const struct terr_series_options *options);

struct terr_ruler;

/* Walks the archive and measures the zones of `list`, at least one. A snapshot within max_gap of a
 * date stands for it; beyond, the row is not known. Each snapshot is read once, whatever the
 * windows and the jobs (but those of rows that are further apart than days once more where gross
 * sums are wanted); memory is bounded by the longest window and the jobs, not by the archive.
 * Fails as terr_archive_read, terr_zones_build, terr_delta_between, terr_regions_cut,
 * terr_transitions_between, options->take, always with the fault of the earliest row that has one,
 * and only then with that of a map between rows; TERR_EDATA where no row is left; TERR_ECANCEL;
 * *out is then NULL. End with terr_series_free. */
TERR_API enum terr_code terr_series_walk(struct terr_series **out, const struct terr_ruler *ruler,
                                         const struct terr_archive *archive,
                                         const struct terr_zone_list *list,
                                         const struct terr_series_options *options,
                                         struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_series_free(struct terr_series *series);

TERR_END_DECLS

#endif
