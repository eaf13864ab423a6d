/* matrix.h - what went from which status to which, where a command is asked for it. */
#ifndef CLI_MATRIX_H
#define CLI_MATRIX_H

#include "console.h"
#include "inputs.h"
#include "output.h"

#define MATRIX_OPTION                                                                          \
    {                                                                                          \
        "matrix", '\0', NULL,                                                                  \
            "instead: what went from each status to each other, and what stayed, in km²; of " \
            "every status on the maps",                                                        \
            NULL, OPTION_ONCE                                                                  \
    }

bool matrix_is_asked(const struct options *options);

/* Refuses options that make no sense with --matrix: of the names, closed by NULL, those that were
 * given. Fails with TERR_EARG, saying why. */
enum terr_code matrix_check(const struct options *options, const char *const *names,
                            struct terr_error *err) TERR_MUST_USE;

/* Lists every status that the snapshots (`count` of them, or all where `snapshots` is NULL) can
 * have, behind the zone that is listed already. Fails as terr_statuses_add. */
enum terr_code matrix_list_statuses(struct terr_statuses *out, struct inputs *inputs,
                                    const size_t *snapshots, size_t count,
                                    struct terr_error *err) TERR_MUST_USE;

/* Tells that ground has several statuses, up to so many m2 in one map; and whether areas add up. */
void matrix_tell(struct console *console, double shared_m2, bool adds_up);

/* The map of a series by status, drawn date by date. All-zero is empty; ended by
 * matrix_map_dispose. */
struct matrix_map {
    const struct terr_archive *archive;
    const struct terr_statuses *statuses;
    struct terr_text features;
};

/* Has a series tell `map` what passed, from now on; what it was told before is forgotten. */
void matrix_map_begin(struct matrix_map *map, struct terr_series_options *series,
                      const struct terr_archive *archive);
void matrix_map_dispose(struct matrix_map *map);

/* A change by status. All-zero is none; ended by matrix_dispose. */
struct matrix {
    struct terr_statuses statuses;
    struct terr_transitions transitions;
    struct terr_matrix figures;
};
void matrix_dispose(struct matrix *matrix);

/* Finds the transitions of a change, which was made of the zones of `inputs`, and measures them;
 * matrix->statuses are listed. Fails as terr_transitions_between and terr_matrix_measure. */
enum terr_code matrix_measure(struct matrix *matrix, struct inputs *inputs,
                              const struct terr_change *change,
                              struct terr_error *err) TERR_MUST_USE;

/* Writes it, in one of text, csv, json and geojson. `warnings` as terr_json_change_matrix. Fails as
 * output_write. */
enum terr_code matrix_write(const struct output *output,
                            const struct terr_measured_change *measured,
                            const struct matrix *matrix, size_t warnings,
                            struct terr_error *err) TERR_MUST_USE;

#endif
