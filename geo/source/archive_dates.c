#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/source/archive_steps.h>
#include <geo/source/feature_date.h>
#include <geo/source/file_date.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <geo/source/source_paths.h>
#include <stdlib.h>
#include <string.h>

static void set_date(struct terr_archive_entry *entry, enum terr_date_source source,
                     const char *property, const struct terr_moment *moment)
{
    entry->dated.date_source = source;
    entry->dated.date_property = property;
    entry->dated.has_time = moment->has_time;
    entry->dated.instant_s = terr_moment_instant(moment); // near enough to tell the newest
    entry->pieces[0].moment = *moment;
}

// ---- properties of features ----

// Puts the place of a feature in front of the sentence: its index in its document, and which of
// several documents that is.
static enum terr_code within_feature(const struct terr_snapshot *snapshot, size_t index,
                                     struct terr_error *err)
{
    const size_t part_index = terr_snapshot_at(snapshot, index)->part;
    const struct terr_part *part = terr_snapshot_part_at(snapshot, part_index);
    size_t first = index;
    while (first > 0 && terr_snapshot_at(snapshot, first - 1)->part == part_index) first--;
    enum terr_code code = terr_within(err, "features[%zu]", index - first);
    if (terr_snapshot_part_count(snapshot) > 1) {
        code = part->layer ? terr_within(err, "layer %s", part->layer)
                           : terr_within(err, "%s", part->path);
    }
    return code;
}

static enum terr_code read_date(bool *found, struct terr_moment *moment,
                                const struct terr_snapshot *snapshot, size_t index,
                                const char *property, struct terr_error *err)
{
    const struct terr_feature *feature = terr_snapshot_at(snapshot, index);
    const struct terr_json *value = terr_json_member(feature->properties, property);
    if (!terr_feature_date(found, moment, value, err)) return TERR_OK;
    (void)terr_within(err, "property \"%.60s\"", property);
    return within_feature(snapshot, index, err);
}

// Of a day and an instant at its beginning the instant says more.
static bool is_later(const struct terr_moment *moment, const struct terr_moment *than)
{
    const int64_t instant_s = terr_moment_instant(moment), than_s = terr_moment_instant(than);
    return instant_s != than_s ? instant_s > than_s : moment->has_time && !than->has_time;
}

static enum terr_code find_latest(bool *found, struct terr_moment *latest,
                                  const struct terr_snapshot *snapshot, const char *property,
                                  struct terr_error *err)
{
    *found = false;
    for (size_t i = 0; i < terr_snapshot_count(snapshot); i++) {
        struct terr_moment moment;
        bool has_date;
        const enum terr_code code = read_date(&has_date, &moment, snapshot, i, property, err);
        if (code) return code;
        if (!has_date || (*found && !is_later(&moment, latest))) continue;
        *found = true;
        *latest = moment;
    }
    return TERR_OK;
}

// The first of the profile's properties that any feature has a date in.
static enum terr_code find_in_features(bool *found, struct terr_archive_entry *entry,
                                       const struct terr_profile *profile,
                                       const struct terr_snapshot *snapshot, struct terr_error *err)
{
    *found = false;
    for (size_t i = 0; i < terr_profile_date_property_count(profile) && !*found; i++) {
        const char *property = terr_profile_date_property_at(profile, i);
        struct terr_moment latest;
        if (find_latest(found, &latest, snapshot, property, err)) {
            return terr_within(err, "%s", entry->dated.path);
        }
        if (*found) set_date(entry, TERR_DATE_PROPERTY, property, &latest);
    }
    return TERR_OK;
}

static bool has_properties(const struct terr_profile *profile)
{
    return profile && terr_profile_date_property_count(profile) > 0;
}

static bool property_goes_first(const struct terr_profile *profile)
{
    return has_properties(profile) && terr_profile_date_beats_name(profile);
}

// ---- name, document, features ----

// Looks for a date inside the file: with a profile that knows date properties first there, where
// they go first, or last; the document between them unless there is a date already.
static enum terr_code find_inside(struct terr_archive_entry *entry,
                                  const struct terr_profile *profile,
                                  const struct terr_snapshot *snapshot, struct terr_error *err)
{
    struct terr_moment moment;
    bool found = false;
    if (property_goes_first(profile)) {
        const enum terr_code code = find_in_features(&found, entry, profile, snapshot, err);
        if (code || found) return code;
    }
    if (entry->dated.date_source != TERR_DATE_NONE) return TERR_OK;
    if (terr_snapshot_published(snapshot, &moment)) {
        set_date(entry, TERR_DATE_DOCUMENT, NULL, &moment);
        return TERR_OK;
    }
    return has_properties(profile) ? find_in_features(&found, entry, profile, snapshot, err)
                                   : TERR_OK;
}

// Where a date is not needed from inside (the name has one, or there may be none), that the file
// cannot be read is told when its map is asked for.
static enum terr_code look_inside(struct terr_archive *archive, struct terr_archive_entry *entry,
                                  bool undated, struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    struct terr_error fault;
    enum terr_code code =
        terr_archive_take(&snapshot, archive, entry, false, archive->opening, &fault);
    if (code) {
        const bool is_dated = entry->dated.date_source != TERR_DATE_NONE;
        if ((is_dated || undated) && code != TERR_ENOMEM) return TERR_OK;
        *err = fault;
        return code;
    }
    code = find_inside(entry, archive->profile, snapshot, err);
    // of a whole folder the places are for the newest and the oldest
    if (!code && archive->count <= TERR_ARCHIVE_PLACES) {
        return terr_archive_keep(archive, entry, snapshot, !archive->profile, err);
    }
    terr_snapshot_free(snapshot);
    return code;
}

enum terr_code terr_archive_date_by_name(struct terr_archive *archive,
                                         struct terr_archive_entry *entry,
                                         const struct terr_archive_options *options,
                                         struct terr_error *err)
{
    struct terr_moment moment;
    bool found = false;
    if (strcmp(entry->pieces[0].file->path, TERR_STANDARD_INPUT) != 0) {
        if (terr_file_date(&found, &moment, entry->dated.name, err)) {
            return terr_within(err, "%s", entry->dated.path);
        }
    }
    if (found) set_date(entry, TERR_DATE_FILE_NAME, NULL, &moment);
    if (found && !property_goes_first(archive->profile)) return TERR_OK;
    return look_inside(archive, entry, options->undated, err);
}

static enum terr_code no_date(const struct terr_archive *archive,
                              const struct terr_archive_entry *entry, struct terr_error *err)
{
    static const char elsewhere[] =
        "no date in the file name (YYYYMMDD, YYYY-MM-DD or Unix seconds)";
    if (!has_properties(archive->profile)) {
        return terr_fail(err, TERR_EDATA, "%s: %s and no \"datetime\" in the document",
                         entry->dated.path, elsewhere);
    }
    return terr_fail(err, TERR_EDATA,
                     "%s: %s, no \"datetime\" in the document and no property \"%.60s\" of its "
                     "features",
                     entry->dated.path, elsewhere,
                     terr_profile_date_property_at(archive->profile, 0));
}

enum terr_code terr_archive_date_by_features(struct terr_archive *archive,
                                             struct terr_archive_entry *entry,
                                             const struct terr_archive_options *options,
                                             struct terr_error *err)
{
    const bool was_chosen = archive->recognised_from == NULL;
    const bool is_undated = entry->dated.date_source == TERR_DATE_NONE;
    const bool may_find =
        is_undated ? has_properties(archive->profile) : property_goes_first(archive->profile);
    if (may_find && !was_chosen) {
        const enum terr_code code = look_inside(archive, entry, options->undated, err);
        if (code) return code;
    }
    if (options->undated || entry->dated.date_source != TERR_DATE_NONE) return TERR_OK;
    return no_date(archive, entry, err);
}

// ---- files of many dates ----

static enum terr_code fill_dates(struct terr_archive_file *file, const char *property,
                                 struct terr_error *err)
{
    const size_t count = terr_snapshot_count(file->whole);
    if (count == 0) return terr_fail(err, TERR_EDATA, "it has no feature, and so no date");
    file->dates = terr_memory_new(count, sizeof *file->dates, err);
    if (!file->dates) return err->code;
    for (size_t i = 0; i < count; i++) {
        bool found;
        const enum terr_code code =
            read_date(&found, &file->dates[i], file->whole, i, property, err);
        if (code) return code;
        if (found) continue;
        (void)terr_fail(err, TERR_EDATA,
                        "it has no property \"%.60s\" with a date, which each feature needs",
                        property);
        return within_feature(file->whole, i, err);
    }
    return TERR_OK;
}

enum terr_code terr_archive_read_whole(struct terr_archive *archive,
                                       struct terr_archive_entry *entry,
                                       const struct terr_archive_options *options,
                                       struct terr_error *err)
{
    struct terr_archive_file *file = entry->pieces[0].file;
    struct terr_snapshot *whole;
    (void)options;
    enum terr_code code = terr_archive_take(&whole, archive, entry, false, archive->opening, err);
    if (code) return code;
    file->whole = whole;
    terr_bytes_dispose(&file->kept);
    code = fill_dates(file, archive->date_property, err);
    return code ? terr_within(err, "%s", file->shown) : TERR_OK;
}

static int compare_moments(const void *left, const void *right)
{
    const struct terr_moment *a = left, *b = right;
    const int64_t a_s = terr_moment_instant(a), b_s = terr_moment_instant(b);
    if (a_s != b_s) return a_s < b_s ? -1 : 1;
    if (a->has_time != b->has_time) return a->has_time ? 1 : -1;
    return (int)a->has_offset - (int)b->has_offset;
}

static enum terr_code add_dates(struct terr_archive *archive, struct terr_archive_file *file,
                                struct terr_error *err)
{
    const size_t count = terr_snapshot_count(file->whole);
    enum terr_code code = TERR_OK;
    struct terr_moment *sorted = terr_memory_new(count, sizeof *sorted, err);
    if (!sorted) return err->code;
    memcpy(sorted, file->dates, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_moments);
    for (size_t i = 0; i < count && !code; i++) {
        if (i > 0 && compare_moments(&sorted[i - 1], &sorted[i]) == 0) continue;
        code = terr_archive_add_entry(archive, file, &sorted[i], err);
        if (code) break;
        set_date(&archive->entries[archive->count - 1], TERR_DATE_PROPERTY, archive->date_property,
                 &sorted[i]);
    }
    terr_memory_free(sorted);
    return code;
}

enum terr_code terr_archive_split(struct terr_archive *archive, struct terr_error *err)
{
    const size_t file_entries = archive->count;
    for (size_t i = 0; i < file_entries; i++) {
        const enum terr_code code = add_dates(archive, archive->entries[i].pieces[0].file, err);
        if (code) return code;
    }
    for (size_t i = 0; i < file_entries; i++) terr_archive_dispose_entry(&archive->entries[i]);
    archive->count -= file_entries;
    memmove(archive->entries, archive->entries + file_entries,
            archive->count * sizeof *archive->entries);
    return TERR_OK;
}
