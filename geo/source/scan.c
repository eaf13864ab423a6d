#include <geo/source/scan.h>

#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// cJSON cuts numbers of more than 63 characters; shorter ones it reads as they are.
#define SKELETON_NUMBER_MAX 60

// Up to so many names of an object are compared each with each.
#define NAMES_FEW 24

// A member name of an object that is still open.
struct member_name {
    size_t start; // in scanner.names
    size_t length;
    size_t offset;    // in the document
    const char *text; // set when the names are compared
};

// The element of an array "features" that is being scanned.
struct feature {
    size_t index;
    unsigned depth; // of its object
    size_t first_block;
    size_t geometry_blocks;  // how many of its blocks lie in its "geometry"
    size_t properties_start; // of its "properties" in the skeleton, where that is an object;
    size_t properties_end;   // else both are 0
};

struct scanner {
    struct terr_lexer lexer;
    struct terr_scan *out;
    const struct terr_scan_options *options;
    struct terr_error *err;
    size_t copied; // up to where the skeleton has the document
    unsigned depth;
    unsigned properties_depth; // how many open values belong to a member "properties"
    unsigned features_seen;    // how many arrays named "features" have begun
    bool in_features;          // inside the elements of one
    struct feature feature;    // which element
    struct terr_text names;
    struct member_name *members;
    size_t member_count;
    size_t member_capacity;
};

static enum terr_code scan_value(struct scanner *scanner);

static enum terr_code enter(struct scanner *scanner)
{
    if (++scanner->depth <= TERR_SCAN_DEPTH_MAX) return TERR_OK;
    return terr_lexer_fail(&scanner->lexer, scanner->lexer.at, TERR_EPARSE, scanner->err,
                           "arrays and objects nest more than %d deep", TERR_SCAN_DEPTH_MAX);
}

// ---- the skeleton ----

// Copies the document to the skeleton, from where it was left off up to `end`.
static void copy_until(struct scanner *scanner, size_t end)
{
    terr_text_add_bytes(&scanner->out->skeleton, scanner->lexer.bytes + scanner->copied,
                        end - scanner->copied);
    scanner->copied = end;
}

// Puts `length` bytes in the place of the document from `start` up to the lexer.
static void put(struct scanner *scanner, size_t start, const char *bytes, size_t length)
{
    copy_until(scanner, start);
    terr_text_add_bytes(&scanner->out->skeleton, bytes, length);
    scanner->copied = scanner->lexer.at;
}

// Puts U+FFFD in the place of each U+0000 of the string that was read from `start` on.
static void put_nuls(struct scanner *scanner, size_t start)
{
    struct terr_lexer *lexer = &scanner->lexer;
    const size_t end = lexer->at;
    for (lexer->at = start; lexer->at < end;) {
        const size_t at = lexer->at;
        const bool is_escape = lexer->bytes[at] == '\\';
        const bool is_nul = strncmp(lexer->bytes + at, "\\u0000", 6) == 0;
        lexer->at += is_nul ? 6 : is_escape ? 2 : 1;
        if (is_nul) put(scanner, at, "\xef\xbf\xbd", 3);
    }
}

// Reads a string; `decoded` (or NULL) gets its characters.
static enum terr_code scan_string(struct scanner *scanner, struct terr_text *decoded)
{
    const size_t start = scanner->lexer.at;
    bool has_nul = false;
    const enum terr_code code = terr_lexer_string(&scanner->lexer, decoded, &has_nul, scanner->err);
    if (!code && has_nul) put_nuls(scanner, start);
    return code;
}

// ---- arrays ----

// Takes ',' or the closing mark; *more tells which.
static enum terr_code take_separator(struct scanner *scanner, char closing, bool *more)
{
    const char mark = terr_lexer_peek(&scanner->lexer);
    if (mark != ',' && mark != closing) {
        return terr_lexer_unexpected(&scanner->lexer, closing == ']' ? "',' or ']'" : "',' or '}'",
                                     scanner->err);
    }
    *more = mark == ',';
    scanner->lexer.at++;
    return TERR_OK;
}

// ---- features ----

static enum terr_code begin_feature(struct scanner *scanner, size_t index)
{
    struct terr_scan *out = scanner->out;
    scanner->feature = (struct feature){index, scanner->depth + 1, out->block_count, 0, 0, 0};
    if (scanner->features_seen > 1) return TERR_OK;
    size_t *offsets = terr_memory_grow(out->feature_offsets, &out->feature_capacity,
                                       out->feature_count + 1, sizeof *offsets, scanner->err);
    if (!offsets) return scanner->err->code;
    out->feature_offsets = offsets;
    terr_lexer_peek(&scanner->lexer);
    offsets[out->feature_count++] = scanner->lexer.at;
    return TERR_OK;
}

// Whether the feature has a geometry in which a polygon would be a fault: all positions in it are
// those of points and lines.
static bool has_no_polygon(const struct scanner *scanner)
{
    const struct terr_scan *out = scanner->out;
    for (size_t i = scanner->feature.first_block; i < out->block_count; i++) {
        if (out->blocks[i].depth < 1 || out->blocks[i].depth > 2) return false;
    }
    return scanner->feature.geometry_blocks > 0;
}

// Leaves the properties of a feature without polygons out of the skeleton.
static void end_feature(struct scanner *scanner)
{
    struct terr_text *skeleton = &scanner->out->skeleton;
    const struct feature *feature = &scanner->feature;
    if (feature->properties_end == 0 || skeleton->failed || !has_no_polygon(scanner)) return;
    const size_t tail = feature->properties_end - 1; // what stays begins with the closing brace
    memmove(skeleton->bytes + feature->properties_start + 1, skeleton->bytes + tail,
            skeleton->length - tail + 1);
    skeleton->length -= tail - feature->properties_start - 1;
}

static enum terr_code scan_feature(struct scanner *scanner, size_t index)
{
    enum terr_code code = begin_feature(scanner, index);
    if (!code) code = scan_value(scanner);
    if (!code) end_feature(scanner);
    return code;
}

static enum terr_code scan_array(struct scanner *scanner, bool features)
{
    enum terr_code code = enter(scanner);
    if (code) return code;
    scanner->lexer.at++;
    bool more = terr_lexer_peek(&scanner->lexer) != ']';
    if (!more) scanner->lexer.at++;
    for (size_t i = 0; more; i++) {
        if ((code = features ? scan_feature(scanner, i) : scan_value(scanner))) return code;
        if ((code = take_separator(scanner, ']', &more))) return code;
    }
    scanner->depth--;
    return TERR_OK;
}

static int compare_names(const void *left, const void *right)
{
    const struct member_name *a = left, *b = right;
    const size_t shorter = a->length < b->length ? a->length : b->length;
    const int order = memcmp(a->text, b->text, shorter);
    if (order) return order;
    if (a->length != b->length) return a->length < b->length ? -1 : 1;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

// Whether two names of an object are the same; for a few names quicker than sorting them.
static bool has_twins(const struct member_name *members, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (members[i].length == members[k].length &&
                memcmp(members[i].text, members[k].text, members[i].length) == 0) {
                return true;
            }
        }
    }
    return false;
}

// Sorting keeps this at n log n for an object with a million names.
static enum terr_code check_names(struct scanner *scanner, size_t first)
{
    const size_t count = scanner->member_count - first;
    if (count < 2) return TERR_OK; // also while `members` is still NULL
    struct member_name *members = scanner->members + first;
    for (size_t i = 0; i < count; i++) members[i].text = scanner->names.bytes + members[i].start;
    if (count <= NAMES_FEW && !has_twins(members, count)) return TERR_OK;
    qsort(members, count, sizeof *members, compare_names);
    for (size_t i = 1; i < count; i++) {
        const struct member_name *a = &members[i - 1], *b = &members[i];
        if (a->length != b->length || memcmp(a->text, b->text, a->length) != 0) continue;
        return terr_lexer_fail(&scanner->lexer, b->offset, TERR_EPARSE, scanner->err,
                               "the name \"%.*s\" stands twice in one object",
                               (int)(b->length < 60 ? b->length : 60), b->text);
    }
    return TERR_OK;
}

// Reads a member's name and its colon; *name lies in scanner->names until the object ends.
static enum terr_code scan_name(struct scanner *scanner)
{
    enum terr_code code;
    if (terr_lexer_peek(&scanner->lexer) != '"') {
        return terr_lexer_unexpected(&scanner->lexer, "a name in quotes", scanner->err);
    }
    struct member_name *members =
        terr_memory_grow(scanner->members, &scanner->member_capacity, scanner->member_count + 1,
                         sizeof *members, scanner->err);
    if (!members) return scanner->err->code;
    scanner->members = members;

    struct member_name *member = &members[scanner->member_count];
    member->start = scanner->names.length;
    member->offset = scanner->lexer.at;
    code = scan_string(scanner, &scanner->names);
    if (!code) code = terr_text_check(&scanner->names, scanner->err);
    if (code) return code;
    member->length = scanner->names.length - member->start;
    scanner->member_count++;

    if (terr_lexer_peek(&scanner->lexer) != ':') {
        return terr_lexer_unexpected(&scanner->lexer, "':'", scanner->err);
    }
    scanner->lexer.at++;
    return TERR_OK;
}

static bool last_name_is(const struct scanner *scanner, const char *name)
{
    const struct member_name *member = &scanner->members[scanner->member_count - 1];
    return member->length == strlen(name) &&
           memcmp(scanner->names.bytes + member->start, name, member->length) == 0;
}

static enum terr_code scan_coordinates(struct scanner *scanner, struct terr_block_form form)
{
    struct terr_scan *out = scanner->out;
    struct terr_block *blocks = terr_memory_grow(
        out->blocks, &out->block_capacity, out->block_count + 1, sizeof *blocks, scanner->err);
    if (!blocks) return scanner->err->code;
    out->blocks = blocks;
    struct terr_block *block = &blocks[out->block_count];
    memset(block, 0, sizeof *block);
    char number[24];
    const int digits = snprintf(number, sizeof number, "%zu", out->block_count++);
    copy_until(scanner, scanner->lexer.at);
    const size_t kept = out->skeleton.length;

    enum terr_code code = terr_block_read(block, &scanner->lexer, form,
                                          TERR_SCAN_DEPTH_MAX - scanner->depth, scanner->err);
    if (!code && block->foreign) code = scan_value(scanner); // into which nobody looks
    if (code) return code;
    if (!out->skeleton.failed) out->skeleton.length = kept;
    scanner->copied = scanner->lexer.at;
    terr_text_add_bytes(&out->skeleton, number, (size_t)digits);
    return TERR_OK;
}

// Whether the member whose name was read last holds coordinates, and in which form.
static bool holds_coordinates(struct terr_block_form *form, const struct scanner *scanner)
{
    const struct terr_scan_options *options = scanner->options;
    if (scanner->properties_depth > 0) return false;
    if (last_name_is(scanner, "coordinates")) {
        *form = (struct terr_block_form){options->latitude_first, false};
        return true;
    }
    for (size_t i = 0; scanner->depth == 1 && i < options->ring_count; i++) {
        if (!last_name_is(scanner, options->rings[i].name)) continue;
        *form = (struct terr_block_form){options->rings[i].latitude_first, true};
        return true;
    }
    return false;
}

// Scans the properties of a feature, and keeps in mind where they stand in the skeleton.
static enum terr_code scan_properties(struct scanner *scanner)
{
    const bool may_drop = scanner->options->polygons_only && scanner->in_features &&
                          scanner->depth == scanner->feature.depth &&
                          terr_lexer_peek(&scanner->lexer) == '{';
    if (may_drop) {
        copy_until(scanner, scanner->lexer.at);
        scanner->feature.properties_start = scanner->out->skeleton.length;
    }
    scanner->properties_depth++;
    const enum terr_code code = scan_value(scanner);
    scanner->properties_depth--;
    if (!code && may_drop) {
        copy_until(scanner, scanner->lexer.at);
        scanner->feature.properties_end = scanner->out->skeleton.length;
    }
    return code;
}

static enum terr_code scan_geometry(struct scanner *scanner)
{
    const size_t first_block = scanner->out->block_count;
    const enum terr_code code = scan_value(scanner);
    if (scanner->in_features && scanner->depth == scanner->feature.depth) {
        scanner->feature.geometry_blocks = scanner->out->block_count - first_block;
    }
    return code;
}

// Scans an array whose elements are features.
static enum terr_code scan_features(struct scanner *scanner)
{
    if (++scanner->features_seen > 1) scanner->out->feature_count = 0;
    scanner->in_features = true; // and stays so on failure: the sentence names the feature
    const enum terr_code code = scan_array(scanner, true);
    if (!code) scanner->in_features = false;
    return code;
}

// The value of the member whose name was read last.
static enum terr_code scan_member(struct scanner *scanner)
{
    const char next = terr_lexer_peek(&scanner->lexer);
    const bool outside = scanner->properties_depth == 0;
    struct terr_block_form form;
    if (holds_coordinates(&form, scanner)) return scan_coordinates(scanner, form);
    if (last_name_is(scanner, "properties")) return scan_properties(scanner);
    if (outside && last_name_is(scanner, "geometry")) return scan_geometry(scanner);
    if (outside && next == '[' && last_name_is(scanner, "features") && !scanner->in_features) {
        return scan_features(scanner);
    }
    return scan_value(scanner);
}

static enum terr_code scan_object(struct scanner *scanner)
{
    const size_t first_member = scanner->member_count;
    const size_t first_byte = scanner->names.length;
    enum terr_code code = enter(scanner);
    if (code) return code;
    scanner->lexer.at++;
    bool more = terr_lexer_peek(&scanner->lexer) != '}';
    if (!more) scanner->lexer.at++;
    while (more) {
        if ((code = scan_name(scanner))) return code;
        if ((code = scan_member(scanner))) return code;
        if ((code = take_separator(scanner, '}', &more))) return code;
    }
    code = check_names(scanner, first_member);
    scanner->member_count = first_member;
    scanner->names.length = first_byte;
    scanner->depth--;
    return code;
}

static enum terr_code scan_number(struct scanner *scanner)
{
    const size_t start = scanner->lexer.at;
    double value;
    const enum terr_code code = terr_lexer_number(&scanner->lexer, &value, scanner->err);
    if (!code && scanner->lexer.at - start > SKELETON_NUMBER_MAX) {
        char number[TERR_NUMBER_SIZE];
        put(scanner, start, number, terr_number_print_exact(number, value));
    }
    return code;
}

static enum terr_code scan_value(struct scanner *scanner)
{
    const char next = terr_lexer_peek(&scanner->lexer);
    if (next == '{') return scan_object(scanner);
    if (next == '[') return scan_array(scanner, false);
    if (next == '"') return scan_string(scanner, NULL);
    if (next == '-' || (next >= '0' && next <= '9')) return scan_number(scanner);
    return terr_lexer_literal(&scanner->lexer, scanner->err);
}

static enum terr_code scan_document(struct scanner *scanner)
{
    struct terr_lexer *lexer = &scanner->lexer;
    if (lexer->length >= 3 && memcmp(lexer->bytes, "\xef\xbb\xbf", 3) == 0) lexer->at = 3;
    terr_lexer_peek(lexer);
    scanner->copied = lexer->at;
    if (lexer->at == lexer->length) {
        return terr_fail(scanner->err, TERR_EPARSE, "the document is empty, needs JSON");
    }
    if (lexer->bytes[lexer->at] == '<') { // a server's page, saved under the name of a map
        return terr_lexer_fail(lexer, lexer->at, TERR_EPARSE, scanner->err,
                               "begins with '<' as HTML and XML do, needs JSON");
    }
    const enum terr_code code = scan_value(scanner);
    if (code) return code;
    terr_lexer_peek(lexer);
    if (lexer->at < lexer->length) {
        return terr_lexer_unexpected(lexer, "the end of the document", scanner->err);
    }
    copy_until(scanner, lexer->length);
    return terr_text_check(&scanner->out->skeleton, scanner->err);
}

enum terr_code terr_scan_bytes(struct terr_scan *out, const char *bytes, size_t length,
                               const struct terr_scan_options *options, struct terr_error *err)
{
    static const struct terr_scan_options none = {NULL, 0, false, false};
    struct scanner scanner;
    memset(&scanner, 0, sizeof scanner);
    scanner.lexer.bytes = bytes;
    scanner.lexer.length = length;
    scanner.out = out;
    scanner.options = options ? options : &none;
    scanner.err = err;
    terr_text_add(&scanner.names, ""); // never NULL, even while all names are empty
    enum terr_code code = scan_document(&scanner);
    if (code == TERR_EPARSE && scanner.in_features) {
        code = terr_within(err, "features[%zu]", scanner.feature.index);
    }
    terr_text_dispose(&scanner.names);
    terr_memory_free(scanner.members);
    return code;
}

void terr_scan_dispose(struct terr_scan *scan)
{
    for (size_t i = 0; i < scan->block_count; i++) terr_block_dispose(&scan->blocks[i]);
    terr_memory_free(scan->blocks);
    terr_memory_free(scan->feature_offsets);
    terr_text_dispose(&scan->skeleton);
    memset(scan, 0, sizeof *scan);
}
