/* source/archive_steps.h - the steps by which files become dated snapshots.
 *
 * source/archive_open.c calls them in this order; each has its source file. They fail with
 * TERR_ENOMEM besides what is said, and leave an archive that terr_archive_free ends.
 */
#ifndef GEO_SOURCE_ARCHIVE_STEPS_H
#define GEO_SOURCE_ARCHIVE_STEPS_H

#include <geo/source/archive_fields.h>

/* ---- one snapshot: archive.c ---- */

/* Reads what an entry's pieces hold, by `profile` (NULL: all built-in ones) and without classifying
 * it; with `polygons_only` the properties of features without polygons are left out. The sentence
 * of a failure begins with the file; TERR_EDATA also where two files hold one layer. */
enum terr_code terr_archive_parse(struct terr_snapshot **out, const struct terr_archive *archive,
                                  const struct terr_archive_entry *entry,
                                  const struct terr_profile *profile, bool polygons_only,
                                  struct terr_times *times, struct terr_error *err) TERR_MUST_USE;

/* Appends an entry, all-zero but for one piece. */
enum terr_code terr_archive_add_entry(struct terr_archive *archive, struct terr_archive_file *file,
                                      const struct terr_moment *moment,
                                      struct terr_error *err) TERR_MUST_USE;
void terr_archive_dispose_entry(struct terr_archive_entry *entry);

/* True for a failure that lies in one file, so that others may still be used. */
bool terr_archive_is_fault_of_input(enum terr_code code);

/* ---- snapshots read at opening: archive_keep.c ---- */

/* How many are kept, so that whoever asks for them need not read them again. Two: those of a change
 * between two files, or the newest and the oldest of a folder. */
#define TERR_ARCHIVE_PLACES 2

/* As terr_archive_parse by the archive's profile, or by all while that is not known; but where the
 * snapshot is kept, and that profile would read no other one, it is the one that is kept. */
enum terr_code terr_archive_take(struct terr_snapshot **out, const struct terr_archive *archive,
                                 const struct terr_archive_entry *entry, bool polygons_only,
                                 struct terr_times *times, struct terr_error *err) TERR_MUST_USE;

/* Gives back what was taken and only looked at, while the archive is opened, by one thread: it is
 * kept where there is a place for it, else freed; on failure too. `by_all`: it was taken before the
 * profile was known. */
enum terr_code terr_archive_keep(struct terr_archive *archive, struct terr_archive_entry *entry,
                                 struct terr_snapshot *snapshot, bool by_all,
                                 struct terr_error *err) TERR_MUST_USE;

/* Keeps it no longer; when nobody can be taking it any more. */
void terr_archive_forget(struct terr_archive_entry *entry);

/* ---- dates as written: archive_dates.c ---- */

/* A date from the file's name, else from the document; and, as far as the profile is known already,
 * from its date properties. None is no failure. */
enum terr_code terr_archive_date_by_name(struct terr_archive *archive,
                                         struct terr_archive_entry *entry,
                                         const struct terr_archive_options *options,
                                         struct terr_error *err) TERR_MUST_USE;

/* A date from the profile's date properties where there is none yet or they go first. Fails with
 * TERR_EDATA where there is still none and `undated` does not allow that. */
enum terr_code terr_archive_date_by_features(struct terr_archive *archive,
                                             struct terr_archive_entry *entry,
                                             const struct terr_archive_options *options,
                                             struct terr_error *err) TERR_MUST_USE;

/* With a date property: reads an entry's file whole, with the date of each feature; and puts an
 * entry for each date of a file in the place of the one for the file. */
enum terr_code terr_archive_read_whole(struct terr_archive *archive,
                                       struct terr_archive_entry *entry,
                                       const struct terr_archive_options *options,
                                       struct terr_error *err) TERR_MUST_USE;
enum terr_code terr_archive_split(struct terr_archive *archive,
                                  struct terr_error *err) TERR_MUST_USE;

/* ---- dates in the archive's time zone: archive_settle.c ---- */

/* Gives a snapshot its day and instant; false where they cannot be written. */
bool terr_archive_settle(struct terr_dated *dated, const struct terr_moment *moment,
                         const struct terr_timezone *zone, int lag_days);

/* The same for all. TERR_EDATA where a date cannot be written. */
enum terr_code terr_archive_settle_all(struct terr_archive *archive,
                                       struct terr_error *err) TERR_MUST_USE;

/* Whether a settled date is one of those to leave out. */
bool terr_archive_is_excluded(const struct terr_dated *dated, const struct terr_timezone *zone,
                              const struct terr_archive_options *options);

/* Leaves those out. Fails with TERR_EARG where a date to leave out is not there, or nothing is
 * left. */
enum terr_code terr_archive_exclude(struct terr_archive *archive,
                                    const struct terr_archive_options *options,
                                    struct terr_error *err) TERR_MUST_USE;

/* ---- layers: archive_layers.c ---- */

/* Joins the files of one date that are different layers into one snapshot, and gives names to
 * snapshots that are not one file. */
enum terr_code terr_archive_join_layers(struct terr_archive *archive,
                                        struct terr_error *err) TERR_MUST_USE;

/* Counts the layers of an entry in or out of layer_uses. */
void terr_archive_count_layers(struct terr_archive *archive, const struct terr_archive_entry *entry,
                               bool in);

/* ---- order, profile and time zone: archive_recognise.c ---- */

/* By instant, name and path; undated snapshots first. Where one is undated, in the order given
 * instead. */
void terr_archive_put_in_order(struct terr_archive *archive);

/* Recognises the profile from the newest snapshot that tells it, and sets the time zone. Fails with
 * the fault of the newest one where none of the newest few does; TERR_EARG (the time zone). */
enum terr_code terr_archive_recognise(struct terr_archive *archive,
                                      const struct terr_archive_options *options,
                                      struct terr_error *err) TERR_MUST_USE;

/* The time zone asked for, else the profile's. Fails with TERR_EARG. */
enum terr_code terr_archive_choose_timezone(struct terr_archive *archive, const char *asked,
                                            struct terr_error *err) TERR_MUST_USE;

/* Fails with TERR_EDATA where the data looks like another profile than the recognised one, or like
 * none: both profiles and a file of each are named. A map without a polygon looks like any. */
enum terr_code terr_archive_check_profile(const struct terr_archive *archive,
                                          const struct terr_archive_entry *entry,
                                          const struct terr_snapshot *snapshot,
                                          struct terr_error *err) TERR_MUST_USE;

/* The same for the newest and the oldest snapshot of those that are named alike, whatever the
 * digits. Faults other than another profile are left to be told when the snapshot is read. */
enum terr_code terr_archive_check_samples(struct terr_archive *archive,
                                          struct terr_error *err) TERR_MUST_USE;

#endif
