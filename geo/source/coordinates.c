#include <geo/source/coordinates.h>

#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/source/fault.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define POSITION_NUMBERS_MAX 4 // longitude, latitude, Z, M
#define POLYGON_DEPTH 3
#define MULTIPOLYGON_DEPTH 4

struct reader {
    struct terr_block *block;
    struct terr_lexer *lexer;
    struct terr_block_form form;
    unsigned levels_max;
    struct terr_error *err;
};

void terr_block_dispose(struct terr_block *block)
{
    terr_multipolygon_dispose(&block->shape);
    terr_memory_free(block->fault);
    terr_memory_free(block->range_fault);
    memset(block, 0, sizeof *block);
}

// Keeps the first fault of the block; the document is still read to its end, because it may be of a
// geometry that nobody needs.
static enum terr_code keep_fault(struct reader *reader, size_t offset, const char *format, ...)
    TERR_PRINTF(3, 4);

static enum terr_code keep_fault(struct reader *reader, size_t offset, const char *format, ...)
{
    char sentence[200];
    if (reader->block->fault) return TERR_OK;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    reader->block->fault_offset = offset;
    reader->block->fault = terr_memory_copy(sentence, strlen(sentence), reader->err);
    return reader->block->fault ? TERR_OK : reader->err->code;
}

// Keeps the first position that is outside the Earth, if these are degrees.
static enum terr_code check_position(struct reader *reader, size_t offset, double lon_deg,
                                     double lat_deg)
{
    struct terr_block *block = reader->block;
    char fault[TERR_FAULT_SIZE];
    if (block->range_fault ||
        !terr_fault_of_position(fault, lon_deg, lat_deg, reader->form.latitude_first)) {
        return TERR_OK;
    }
    block->range_offset = offset;
    block->range_polygon = block->shape.polygon_count;
    block->range_fault = terr_memory_copy(fault, strlen(fault), reader->err);
    return block->range_fault ? TERR_OK : reader->err->code;
}

// What kind of JSON value begins with `byte`; NULL where none does.
static const char *value_name(char byte)
{
    if (byte == '"') return "a string";
    if (byte == '[') return "an array";
    if (byte == '{') return "an object";
    if (byte == 't' || byte == 'f') return "a boolean";
    if (byte == 'n') return "null";
    return byte == '-' || (byte >= '0' && byte <= '9') ? "a number" : NULL;
}

// For what stands where `needed` must. Nothing that JSON has fails; another value of JSON makes the
// block foreign, and the TERR_EDATA that ends its reading has no sentence: terr_block_read takes
// it.
static enum terr_code not_coordinates(struct reader *reader, const char *needed)
{
    struct terr_lexer *lexer = reader->lexer;
    const size_t offset = lexer->at;
    const char byte = lexer->bytes[offset];
    const char *found = value_name(byte);
    if (!found) return terr_lexer_unexpected(lexer, needed, reader->err);
    if (byte == 't' || byte == 'f' || byte == 'n') {
        const enum terr_code code = terr_lexer_literal(lexer, reader->err); // "nan" is none
        if (code) return code;
    }
    reader->block->foreign = true;
    const enum terr_code code =
        keep_fault(reader, offset, "coordinates hold %s where %s is needed", found, needed);
    return code ? code : TERR_EDATA;
}

// Reads one number of a position; *mark gets the ',' or ']' after it.
static enum terr_code read_number(struct reader *reader, double *number, char *mark)
{
    struct terr_lexer *lexer = reader->lexer;
    const char next = terr_lexer_peek(lexer);
    if (next != '-' && !(next >= '0' && next <= '9')) return not_coordinates(reader, "a number");
    const enum terr_code code = terr_lexer_number(lexer, number, reader->err);
    if (code) return code;
    *mark = terr_lexer_peek(lexer);
    if (*mark != ',' && *mark != ']') {
        return terr_lexer_unexpected(lexer, "',' or ']'", reader->err);
    }
    lexer->at++;
    return TERR_OK;
}

// Reads the numbers of a position, the lexer behind its '['.
static enum terr_code read_position(struct reader *reader, size_t offset, unsigned level)
{
    struct terr_block *block = reader->block;
    double numbers[POSITION_NUMBERS_MAX] = {0};
    size_t count = 0;
    enum terr_code code;
    for (char mark = ','; mark == ','; count++) {
        double number;
        if ((code = read_number(reader, &number, &mark))) return code;
        if (count < POSITION_NUMBERS_MAX) numbers[count] = number;
    }

    if (block->depth == 0) block->depth = level;
    if (count < 2 || count > POSITION_NUMBERS_MAX) {
        return keep_fault(reader, offset, "position has %zu numbers, needs 2 to %d", count,
                          POSITION_NUMBERS_MAX);
    }
    if (level != block->depth) {
        return keep_fault(reader, offset, "position inside %u arrays, others of it inside %u",
                          level - 1, block->depth - 1);
    }
    const double lon_deg = numbers[reader->form.latitude_first ? 1 : 0];
    const double lat_deg = numbers[reader->form.latitude_first ? 0 : 1];
    if (block->depth == 1) {
        block->lon_deg = lon_deg;
        block->lat_deg = lat_deg;
    }
    if (block->depth < POLYGON_DEPTH || block->fault) return TERR_OK;
    if ((code = check_position(reader, offset, lon_deg, lat_deg))) return code;
    return terr_multipolygon_add_point(&block->shape, lon_deg, lat_deg, reader->err);
}

// Takes a position that is written and placed as nearly all are: two or three numbers on the Earth,
// as deep as those before it. *taken tells whether; nothing is read otherwise, and whatever is
// unusual or wrong is for read_position to tell.
static enum terr_code take_position(bool *taken, struct reader *reader, unsigned level)
{
    struct terr_lexer *lexer = reader->lexer;
    struct terr_block *block = reader->block;
    struct terr_lexer ahead = *lexer;
    double numbers[3];
    size_t count = 0;
    char mark;
    *taken = false;
    if (block->depth != level || level < POLYGON_DEPTH || block->fault) return TERR_OK;
    if (terr_lexer_peek(&ahead) != '[') return TERR_OK;
    do {
        ahead.at++;
        (void)terr_lexer_peek(&ahead);
        const size_t length =
            terr_number_read(&numbers[count], ahead.bytes + ahead.at, ahead.length - ahead.at);
        if (length == 0) return TERR_OK;
        ahead.at += length;
        mark = terr_lexer_peek(&ahead);
    } while (++count < 3 && mark == ',');
    const double lon_deg = numbers[reader->form.latitude_first ? 1 : 0];
    const double lat_deg = numbers[reader->form.latitude_first ? 0 : 1];
    if (mark != ']' || count < 2 || !(fabs(lon_deg) <= 180 && fabs(lat_deg) <= 90) ||
        (count == 3 && isinf(numbers[2]))) {
        return TERR_OK;
    }
    *taken = true;
    lexer->at = ahead.at + 1;
    return terr_multipolygon_add_point(&block->shape, lon_deg, lat_deg, reader->err);
}

static enum terr_code end_ring(struct reader *reader, size_t offset)
{
    char fault[TERR_FAULT_SIZE];
    struct terr_multipolygon *shape = &reader->block->shape;
    const size_t start = shape->ring_count ? shape->ring_ends[shape->ring_count - 1] : 0;
    if (terr_fault_of_ring(fault, shape->coords + 2 * start, shape->point_count - start)) {
        return keep_fault(reader, offset, "%s", fault);
    }
    const enum terr_code code = terr_multipolygon_end_ring(shape, reader->err);
    if (code || !reader->form.is_rings) return code;
    return terr_multipolygon_end_polygon(shape, reader->err);
}

// What the end of an array of arrays means for the shape.
static enum terr_code end_array(struct reader *reader, size_t offset, unsigned level)
{
    const unsigned depth = reader->block->depth;
    if (reader->block->fault || depth < POLYGON_DEPTH) return TERR_OK;
    if (reader->form.is_rings && depth > POLYGON_DEPTH) {
        return keep_fault(reader, offset, "position inside %u arrays, a list of rings has %d",
                          depth - 1, POLYGON_DEPTH - 1);
    }
    if (depth > MULTIPOLYGON_DEPTH) {
        return keep_fault(reader, offset, "position inside %u arrays, a MultiPolygon has %d",
                          depth - 1, MULTIPOLYGON_DEPTH - 1);
    }
    if (level == depth - 1) return end_ring(reader, offset);
    if (level == depth - 2 && !reader->form.is_rings) {
        return terr_multipolygon_end_polygon(&reader->block->shape, reader->err);
    }
    return TERR_OK;
}

static enum terr_code read_array(struct reader *reader, unsigned level);

// Reads one element of an array of arrays.
static enum terr_code read_element(struct reader *reader, unsigned level)
{
    if (terr_lexer_peek(reader->lexer) == '[') return read_array(reader, level + 1);
    return not_coordinates(reader, "an array");
}

static enum terr_code read_array(struct reader *reader, unsigned level)
{
    struct terr_lexer *lexer = reader->lexer;
    const size_t offset = lexer->at++;
    enum terr_code code;
    if (level > reader->levels_max) {
        return terr_lexer_fail(lexer, offset, TERR_EPARSE, reader->err,
                               "arrays and objects nest more than %d deep", TERR_SCAN_DEPTH_MAX);
    }
    const char next = terr_lexer_peek(lexer);
    if (next == ']') {
        lexer->at++;
        if (level == 1) return TERR_OK;
        return keep_fault(reader, offset, "an empty array where positions are needed");
    }
    if (next == '-' || (next >= '0' && next <= '9')) return read_position(reader, offset, level);

    for (;;) {
        bool taken;
        if ((code = take_position(&taken, reader, level + 1))) return code;
        if (!taken && (code = read_element(reader, level))) return code;
        const char mark = terr_lexer_peek(lexer);
        if (mark != ',' && mark != ']') {
            return terr_lexer_unexpected(lexer, "',' or ']'", reader->err);
        }
        lexer->at++;
        if (mark == ']') return end_array(reader, offset, level);
    }
}

enum terr_code terr_block_read(struct terr_block *out, struct terr_lexer *lexer,
                               struct terr_block_form form, unsigned levels, struct terr_error *err)
{
    struct reader reader = {out, lexer, form, levels, err};
    out->offset = lexer->at;
    const enum terr_code code = lexer->bytes[lexer->at] == '['
                                    ? read_array(&reader, 1)
                                    : not_coordinates(&reader, "an array");
    if (code != TERR_EDATA || !out->foreign) return code;
    terr_multipolygon_dispose(&out->shape);
    lexer->at = out->offset;
    return TERR_OK;
}
