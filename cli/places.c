#include "places.h"

#include "inputs.h"

#include <stdlib.h>
#include <string.h>

static const struct option_spec place_specs[] = {
    {"places", '\0', "FILE",
     "also the points and polygons of a file, of any format that maps are read in", NULL,
     OPTION_REPEATABLE},
    {"place-name", '\0', "PROPERTY", "the property that names them",
     "the first of name:en, name, NAME, NAME_1, shapeName and the like that is there", OPTION_ONCE},
};
const struct option_group place_options = {"Places", place_specs,
                                           sizeof place_specs / sizeof *place_specs};

/* "37.742" alone: somebody wrote a blank for the comma, or one behind it. */
static bool is_half_a_place(const char *text)
{
    if (text[strspn(text, "0123456789.,+-")] != '\0' || !strpbrk(text, "0123456789")) return false;
    return terr_file_kind(text) == TERR_FILE_MISSING;
}

static enum terr_code sort_operands(struct terr_places *places, struct options *sources,
                                    const struct options *given, struct terr_error *err)
{
    enum terr_code code;

    sources->groups = given->groups;
    sources->given = calloc(given->given_count + 1, sizeof *sources->given);
    sources->operands = calloc(given->operand_count + 1, sizeof *sources->operands);
    if (!sources->given || !sources->operands) return terr_fail(err, TERR_ENOMEM, "out of memory");
    for (size_t i = 0; i < given->given_count; i++) sources->given[i] = given->given[i];
    sources->given_count = given->given_count;
    for (size_t i = 0; i < given->operand_count; i++) {
        const char *operand = given->operands[i];
        if (terr_place_is_meant(operand)) {
            if ((code = terr_places_add_text(places, operand, err))) return code;
        } else if (is_half_a_place(operand)) {
            return terr_fail(err, TERR_EARG,
                             "'%s' is half a place: write LON,LAT with a comma and no blank",
                             operand);
        } else {
            sources->operands[sources->operand_count++] = operand;
        }
    }
    return TERR_OK;
}

static enum terr_code read_files(struct terr_places *places, const struct options *given,
                                 struct console *console, struct terr_error *err)
{
    const char *property = options_value(given, "place-name");
    const size_t count = options_count(given, "places");

    if (property && count == 0) {
        return terr_fail(err, TERR_EARG, "option --place-name needs --places");
    }
    for (size_t i = 0; i < count; i++) {
        const char *path = options_value_at(given, "places", i);
        const size_t before = places->count;
        const enum terr_code code = terr_places_add_file(places, path, property, err);
        if (code) return code;
        const struct terr_place_file *file = &places->files[places->file_count - 1];
        const size_t added = places->count - before;
        if (file->name_chosen) continue;
        if (file->name_property) {
            console_note(console, "%s: %zu place%s, named by '%s'; see --place-name", path, added,
                         added == 1 ? "" : "s", file->name_property);
        } else {
            console_note(console, "%s: %zu place%s, none named; see --place-name", path, added,
                         added == 1 ? "" : "s");
        }
    }
    return TERR_OK;
}

enum terr_code places_read(struct terr_places *places, struct options *sources,
                           const struct options *given, struct console *console,
                           struct terr_error *err)
{
    enum terr_code code;

    if ((code = inputs_check_streams(given, err)) ||
        (code = sort_operands(places, sources, given, err)) ||
        (code = read_files(places, given, console, err))) {
        return code;
    }
    if (places->count > 0) return TERR_OK;
    return terr_fail(err, TERR_EARG,
                     "no place given: LON,LAT such as 37.742,48.139, or --places FILE");
}
