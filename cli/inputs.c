#include "inputs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As often as source/remote.h says where nothing is chosen, less the first try. */
#define RETRIES 4

/* More threads than this are a slip of the hand; and as many as are taken unasked. */
#define JOBS_MOST 64
#define JOBS_UNASKED 8

static const struct option_spec read_specs[] = {
    {"profile", '\0', "NAME|FILE", "how the source writes things down; see 'territory profiles'",
     "recognised from the data", OPTION_ONCE},
    {"timezone", '\0', "TZ",
     "time zone of days: an IANA name such as Europe/Kyiv, UTC, or a POSIX rule (whose hours count "
     "west)",
     "the profile's", OPTION_ONCE},
    {"lag", '\0', "DAYS", "a file dated D is the map of D less so many days", "0", OPTION_ONCE},
    {"max-gap", '\0', "DAYS", "how old a snapshot may be for a date, in days", "7", OPTION_ONCE},
    {"date-property", '\0', "NAME",
     "a property of features that holds their date: a file is then a snapshot for each date in it",
     "a file is one snapshot", OPTION_ONCE},
    {"exclude", '\0', "DATE",
     "leave out the snapshots of a day, or the one of an instant; each must be there", NULL,
     OPTION_REPEATABLE},
    {"area", '\0', "MODEL", "ellipsoid (WGS 84, straight edges), geodesic or sphere", "ellipsoid",
     OPTION_ONCE},
};
const struct option_group input_options = {"Reading and measuring", read_specs,
                                           sizeof read_specs / sizeof *read_specs};

static const struct option_spec remote_specs[] = {
    {"offline", '\0', NULL, "fetch nothing: what is not in the cache is an error", NULL,
     OPTION_ONCE},
    {"refresh", '\0', NULL, "fetch again what is in the cache", NULL, OPTION_ONCE},
    {"cache", '\0', "FOLDER", "where fetched files are kept",
     "$XDG_CACHE_HOME/territory or ~/.cache/territory", OPTION_ONCE},
    {"timeout", '\0', "SECONDS", "how long to wait for an answer or its next bytes, 1 to 3600",
     "30", OPTION_ONCE},
    {"retries", '\0', "N", "how often to try again what may go better the next time, 0 to 100", "4",
     OPTION_ONCE},
    {"retry-pause", '\0', "MS", "before the first of them, doubled for each further one", "500",
     OPTION_HIDDEN},
};
const struct option_group remote_options = {"Fetching", remote_specs,
                                            sizeof remote_specs / sizeof *remote_specs};

static const struct option_spec zone_specs[] = {
    {"zone", '\0', "ZONE",
     "what is counted: a zone of the profile or STATUS[+STATUS...]; 'territory profiles NAME' "
     "shows the zones and statuses of a profile",
     "the profile's first, held", OPTION_REPEATABLE},
};
const struct option_group zone_options = {"Zones", zone_specs,
                                          sizeof zone_specs / sizeof *zone_specs};

static const struct option_spec job_specs[] = {
    {"jobs", 'j', "N", "threads that work at once, 1 to 64; the output does not depend on it",
     "the number of processors, 8 at most", OPTION_ONCE},
};
const struct option_group job_options = {"Speed", job_specs, sizeof job_specs / sizeof *job_specs};

enum terr_code inputs_area_model(enum terr_area_model *model, const struct options *given,
                                 struct terr_error *err)
{
    const char *text = options_value(given, "area");

    if (!text || terr_area_model_parse(model, text)) return TERR_OK;
    return terr_fail(err, TERR_EARG, "option --area: '%s' is none of ellipsoid, geodesic, sphere",
                     text);
}

static enum terr_code open_ruler(struct inputs *inputs, const struct options *given,
                                 struct terr_error *err)
{
    enum terr_area_model model = TERR_AREA_ELLIPSOID;
    const enum terr_code code = inputs_area_model(&model, given, err);

    return code ? code : terr_ruler_new(&inputs->ruler, model, err);
}

enum terr_code inputs_check_streams(const struct options *options, struct terr_error *err)
{
    static const char *const readers[] = {"places", "by-region"};
    size_t streams = 0;

    for (size_t i = 0; i < options->operand_count; i++) {
        streams += strcmp(options->operands[i], "-") == 0;
    }
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        for (size_t k = 0; k < options_count(options, readers[i]); k++) {
            streams += strcmp(options_value_at(options, readers[i], k), "-") == 0;
        }
    }
    if (streams > 1) return terr_fail(err, TERR_EARG, "standard input can be read once");
    return TERR_OK;
}

static enum terr_code check_sources(const struct options *given, struct terr_error *err)
{
    if (given->operand_count == 0) {
        return terr_fail(err, TERR_EARG,
                         "no source given: a file, a folder, a quoted glob, -, an address, or a "
                         "remote source such as deepstate-daily:");
    }
    return inputs_check_streams(given, err);
}

/* True for YYYY-MM-DD, whether or not there is such a day. */
static bool looks_like_date(const char *text)
{
    static const char form[] = "dddd-dd-dd";

    if (strlen(text) != sizeof form - 1) return false;
    for (size_t i = 0; form[i]; i++) {
        const bool is_digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == 'd' ? !is_digit : text[i] != form[i]) return false;
    }
    return true;
}

/* True where `profile`, a name or a file, is called `name` and has a remote source. */
static bool has_remote(const char *profile, const char *name)
{
    struct terr_profile *loaded = NULL;
    struct terr_error err;

    if (!profile || terr_profile_load(&loaded, profile, &err)) return false;
    const bool has =
        strcmp(terr_profile_name(loaded), name) == 0 && terr_profile_remote_url(loaded) != NULL;
    terr_profile_free(loaded);
    return has;
}

/* Adds to the sentence on a missing file what was perhaps meant by its name. */
static enum terr_code explain_missing(const struct options *given, struct terr_error *err)
{
    for (size_t i = 0; i < given->operand_count; i++) {
        const char *source = given->operands[i];
        const size_t length = strlen(source);
        if (strncmp(err->message, source, length) != 0 || err->message[length] != ':') continue;
        if (terr_file_kind(source) != TERR_FILE_MISSING) continue;
        const struct terr_error cause = *err;
        if (looks_like_date(source)) {
            return terr_fail(err, cause.code, "%s (a date goes with --from or --to)",
                             cause.message);
        }
        if (has_remote(source, source) || has_remote(options_value(given, "profile"), source)) {
            return terr_fail(err, cause.code, "%s (the remote source is '%s:', with a colon)",
                             cause.message, source);
        }
    }
    return err->code;
}

static bool any_is_remote(const struct options *given)
{
    for (size_t i = 0; i < given->operand_count; i++) {
        if (terr_source_is_remote(given->operands[i])) return true;
    }
    return false;
}

static enum terr_code read_remote(struct terr_remote_options *remote, const struct options *given,
                                  struct console *console, struct terr_error *err)
{
    int retries = RETRIES;
    enum terr_code code;

    remote->cache = options_value(given, "cache");
    remote->offline = options_has(given, "offline");
    remote->refresh = options_has(given, "refresh");
    if (remote->offline && remote->refresh) {
        return terr_fail(err, TERR_EARG, "--offline fetches nothing, --refresh all: give one");
    }
    if ((code = options_integer(&remote->timeout_s, given, "timeout", 1, 3600, err)) ||
        (code = options_integer(&retries, given, "retries", 0, 100, err)) ||
        (code = options_integer(&remote->pause_ms, given, "retry-pause", 1, 60000, err))) {
        return code;
    }
    remote->tries = retries + 1;
    // Whoever fetches nothing is to be stopped by the first Ctrl-C as ever.
    if (any_is_remote(given)) remote->progress = console_progress(console, "fetching");
    return TERR_OK;
}

/* The dates to leave out, as many as `--exclude` was given; NULL where memory is out or one is no
 * date. To be freed. */
static struct terr_moment *read_excluded(const struct options *given, struct terr_error *err)
{
    const size_t count = options_count(given, "exclude");
    struct terr_moment *excluded = calloc(count + 1, sizeof *excluded);

    if (!excluded) (void)terr_fail(err, TERR_ENOMEM, "out of memory");
    for (size_t i = 0; excluded && i < count; i++) {
        if (!terr_moment_parse(&excluded[i], options_value_at(given, "exclude", i), err)) continue;
        (void)terr_within(err, "option --exclude");
        free(excluded);
        return NULL;
    }
    return excluded;
}

static enum terr_code open_sources(struct inputs *inputs, const struct options *given,
                                   struct terr_archive_options *options, struct terr_error *err)
{
    struct terr_moment *excluded = read_excluded(given, err);
    if (!excluded) return err->code;
    options->excluded = excluded;
    options->excluded_count = options_count(given, "exclude");
    const enum terr_code code =
        terr_archive_open(&inputs->archive, given->operands, given->operand_count, options, err);
    free(excluded);
    return code == TERR_EIO ? explain_missing(given, err) : code;
}

static enum terr_code open_archive(struct inputs *inputs, const struct options *given,
                                   struct input_needs needs, struct console *console,
                                   struct terr_error *err)
{
    const struct input_defaults *defaults = &needs.defaults;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    enum terr_code code;

    options.profile = defaults->profile;
    options.timezone = defaults->timezone;
    if (defaults->has_lag) options.lag_days = defaults->lag_days;
    if (defaults->has_max_gap) options.max_gap_days = defaults->max_gap_days;
    if (options_has(given, "profile")) options.profile = options_value(given, "profile");
    if (options_has(given, "timezone")) options.timezone = options_value(given, "timezone");
    options.date_property = options_value(given, "date-property");
    options.undated = needs.undated;
    options.keep_going = needs.keep_going;
    options.digests = needs.digests;
    options.span = needs.span;
    options.times = &console->opening;
    if ((code = options_integer(&options.lag_days, given, "lag", -OPTIONS_DAYS_MAX,
                                OPTIONS_DAYS_MAX, err)) ||
        (code =
             options_integer(&options.max_gap_days, given, "max-gap", 0, OPTIONS_DAYS_MAX, err))) {
        return code;
    }
    if ((code = check_sources(given, err))) return code;
    if ((code = read_remote(&options.remote, given, console, err))) return code;
    return open_sources(inputs, given, &options, err);
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

static void tell(const struct terr_archive *archive, struct console *console)
{
    const struct terr_profile *profile = terr_archive_profile(archive);
    const size_t count = terr_archive_count(archive);

    for (size_t i = 0; i < terr_archive_left_out_count(archive); i++) {
        console_warn(console, "left out: %s", terr_archive_left_out_at(archive, i));
    }
    if (console->verbose) {
        console_note(console, "%zu snapshot%s, profile %s (%s), time zone %s", count,
                     count > 1 ? "s" : "", terr_profile_name(profile), terr_profile_title(profile),
                     terr_archive_timezone_name(archive));
    }
    if (console->verbose && terr_archive_recognised_by(archive)) {
        console_note(console, "recognised: %s", terr_archive_recognised_by(archive));
    }
}

enum terr_code inputs_open(struct inputs *inputs, const struct options *given,
                           struct input_needs needs, struct console *console,
                           struct terr_error *err)
{
    enum terr_code code;

    *inputs = (struct inputs){0};
    if ((code = open_ruler(inputs, given, err)) ||
        (code = terr_worker_init(&inputs->worker, inputs->ruler, err)) ||
        (code = open_archive(inputs, given, needs, console, err))) {
        return code;
    }
    if (needs.zones && (code = open_zones(inputs, given, err))) return code;
    tell(inputs->archive, console);
    return TERR_OK;
}

void inputs_dispose(struct inputs *inputs)
{
    terr_zone_list_dispose(&inputs->list);
    terr_archive_free(inputs->archive);
    terr_worker_dispose(&inputs->worker);
    terr_ruler_free(inputs->ruler);
    *inputs = (struct inputs){0};
}

enum terr_code inputs_jobs(size_t *jobs, const struct options *given, struct terr_error *err)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    int wanted = processors > JOBS_UNASKED ? JOBS_UNASKED : (int)processors;

    if (wanted < 1) wanted = 1;
    const enum terr_code code = options_integer(&wanted, given, "jobs", 1, JOBS_MOST, err);
    *jobs = (size_t)wanted;
    return code;
}

static bool is_file(const char *source)
{
    const enum terr_file_kind kind = terr_file_kind(source);
    return strcmp(source, "-") == 0 || terr_source_is_url(source) || kind == TERR_FILE_REGULAR ||
           kind == TERR_FILE_OTHER;
}

bool inputs_are_two_files(const struct options *given)
{
    return given->operand_count == 2 && is_file(given->operands[0]) && is_file(given->operands[1]);
}

bool inputs_is_bad_snapshot(enum terr_code code) { return terr_snapshot_is_bad(code); }

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
        enum terr_code code = terr_progress_step(&progress, done, total, err);
        if (code) return code;
        code = terr_archive_read(&snapshot, inputs->archive, index, &inputs->worker.effort.times,
                                 &fault);
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
