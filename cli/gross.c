#include "gross.h"

#include "repairs.h"

void gross_tell_gaps(struct console *console, const struct terr_archive *archive, size_t gaps,
                     int32_t first_day)
{
    const int reach = terr_archive_max_gap_days(archive);
    char day[TERR_DAY_SIZE];

    if (gaps == 0) return;
    terr_day_print(day, first_day);
    console_note(console,
                 "gross sums step over %zu gap%s of more than %d day%s without a map, %safter %s; "
                 "see --max-gap",
                 gaps, gaps > 1 ? "s" : "", reach, reach == 1 ? "" : "s",
                 gaps > 1 ? "the first " : "", day);
}

void gross_tell_change(struct console *console, const struct terr_measured_change *measured)
{
    int32_t first_day = 0;
    double most_m2;

    if (!measured->gross) return;
    const size_t gaps = terr_measured_change_gross_gaps(measured, &first_day);
    gross_tell_gaps(console, measured->archive, gaps, first_day);
    const size_t repaired =
        terr_origins_repaired(&terr_gross_demand(measured->gross)->origins, &most_m2);
    repairs_tell_snapshots(console, repaired, most_m2);
}
