#include <geo/source/archive.h>

#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/base/timezone.h>
#include <geo/source/archive_fields.h>
#include <geo/source/file_date.h>
#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>
#include <geo/source/source_paths.h>
#include <stdlib.h>
#include <string.h>

// How many of the newest snapshots may be unreadable before recognition gives up.
#define RECOGNITION_TRIES 8

// ---- one snapshot ----

static bool is_standard_input(const struct terr_archive_entry *entry)
{
    return strcmp(entry->path, TERR_STANDARD_INPUT) == 0;
}

static enum terr_code parse_entry(struct terr_snapshot **out,
                                  const struct terr_archive_entry *entry,
                                  const struct terr_profile *profile, struct terr_error *err)
{
    const char *path = entry->dated.path;
    struct terr_snapshot *snapshot;
    *out = NULL;
    enum terr_code code = terr_snapshot_new(&snapshot, err);
    if (code) return code;
    if (entry->is_kept) {
        const struct terr_bytes *kept = &entry->kept;
        code = terr_snapshot_add_bytes(snapshot, path, kept->bytes, kept->length, profile, err);
    } else {
        code = terr_snapshot_add_file(snapshot, path, profile, err);
    }
    if (code) {
        terr_snapshot_free(snapshot);
        return terr_within(err, "%s", path);
    }
    *out = snapshot;
    return TERR_OK;
}

static enum terr_code fill_entry(struct terr_archive_entry *entry, const char *path, size_t order,
                                 struct terr_error *err)
{
    entry->path = terr_memory_copy(path, strlen(path), err);
    if (!entry->path) return err->code;
    entry->order = order;
    entry->dated.name = is_standard_input(entry) ? "(standard input)" : terr_path_name(entry->path);
    entry->dated.path = is_standard_input(entry) ? entry->dated.name : entry->path;
    entry->dated.part_count = 1;
    entry->is_kept = is_standard_input(entry) || terr_file_kind(path) == TERR_FILE_OTHER;
    if (entry->is_kept && terr_file_read(&entry->kept, path, err)) {
        return terr_within(err, "%s", entry->dated.path);
    }
    return TERR_OK;
}

// ---- dates as written ----

static enum terr_code find_document_date(struct terr_archive_entry *entry, bool undated,
                                         const struct terr_profile *profile, struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    struct terr_error fault;
    const enum terr_code code = parse_entry(&snapshot, entry, profile, &fault);
    const bool dated = !code && terr_snapshot_published(snapshot, &entry->moment);
    terr_snapshot_free(snapshot);
    entry->dated.date_source = dated ? TERR_DATE_DOCUMENT : TERR_DATE_NONE;
    if (dated || (undated && code != TERR_ENOMEM)) return TERR_OK;
    if (code) {
        *err = fault;
        return code;
    }
    return terr_fail(err, TERR_EDATA,
                     "%s: no date in the file name (YYYYMMDD, YYYY-MM-DD or Unix seconds) and no "
                     "\"datetime\" in the document",
                     entry->dated.path);
}

static enum terr_code find_date(struct terr_archive_entry *entry, bool undated,
                                const struct terr_profile *profile, struct terr_error *err)
{
    bool found = false;
    enum terr_code code = TERR_OK;
    entry->dated.date_source = TERR_DATE_FILE_NAME;
    if (!is_standard_input(entry)) {
        code = terr_file_date(&found, &entry->moment, entry->dated.name, err);
        if (code) return terr_within(err, "%s", entry->dated.path);
    }
    if (!found) code = find_document_date(entry, undated, profile, err);
    entry->dated.has_time = entry->moment.has_time;
    entry->dated.instant_s = terr_moment_instant(&entry->moment); // near enough to tell the newest
    return code;
}

// ---- dates in the archive's time zone ----

static bool day_can_be_written(int64_t day)
{
    return day >= TERR_ARCHIVE_DAY_MIN && day <= TERR_ARCHIVE_DAY_MAX;
}

static bool instant_can_be_written(int64_t instant_s)
{
    return instant_s >= TERR_ARCHIVE_INSTANT_MIN && instant_s <= TERR_ARCHIVE_INSTANT_MAX;
}

// Gives a snapshot its day and instant. The lag is taken from the calendar day, so that the time on
// the clock stays across a change of summer time.
static bool settle(struct terr_dated *dated, const struct terr_moment *moment,
                   const struct terr_timezone *zone, int lag_days)
{
    int64_t instant_s = terr_moment_instant(moment), day = moment->day;
    int32_t second_of_day = moment->has_time ? moment->second_of_day : 0;
    const bool is_instant = moment->has_time && moment->has_offset;
    if (is_instant) {
        if (!instant_can_be_written(instant_s)) return false;
        day = terr_timezone_day(zone, instant_s);
        second_of_day = (int32_t)(instant_s + terr_timezone_offset(zone, instant_s) -
                                  day * TERR_SECONDS_PER_DAY);
    }
    day -= lag_days;
    if (!day_can_be_written(day)) return false;
    if (!is_instant || lag_days != 0) {
        instant_s = terr_timezone_instant(zone, (int32_t)day, second_of_day);
    }
    if (!instant_can_be_written(instant_s)) return false;
    dated->instant_s = instant_s;
    dated->day = moment->has_time ? terr_timezone_day(zone, instant_s) : (int32_t)day;
    return day_can_be_written(dated->day);
}

static enum terr_code settle_all(struct terr_archive *archive, int lag_days, struct terr_error *err)
{
    for (size_t i = 0; i < archive->count; i++) {
        struct terr_archive_entry *entry = &archive->entries[i];
        if (entry->dated.date_source == TERR_DATE_NONE) continue;
        if (settle(&entry->dated, &entry->moment, archive->timezone, lag_days)) continue;
        return terr_fail(err, TERR_EDATA,
                         "%s: its date, less a lag of %d days, is not in the years %d to %d",
                         entry->dated.path, lag_days, TERR_YEAR_MIN, TERR_YEAR_MAX);
    }
    return TERR_OK;
}

// ---- order ----

static int compare_by_date(const void *left, const void *right)
{
    const struct terr_archive_entry *a = left, *b = right;
    if (a->dated.instant_s != b->dated.instant_s) {
        return a->dated.instant_s < b->dated.instant_s ? -1 : 1;
    }
    const int by_name = strcmp(a->dated.name, b->dated.name);
    return by_name ? by_name : strcmp(a->dated.path, b->dated.path);
}

static int compare_as_given(const void *left, const void *right)
{
    const struct terr_archive_entry *a = left, *b = right;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void put_in_order(struct terr_archive *archive)
{
    archive->by_date = true;
    for (size_t i = 0; i < archive->count; i++) {
        if (archive->entries[i].dated.date_source == TERR_DATE_NONE) archive->by_date = false;
    }
    qsort(archive->entries, archive->count, sizeof *archive->entries,
          archive->by_date ? compare_by_date : compare_as_given);
}

// ---- profile and time zone ----

// Recognises the profile from the newest snapshot that can be read; where none of the newest few
// can, the newest one's fault is the answer.
static enum terr_code recognise(struct terr_archive *archive, struct terr_error *err)
{
    struct terr_error newest = {TERR_OK, ""};
    qsort(archive->entries, archive->count, sizeof *archive->entries, compare_by_date);
    for (size_t tries = 0; tries < RECOGNITION_TRIES && tries < archive->count; tries++) {
        const struct terr_archive_entry *entry = &archive->entries[archive->count - 1 - tries];
        struct terr_snapshot *snapshot;
        struct terr_error fault;
        enum terr_code code = parse_entry(&snapshot, entry, NULL, &fault);
        if (code == TERR_ENOMEM) newest = fault;
        if (code == TERR_ENOMEM) break;
        if (code && tries == 0) newest = fault;
        if (code) continue;

        code = terr_profile_recognise(&archive->profile, NULL, snapshot, err);
        terr_snapshot_free(snapshot);
        if (code) return terr_within(err, "%s", entry->dated.path);
        archive->recognised_from =
            terr_memory_copy(entry->dated.path, strlen(entry->dated.path), err);
        return archive->recognised_from ? TERR_OK : err->code;
    }
    *err = newest;
    return newest.code;
}

static enum terr_code choose_timezone(struct terr_archive *archive, const char *asked,
                                      struct terr_error *err)
{
    const struct terr_profile *profile = archive->profile;
    const char *name = asked ? asked : terr_profile_timezone(profile);
    archive->timezone_name = terr_memory_copy(name, strlen(name), err);
    if (!archive->timezone_name) return err->code;
    if (asked) return terr_timezone_parse(&archive->timezone, asked, err);
    if (terr_timezone_parse(&archive->timezone, terr_profile_timezone_rule(profile), err)) {
        return terr_within(err, "profile '%s'", terr_profile_name(profile));
    }
    return TERR_OK;
}

// ---- the archive ----

static void dispose_entry(struct terr_archive_entry *entry)
{
    terr_bytes_dispose(&entry->kept);
    terr_memory_free(entry->path);
}

static bool is_fault_of_input(enum terr_code code)
{
    return code == TERR_EIO || code == TERR_EPARSE || code == TERR_EDATA;
}

// Keeps the sentence on the last entry in place of the entry.
static enum terr_code leave_out_last(struct terr_archive *archive, const char *sentence,
                                     struct terr_error *err)
{
    dispose_entry(&archive->entries[--archive->count]);
    memset(&archive->entries[archive->count], 0, sizeof *archive->entries);
    return terr_paths_add(&archive->left_out, sentence, err);
}

static enum terr_code fill_entries(struct terr_archive *archive, const struct terr_paths *paths,
                                   const struct terr_archive_options *options,
                                   struct terr_error *err)
{
    archive->entries = terr_memory_new(paths->count, sizeof *archive->entries, err);
    if (!archive->entries) return err->code;
    for (size_t i = 0; i < paths->count; i++) {
        struct terr_archive_entry *entry = &archive->entries[archive->count++];
        struct terr_error fault;
        enum terr_code code = fill_entry(entry, paths->paths[i], i, &fault);
        if (!code) code = find_date(entry, options->undated, archive->profile, &fault);
        if (!code) continue;
        const bool may_go = options->keep_going && is_fault_of_input(code);
        const bool is_last_hope = i + 1 == paths->count && archive->count == 1;
        if (may_go && !is_last_hope) {
            if ((code = leave_out_last(archive, fault.message, err))) return code;
        } else {
            *err = fault;
            return code;
        }
    }
    return TERR_OK;
}

enum terr_code terr_archive_open(struct terr_archive **out, const char *const *sources,
                                 size_t count, const struct terr_archive_options *options,
                                 struct terr_error *err)
{
    struct terr_paths paths = {NULL, 0, 0};
    enum terr_code code = TERR_OK;
    *out = NULL;
    struct terr_archive *archive = terr_memory_new(1, sizeof *archive, err);
    if (!archive) return err->code;
    archive->max_gap_days = options->max_gap_days;
    archive->lag_days = options->lag_days;

    if (options->profile) {
        if ((code = terr_profile_load(&archive->profile, options->profile, err))) goto cleanup;
    }
    if ((code = terr_source_paths(&paths, sources, count, err))) goto cleanup;
    if ((code = fill_entries(archive, &paths, options, err))) goto cleanup;
    if (!archive->profile && (code = recognise(archive, err))) goto cleanup;
    if ((code = choose_timezone(archive, options->timezone, err))) goto cleanup;
    if ((code = settle_all(archive, options->lag_days, err))) goto cleanup;
    put_in_order(archive);
    *out = archive;
    archive = NULL;
cleanup:
    terr_archive_free(archive);
    terr_paths_dispose(&paths);
    return code;
}

void terr_archive_free(struct terr_archive *archive)
{
    if (!archive) return;
    for (size_t i = 0; i < archive->count; i++) dispose_entry(&archive->entries[i]);
    terr_memory_free(archive->entries);
    terr_profile_free(archive->profile);
    terr_memory_free(archive->recognised_from);
    terr_memory_free(archive->recognised_by);
    terr_timezone_free(archive->timezone);
    terr_memory_free(archive->timezone_name);
    terr_paths_dispose(&archive->left_out);
    terr_memory_free(archive);
}

size_t terr_archive_left_out_count(const struct terr_archive *archive)
{
    return archive->left_out.count;
}

const char *terr_archive_left_out_at(const struct terr_archive *archive, size_t index)
{
    return archive->left_out.paths[index];
}

size_t terr_archive_count(const struct terr_archive *archive) { return archive->count; }

const struct terr_dated *terr_archive_at(const struct terr_archive *archive, size_t index)
{
    return &archive->entries[index].dated;
}

const struct terr_profile *terr_archive_profile(const struct terr_archive *archive)
{
    return archive->profile;
}

const struct terr_timezone *terr_archive_timezone(const struct terr_archive *archive)
{
    return archive->timezone;
}

const char *terr_archive_recognised_by(const struct terr_archive *archive)
{
    return archive->recognised_by;
}

int terr_archive_lag_days(const struct terr_archive *archive) { return archive->lag_days; }

const char *terr_archive_timezone_name(const struct terr_archive *archive)
{
    return archive->timezone_name;
}

void terr_archive_leave_out(struct terr_archive *archive, size_t index)
{
    dispose_entry(&archive->entries[index]);
    archive->count--;
    memmove(&archive->entries[index], &archive->entries[index + 1],
            (archive->count - index) * sizeof *archive->entries);
}

static enum terr_code check_profile(const struct terr_archive *archive,
                                    const struct terr_archive_entry *entry,
                                    const struct terr_snapshot *snapshot, struct terr_error *err)
{
    struct terr_profile *profile;
    enum terr_code code = terr_profile_recognise(&profile, NULL, snapshot, err);
    if (code) return terr_within(err, "%s", entry->dated.path);
    const char *name = terr_profile_name(profile), *needed = terr_profile_name(archive->profile);
    if (strcmp(name, needed) != 0) {
        code = terr_fail(err, TERR_EDATA,
                         "%s: looks like profile '%s', but the archive is '%s' (recognised from "
                         "%s); one archive holds one profile, choose it with --profile",
                         entry->dated.path, name, needed, archive->recognised_from);
    }
    terr_profile_free(profile);
    return code;
}

enum terr_code terr_archive_read(struct terr_snapshot **out, const struct terr_archive *archive,
                                 size_t index, struct terr_error *err)
{
    const struct terr_archive_entry *entry = &archive->entries[index];
    struct terr_snapshot *snapshot;
    *out = NULL;
    const struct terr_profile *chosen = archive->recognised_from ? NULL : archive->profile;
    enum terr_code code = parse_entry(&snapshot, entry, chosen, err);
    if (!code && archive->recognised_from) code = check_profile(archive, entry, snapshot, err);
    if (!code && terr_profile_check_axes(archive->profile, snapshot, err)) {
        code = terr_within(err, "%s", entry->dated.path);
    }
    if (!code) code = terr_profile_classify(archive->profile, snapshot, err);
    if (code) {
        terr_snapshot_free(snapshot);
        return code;
    }
    *out = snapshot;
    return TERR_OK;
}
