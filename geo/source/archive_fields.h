/* source/archive_fields.h - the inside of an archive, for the files that open it and look into it.
 */
#ifndef GEO_SOURCE_ARCHIVE_FIELDS_H
#define GEO_SOURCE_ARCHIVE_FIELDS_H

#include <geo/base/file.h>
#include <geo/base/paths.h>
#include <geo/source/archive.h>
#include <geo/source/builtin_profiles.h>

/* 0001-01-01 and 9999-12-31: the days, and the instants on them in UTC, that can be written. */
#define TERR_ARCHIVE_DAY_MIN (-719162)
#define TERR_ARCHIVE_DAY_MAX 2932896
#define TERR_ARCHIVE_INSTANT_MIN ((int64_t)TERR_ARCHIVE_DAY_MIN * TERR_SECONDS_PER_DAY)
#define TERR_ARCHIVE_INSTANT_MAX (((int64_t)TERR_ARCHIVE_DAY_MAX + 1) * TERR_SECONDS_PER_DAY - 1)

/* The layer of a file that names none. */
#define TERR_NO_LAYER SIZE_MAX

/* One file that was found. */
struct terr_archive_file {
    char *path;
    const char *shown; /* what messages call it: the path, or "(standard input)"         */
    const char *name;  /* the same without its folders                                   */
    size_t order;      /* as given                                                       */
    bool is_kept;      /* standard input or a pipe: read once, and kept                  */
    struct terr_bytes kept;
    size_t layer;                /* index of the profile's layer that its path names      */
    struct terr_snapshot *whole; /* with a date property: the map read once, at opening, and from
                                    then on only looked at, by several threads perhaps    */
    struct terr_moment *dates;   /* of the features of `whole`                            */
};

/* What a snapshot takes from one file: all of it, or the features of one date. */
struct terr_archive_piece {
    struct terr_archive_file *file;
    struct terr_moment moment; /* the date as it was written; a day 0 where there is none */
};

struct terr_archive_entry {
    struct terr_dated dated;
    char *name; /* what dated.name points at where it is no file's; or NULL */
    struct terr_archive_piece *pieces; /* at least one; of several, in the order of the layers  */
    size_t piece_count;
    size_t order;                    /* as given, the least of its files' */
    struct terr_kept_snapshot *kept; /* source/archive_keep.c; NULL: it has no place */
};

struct terr_archive {
    struct terr_archive_file *files;
    size_t file_count;
    struct terr_archive_entry *entries;
    size_t count;
    size_t capacity;
    bool by_date; /* every snapshot has a date, and they are in its order */
    bool is_part; /* of a source that was fetched, what lies between the dates asked for is not here
                   */
    int max_gap_days;
    int lag_days;
    bool digests;                       /* terr_archive_read_polygons tells them too */
    char *date_property;                /* whose dates make the snapshots; or NULL */
    const struct terr_profile *profile; /* `chosen`, or one of `builtin`; NULL before it is known */
    struct terr_profile *chosen;        /* the caller's; NULL: it is recognised         */
    size_t *layer_uses;                 /* for the first name of each layer of the profile, how many
                                           snapshots have it */
    char *recognised_from; /* which snapshot told the profile; NULL: the caller chose it */
    char *recognised_by;   /* how, in a sentence; NULL likewise                        */
    struct terr_profile_list builtin; /* what each snapshot is held against; empty likewise */
    struct terr_times *opening;       /* borrowed while it is opened; else NULL             */
    size_t places;                    /* how many more snapshots may be kept                */
    struct terr_timezone *timezone;
    char *timezone_name;
    struct terr_paths left_out; /* not paths but sentences: why a source was left out at opening */
};

#endif
