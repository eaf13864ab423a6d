#include "inputs.h"

#include <string.h>

/* A hundred years: more is a slip of the hand, and dates stay within four-digit years. */
#define DAYS_MAX 36500

static const struct option_spec read_specs[] = {
    {"profile", '\0', "NAME|FILE", "how the source writes things down; see 'territory profiles'",
     "recognised from the data", OPTION_ONCE},
    {"timezone", '\0', "TZ", "time zone of days: an IANA name, a POSIX rule or UTC",
     "the profile's", OPTION_ONCE},
    {"lag", '\0', "DAYS", "a file dated D is the map of D less so many days", "0", OPTION_ONCE},
    {"max-gap", '\0', "DAYS", "how old a snapshot may be for a date, in days", "7", OPTION_ONCE},
    {"area", '\0', "MODEL", "ellipsoid (WGS 84, straight edges), geodesic or sphere", "ellipsoid",
     OPTION_ONCE},
};
const struct option_group input_options = {"Reading and measuring", read_specs,
                                           sizeof read_specs / sizeof *read_specs};

static const struct option_spec zone_specs[] = {
    {"zone", '\0', "ZONE", "what is counted: a zone of the profile or STATUS[+STATUS...]",
     "the profile's first, held", OPTION_REPEATABLE},
};
const struct option_group zone_options = {"Zones", zone_specs,
                                          sizeof zone_specs / sizeof *zone_specs};

static enum terr_code open_ruler(struct inputs *inputs, const struct options *given,
                                 struct terr_error *err)
{
    const char *const models[] = {terr_area_model_name(TERR_AREA_ELLIPSOID),
                                  terr_area_model_name(TERR_AREA_GEODESIC),
                                  terr_area_model_name(TERR_AREA_SPHERE), NULL};
    enum terr_area_model model = TERR_AREA_ELLIPSOID;
    enum terr_code code;
    size_t choice = 0;

    if ((code = options_choice(&choice, given, "area", models, err))) return code;
    if (!terr_area_model_parse(&model, models[choice])) {
        return terr_fail(err, TERR_EARG, "option --area: no model is named '%s'", models[choice]);
    }
    return terr_ruler_new(&inputs->ruler, model, err);
}

static enum terr_code open_archive(struct inputs *inputs, const struct options *given, bool undated,
                                   struct terr_error *err)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    enum terr_code code;

    options.profile = options_value(given, "profile");
    options.timezone = options_value(given, "timezone");
    options.undated = undated;
    if ((code = options_integer(&options.lag_days, given, "lag", -DAYS_MAX, DAYS_MAX, err)) ||
        (code = options_integer(&options.max_gap_days, given, "max-gap", 0, DAYS_MAX, err))) {
        return code;
    }
    if (given->operand_count == 0) {
        return terr_fail(err, TERR_EARG, "no source given: a file, a folder, a quoted glob, or -");
    }
    return terr_archive_open(&inputs->archive, given->operands, given->operand_count, &options,
                             err);
}

static enum terr_code open_zones(struct inputs *inputs, const struct options *given,
                                 struct terr_error *err)
{
    const struct terr_profile *profile = terr_archive_profile(inputs->archive);
    const size_t count = options_count(given, "zone");

    for (size_t i = 0; i < count; i++) {
        const char *zone = options_value_at(given, "zone", i);
        if (terr_zone_list_add(&inputs->list, zone, profile, err)) {
            return terr_within(err, "option --zone");
        }
    }
    if (count > 0) return TERR_OK;
    return terr_zone_list_add(&inputs->list, terr_profile_zone_at(profile, 0).name, profile, err);
}

enum terr_code inputs_open(struct inputs *inputs, const struct options *given, bool zones,
                           bool undated, struct console *console, struct terr_error *err)
{
    enum terr_code code;

    *inputs = (struct inputs){0};
    if ((code = open_ruler(inputs, given, err)) || (code = terr_engine_new(&inputs->engine, err)) ||
        (code = open_archive(inputs, given, undated, err))) {
        return code;
    }
    if (zones && (code = open_zones(inputs, given, err))) return code;
    if (console->verbose) {
        const struct terr_profile *profile = terr_archive_profile(inputs->archive);
        const size_t count = terr_archive_count(inputs->archive);
        console_note(console, "%zu snapshot%s, profile %s (%s), time zone %s", count,
                     count > 1 ? "s" : "", terr_profile_name(profile), terr_profile_title(profile),
                     terr_archive_timezone_name(inputs->archive));
    }
    return TERR_OK;
}

void inputs_dispose(struct inputs *inputs)
{
    terr_zone_list_dispose(&inputs->list);
    terr_archive_free(inputs->archive);
    terr_engine_free(inputs->engine);
    terr_ruler_free(inputs->ruler);
    *inputs = (struct inputs){0};
}

static bool is_file(const char *source)
{
    const enum terr_file_kind kind = terr_file_kind(source);
    return strcmp(source, "-") == 0 || kind == TERR_FILE_REGULAR || kind == TERR_FILE_OTHER;
}

bool inputs_are_two_files(const struct options *given)
{
    return given->operand_count == 2 && is_file(given->operands[0]) && is_file(given->operands[1]);
}

bool inputs_is_bad_snapshot(enum terr_code code)
{
    return code == TERR_EIO || code == TERR_EPARSE || code == TERR_EDATA;
}

enum terr_code inputs_leave_out_bad(struct inputs *inputs, struct console *console,
                                    struct terr_error *err)
{
    const struct terr_progress progress = console_progress(console, "reading");
    size_t index = 0;
    size_t done = 0;
    const size_t total = terr_archive_count(inputs->archive);

    for (; done < total; done++) {
        struct terr_snapshot *snapshot = NULL;
        struct terr_error fault;
        if (!progress.step(progress.payload, done, total)) {
            return terr_fail(err, TERR_ECANCEL, "stopped");
        }
        const enum terr_code code = terr_archive_read(&snapshot, inputs->archive, index, &fault);
        terr_snapshot_free(snapshot);
        if (!code) {
            index++;
            continue;
        }
        // The last one that is left cannot be left out: then there is nothing to go on with.
        if (!inputs_is_bad_snapshot(code) || terr_archive_count(inputs->archive) == 1) {
            *err = fault;
            return code;
        }
        console_warn(console, "left out: %s", fault.message);
        terr_archive_leave_out(inputs->archive, index);
    }
    return TERR_OK;
}
