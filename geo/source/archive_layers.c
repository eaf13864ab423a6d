#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/archive_steps.h>
#include <geo/source/profile.h>
#include <stdlib.h>
#include <string.h>

// ---- which layers there are ----

// The first of the profile's names of a layer, which stands for all of them.
static size_t first_name(const struct terr_profile *profile, size_t layer)
{
    const char *name = terr_profile_layer_at(profile, layer);
    size_t first = 0;
    while (!terr_layer_is_same(terr_profile_layer_at(profile, first), name)) first++;
    return first;
}

// Counts each layer of an entry once, however many of its files hold it.
void terr_archive_count_layers(struct terr_archive *archive, const struct terr_archive_entry *entry,
                               bool in)
{
    if (!archive->layer_uses) return;
    for (size_t i = 0; i < entry->piece_count; i++) {
        const size_t layer = entry->pieces[i].file->layer;
        if (layer == TERR_NO_LAYER) continue;
        if (i > 0 && layer == entry->pieces[i - 1].file->layer) continue;
        const size_t first = first_name(archive->profile, layer);
        if (in) {
            archive->layer_uses[first]++;
        } else {
            archive->layer_uses[first]--;
        }
    }
}

// Whether a file of an entry holds the layer whose first name is `first`.
static bool has_layer(const struct terr_profile *profile, const struct terr_archive_entry *entry,
                      size_t first)
{
    for (size_t i = 0; i < entry->piece_count; i++) {
        const size_t layer = entry->pieces[i].file->layer;
        if (layer != TERR_NO_LAYER && first_name(profile, layer) == first) return true;
    }
    return false;
}

// A snapshot of one file that names no layer is not short of any: it may hold them all.
static bool lacks_layer(const struct terr_archive *archive, const struct terr_archive_entry *entry,
                        size_t layer)
{
    return entry->pieces[0].file->layer != TERR_NO_LAYER && archive->layer_uses[layer] > 0 &&
           !has_layer(archive->profile, entry, layer);
}

size_t terr_archive_missing_layer_count(const struct terr_archive *archive, size_t index)
{
    size_t count = 0;
    for (size_t layer = 0; layer < terr_profile_layer_count(archive->profile); layer++) {
        if (lacks_layer(archive, &archive->entries[index], layer)) count++;
    }
    return count;
}

const char *terr_archive_missing_layer_at(const struct terr_archive *archive, size_t index,
                                          size_t missing)
{
    size_t layer = 0;
    for (;; layer++) {
        if (!lacks_layer(archive, &archive->entries[index], layer)) continue;
        if (missing-- == 0) return terr_profile_layer_at(archive->profile, layer);
    }
}

static void find_layers(struct terr_archive *archive)
{
    const struct terr_profile *profile = archive->profile;
    for (size_t i = 0; i < archive->file_count; i++) {
        struct terr_archive_file *file = &archive->files[i];
        const char *layer = terr_profile_layer_in_path(profile, file->path);
        for (size_t l = 0; layer && l < terr_profile_layer_count(profile); l++) {
            if (strcmp(layer, terr_profile_layer_at(profile, l)) == 0) file->layer = l;
        }
    }
}

// ---- joining ----

static int compare_by_layer(const void *left, const void *right)
{
    const struct terr_archive_file *a = ((const struct terr_archive_piece *)left)->file;
    const struct terr_archive_file *b = ((const struct terr_archive_piece *)right)->file;
    if (a->layer != b->layer) return a->layer < b->layer ? -1 : 1;
    return strcmp(a->path, b->path);
}

static bool may_join(const struct terr_archive_entry *entry)
{
    return entry->pieces[0].file->layer != TERR_NO_LAYER &&
           entry->dated.date_source != TERR_DATE_NONE;
}

// By date, and those that cannot be joined behind the others of it.
static int compare_to_join(const void *left, const void *right)
{
    const struct terr_archive_entry *a = left, *b = right;
    if (a->dated.instant_s != b->dated.instant_s) {
        return a->dated.instant_s < b->dated.instant_s ? -1 : 1;
    }
    if (may_join(a) != may_join(b)) return may_join(a) ? -1 : 1;
    if (a->dated.has_time != b->dated.has_time) return a->dated.has_time ? 1 : -1;
    return compare_by_layer(&a->pieces[0], &b->pieces[0]);
}

static bool belong_together(const struct terr_archive_entry *a, const struct terr_archive_entry *b)
{
    return may_join(a) && may_join(b) && a->dated.instant_s == b->dated.instant_s &&
           a->dated.has_time == b->dated.has_time;
}

// Adds the one piece of `other`, which is then empty.
static enum terr_code join(struct terr_archive_entry *entry, struct terr_archive_entry *other,
                           struct terr_error *err)
{
    size_t capacity = entry->piece_count;
    struct terr_archive_piece *pieces =
        terr_memory_grow(entry->pieces, &capacity, entry->piece_count + 1, sizeof *pieces, err);
    if (!pieces) return err->code;
    entry->pieces = pieces;
    terr_archive_forget(entry);
    pieces[entry->piece_count++] = other->pieces[0];
    entry->dated.part_count = entry->piece_count;
    if (other->order < entry->order) entry->order = other->order;
    return TERR_OK;
}

static enum terr_code join_all(struct terr_archive *archive, struct terr_error *err)
{
    size_t joined = 0; // how many entries there are so far, the last of them still growing
    enum terr_code code = TERR_OK;
    qsort(archive->entries, archive->count, sizeof *archive->entries, compare_to_join);
    for (size_t i = 0; i < archive->count; i++) {
        struct terr_archive_entry *entry = &archive->entries[i];
        struct terr_archive_entry *last = joined > 0 ? &archive->entries[joined - 1] : NULL;
        if (!code && last && belong_together(last, entry)) {
            code = join(last, entry, err);
            if (!code) {
                terr_archive_dispose_entry(entry);
                continue;
            }
        }
        archive->entries[joined++] = *entry;
    }
    archive->count = joined;
    return code;
}

// ---- names ----

static size_t common_start(const char *a, const char *b, size_t most)
{
    size_t length = 0;
    while (length < most && a[length] && a[length] == b[length]) length++;
    return length;
}

static size_t common_end(const char *a, const char *b, size_t most)
{
    const size_t a_length = strlen(a), b_length = strlen(b);
    size_t length = 0;
    while (length < most && length < a_length && length < b_length &&
           a[a_length - 1 - length] == b[b_length - 1 - length]) {
        length++;
    }
    return length;
}

// True for the bytes of a UTF-8 character after its first.
static bool is_continuation(char byte) { return ((unsigned char)byte & 0xc0) == 0x80; }

// What the names of all files have in common, with a '*' for the rest.
static void add_glob(struct terr_text *out, const struct terr_archive_entry *entry)
{
    const char *first = entry->pieces[0].file->name;
    const size_t length = strlen(first);
    size_t start = length, shortest = length;
    for (size_t i = 1; i < entry->piece_count; i++) {
        const char *name = entry->pieces[i].file->name;
        start = common_start(first, name, start);
        if (strlen(name) < shortest) shortest = strlen(name);
    }
    if (start == length && shortest == length) { // a folder for each layer, and equal names in it
        terr_text_add(out, first);
        return;
    }
    while (start > 0 && is_continuation(first[start])) start--;
    size_t end = shortest - start;
    for (size_t i = 1; i < entry->piece_count; i++) {
        end = common_end(first, entry->pieces[i].file->name, end);
    }
    while (end > 0 && is_continuation(first[length - end])) end--;
    terr_text_add_bytes(out, first, start);
    terr_text_add(out, "*");
    terr_text_add(out, first + length - end);
}

// 20221101_LAYER.geojson as 20221101_*.geojson; false where the name does not hold the layer, or
// that of another file does not say the same.
static bool add_name_without_layer(struct terr_text *out, const struct terr_archive *archive,
                                   const struct terr_archive_entry *entry)
{
    const char *first = NULL;
    size_t start = 0;
    for (size_t i = 0; i < entry->piece_count; i++) {
        const struct terr_archive_file *file = entry->pieces[i].file;
        const char *layer = terr_profile_layer_at(archive->profile, file->layer);
        const char *at = strstr(file->name, layer);
        if (!at) return false;
        const size_t before = (size_t)(at - file->name);
        const char *rest = at + strlen(layer);
        if (!first) start = before;
        if (first && (before != start || memcmp(file->name, first, start) != 0 ||
                      strcmp(rest, out->bytes + start + 1) != 0)) {
            return false;
        }
        if (first) continue;
        first = file->name;
        terr_text_add_bytes(out, first, start);
        terr_text_add(out, "*");
        terr_text_add(out, rest);
        if (out->failed) return true;
    }
    return true;
}

static enum terr_code name_entry(struct terr_archive *archive, struct terr_archive_entry *entry,
                                 struct terr_error *err)
{
    struct terr_text name = TERR_TEXT_INIT;
    if (entry->piece_count > 1 && !add_name_without_layer(&name, archive, entry)) {
        name.length = 0;
        add_glob(&name, entry);
    } else if (entry->piece_count == 1) {
        terr_text_add(&name, entry->dated.name);
    }
    if (archive->date_property) {
        char date[TERR_MOMENT_SIZE];
        terr_moment_print(date, &entry->pieces[0].moment);
        terr_text_print(&name, " %s", date);
    }
    const enum terr_code code = terr_text_check(&name, err);
    if (code) {
        terr_text_dispose(&name);
        return code;
    }
    entry->name = name.bytes;
    entry->dated.name = entry->name;
    entry->dated.path = entry->pieces[0].file->shown;
    return TERR_OK;
}

enum terr_code terr_archive_join_layers(struct terr_archive *archive, struct terr_error *err)
{
    const size_t layers = terr_profile_layer_count(archive->profile);
    enum terr_code code = TERR_OK;
    if (layers > 0) {
        archive->layer_uses = terr_memory_new(layers, sizeof *archive->layer_uses, err);
        if (!archive->layer_uses) return err->code;
        find_layers(archive);
        if ((code = join_all(archive, err))) return code;
    }
    for (size_t i = 0; i < archive->count && !code; i++) {
        struct terr_archive_entry *entry = &archive->entries[i];
        terr_archive_count_layers(archive, entry, true);
        if (entry->piece_count > 1 || archive->date_property)
            code = name_entry(archive, entry, err);
    }
    return code;
}
