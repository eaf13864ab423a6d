#include "gross.h"

#include "repairs.h"

void gross_tell_gaps(struct console *console, const struct terr_gross *gross)
{
    int32_t first_day = 0;
    const size_t gaps = gross ? terr_gross_gap_count(gross, &first_day) : 0;
    char day[TERR_DAY_SIZE];

    if (gaps == 0) return;
    const int reach = terr_archive_max_gap_days(terr_gross_archive(gross));
    terr_day_print(day, first_day);
    console_note(console,
                 "gross sums step over %zu gap%s of more than %d day%s without a map, %safter %s; "
                 "see --max-gap",
                 gaps, gaps > 1 ? "s" : "", reach, reach == 1 ? "" : "s",
                 gaps > 1 ? "the first " : "", day);
}

void gross_tell_change(struct console *console, const struct terr_measured_change *measured)
{
    double most_m2;

    if (!measured->gross) return;
    gross_tell_gaps(console, measured->gross);
    const size_t repaired =
        terr_origins_repaired(&terr_gross_demand(measured->gross)->origins, &most_m2);
    repairs_tell_snapshots(console, repaired, most_m2);
}
