#include "gross.h"
#include "matrix.h"
#include "repairs.h"
#include "series_told.h"

/* An empty number could be taken for none: say why it is empty. */
static void tell_of_unknown(struct console *console, const struct terr_series *series)
{
    size_t count = 0;
    int32_t first_day = 0;
    char day[TERR_DAY_SIZE];

    for (size_t i = series->row_count; i-- > 0;) {
        if (series->rows[i].known || series->rows[i].zone != 0) continue;
        first_day = series->rows[i].day;
        count++;
    }
    if (count == 0) return;
    terr_day_print(day, first_day);
    console_note(console,
                 "no map is near enough for %zu date%s, %s%s, whose numbers are empty; see "
                 "--max-gap",
                 count, count > 1 ? "s" : "", count > 1 ? "the first of them " : "", day);
}

/* Rows that begin later, or end sooner, than was asked: the archive has no map there. */
static void tell_of_ends(struct console *console, const struct terr_series_options *asked,
                         const struct terr_archive *archive)
{
    const int32_t first = terr_archive_at(archive, 0)->day;
    const int32_t newest = terr_archive_at(archive, terr_archive_count(archive) - 1)->day;
    char day[TERR_DAY_SIZE];

    if (asked->has_from && asked->from_day < first) {
        terr_day_print(day, first);
        console_note(console, "no row before %s, the day of the first map; see --from", day);
    }
    if (asked->has_to && asked->to_day > newest) {
        terr_day_print(day, newest);
        console_note(console, "no row after %s, the day of the newest map; see --to", day);
    }
}

/* A column without a number could be taken for a fault. */
static void tell_of_no_mean(struct console *console, const struct terr_series *series)
{
    const struct terr_running *running = series->running;

    if (!running || running->kind != TERR_RUNNING_MEAN) return;
    for (size_t i = 0; i < series->row_count; i++) {
        if (running->changes[i].known) return;
    }
    console_warn(console,
                 "no row has %zu row%s with a known change up to it, so that every mean is empty; "
                 "see --rolling",
                 running->rows, running->rows > 1 ? "s" : "");
}

static void tell_of_matrices(struct console *console, const struct terr_series *series)
{
    double shared_m2 = 0;
    bool adds_up = true;

    for (size_t i = 0; i < series->date_count; i++) {
        const struct terr_matrix *matrix = &series->matrices[i];
        if (matrix->shared_from_m2 > shared_m2) shared_m2 = matrix->shared_from_m2;
        if (matrix->shared_to_m2 > shared_m2) shared_m2 = matrix->shared_to_m2;
        if (matrix->known && !matrix->adds_up) adds_up = false;
    }
    matrix_tell(console, shared_m2, adds_up);
}

void series_tell(struct console *console, const struct terr_series *series,
                 const struct terr_series_options *asked, const struct terr_archive *archive)
{
    tell_of_ends(console, asked, archive);
    tell_of_unknown(console, series);
    tell_of_no_mean(console, series);
    if (series->matrices) tell_of_matrices(console, series);
    gross_tell_gaps(console, series->gross);
    repairs_tell_snapshots(console, series->repaired_count, series->repair_max_m2);
}
