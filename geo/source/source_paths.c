#include <geo/source/source_paths.h>

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/source/reader.h>
#include <geo/source/virtual_file.h>
#include <stdlib.h>
#include <string.h>

static bool is_standard_input(const char *path) { return strcmp(path, TERR_STANDARD_INPUT) == 0; }

static bool is_glob(const char *source) { return strpbrk(source, "*?[") != NULL; }

// Of a folder only what is named like a map. A FIFO or a device beside the maps is none, and
// opening it might wait forever; a broken link stays, so that it is told when it is read.
static bool is_map(const char *path)
{
    const enum terr_file_kind kind = terr_file_kind(path);
    return (kind == TERR_FILE_REGULAR || kind == TERR_FILE_MISSING) && terr_reader_reads(path);
}

static bool is_no_folder(const char *path) { return terr_file_kind(path) != TERR_FILE_FOLDER; }

// Drops the paths from `start` on that `wanted` refuses.
static void keep(struct terr_paths *paths, size_t start, bool (*wanted)(const char *path))
{
    size_t kept = start;
    for (size_t i = start; i < paths->count; i++) {
        if (wanted(paths->paths[i])) {
            paths->paths[kept++] = paths->paths[i];
        } else {
            terr_memory_free(paths->paths[i]);
        }
    }
    paths->count = kept;
}

static bool is_layer(const char *path, const struct terr_paths *layers)
{
    for (size_t i = 0; i < layers->count; i++) {
        if (strcmp(terr_path_name(path), layers->paths[i]) == 0) return !is_no_folder(path);
    }
    return false;
}

// Adds what lies in the folders among `entries` that are layers. An empty one is no fault: a layer
// may have been of no day yet.
static enum terr_code add_layers(struct terr_paths *out, const struct terr_paths *entries,
                                 const struct terr_paths *layers, struct terr_error *err)
{
    for (size_t i = 0; i < entries->count; i++) {
        const char *folder = entries->paths[i];
        const size_t start = out->count;
        if (!is_layer(folder, layers)) continue;
        if (terr_paths_add_folder(out, folder, err)) return terr_within(err, "%s", folder);
        keep(out, start, is_map);
    }
    return TERR_OK;
}

static enum terr_code add_folder(struct terr_paths *out, const char *folder,
                                 const struct terr_paths *layers, struct terr_error *err)
{
    const size_t start = out->count;
    struct terr_paths entries = {NULL, 0, 0};
    enum terr_code code = terr_paths_add_folder(&entries, folder, err);
    bool has_folders = false;
    if (code) (void)terr_within(err, "%s", folder);
    for (size_t i = 0; i < entries.count && !code; i++) {
        code = terr_paths_add(out, entries.paths[i], err);
        has_folders = has_folders || !is_no_folder(entries.paths[i]);
    }
    if (!code) {
        keep(out, start, is_map);
        code = add_layers(out, &entries, layers, err);
    }
    terr_paths_dispose(&entries);
    if (code || out->count > start) return code;
    if (terr_path_has_extension(folder, ".gdb")) {
        return terr_fail(err, TERR_EDATA,
                         "%s: is a File Geodatabase, which is not read; ogr2ogr makes a GeoPackage "
                         "of it",
                         folder);
    }
    return terr_fail(
        err, TERR_EDATA, "%s: the folder holds no map (*.geojson, *.gpkg, *.zip, ...)%s", folder,
        has_folders ? "; its subfolders are not searched, name the one with the maps" : "");
}

static enum terr_code add_glob(struct terr_paths *out, const char *pattern, struct terr_error *err)
{
    const size_t start = out->count;
    if (terr_paths_add_glob(out, pattern, err)) return terr_within(err, "%s", pattern);
    keep(out, start, is_no_folder);
    if (out->count > start) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "no file matches '%s'", pattern);
}

static enum terr_code add_source(struct terr_paths *out, const char *source,
                                 const struct terr_paths *layers, struct terr_error *err)
{
    if (is_standard_input(source)) return terr_paths_add(out, source, err);
    const enum terr_file_kind kind = terr_file_kind(source);
    if (kind == TERR_FILE_FOLDER) return add_folder(out, source, layers, err);
    if (kind != TERR_FILE_MISSING) return terr_paths_add(out, source, err);
    if (terr_virtual_path_is(source)) return terr_paths_add(out, source, err);
    if (is_glob(source)) return add_glob(out, source, err);
    return terr_fail(err, TERR_EIO, "%s: no such file or folder", source);
}

// ---- a file named twice ----

struct identified {
    struct terr_file_identity identity;
    size_t index;
};

static int compare_identified(const void *left, const void *right)
{
    const struct identified *a = left, *b = right;
    if (a->identity.device != b->identity.device) {
        return a->identity.device < b->identity.device ? -1 : 1;
    }
    if (a->identity.number != b->identity.number) {
        return a->identity.number < b->identity.number ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

// Standard input is one file however often it is named. A path that leads nowhere is like no other:
// reading it will tell.
static void identify(struct identified *out, const struct terr_paths *paths, size_t index)
{
    out->index = index;
    if (is_standard_input(paths->paths[index])) {
        out->identity.device = UINT64_MAX;
        out->identity.number = UINT64_MAX;
    } else if (!terr_file_identity(&out->identity, paths->paths[index])) {
        out->identity.device = UINT64_MAX;
        out->identity.number = index;
    }
}

// Leaves the lesser of two paths of one file where the first stood.
static void join(struct terr_paths *paths, size_t first, size_t other)
{
    char **kept = &paths->paths[first], **dropped = &paths->paths[other];
    if (strcmp(*dropped, *kept) < 0) {
        char *least = *dropped;
        *dropped = *kept;
        *kept = least;
    }
    terr_memory_free(*dropped);
    *dropped = NULL;
}

static enum terr_code drop_repeats(struct terr_paths *paths, struct terr_error *err)
{
    struct identified *files = terr_memory_new(paths->count, sizeof *files, err);
    if (!files) return err->code;
    for (size_t i = 0; i < paths->count; i++) identify(&files[i], paths, i);
    qsort(files, paths->count, sizeof *files, compare_identified);
    for (size_t i = 1, first = 0; i < paths->count; i++) {
        const struct terr_file_identity *a = &files[first].identity, *b = &files[i].identity;
        if (a->device == b->device && a->number == b->number) {
            join(paths, files[first].index, files[i].index);
        } else {
            first = i;
        }
    }
    terr_memory_free(files);

    size_t kept = 0;
    for (size_t i = 0; i < paths->count; i++) {
        if (paths->paths[i]) paths->paths[kept++] = paths->paths[i];
    }
    paths->count = kept;
    return TERR_OK;
}

// Puts the maps inside bundles in their place.
static enum terr_code expand(struct terr_paths *paths, struct terr_error *err)
{
    struct terr_paths whole = {NULL, 0, 0};
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < paths->count && !code; i++) {
        code = terr_reader_expand(&whole, paths->paths[i], err);
    }
    terr_paths_dispose(code ? &whole : paths);
    if (!code) *paths = whole;
    return code;
}

enum terr_code terr_source_paths(struct terr_paths *out, const char *const *sources, size_t count,
                                 const struct terr_paths *layers, struct terr_error *err)
{
    if (count == 0) return terr_fail(err, TERR_EARG, "no source given");
    for (size_t i = 0; i < count; i++) {
        const enum terr_code code = add_source(out, sources[i], layers, err);
        if (code) return code;
    }
    const enum terr_code code = expand(out, err);
    return code ? code : drop_repeats(out, err);
}
