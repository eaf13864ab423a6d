/* support/sample.h - a small archive on disk, opened and measured, for tests of what comes after.
 *
 * Every function fails the running test (cmocka) where something does not work.
 */
#ifndef TESTS_SUPPORT_SAMPLE_H
#define TESTS_SUPPORT_SAMPLE_H

#include <geo/territory.h>

/* A file by name and text; lists end with a NULL name. */
struct sample_file {
    const char *name;
    const char *text;
};

#define SAMPLE_PATH_SIZE 128

/* Makes a new temporary folder with these files; `files` may be NULL for an empty one. */
void sample_folder_make(char folder[SAMPLE_PATH_SIZE], const struct sample_file *files);

/* Removes the folder and the files in it. */
void sample_folder_remove(const char *folder);

/* How many entries the folder has, hidden ones too. */
size_t sample_folder_count(const char *folder);

struct sample {
    char folder[SAMPLE_PATH_SIZE];
    struct terr_archive *archive;
    struct terr_ruler *ruler;
    struct terr_worker worker;
    struct terr_zone_list list;
    struct terr_change *change;
    struct terr_measured_change measured;
};

/* Opens an archive of `files` and the zones `zones` (a list that ends with NULL) of its profile.
 * End with sample_close. */
void sample_open(struct sample *sample, const struct sample_file *files, const char *const *zones,
                 bool undated);

/* Measures the change between two dates, or from the first snapshot to the last where `from` is
 * NULL; then `sample->measured` is there. */
void sample_measure(struct sample *sample, const char *from, const char *to);

void sample_close(struct sample *sample);

/* Three days of two statuses, in the generic form:
 *
 *     2025-01-01   occupied 30..31 E, 48..49 N; contested 31..32 E, 48..49 N
 *     2025-01-02   occupied 30..31.5 E, 48..49 N less a hole 30.25..30.5 E, 48.25..48.5 N;
 *                  contested 31.5..32 E; a Point and a feature without geometry
 *     2025-01-05   occupied as a bow tie, which is invalid; no contested
 */
extern const struct sample_file sample_front[];

#endif
