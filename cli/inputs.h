/* inputs.h - what the commands read and how: sources, profile, zones, area model. */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "console.h"
#include "options.h"

/* What is read, how it is fetched, and which zones are counted. */
extern const struct option_group input_options;
extern const struct option_group remote_options;
extern const struct option_group zone_options;

/* How many threads work. */
extern const struct option_group job_options;

/* All-zero is empty; ended by inputs_dispose. */
struct inputs {
    struct terr_archive *archive;
    struct terr_zone_list list; /* the zones asked for, or the profile's default one */
    struct terr_ruler *ruler;
    struct terr_worker worker; /* of the thread that runs the command */
};

/* What holds where the command line does not say it. All-zero: nothing. */
struct input_defaults {
    const char *profile;
    const char *timezone;
    bool has_lag;
    int lag_days;
    bool has_max_gap;
    int max_gap_days;
};

/* What a command needs of its inputs. */
struct input_needs {
    bool zones;      /* it has zone_options                                              */
    bool undated;    /* sources may lack a date                                          */
    bool keep_going; /* files that cannot be dated are left out, with a warning each     */
    bool digests;    /* JSON and GeoJSON tell the digest of every snapshot                   */
    struct terr_span span; /* what is fetched of sources that are fetched; all-zero: all of it */
    struct input_defaults defaults;
};

/* Opens the sources. Fails with TERR_EARG and as terr_archive_open and terr_zone_list_add. `inputs`
 * is to be disposed of in any case. */
enum terr_code inputs_open(struct inputs *inputs, const struct options *options,
                           struct input_needs needs, struct console *console,
                           struct terr_error *err) TERR_MUST_USE;
void inputs_dispose(struct inputs *inputs);

/* Fails with TERR_EARG where standard input is named more than once, by sources and by options that
 * read maps. */
enum terr_code inputs_check_streams(const struct options *options,
                                    struct terr_error *err) TERR_MUST_USE;

/* The model of --area; untouched where it was not given. Fails with TERR_EARG. */
enum terr_code inputs_area_model(enum terr_area_model *model, const struct options *options,
                                 struct terr_error *err) TERR_MUST_USE;

/* How many threads are to work, the calling one included. Fails with TERR_EARG. */
enum terr_code inputs_jobs(size_t *jobs, const struct options *options,
                           struct terr_error *err) TERR_MUST_USE;

/* True where the two sources of the command line are files (also addresses, or standard input), not
 * folders. */
bool inputs_are_two_files(const struct options *options);

/* Reads every snapshot once and leaves out those that cannot be used, with a warning each.
 * Fails where none remains, with the sentence of the last one; TERR_ECANCEL; TERR_ENOMEM. */
enum terr_code inputs_leave_out_bad(struct inputs *inputs, struct console *console,
                                    struct terr_error *err) TERR_MUST_USE;

/* True for a failure that lies in one snapshot, so that others may still be used. */
bool inputs_is_bad_snapshot(enum terr_code code);

#endif
