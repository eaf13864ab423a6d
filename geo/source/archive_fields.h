/* source/archive_fields.h - the inside of an archive: what source/archive.c opens and
 * source/archive_find.c looks up. */
#ifndef GEO_SOURCE_ARCHIVE_FIELDS_H
#define GEO_SOURCE_ARCHIVE_FIELDS_H

#include <geo/base/file.h>
#include <geo/base/paths.h>
#include <geo/source/archive.h>

/* 0001-01-01 and 9999-12-31: the days, and the instants on them in UTC, that can be written. */
#define TERR_ARCHIVE_DAY_MIN (-719162)
#define TERR_ARCHIVE_DAY_MAX 2932896
#define TERR_ARCHIVE_INSTANT_MIN ((int64_t)TERR_ARCHIVE_DAY_MIN * TERR_SECONDS_PER_DAY)
#define TERR_ARCHIVE_INSTANT_MAX (((int64_t)TERR_ARCHIVE_DAY_MAX + 1) * TERR_SECONDS_PER_DAY - 1)

struct terr_archive_entry {
    struct terr_dated dated;
    char *path;                /* what dated.path and dated.name point into               */
    struct terr_moment moment; /* the date as it was written; a day 0 where there is none */
    size_t order;              /* as given                                                */
    bool is_kept;              /* standard input or a pipe: read once, and kept           */
    struct terr_bytes kept;
};

struct terr_archive {
    struct terr_archive_entry *entries;
    size_t count;
    bool by_date; /* every snapshot has a date, and they are in its order */
    int max_gap_days;
    int lag_days;
    struct terr_profile *profile;
    char *recognised_from; /* which snapshot told the profile; NULL: the caller chose it */
    char *recognised_by;   /* how, in a sentence; NULL likewise                        */
    struct terr_timezone *timezone;
    char *timezone_name;
    struct terr_paths left_out; /* not paths but sentences: why a source was left out at opening */
};

#endif
