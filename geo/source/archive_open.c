#include <geo/base/memory.h>
#include <geo/source/archive_steps.h>
#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/source_paths.h>
#include <string.h>

// ---- files ----

static enum terr_code fill_file(struct terr_archive_file *file, const char *path, size_t order,
                                struct terr_error *err)
{
    const bool is_standard_input = strcmp(path, TERR_STANDARD_INPUT) == 0;
    file->path = terr_memory_copy(path, strlen(path), err);
    if (!file->path) return err->code;
    file->shown = is_standard_input ? "(standard input)" : file->path;
    file->name = is_standard_input ? file->shown : terr_path_name(file->path);
    file->order = order;
    file->layer = TERR_NO_LAYER;
    // a format that needs a regular file says so itself, and a FIFO would be waited for
    file->is_kept = is_standard_input ||
                    (terr_file_kind(path) == TERR_FILE_OTHER && !terr_reader_needs_regular(path));
    return TERR_OK;
}

static enum terr_code fill_files(struct terr_archive *archive, const struct terr_paths *paths,
                                 struct terr_error *err)
{
    const struct terr_moment undated = {0};
    enum terr_code code = TERR_OK;
    archive->files = terr_memory_new(paths->count, sizeof *archive->files, err);
    if (!archive->files) return err->code;
    for (size_t i = 0; i < paths->count && !code; i++) {
        struct terr_archive_file *file = &archive->files[archive->file_count++];
        code = fill_file(file, paths->paths[i], i, err);
        if (!code) code = terr_archive_add_entry(archive, file, &undated, err);
    }
    return code;
}

// ---- steps over all entries ----

typedef enum terr_code (*step)(struct terr_archive *archive, struct terr_archive_entry *entry,
                               const struct terr_archive_options *options, struct terr_error *err);

static enum terr_code keep_pipe(struct terr_archive *archive, struct terr_archive_entry *entry,
                                const struct terr_archive_options *options, struct terr_error *err)
{
    struct terr_archive_file *file = entry->pieces[0].file;
    (void)archive;
    (void)options;
    if (!file->is_kept || !terr_file_read(&file->kept, file->path, err)) return TERR_OK;
    return terr_within(err, "%s", file->shown);
}

// Takes a step with every entry. With `keep_going` the sentence on an entry that cannot take it is
// kept in place of the entry, unless that is the last one.
static enum terr_code each_entry(struct terr_archive *archive, step take,
                                 const struct terr_archive_options *options, struct terr_error *err)
{
    for (size_t i = 0; i < archive->count;) {
        struct terr_error fault;
        const enum terr_code code = take(archive, &archive->entries[i], options, &fault);
        if (!code) {
            i++;
            continue;
        }
        const bool may_go = options->keep_going && terr_archive_is_fault_of_input(code);
        if (!may_go || archive->count == 1) {
            *err = fault;
            return code;
        }
        terr_archive_leave_out(archive, i);
        if (terr_paths_add(&archive->left_out, fault.message, err)) return err->code;
    }
    return TERR_OK;
}

static enum terr_code find_dates(struct terr_archive *archive,
                                 const struct terr_archive_options *options, struct terr_error *err)
{
    enum terr_code code;
    if ((code = each_entry(archive, keep_pipe, options, err))) return code;
    if (!archive->date_property) {
        if ((code = each_entry(archive, terr_archive_date_by_name, options, err))) return code;
    }
    if (!archive->profile && (code = terr_archive_recognise(archive, options, err))) return code;
    if (!archive->timezone) {
        if ((code = terr_archive_choose_timezone(archive, options->timezone, err))) return code;
    }
    if (!archive->date_property) {
        return each_entry(archive, terr_archive_date_by_features, options, err);
    }
    if ((code = each_entry(archive, terr_archive_read_whole, options, err))) return code;
    return terr_archive_split(archive, err);
}

// ---- the archive ----

static enum terr_code add_layers_of(struct terr_paths *layers, const struct terr_profile *profile,
                                    struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_profile_layer_count(profile) && !code; i++) {
        code = terr_paths_add(layers, terr_profile_layer_at(profile, i), err);
    }
    return code;
}

// The names by which a folder is known to hold layers: the profile's, or those of any that the data
// may turn out to have.
static enum terr_code list_layers(struct terr_paths *layers, const struct terr_archive *archive,
                                  struct terr_error *err)
{
    if (archive->profile) return add_layers_of(layers, archive->profile, err);
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < archive->builtin.count && !code; i++) {
        code = add_layers_of(layers, archive->builtin.items[i], err);
    }
    return code;
}

// Whether there may be snapshots near a date that nobody asked for.
static bool is_part(const char *const *sources, size_t count,
                    const struct terr_archive_options *options)
{
    for (size_t i = 0; i < count && options->span.kind == TERR_SPAN_DATES; i++) {
        if (terr_source_is_remote(sources[i]) && !terr_source_is_url(sources[i])) return true;
    }
    return false;
}

static enum terr_code find_files(struct terr_archive *archive, const char *const *sources,
                                 size_t count, const struct terr_archive_options *options,
                                 struct terr_error *err)
{
    struct terr_paths fetched = {NULL, 0, 0}, paths = {NULL, 0, 0}, layers = {NULL, 0, 0};
    enum terr_code code = terr_remote_expand(&fetched, sources, count, options, archive->profile,
                                             &archive->left_out, err);
    archive->is_part = is_part(sources, count, options);
    if (!code) code = list_layers(&layers, archive, err);
    if (!code) {
        code = terr_source_paths(&paths, (const char *const *)fetched.paths, fetched.count, &layers,
                                 err);
    }
    if (!code) code = fill_files(archive, &paths, err);
    terr_paths_dispose(&fetched);
    terr_paths_dispose(&paths);
    terr_paths_dispose(&layers);
    return code;
}

static enum terr_code take_options(struct terr_archive *archive,
                                   const struct terr_archive_options *options,
                                   struct terr_error *err)
{
    const char *property = options->date_property;
    archive->max_gap_days = options->max_gap_days;
    archive->lag_days = options->lag_days;
    archive->digests = options->digests;
    if (property) {
        archive->date_property = terr_memory_copy(property, strlen(property), err);
        if (!archive->date_property) return err->code;
    }
    archive->opening = options->times;
    archive->places = TERR_ARCHIVE_PLACES;
    if (!options->profile) return terr_profile_list_builtin(&archive->builtin, err);
    const enum terr_code code = terr_profile_load(&archive->chosen, options->profile, err);
    archive->profile = archive->chosen;
    return code;
}

enum terr_code terr_archive_open(struct terr_archive **out, const char *const *sources,
                                 size_t count, const struct terr_archive_options *options,
                                 struct terr_error *err)
{
    enum terr_code code;
    *out = NULL;
    struct terr_archive *archive = terr_memory_new(1, sizeof *archive, err);
    if (!archive) return err->code;

    if ((code = take_options(archive, options, err))) goto cleanup;
    if ((code = find_files(archive, sources, count, options, err))) goto cleanup;
    if ((code = find_dates(archive, options, err))) goto cleanup;
    if ((code = terr_archive_settle_all(archive, err))) goto cleanup;
    if ((code = terr_archive_exclude(archive, options, err))) goto cleanup;
    if ((code = terr_archive_join_layers(archive, err))) goto cleanup;
    terr_archive_put_in_order(archive);
    if (archive->recognised_from && !options->keep_going) {
        if ((code = terr_archive_check_samples(archive, err))) goto cleanup;
    }
    archive->opening = NULL;
    *out = archive;
    archive = NULL;
cleanup:
    terr_archive_free(archive);
    return code;
}
