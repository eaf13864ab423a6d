// GDAL's stat structure is the system's stat64, which C11 and POSIX alone do not declare.
#define _LARGEFILE64_SOURCE 1

#include <geo/source/virtual_file_gate.h>

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/gdal.h>
#include <geo/source/virtual_path.h>
#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <stdlib.h>
#include <string.h>

#define READ_STEP ((size_t)1 << 18)
#define ENTRIES_MAX 100000

// How much may come out of how little.
#define UNPACKED_FREE ((uint64_t)64 << 20)
#define UNPACKED_RATIO 200

static bool begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

// ---- how large ----

// The size of the file on this machine that `path` lies in or is; 0 where there is none. The path
// is what is left of a virtual one behind /vsizip/ and the like: a file's, or a file's and a
// member's.
static uint64_t size_on_disk(const char *path)
{
    static const char *const packings[] = {"/vsizip/", "/vsitar/", "/vsigzip/", "{"};
    uint64_t size = 0;
    for (size_t i = 0; i < sizeof packings / sizeof packings[0]; i++) {
        if (begins_with(path, packings[i])) return size_on_disk(path + strlen(packings[i]));
    }
    if (terr_virtual_path_is(path)) return 0;
    char *file = CPLStrdup(path);
    for (size_t length = strlen(path); length > 0 && size == 0; length--) {
        VSIStatBufL status;
        if (length < strlen(path) && path[length] != '/' && path[length] != '}') continue;
        file[length] = '\0';
        if (VSIStatL(file, &status) == 0 && VSI_ISREG(status.st_mode)) {
            size = (uint64_t)status.st_size;
        }
    }
    CPLFree(file);
    return size;
}

static enum terr_code check_size(uint64_t size, uint64_t packed, struct terr_error *err)
{
    if (packed > 0 && size > UNPACKED_FREE && size / UNPACKED_RATIO > packed) {
        return terr_fail(err, TERR_EDATA,
                         "unpacks to more than %d times its %llu bytes, which no map does",
                         UNPACKED_RATIO, (unsigned long long)packed);
    }
    if (size <= TERR_FILE_SIZE_MAX) return TERR_OK;
    return terr_fail(err, TERR_EIO, "has more than the %zu bytes that are read at most",
                     TERR_FILE_SIZE_MAX);
}

// ---- reading ----

static enum terr_code fail_to_open(const struct terr_gdal *gdal, const char *path,
                                   struct terr_error *err)
{
    VSIStatBufL status;
    if (!terr_virtual_path_is(path) && VSIStatL(path, &status) != 0) {
        return terr_fail(err, TERR_EIO, "no such file");
    }
    if (gdal->said[0] || gdal->warned[0]) return terr_gdal_fail(gdal, TERR_EIO, NULL, err);
    return terr_fail(err, TERR_EIO, "cannot be opened%s",
                     terr_path_has_extension(path, ".gz") ? " as gzip, as its name says" : "");
}

static enum terr_code fail_to_go_on(const struct terr_gdal *gdal, struct terr_error *err)
{
    if (strstr(gdal->said, "decompression failed") || strstr(gdal->said, "CRC error")) {
        return terr_fail(err, TERR_EIO, "the packed data are cut short or damaged");
    }
    return gdal->said[0] ? terr_gdal_fail(gdal, TERR_EIO, NULL, err)
                         : terr_fail(err, TERR_EIO, "it does not go on");
}

// Gives each piece of a file to `take`.
static enum terr_code read_pieces(const struct terr_gdal *gdal, VSILFILE *file, uint64_t packed,
                                  terr_virtual_take take, void *payload, struct terr_error *err)
{
    uint64_t length = 0;
    size_t got = 1;
    char *piece = terr_memory_new(READ_STEP, 1, err);
    enum terr_code code = piece ? TERR_OK : err->code;
    while (got > 0 && !code) { // a packed file tells its end only to who asks once more
        got = VSIFReadL(piece, 1, READ_STEP, file);
        length += got;
        code = check_size(length, packed, err);
        if (!code) code = take(payload, piece, got, err);
    }
    if (!code && (gdal->said[0] || !VSIFEofL(file))) {
        code = fail_to_go_on(gdal, err);
        (void)terr_within(err, "reading broke off after %llu bytes", (unsigned long long)length);
    }
    terr_memory_free(piece);
    return code;
}

static enum terr_code fail_if_no_file(const char *path, struct terr_error *err)
{
    if (terr_virtual_path_is(path)) return TERR_OK;
    switch (terr_file_kind(path)) {
    case TERR_FILE_MISSING:
        return terr_fail(err, TERR_EIO, "no such file");
    case TERR_FILE_FOLDER:
        return terr_fail(err, TERR_EIO, "is a folder");
    case TERR_FILE_OTHER: // a FIFO would be waited for
        return terr_fail(err, TERR_EIO, "is no regular file, which this format needs");
    case TERR_FILE_REGULAR:
        break;
    }
    return TERR_OK;
}

// Two texts as one.
static char *join(const char *start, const char *end, struct terr_error *err)
{
    struct terr_text text = TERR_TEXT_INIT;
    terr_text_add(&text, start);
    terr_text_add(&text, end);
    if (!terr_text_check(&text, err)) return text.bytes;
    terr_text_dispose(&text);
    return NULL;
}

static enum terr_code read_whole(const char *path, bool unpacks, terr_virtual_take take,
                                 void *payload, struct terr_error *err)
{
    const bool zipped =
        unpacks && terr_path_has_extension(path, ".gz") && !begins_with(path, "/vsigzip/");
    struct terr_gdal gdal;
    enum terr_code code = fail_if_no_file(path, err);
    if (code) return code;
    char *name = join(zipped ? "/vsigzip/" : "", path, err);
    if (!name) return err->code;
    terr_gdal_begin(&gdal);
    VSILFILE *file = VSIFOpenL(name, "rb");
    code = file ? read_pieces(&gdal, file, size_on_disk(name), take, payload, err)
                : fail_to_open(&gdal, path, err);
    if (file) VSIFCloseL(file);
    terr_gdal_end(&gdal);
    terr_memory_free(name);
    return code;
}

// ---- tars ----

#define TAR_BLOCK 512

// Where a walk through the blocks of a tar is. GDAL takes a tar that is cut short for a shorter
// one.
struct tar_walk {
    unsigned char head[TAR_BLOCK];
    size_t filled; // of the head
    uint64_t skip; // what is left of a member
    bool has_end;
};

// A number in octal digits, or, with the first bit set, in bytes.
static uint64_t tar_number(const unsigned char *field, size_t length)
{
    uint64_t value = 0;
    if (field[0] & 0x80) {
        for (size_t i = 1; i < length; i++) value = value << 8 | field[i];
        return value;
    }
    for (size_t i = 0; i < length; i++) {
        if (field[i] >= '0' && field[i] <= '7') value = value << 3 | (uint64_t)(field[i] - '0');
    }
    return value;
}

static enum terr_code take_head(struct tar_walk *walk, struct terr_error *err)
{
    uint64_t sum = 0, all = 0;
    for (size_t i = 0; i < TAR_BLOCK; i++) { // the sum stands in 148 to 155, counted as blanks
        sum += i >= 148 && i < 156 ? ' ' : walk->head[i];
        all |= walk->head[i];
    }
    walk->filled = 0;
    walk->has_end = all == 0;
    if (walk->has_end) return TERR_OK;
    const uint64_t size = tar_number(walk->head + 124, 12);
    if (sum != tar_number(walk->head + 148, 8) || size > UINT64_MAX - TAR_BLOCK) {
        return terr_fail(err, TERR_EIO, "the tar is damaged");
    }
    walk->skip = (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
    return TERR_OK;
}

static enum terr_code take_tar(void *payload, const char *bytes, size_t length,
                               struct terr_error *err)
{
    struct tar_walk *walk = payload;
    enum terr_code code = TERR_OK;
    while (length > 0 && !code && !walk->has_end) {
        const uint64_t needed = walk->skip > 0 ? walk->skip : TAR_BLOCK - walk->filled;
        const size_t step = needed < length ? (size_t)needed : length;
        if (walk->skip > 0) {
            walk->skip -= step;
        } else {
            memcpy(walk->head + walk->filled, bytes, step);
            walk->filled += step;
            if (walk->filled == TAR_BLOCK) code = take_head(walk, err);
        }
        bytes += step;
        length -= step;
    }
    return code;
}

// Whether a tar, which may be packed, goes on to its end: a block of zeros.
static enum terr_code check_tar(const struct terr_gdal *gdal, const char *path,
                                struct terr_error *err)
{
    struct tar_walk walk = {.filled = 0};
    char *packed = join("/vsigzip/", path, err);
    if (!packed) return err->code;
    const bool is_packed = !terr_path_has_extension(path, ".tar");
    VSILFILE *file = VSIFOpenL(is_packed ? packed : path, "rb");
    enum terr_code code = file ? read_pieces(gdal, file, size_on_disk(path), take_tar, &walk, err)
                               : fail_to_open(gdal, path, err);
    if (file) VSIFCloseL(file);
    if (!code && !walk.has_end) code = terr_fail(err, TERR_EIO, "the tar is cut short");
    terr_memory_free(packed);
    return code;
}

// ---- folders ----

// Whether a name on the way begins with '.' or is what a Mac puts beside the files.
static bool is_hidden(const char *path)
{
    for (const char *name = path; name; name = strchr(name, '/')) {
        name += *name == '/';
        if (*name == '.' || begins_with(name, "__MACOSX")) return true;
    }
    return false;
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static enum terr_code add_entries(struct terr_paths *out, const char *root, VSIDIR *folder,
                                  bool (*wanted)(const char *path), struct terr_error *err)
{
    const VSIDIREntry *entry;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; !code && (entry = VSIGetNextDirEntry(folder)) != NULL; i++) {
        if (i == ENTRIES_MAX) {
            return terr_fail(err, TERR_EDATA, "holds more than %d entries", ENTRIES_MAX);
        }
        if (VSI_ISDIR(entry->nMode) || is_hidden(entry->pszName)) continue;
        char *start = join(root, "/", err);
        char *path = start ? join(start, entry->pszName, err) : NULL;
        code = path ? TERR_OK : err->code;
        if (path && wanted(path)) code = terr_paths_add(out, path, err);
        terr_memory_free(path);
        terr_memory_free(start);
    }
    return code;
}

// The virtual folder that a bundle is; a virtual path that says so already stays. What GDAL does
// not know for a zip by its name must stand in braces.
static char *root_of(const char *path, struct terr_error *err)
{
    const bool braced = terr_path_has_extension(path, ".shz");
    if (begins_with(path, "/vsizip/") || begins_with(path, "/vsitar/") ||
        !terr_virtual_path_is_bundle(path)) {
        return join("", path, err);
    }
    char *start = join(terr_virtual_path_is_tar(path) ? "/vsitar/"
                       : braced                       ? "/vsizip/{"
                                                      : "/vsizip/",
                       path, err);
    char *root = start ? join(start, braced ? "}" : "", err) : NULL;
    terr_memory_free(start);
    return root;
}

static enum terr_code members(struct terr_paths *out, const char *path,
                              bool (*wanted)(const char *path), struct terr_error *err)
{
    const size_t start = out->count;
    struct terr_gdal gdal;
    enum terr_code code = fail_if_no_file(path, err);
    if (code) return code;
    char *root = root_of(path, err);
    if (!root) return err->code;
    while (strlen(root) > 1 && root[strlen(root) - 1] == '/') root[strlen(root) - 1] = '\0';
    terr_gdal_begin(&gdal);
    VSIDIR *folder = VSIOpenDir(root, -1, NULL);
    code = folder
               ? add_entries(out, root, folder, wanted, err)
               : terr_fail(err, TERR_EIO, "cannot be opened as %s",
                           terr_virtual_path_is_bundle(root) ? "what its name says" : "a folder");
    if (folder) VSICloseDir(folder);
    if (!code && terr_virtual_path_is_tar(root) && begins_with(root, "/vsitar/")) {
        code = check_tar(&gdal, root + strlen("/vsitar/"), err);
    }
    terr_gdal_end(&gdal);
    terr_memory_free(root);
    if (out->count > start) {
        qsort(out->paths + start, out->count - start, sizeof *out->paths, compare_paths);
    }
    return code;
}

static bool exists(const char *path)
{
    VSIStatBufL status;
    struct terr_gdal gdal;
    terr_gdal_begin(&gdal);
    const bool found = VSIStatExL(path, &status, VSI_STAT_EXISTS_FLAG) == 0;
    terr_gdal_end(&gdal);
    return found;
}

static bool is_folder(const char *path)
{
    VSIStatBufL status;
    struct terr_gdal gdal;
    terr_gdal_begin(&gdal);
    const bool is = VSIStatExL(path, &status, VSI_STAT_EXISTS_FLAG | VSI_STAT_NATURE_FLAG) == 0 &&
                    VSI_ISDIR(status.st_mode);
    terr_gdal_end(&gdal);
    return is;
}

// ---- what GDAL's drivers read themselves ----

static enum terr_code check(const char *path, struct terr_error *err)
{
    VSIStatBufL status;
    struct terr_gdal gdal;
    enum terr_code code = fail_if_no_file(path, err);
    if (code) return code;
    terr_gdal_begin(&gdal);
    code = VSIStatExL(path, &status, 0) == 0
               ? check_size((uint64_t)status.st_size, size_on_disk(path), err)
               : fail_to_open(&gdal, path, err);
    terr_gdal_end(&gdal);
    return code;
}

extern const struct terr_virtual_file_gate terr_module_virtual_file;
const struct terr_virtual_file_gate terr_module_virtual_file = {read_whole, check, members, exists,
                                                                is_folder};
