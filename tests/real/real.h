/* real/real.h - where the real maps are, for the programs that need them. */
#ifndef TESTS_REAL_REAL_H
#define TESTS_REAL_REAL_H

#include <geo/territory.h>
#include <stdio.h>
#include <stdlib.h>

/* What a program returns where the maps it needs are not there: skipped. */
#define REAL_MAPS_MISSING 77

/* TERRITORY_REAL_DATA/FOLDER, or REAL_DATA/FOLDER where that is not set. */
static inline void real_path(char *path, size_t size, const char *folder)
{
    const char *data = getenv("TERRITORY_REAL_DATA");
    snprintf(path, size, "%s/%s", data ? data : REAL_DATA, folder);
}

/* False, saying so, where the folder is not there. */
static inline bool real_maps_are_here(const char *folder)
{
    char path[4096];
    real_path(path, sizeof path, folder);
    if (terr_file_kind(path) == TERR_FILE_FOLDER) return true;
    printf("skipped: no real maps in %s (set TERRITORY_REAL_DATA)\n", path);
    return false;
}

#endif
