/* A program of another project: the km2 gained in the 90 days up to the newest map of a folder. */
#include <geo/territory.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    const char *const sources[] = {argc > 1 ? argv[1] : "."};
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    const struct terr_window window = {0}; /* all-zero: those 90 days */
    struct terr_archive *archive = NULL;
    struct terr_zone_list zones = {0};
    struct terr_ruler *ruler = NULL;
    struct terr_worker worker = {0};
    struct terr_ends ends;
    struct terr_change *change = NULL;
    struct terr_measured_change measured = {0};
    struct terr_error err;
    int status = 1;

    if (terr_archive_open(&archive, sources, 1, &options, &err) ||
        terr_zone_list_add(&zones, "held", terr_archive_profile(archive), &err) ||
        terr_ruler_new(&ruler, TERR_AREA_ELLIPSOID, &err) ||
        terr_worker_init(&worker, ruler, &err) || terr_ends_find(&ends, archive, &window, &err) ||
        terr_change_between(&change, &worker, archive, ends, &zones, &err) ||
        terr_measured_change_init(&measured, archive, &zones, ruler, change, &err)) {
        fprintf(stderr, "%s\n", err.message);
    } else {
        printf("%.6f\n", measured.figures[0].gained_m2 / TERR_M2_PER_KM2);
        status = fflush(stdout) ? 1 : 0;
    }
    terr_measured_change_dispose(&measured);
    terr_change_free(change);
    terr_worker_dispose(&worker);
    terr_ruler_free(ruler);
    terr_zone_list_dispose(&zones);
    terr_archive_free(archive);
    return status;
}
