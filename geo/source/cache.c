#include <geo/source/cache.h>

#include <geo/base/date.h>
#include <geo/base/draft.h>
#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/system.h>
#include <geo/base/text.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// The first line of a record: what it is, and the version of its form.
#define FIRST_LINE "territory cache 1"
#define RECORD_EXTENSION ".fetched"
// Digits of the address's digest in the folder's name: 64 bits, more than enough for one user.
#define ADDRESS_DIGITS 16
// No server needs longer ones, and a record is to stay small.
#define HEADER_MAX 1000
#define RECORD_MAX ((size_t)1 << 16)
// As the XDG base directory specification says of folders that are made.
#define FOLDER_MODE 0700

struct terr_cache {
    char *folder;
};

// ---- where it is ----

static const char *absolute(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value == '/' ? value : NULL;
}

static enum terr_code add_root(struct terr_text *path, const char *root, struct terr_error *err)
{
    const char *cache = absolute("XDG_CACHE_HOME"), *home = absolute("HOME");
    if (root && *root == '\0') return terr_fail(err, TERR_EARG, "the cache's folder has no name");
    if (!root && !cache && !home) {
        return terr_fail(err, TERR_EARG,
                         "there is no place for the cache: neither XDG_CACHE_HOME nor HOME is set; "
                         "choose a folder with --cache");
    }
    if (root) {
        terr_text_add(path, root);
    } else if (cache) {
        terr_text_print(path, "%s/territory", cache);
    } else {
        terr_text_print(path, "%s/.cache/territory", home);
    }
    return TERR_OK;
}

static bool is_plain(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_';
}

enum terr_code terr_cache_open(struct terr_cache **out, const char *root, const char *source,
                               const char *address, struct terr_error *err)
{
    struct terr_text path = TERR_TEXT_INIT;
    char digest[TERR_DIGEST_SIZE];
    *out = NULL;
    enum terr_code code = add_root(&path, root, err);
    if (code) return code;
    terr_digest_of(digest, address, strlen(address));
    terr_text_add(&path, "/");
    for (const char *letter = source; *letter; letter++) {
        terr_text_add_bytes(&path, is_plain(*letter) ? letter : "_", 1);
    }
    terr_text_print(&path, "-%.*s", ADDRESS_DIGITS, digest);
    code = terr_text_check(&path, err);
    struct terr_cache *cache = code ? NULL : terr_memory_new(1, sizeof *cache, err);
    if (!cache) {
        terr_text_dispose(&path);
        return err->code;
    }
    cache->folder = path.bytes;
    *out = cache;
    return TERR_OK;
}

void terr_cache_free(struct terr_cache *cache)
{
    if (!cache) return;
    terr_memory_free(cache->folder);
    terr_memory_free(cache);
}

const char *terr_cache_folder(const struct terr_cache *cache) { return cache->folder; }

static char *join(const struct terr_cache *cache, const char *name, const char *extension,
                  struct terr_error *err)
{
    struct terr_text path = TERR_TEXT_INIT;
    terr_text_print(&path, "%s/%s%s", cache->folder, name, extension);
    if (!terr_text_check(&path, err)) return path.bytes;
    terr_text_dispose(&path);
    return NULL;
}

char *terr_cache_path(const struct terr_cache *cache, const char *name, struct terr_error *err)
{
    return join(cache, name, "", err);
}

// Makes the folder and those above it that are missing.
static enum terr_code make_folder(const struct terr_cache *cache, struct terr_error *err)
{
    if (terr_file_kind(cache->folder) == TERR_FILE_FOLDER) return TERR_OK;
    char *path = terr_memory_copy(cache->folder, strlen(cache->folder), err);
    if (!path) return err->code;
    int number = 0;
    for (char *end = path + 1; !number; end++) {
        const char letter = *end;
        if (letter != '/' && letter != '\0') continue;
        *end = '\0';
        // another process may make it at the same time; what is no folder shows at the next step
        if (mkdir(path, FOLDER_MODE) && errno != EEXIST &&
            terr_file_kind(path) != TERR_FILE_FOLDER) {
            number = errno;
        }
        *end = letter;
        if (letter == '\0') break;
    }
    terr_memory_free(path);
    if (!number && terr_file_kind(cache->folder) != TERR_FILE_FOLDER) number = ENOTDIR;
    if (!number) return TERR_OK;
    (void)terr_system_fail(err, TERR_EOUTPUT, number);
    return terr_within(err, "%s: the cache cannot be made there (--cache chooses another folder)",
                       cache->folder);
}

// ---- records ----

void terr_cache_entry_dispose(struct terr_cache_entry *entry)
{
    const struct terr_cache_entry empty = {.state = TERR_CACHE_UNKNOWN};
    terr_memory_free(entry->etag);
    terr_memory_free(entry->modified);
    *entry = empty;
}

// A header's value that can stand in a line, and be sent again.
static bool is_keepable(const char *value)
{
    size_t length = 0;
    for (; value[length]; length++) {
        if ((unsigned char)value[length] < ' ' || length >= HEADER_MAX) return false;
    }
    return length > 0;
}

static void add_line(struct terr_text *out, const char *name, const char *value)
{
    if (value && is_keepable(value)) terr_text_print(out, "%s %s\n", name, value);
}

static enum terr_code write_record(const struct terr_cache *cache, const char *name,
                                   const char *url, const struct terr_cache_entry *entry,
                                   struct terr_error *err)
{
    struct terr_text out = TERR_TEXT_INIT;
    char day[TERR_DAY_SIZE];
    char *path = join(cache, name, RECORD_EXTENSION, err);
    if (!path) return err->code;
    terr_day_print(day, entry->asked_day);
    terr_text_print(&out, FIRST_LINE "\nurl %s\nasked %s\n", url, day);
    if (entry->state == TERR_CACHE_ABSENT) {
        terr_text_add(&out, "absent\n");
    } else {
        terr_text_print(&out, "size %zu\nsha256 %s\n", entry->size, entry->digest);
        add_line(&out, "etag", entry->etag);
        add_line(&out, "modified", entry->modified);
    }
    terr_text_add(&out, "end\n");
    enum terr_code code = terr_text_check(&out, err);
    if (!code && terr_draft_write(path, out.bytes, out.length, true, err)) {
        code = terr_within(err, "%s", path);
    }
    terr_text_dispose(&out);
    terr_memory_free(path);
    return code;
}

// The value of a line "NAME VALUE"; NULL where it is another one.
static const char *value_of(const char *line, const char *name)
{
    const size_t length = strlen(name);
    return strncmp(line, name, length) == 0 && line[length] == ' ' ? line + length + 1 : NULL;
}

static bool read_size(size_t *size, const char *text)
{
    size_t value = 0;
    if (*text == '\0') return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || value > TERR_FILE_SIZE_MAX) return false;
        value = value * 10 + (size_t)(*text - '0');
    }
    *size = value;
    return true;
}

static bool read_digest(char digest[TERR_DIGEST_SIZE], const char *text)
{
    if (strlen(text) != TERR_DIGEST_SIZE - 1) return false;
    memcpy(digest, text, TERR_DIGEST_SIZE);
    return strspn(digest, "0123456789abcdef") == TERR_DIGEST_SIZE - 1;
}

static bool read_day(int32_t *day, const char *text)
{
    struct terr_moment moment;
    struct terr_error ignored;
    if (terr_moment_parse(&moment, text, &ignored) || moment.has_time) return false;
    *day = moment.day;
    return true;
}

// What the lines of a record have told so far.
struct record {
    struct terr_cache_entry entry;
    bool has_url, has_day, has_size, has_digest, is_absent, has_end;
};

// False where the line is none of a record's.
static bool read_line(struct record *record, const char *line, const char *url,
                      struct terr_error *err)
{
    struct terr_cache_entry *entry = &record->entry;
    const char *value;
    if (record->has_end) return false;
    if ((value = value_of(line, "url"))) return (record->has_url = strcmp(value, url) == 0);
    if ((value = value_of(line, "asked"))) {
        return (record->has_day = read_day(&entry->asked_day, value));
    }
    if ((value = value_of(line, "size"))) {
        return (record->has_size = read_size(&entry->size, value));
    }
    if ((value = value_of(line, "sha256"))) {
        return (record->has_digest = read_digest(entry->digest, value));
    }
    if ((value = value_of(line, "etag")) && !entry->etag && is_keepable(value)) {
        return (entry->etag = terr_memory_copy(value, strlen(value), err)) != NULL;
    }
    if ((value = value_of(line, "modified")) && !entry->modified && is_keepable(value)) {
        return (entry->modified = terr_memory_copy(value, strlen(value), err)) != NULL;
    }
    if (strcmp(line, "absent") == 0) return (record->is_absent = true);
    return (record->has_end = strcmp(line, "end") == 0);
}

// Reads the lines of `text`, which are cut apart in it. A record that is not whole tells nothing.
static enum terr_code parse_record(struct terr_cache_entry *out, char *text, size_t length,
                                   const char *url, struct terr_error *err)
{
    struct record record = {.entry = {.state = TERR_CACHE_UNKNOWN}};
    bool is_right = memchr(text, '\0', length) == NULL && value_of(text, "territory");
    err->code = TERR_OK;
    for (char *line = text; is_right && *line;) {
        char *end = strchr(line, '\n');
        if (!(is_right = end != NULL)) break;
        *end = '\0';
        is_right =
            line == text ? strcmp(line, FIRST_LINE) == 0 : read_line(&record, line, url, err);
        line = end + 1;
    }
    const bool is_file = record.has_size && record.has_digest && !record.is_absent;
    const bool is_none = record.is_absent && !record.has_size && !record.has_digest;
    if (is_right && record.has_url && record.has_day && record.has_end && (is_file || is_none)) {
        record.entry.state = is_file ? TERR_CACHE_PRESENT : TERR_CACHE_ABSENT;
        *out = record.entry;
        return TERR_OK;
    }
    terr_cache_entry_dispose(&record.entry);
    return err->code;
}

static enum terr_code read_record(struct terr_cache_entry *out, const struct terr_cache *cache,
                                  const char *name, const char *url, struct terr_error *err)
{
    struct terr_bytes file = {NULL, 0};
    struct terr_error unreadable;
    char *path = join(cache, name, RECORD_EXTENSION, err);
    if (!path) return err->code;
    enum terr_code code = TERR_OK;
    if (terr_file_kind(path) == TERR_FILE_REGULAR) {
        code = terr_file_read(&file, path, &unreadable);
        if (code == TERR_ENOMEM) *err = unreadable;
        if (code != TERR_ENOMEM) code = TERR_OK;
    }
    if (!code && file.length > 0 && file.length <= RECORD_MAX) {
        code = parse_record(out, file.bytes, file.length, url, err);
    }
    terr_bytes_dispose(&file);
    terr_memory_free(path);
    return code;
}

// ---- files ----

// Whether the file is the one that the record tells of.
static enum terr_code check_file(struct terr_cache_entry *entry, const struct terr_cache *cache,
                                 const char *name, struct terr_error *err)
{
    struct terr_bytes file = {NULL, 0};
    struct terr_error unreadable;
    char digest[TERR_DIGEST_SIZE];
    char *path = join(cache, name, "", err);
    if (!path) return err->code;
    enum terr_code code = TERR_OK;
    entry->state = TERR_CACHE_DAMAGED;
    if (terr_file_kind(path) == TERR_FILE_REGULAR) {
        code = terr_file_read(&file, path, &unreadable);
        if (code == TERR_ENOMEM) *err = unreadable;
    }
    if (!code && file.bytes && file.length == entry->size) {
        terr_digest_of(digest, file.bytes, file.length);
        if (strcmp(digest, entry->digest) == 0) entry->state = TERR_CACHE_PRESENT;
    }
    terr_bytes_dispose(&file);
    terr_memory_free(path);
    return code == TERR_ENOMEM ? code : TERR_OK;
}

enum terr_code terr_cache_look(struct terr_cache_entry *out, const struct terr_cache *cache,
                               const char *name, const char *url, struct terr_error *err)
{
    struct terr_error problem;
    *out = (struct terr_cache_entry){.state = TERR_CACHE_UNKNOWN};
    enum terr_code code = read_record(out, cache, name, url, &problem);
    if (!code && out->state == TERR_CACHE_PRESENT) code = check_file(out, cache, name, &problem);
    if (!code) return TERR_OK;
    terr_cache_entry_dispose(out);
    *err = problem;
    return code;
}

enum terr_code terr_cache_put(const struct terr_cache *cache, const char *name, const char *url,
                              const char *bytes, size_t length,
                              const struct terr_cache_entry *entry, struct terr_error *err)
{
    struct terr_cache_entry kept = *entry;
    enum terr_code code = make_folder(cache, err);
    if (code) return code;
    char *path = join(cache, name, "", err);
    if (!path) return err->code;
    kept.state = TERR_CACHE_PRESENT;
    kept.size = length;
    terr_digest_of(kept.digest, bytes, length);
    if (terr_draft_write(path, bytes, length, true, err)) code = terr_within(err, "%s", path);
    if (!code) code = write_record(cache, name, url, &kept, err);
    terr_memory_free(path);
    return code;
}

enum terr_code terr_cache_note(const struct terr_cache *cache, const char *name, const char *url,
                               const struct terr_cache_entry *entry, struct terr_error *err)
{
    struct terr_error fault;
    enum terr_code code = make_folder(cache, &fault);
    if (!code) code = write_record(cache, name, url, entry, &fault);
    if (code != TERR_ENOMEM) return TERR_OK;
    *err = fault;
    return code;
}
