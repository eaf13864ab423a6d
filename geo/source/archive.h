/* source/archive.h - snapshots of one source, ordered by date.
 *
 * An archive is made of files, folders, globs, standard input, or what is fetched
 * (source/remote.h). Each snapshot has a date: from its file name (YYYYMMDD, YYYY-MM-DD, Unix
 * seconds), where the name has none from the document, and where that says nothing from the
 * properties that the profile names, of whose dates the latest counts; a profile may say that its
 * properties go before the file name. Snapshots are read when asked for, one at a time.
 *
 * A snapshot is one file, with two exceptions. Where the profile has layers, the files of one date
 * that are different layers by their paths are one snapshot. With a date property a file holds many
 * dates: each is a snapshot of the features that have it.
 */
#ifndef GEO_SOURCE_ARCHIVE_H
#define GEO_SOURCE_ARCHIVE_H

#include <geo/base/date.h>
#include <geo/base/progress.h>
#include <geo/source/remote.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_profile;
struct terr_snapshot;
struct terr_times;
struct terr_timezone;

struct terr_archive_options {
    const char *profile;  /* built-in name or path; NULL: recognised from the data           */
    const char *timezone; /* for terr_timezone_parse; NULL: the profile's                    */
    int lag_days;         /* a file dated D is the map of D - lag_days                       */
    int max_gap_days;     /* how old a snapshot may be for a date; -1: any age. Set by
                             TERR_ARCHIVE_OPTIONS_INIT to 7                                  */
    bool undated;         /* sources may lack a date: unless all have one, they keep the order
                             given, and none can be found by date                            */
    bool keep_going;      /* leave out a file that cannot be dated, in place of failing       */
    const char *date_property; /* a property of features that holds their date: a file then holds a
                                  snapshot for each date in it; NULL: a file is one snapshot */
    const struct terr_moment *excluded; /* snapshots to leave out: all of a day, or that of an
                                           instant; each must be there                       */
    size_t excluded_count;
    struct terr_span span; /* of sources that are fetched: which snapshots will be asked for   */
    struct terr_remote_options remote; /* how, and where they are kept                         */
    struct terr_times *times; /* told what reading took while it was opened; NULL: nobody asks */
    bool digests; /* the parts of every snapshot have digests and sizes, which take time       */
};
#define TERR_ARCHIVE_MAX_GAP_DAYS 7
#define TERR_ARCHIVE_OPTIONS_INIT                                                              \
    {                                                                                          \
        NULL, NULL, 0, TERR_ARCHIVE_MAX_GAP_DAYS, false, false, NULL, NULL, 0, {0}, {0}, NULL, \
            false                                                                              \
    }

/* Where a snapshot's date was found. */
enum terr_date_source {
    TERR_DATE_FILE_NAME,
    TERR_DATE_DOCUMENT, /* its member "datetime", or the "id" of a wrapper */
    TERR_DATE_PROPERTY, /* a property of its features                      */
    TERR_DATE_NONE
};

/* One snapshot of an archive. A date without a time stands for the beginning of its day. */
struct terr_dated {
    const char *path; /* as it was found; "(standard input)" for "-"; of several files the first */
    const char *name; /* the file's name alone; "(standard input)"; of several files a glob of their
                         names, 20221101_*.geojson; of one date of many in a file name and date */
    size_t part_count; /* files it is read from                                             */
    enum terr_date_source date_source;
    const char *date_property; /* with TERR_DATE_PROPERTY, which one; else NULL               */
    bool has_time;     /* an instant was given, not only a day                             */
    int64_t instant_s; /* lag subtracted; 0 with TERR_DATE_NONE                            */
    int32_t day;       /* in the archive's time zone, lag subtracted; 0 with TERR_DATE_NONE */
};

/* Finds the snapshots of `sources` and orders them by instant, then by name in byte order, then by
 * path; a file named twice counts once. Of a folder the files named like maps (source/reader.h) are
 * taken, and those in its subfolders that bear the name of a layer of the profile (of any built-in
 * one where the profile is to be recognised); nothing else is descended into.
 *
 * Read here are: standard input and pipes, once, and kept; documents whose file name has no date
 * (with `undated` they may then be unusable until asked for), or has one that a property goes
 * before; with `date_property` every file, once, and kept in memory whole, which reading a snapshot
 * then copies from. Where the profile is to be recognised, also the newest snapshot that can be
 * read, and of snapshots whose paths are alike but for the digits the newest and the oldest, of up
 * to eight such kinds, to see that all are of one source. Two of what was read for any of this are
 * kept until terr_archive_read is first asked for them, so that it need not read them again.
 *
 * Of sources that are fetched it takes what options->span needs of them.
 *
 * Fails with TERR_EIO (missing, unreadable), TERR_EDATA (a folder or glob without snapshots, a date
 * that does not exist, two dates in one name, no date anywhere, a feature without `date_property`,
 * snapshots of different profiles), TERR_EARG (no source, an unknown profile or time zone, a date
 * to leave out that no snapshot has), as terr_remote_expand, and what reading a document can fail
 * with; *out is then NULL. End with terr_archive_free. With `keep_going` a file that cannot be read
 * for its date, or has none or a wrong one, is left out, unless it is the last; and another profile
 * is told only when its snapshot is read. */
TERR_API enum terr_code terr_archive_open(struct terr_archive **out, const char *const *sources,
                                          size_t count, const struct terr_archive_options *options,
                                          struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_archive_free(struct terr_archive *archive);

/* The sentences on files that `keep_going` left out at opening. Borrowed. */
TERR_API size_t terr_archive_left_out_count(const struct terr_archive *archive);
TERR_API const char *terr_archive_left_out_at(const struct terr_archive *archive, size_t index);

/* The snapshots in order; at least one. Borrowed. */
TERR_API size_t terr_archive_count(const struct terr_archive *archive);
TERR_API const struct terr_dated *terr_archive_at(const struct terr_archive *archive, size_t index);

/* The layers that the snapshot lacks and others of the archive have, in the order of the profile;
 * of names that are of one layer (terr_layer_is_same) the first. None for a snapshot whose path
 * names no layer. Borrowed; `missing` is below the count. */
TERR_API size_t terr_archive_missing_layer_count(const struct terr_archive *archive, size_t index);
TERR_API const char *terr_archive_missing_layer_at(const struct terr_archive *archive, size_t index,
                                                   size_t missing);

/* The profile (given, or recognised from the newest snapshot that tells it and is not left out) and
 * the time zone. Borrowed. */
TERR_API const struct terr_profile *terr_archive_profile(const struct terr_archive *archive);
TERR_API const struct terr_timezone *terr_archive_timezone(const struct terr_archive *archive);
TERR_API const char *terr_archive_timezone_name(const struct terr_archive *archive);

/* How the profile was recognised, and from which file, in a sentence; NULL where the caller chose
 * it. Borrowed. */
TERR_API const char *terr_archive_recognised_by(const struct terr_archive *archive);

/* The lag it was opened with, in days; and how many days a snapshot may be older than the date that
 * it stands for, -1 for any. */
TERR_API int terr_archive_lag_days(const struct terr_archive *archive);
TERR_API int terr_archive_max_gap_days(const struct terr_archive *archive);

/* Reads and classifies one snapshot, which the archive must outlive. Fails as terr_snapshot_parse
 * and with TERR_EDATA where the data looks like another profile than the archive's (unless the
 * caller chose the profile), and where two files of one date hold one layer, because which of them
 * belongs with the other layers cannot be known; the sentence begins with the file. The archive is
 * only looked at. `times` is told what took how long, and is left in the phase it was in; NULL:
 * nobody asks. End with terr_snapshot_free. */
TERR_API enum terr_code terr_archive_read(struct terr_snapshot **out,
                                          const struct terr_archive *archive, size_t index,
                                          struct terr_times *times,
                                          struct terr_error *err) TERR_MUST_USE;

/* The same for whoever looks at polygons alone: the properties of features without any may be left
 * out, which are then empty, and, unless the archive was opened with `digests`, the digests and
 * sizes of its parts. */
TERR_API enum terr_code terr_archive_read_polygons(struct terr_snapshot **out,
                                                   const struct terr_archive *archive, size_t index,
                                                   struct terr_times *times,
                                                   struct terr_error *err) TERR_MUST_USE;

/* Leaves a snapshot out: those after it move up by one. Not the last one left. */
TERR_API void terr_archive_leave_out(struct terr_archive *archive, size_t index);

/* The latest snapshot up to the end of `day`; at most max_gap_days older than it.
 * Fails with TERR_EDATA, naming the nearest snapshots before and after where they are known (not of
 * a source of which single dates were fetched), or saying that a snapshot has no date; `*index` is
 * then untouched. */
TERR_API enum terr_code terr_archive_find(size_t *index, const struct terr_archive *archive,
                                          int32_t day, struct terr_error *err) TERR_MUST_USE;

/* The same up to an instant (a moment with a time; without an offset it is in the archive's time
 * zone), or up to the end of the day for a moment without a time. */
TERR_API enum terr_code terr_archive_find_moment(size_t *index, const struct terr_archive *archive,
                                                 struct terr_moment moment,
                                                 struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
