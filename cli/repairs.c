#include "repairs.h"

void repairs_tell_one(struct console *console, const char *path, const struct terr_repair *repair)
{
    char published[CONSOLE_KM2_SIZE];
    char clean[CONSOLE_KM2_SIZE];
    char lon[TERR_NUMBER_SIZE];
    char lat[TERR_NUMBER_SIZE];

    console_print_km2(published, repair->published_m2);
    console_print_km2(clean, repair->clean_m2);
    terr_number_print_short(lon, repair->fault.lon_deg, 6);
    terr_number_print_short(lat, repair->fault.lat_deg, 6);
    console_note(console, "%s: features[%zu]: repaired: %s at %s, %s: %s as published, %s now",
                 path, repair->feature, repair->fault.reason, lon, lat, published, clean);
}

void repairs_tell_sum(struct console *console, const char *path, size_t count, double changed_m2)
{
    char changed[CONSOLE_KM2_SIZE];

    if (count == 0) return;
    console_print_km2(changed, changed_m2);
    console_note(console, "%s: %zu feature%s repaired, which changed %s; see --verbose", path,
                 count, count > 1 ? "s" : "", changed);
}

void repairs_tell_snapshots(struct console *console, size_t count, double most_m2)
{
    char changed[CONSOLE_KM2_SIZE];

    if (count == 0) return;
    console_print_km2(changed, most_m2);
    console_note(console,
                 "features were repaired in %zu snapshot%s (%s%s changed in one); see 'territory "
                 "inspect'",
                 count, count > 1 ? "s" : "", console_is_little(most_m2) ? "" : "at most ",
                 changed);
}
