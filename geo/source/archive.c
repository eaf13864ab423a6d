#include <geo/source/archive.h>

#include <geo/base/memory.h>
#include <geo/base/timezone.h>
#include <geo/source/archive_steps.h>
#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>
#include <geo/source/snapshot_pick.h>
#include <string.h>

// ---- what one snapshot holds ----

static bool same_moment(const struct terr_moment *a, const struct terr_moment *b)
{
    return a->has_time == b->has_time && a->has_offset == b->has_offset &&
           terr_moment_instant(a) == terr_moment_instant(b);
}

// The features of one date, out of a map that holds many.
static enum terr_code add_features_of_date(struct terr_snapshot *snapshot,
                                           const struct terr_archive_piece *piece,
                                           struct terr_error *err)
{
    const struct terr_archive_file *file = piece->file;
    const size_t total = terr_snapshot_count(file->whole);
    size_t *indexes = terr_memory_new(total, sizeof *indexes, err);
    size_t count = 0;
    if (!indexes) return err->code;
    for (size_t i = 0; i < total; i++) {
        if (same_moment(&file->dates[i], &piece->moment)) indexes[count++] = i;
    }
    const enum terr_code code = terr_snapshot_pick(snapshot, file->whole, indexes, count, err);
    terr_memory_free(indexes);
    return code;
}

static enum terr_code add_piece(struct terr_snapshot *snapshot,
                                const struct terr_archive_piece *piece,
                                const struct terr_guide *guide, struct terr_error *err)
{
    const struct terr_archive_file *file = piece->file;
    enum terr_code code;
    (void)terr_times_enter(snapshot->times, TERR_PHASE_READ);
    if (file->whole) {
        code = add_features_of_date(snapshot, piece, err);
    } else if (file->is_kept) {
        code = terr_snapshot_add_bytes(snapshot, file->shown, file->kept.bytes, file->kept.length,
                                       guide, err);
    } else {
        code = terr_snapshot_add_file(snapshot, file->path, guide, err);
    }
    return code ? terr_within(err, "%s", file->shown) : TERR_OK;
}

// Which of two files of a layer belongs with the other layers cannot be known.
static enum terr_code check_layers(const struct terr_archive_entry *entry, struct terr_error *err)
{
    for (size_t i = 1; i < entry->piece_count; i++) {
        const struct terr_archive_file *file = entry->pieces[i].file;
        const struct terr_archive_file *before = entry->pieces[i - 1].file;
        if (file->layer != before->layer) continue;
        return terr_fail(err, TERR_EDATA,
                         "%s: holds the layer of that date which %s holds too; a snapshot has each "
                         "layer once: leave one of them away",
                         file->shown, before->shown);
    }
    return TERR_OK;
}

enum terr_code terr_archive_parse(struct terr_snapshot **out, const struct terr_archive *archive,
                                  const struct terr_archive_entry *entry,
                                  const struct terr_profile *profile, bool polygons_only,
                                  struct terr_times *times, struct terr_error *err)
{
    const struct terr_guide one = {&profile, 1};
    const struct terr_guide guide = profile ? one : terr_guide_of(&archive->builtin);
    struct terr_snapshot *snapshot = NULL;
    *out = NULL;
    const enum terr_phase before = terr_times_enter(times, TERR_PHASE_READ);
    enum terr_code code = check_layers(entry, err);
    if (!code) code = terr_snapshot_new(&snapshot, err);
    if (!code) {
        snapshot->times = times;
        snapshot->polygons_only = polygons_only;
        snapshot->undigested = polygons_only && !archive->digests;
    }
    for (size_t i = 0; i < entry->piece_count && !code; i++) {
        code = add_piece(snapshot, &entry->pieces[i], &guide, err);
    }
    (void)terr_times_enter(times, before);
    if (code) {
        terr_snapshot_free(snapshot);
        return code;
    }
    snapshot->times = NULL;
    *out = snapshot;
    return TERR_OK;
}

// ---- entries ----

enum terr_code terr_archive_add_entry(struct terr_archive *archive, struct terr_archive_file *file,
                                      const struct terr_moment *moment, struct terr_error *err)
{
    struct terr_archive_entry *entries = terr_memory_grow(archive->entries, &archive->capacity,
                                                          archive->count + 1, sizeof *entries, err);
    if (!entries) return err->code;
    archive->entries = entries;
    struct terr_archive_entry *entry = &entries[archive->count];
    memset(entry, 0, sizeof *entry);
    entry->pieces = terr_memory_new(1, sizeof *entry->pieces, err);
    if (!entry->pieces) return err->code;
    entry->pieces[0].file = file;
    entry->pieces[0].moment = *moment;
    entry->piece_count = 1;
    entry->order = file->order;
    entry->dated.path = file->shown;
    entry->dated.name = file->name;
    entry->dated.part_count = 1;
    entry->dated.date_source = TERR_DATE_NONE;
    archive->count++;
    return TERR_OK;
}

void terr_archive_dispose_entry(struct terr_archive_entry *entry)
{
    terr_archive_forget(entry);
    terr_memory_free(entry->name);
    terr_memory_free(entry->pieces);
}

bool terr_archive_is_fault_of_input(enum terr_code code)
{
    return code == TERR_EIO || code == TERR_EPARSE || code == TERR_EDATA;
}

void terr_archive_leave_out(struct terr_archive *archive, size_t index)
{
    terr_archive_count_layers(archive, &archive->entries[index], false);
    terr_archive_dispose_entry(&archive->entries[index]);
    archive->count--;
    memmove(&archive->entries[index], &archive->entries[index + 1],
            (archive->count - index) * sizeof *archive->entries);
}

// ---- the archive ----

static void dispose_file(struct terr_archive_file *file)
{
    terr_bytes_dispose(&file->kept);
    terr_snapshot_free(file->whole);
    terr_memory_free(file->dates);
    terr_memory_free(file->path);
}

void terr_archive_free(struct terr_archive *archive)
{
    if (!archive) return;
    for (size_t i = 0; i < archive->count; i++) terr_archive_dispose_entry(&archive->entries[i]);
    terr_memory_free(archive->entries);
    for (size_t i = 0; i < archive->file_count; i++) dispose_file(&archive->files[i]);
    terr_memory_free(archive->files);
    terr_memory_free(archive->layer_uses);
    terr_memory_free(archive->date_property);
    terr_profile_free(archive->chosen);
    terr_profile_list_dispose(&archive->builtin);
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

const char *terr_archive_timezone_name(const struct terr_archive *archive)
{
    return archive->timezone_name;
}

const char *terr_archive_recognised_by(const struct terr_archive *archive)
{
    return archive->recognised_by;
}

int terr_archive_lag_days(const struct terr_archive *archive) { return archive->lag_days; }

int terr_archive_max_gap_days(const struct terr_archive *archive) { return archive->max_gap_days; }

// ---- reading ----

// A file of another source may fail to be read under this one's profile; that it is another's says
// more than the fault does.
static enum terr_code explain_fault(const struct terr_archive *archive,
                                    const struct terr_archive_entry *entry, struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    struct terr_error fault;
    enum terr_code code = terr_archive_parse(&snapshot, archive, entry, NULL, false, NULL, &fault);
    const bool is_parsed = code == TERR_OK;
    if (is_parsed) code = terr_archive_check_profile(archive, entry, snapshot, &fault);
    if ((is_parsed && code == TERR_EDATA) || code == TERR_ENOMEM) *err = fault;
    terr_snapshot_free(snapshot);
    return err->code;
}

static enum terr_code read_entry(struct terr_snapshot **out, const struct terr_archive *archive,
                                 const struct terr_archive_entry *entry, bool polygons_only,
                                 struct terr_times *times, struct terr_error *err)
{
    const bool is_recognised = archive->recognised_from != NULL;
    struct terr_snapshot *snapshot;
    *out = NULL;
    enum terr_code code = terr_archive_take(&snapshot, archive, entry, polygons_only, times, err);
    if (code == TERR_EDATA && is_recognised) return explain_fault(archive, entry, err);
    if (!code && is_recognised) code = terr_archive_check_profile(archive, entry, snapshot, err);
    if (!code && terr_profile_check_axes(archive->profile, snapshot, err)) {
        // the feature that it names may be of any of the files
        const bool is_one_file = entry->piece_count == 1;
        code = terr_within(err, "%s", is_one_file ? entry->dated.path : entry->dated.name);
    }
    if (!code) code = terr_profile_classify(archive->profile, snapshot, err);
    if (code) {
        terr_snapshot_free(snapshot);
        return code;
    }
    *out = snapshot;
    return TERR_OK;
}

static enum terr_code read_timed(struct terr_snapshot **out, const struct terr_archive *archive,
                                 size_t index, bool polygons_only, struct terr_times *times,
                                 struct terr_error *err)
{
    const struct terr_archive_entry *entry = &archive->entries[index];
    const enum terr_phase before = terr_times_enter(times, TERR_PHASE_READ);
    const enum terr_code code = read_entry(out, archive, entry, polygons_only, times, err);
    (void)terr_times_enter(times, before);
    return code;
}

enum terr_code terr_archive_read(struct terr_snapshot **out, const struct terr_archive *archive,
                                 size_t index, struct terr_times *times, struct terr_error *err)
{
    return read_timed(out, archive, index, false, times, err);
}

enum terr_code terr_archive_read_polygons(struct terr_snapshot **out,
                                          const struct terr_archive *archive, size_t index,
                                          struct terr_times *times, struct terr_error *err)
{
    return read_timed(out, archive, index, true, times, err);
}
