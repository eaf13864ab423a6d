#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/base/timezone.h>
#include <geo/source/archive_steps.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <stdlib.h>
#include <string.h>

// How many of the newest snapshots may tell no profile before recognition gives up.
#define RECOGNITION_TRIES 8

// How many ways of naming files are looked into for another source.
#define SHAPES_MAX 8

// ---- order ----

static int compare_by_date(const void *left, const void *right)
{
    const struct terr_archive_entry *a = left, *b = right;
    const bool a_has = a->dated.date_source != TERR_DATE_NONE,
               b_has = b->dated.date_source != TERR_DATE_NONE;
    if (a_has != b_has) return a_has ? 1 : -1;
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

void terr_archive_put_in_order(struct terr_archive *archive)
{
    archive->by_date = true;
    for (size_t i = 0; i < archive->count; i++) {
        if (archive->entries[i].dated.date_source == TERR_DATE_NONE) archive->by_date = false;
    }
    qsort(archive->entries, archive->count, sizeof *archive->entries,
          archive->by_date ? compare_by_date : compare_as_given);
}

// ---- the time zone ----

enum terr_code terr_archive_choose_timezone(struct terr_archive *archive, const char *asked,
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

// ---- recognition ----

// What was found out from one snapshot, before it is known that this one counts.
struct recognition {
    const struct terr_profile *profile; // one of the archive's built-in ones
    struct terr_text reason;
};

static enum terr_code recognise_entry(struct recognition *out, struct terr_archive *archive,
                                      struct terr_archive_entry *entry, struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    enum terr_code code =
        terr_archive_take(&snapshot, archive, entry, false, archive->opening, err);
    if (code) return code;
    code =
        terr_profile_recognise_among(&out->profile, &out->reason, snapshot, &archive->builtin, err);
    if (code) {
        terr_snapshot_free(snapshot);
        return terr_within(err, "%s", entry->dated.path);
    }
    return terr_archive_keep(archive, entry, snapshot, true, err);
}

// A snapshot that is to be left out must not tell what the others are.
static bool is_left_out(const struct terr_archive *archive, const struct terr_archive_entry *entry,
                        const struct terr_archive_options *options)
{
    struct terr_dated settled = entry->dated;
    return settled.date_source != TERR_DATE_NONE &&
           terr_archive_settle(&settled, &entry->pieces[0].moment, archive->timezone,
                               archive->lag_days) &&
           terr_archive_is_excluded(&settled, archive->timezone, options);
}

// Makes the profile that was found the archive's, with its time zone, unless the snapshot that told
// it is to be left out.
static enum terr_code accept(struct terr_archive *archive, struct recognition *recognition,
                             const struct terr_archive_entry *entry,
                             const struct terr_archive_options *options, struct terr_error *err)
{
    const char *path = entry->dated.path;
    archive->profile = recognition->profile;
    enum terr_code code = terr_archive_choose_timezone(archive, options->timezone, err);
    if (code) return code;
    if (is_left_out(archive, entry, options)) {
        terr_timezone_free(archive->timezone);
        terr_memory_free(archive->timezone_name);
        archive->profile = NULL;
        archive->timezone = NULL;
        archive->timezone_name = NULL;
        return TERR_OK;
    }
    terr_text_print(&recognition->reason, " (%s)", entry->dated.name);
    if ((code = terr_text_check(&recognition->reason, err))) return code;
    archive->recognised_by = recognition->reason.bytes;
    memset(&recognition->reason, 0, sizeof recognition->reason);
    archive->recognised_from = terr_memory_copy(path, strlen(path), err);
    return archive->recognised_from ? TERR_OK : err->code;
}

// Tries one snapshot. `fault` tells why it says nothing; any other failure ends the search.
static enum terr_code try_entry(struct terr_archive *archive, struct terr_archive_entry *entry,
                                const struct terr_archive_options *options,
                                struct terr_error *fault, struct terr_error *err)
{
    struct recognition recognition = {NULL, TERR_TEXT_INIT};
    enum terr_code code = recognise_entry(&recognition, archive, entry, fault);
    if (!code) {
        fault->code = TERR_OK;
        code = accept(archive, &recognition, entry, options, err);
    } else if (terr_archive_is_fault_of_input(code)) {
        code = TERR_OK;
    } else {
        *err = *fault;
    }
    terr_text_dispose(&recognition.reason);
    return code;
}

enum terr_code terr_archive_recognise(struct terr_archive *archive,
                                      const struct terr_archive_options *options,
                                      struct terr_error *err)
{
    struct terr_error newest = {TERR_OK, ""};
    size_t tries = 0;
    qsort(archive->entries, archive->count, sizeof *archive->entries, compare_by_date);
    for (size_t i = archive->count; i > 0 && tries < RECOGNITION_TRIES; i--) {
        struct terr_error fault;
        const enum terr_code code =
            try_entry(archive, &archive->entries[i - 1], options, &fault, err);
        if (code || archive->profile) return code;
        if (fault.code && tries++ == 0) newest = fault;
    }
    if (!newest.code) {
        return terr_fail(err, TERR_EARG, "all snapshots are left out, so that none remains");
    }
    *err = newest;
    return newest.code;
}

// ---- another source ----

static bool has_polygons(const struct terr_snapshot *snapshot)
{
    for (size_t i = 0; i < terr_snapshot_count(snapshot); i++) {
        if (terr_snapshot_at(snapshot, i)->kind == TERR_FEATURE_POLYGONS) return true;
    }
    return false;
}

// Fails where the data looks like no profile, like several, or like another one (`*is_other`).
static enum terr_code compare_profiles(bool *is_other, const struct terr_archive *archive,
                                       const struct terr_archive_entry *entry,
                                       const struct terr_snapshot *snapshot, struct terr_error *err)
{
    const struct terr_profile *profile;
    *is_other = false;
    if (!has_polygons(snapshot)) return TERR_OK;
    enum terr_code code =
        terr_profile_recognise_among(&profile, NULL, snapshot, &archive->builtin, err);
    if (code) return terr_within(err, "%s", entry->dated.path);
    const char *name = terr_profile_name(profile), *needed = terr_profile_name(archive->profile);
    if (strcmp(name, needed) != 0) {
        *is_other = true;
        code = terr_fail(err, TERR_EDATA,
                         "%s: looks like profile '%s', but the archive is '%s' (recognised from "
                         "%s); one archive holds one profile, choose it with --profile",
                         entry->dated.path, name, needed, archive->recognised_from);
    }
    return code;
}

enum terr_code terr_archive_check_profile(const struct terr_archive *archive,
                                          const struct terr_archive_entry *entry,
                                          const struct terr_snapshot *snapshot,
                                          struct terr_error *err)
{
    bool is_other;
    return compare_profiles(&is_other, archive, entry, snapshot, err);
}

// The snapshots whose paths are alike but for their digits.
struct shape {
    char *text;
    size_t oldest, newest; // indexes
};

// "maps/2024-05-01_v2.json" is "maps/0-0-0_v0.json".
static char *shape_of(const char *path, struct terr_error *err)
{
    char *text = terr_memory_copy(path, strlen(path), err);
    if (!text) return NULL;
    char *end = text;
    for (const char *at = path; *at; at++) {
        const bool is_digit = *at >= '0' && *at <= '9';
        if (is_digit && end > text && end[-1] == '0') continue;
        *end++ = is_digit ? '0' : *at;
    }
    *end = '\0';
    return text;
}

static enum terr_code add_to_shapes(struct shape *shapes, size_t *count, const char *path,
                                    size_t index, struct terr_error *err)
{
    char *text = shape_of(path, err);
    if (!text) return err->code;
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(shapes[i].text, text) != 0) continue;
        shapes[i].newest = index;
        terr_memory_free(text);
        return TERR_OK;
    }
    if (*count == SHAPES_MAX) {
        terr_memory_free(text);
        return TERR_OK;
    }
    const struct shape shape = {text, index, index};
    shapes[(*count)++] = shape;
    return TERR_OK;
}

static enum terr_code check_sample(struct terr_archive *archive, size_t index,
                                   struct terr_error *err)
{
    struct terr_archive_entry *entry = &archive->entries[index];
    for (size_t i = 0; i < entry->piece_count; i++) {
        if (strcmp(entry->pieces[i].file->shown, archive->recognised_from) == 0) return TERR_OK;
    }
    struct terr_snapshot *snapshot;
    struct terr_error fault;
    bool is_other = false;
    enum terr_code code =
        terr_archive_take(&snapshot, archive, entry, false, archive->opening, &fault);
    const bool is_readable = code == TERR_OK;
    // a map of another form may not be read under this profile, but it tells its own
    if (code == TERR_EDATA) {
        code = terr_archive_parse(&snapshot, archive, entry, NULL, false, archive->opening, &fault);
    }
    if (!code) code = compare_profiles(&is_other, archive, entry, snapshot, &fault);
    if (!code && is_readable) return terr_archive_keep(archive, entry, snapshot, false, err);
    terr_snapshot_free(snapshot);
    if (code != TERR_ENOMEM && !is_other) return TERR_OK;
    *err = fault;
    return code;
}

enum terr_code terr_archive_check_samples(struct terr_archive *archive, struct terr_error *err)
{
    struct shape shapes[SHAPES_MAX];
    size_t count = 0;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < archive->count && !code; i++) {
        code = add_to_shapes(shapes, &count, archive->entries[i].dated.path, i, err);
    }
    for (size_t i = 0; i < count && !code; i++) {
        code = check_sample(archive, shapes[i].newest, err);
        if (!code && shapes[i].oldest != shapes[i].newest) {
            code = check_sample(archive, shapes[i].oldest, err);
        }
    }
    for (size_t i = 0; i < count; i++) terr_memory_free(shapes[i].text);
    return code;
}
