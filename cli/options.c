#include "options.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* No option and no command has a longer name. */
#define NAME_MAX_LENGTH 24

/* Names further apart than this are different words, not a slip of the hand. */
#define NEAR 2

#define NAMES_MAX 64

const char *options_nearest(const char *text, const char *const *names, size_t count)
{
    const size_t length = strlen(text);
    const char *nearest = NULL;
    size_t least = NEAR + 1;

    for (size_t i = 0; i < count; i++) {
        size_t distance = terr_spelling_of(text, names[i]).whole;
        // A word that somebody cut short; one letter is not the beginning of one.
        if (length >= 2 && strncmp(text, names[i], length) == 0) distance = 0;
        if (distance < least && distance < strlen(names[i])) {
            least = distance;
            nearest = names[i];
        }
    }
    return nearest;
}

static const struct option_spec *spec_by_name(const struct options *options, const char *name,
                                              size_t length)
{
    for (const struct option_group *const *group = options->groups; *group; group++) {
        for (size_t i = 0; i < (*group)->count; i++) {
            const struct option_spec *spec = &(*group)->options[i];
            if (strlen(spec->name) == length && memcmp(spec->name, name, length) == 0) return spec;
        }
    }
    return NULL;
}

static const struct option_spec *spec_by_letter(const struct options *options, char letter)
{
    for (const struct option_group *const *group = options->groups; *group; group++) {
        for (size_t i = 0; i < (*group)->count; i++) {
            if ((*group)->options[i].letter == letter) return &(*group)->options[i];
        }
    }
    return NULL;
}

static enum terr_code fail_unknown(const struct options *options, const char *name, size_t length,
                                   struct terr_error *err)
{
    const char *names[NAMES_MAX];
    char typed[NAME_MAX_LENGTH + 1];
    const char *nearest = NULL;
    size_t count = 0;

    for (const struct option_group *const *group = options->groups; *group; group++) {
        for (size_t i = 0; i < (*group)->count && count < NAMES_MAX; i++) {
            if ((*group)->options[i].use != OPTION_HIDDEN)
                names[count++] = (*group)->options[i].name;
        }
    }
    if (length <= NAME_MAX_LENGTH) {
        memcpy(typed, name, length);
        typed[length] = '\0';
        nearest = options_nearest(typed, names, count);
    }
    const int shown = length < INT_MAX ? (int)length : INT_MAX;
    if (nearest) {
        return terr_fail(err, TERR_EARG, "unknown option '--%.*s': did you mean '--%s'?", shown,
                         name, nearest);
    }
    return terr_fail(err, TERR_EARG, "unknown option '--%.*s'", shown, name);
}

static enum terr_code add_given(struct options *out, const struct option_spec *spec,
                                const char *value, struct terr_error *err)
{
    if (spec->use != OPTION_REPEATABLE && options_has(out, spec->name)) {
        return terr_fail(err, TERR_EARG, "option --%s given twice", spec->name);
    }
    out->given[out->given_count++] = (struct given_option){spec, value};
    return TERR_OK;
}

/* The arguments that are still to be read. */
struct reader {
    char *const *arguments;
    size_t count;
    size_t next;
};

static enum terr_code take_value(const char **value, struct reader *reader,
                                 const struct option_spec *spec, struct terr_error *err)
{
    if (reader->next == reader->count) {
        return terr_fail(err, TERR_EARG, "option --%s needs a value: %s", spec->name,
                         spec->argument);
    }
    *value = reader->arguments[reader->next++];
    return TERR_OK;
}

static enum terr_code parse_long(struct options *out, struct reader *reader, const char *text,
                                 struct terr_error *err)
{
    const size_t length = strcspn(text, "=");
    const char *value = text[length] == '=' ? text + length + 1 : NULL;
    const struct option_spec *spec = spec_by_name(out, text, length);
    enum terr_code code;

    if (!spec) return fail_unknown(out, text, length, err);
    if (!spec->argument && value) {
        return terr_fail(err, TERR_EARG, "option --%s takes no value, '%s' was given", spec->name,
                         value);
    }
    if (spec->argument && !value && (code = take_value(&value, reader, spec, err))) return code;
    return add_given(out, spec, value, err);
}

static enum terr_code parse_letters(struct options *out, struct reader *reader, const char *text,
                                    struct terr_error *err)
{
    for (; *text; text++) {
        const struct option_spec *spec = spec_by_letter(out, *text);
        const char *value = NULL;
        enum terr_code code;

        if (!spec) return terr_fail(err, TERR_EARG, "unknown option '-%s'", text);
        if (spec->argument) {
            if (text[1]) {
                value = text + 1;
            } else if ((code = take_value(&value, reader, spec, err))) {
                return code;
            }
            return add_given(out, spec, value, err);
        }
        if ((code = add_given(out, spec, NULL, err))) return code;
    }
    return TERR_OK;
}

/* A longitude to the west begins a place, "-70.5,10", and no options: none is a digit. */
static bool is_westward(const char *word)
{
    return word[1] >= '0' && word[1] <= '9' && strchr(word, ',');
}

enum terr_code options_parse(struct options *out, const struct option_group *const *groups,
                             size_t count, char *const *arguments, struct terr_error *err)
{
    struct reader reader = {arguments, count, 0};
    enum terr_code code = TERR_OK;

    // A joined word of switches can give more options than there are words.
    size_t room = 1;
    for (size_t i = 0; i < count; i++) room += strlen(arguments[i]) + 1;
    *out = (struct options){.groups = groups};
    out->given = calloc(room, sizeof *out->given);
    out->operands = calloc(count + 1, sizeof *out->operands);
    if (!out->given || !out->operands) return terr_fail(err, TERR_ENOMEM, "out of memory");

    while (reader.next < count && !code) {
        const char *word = arguments[reader.next++];
        if (strcmp(word, "--") == 0) break;
        if (word[0] != '-' || word[1] == '\0' || is_westward(word)) {
            out->operands[out->operand_count++] = word;
        } else if (word[1] == '-') {
            code = parse_long(out, &reader, word + 2, err);
        } else {
            code = parse_letters(out, &reader, word + 1, err);
        }
    }
    while (reader.next < count && !code) {
        out->operands[out->operand_count++] = arguments[reader.next++];
    }
    return code;
}

void options_dispose(struct options *options)
{
    free(options->given);
    free(options->operands);
    *options = (struct options){0};
}

/* The option that `name` is without `suffix`; NULL where it does not end so, or there is none. */
static const struct option_spec *spec_without(const struct options *options, const char *name,
                                              const char *suffix)
{
    const size_t length = strlen(name);
    const size_t end = strlen(suffix);
    if (length <= end || strcmp(name + length - end, suffix) != 0) return NULL;
    return spec_by_name(options, name, length - end);
}

/* Whether --NAMEsuffix was given. */
static bool has_own(const struct options *options, const struct option_spec *spec,
                    const char *suffix)
{
    for (size_t i = 0; i < options->given_count; i++) {
        if (spec_without(options, options->given[i].spec->name, suffix) == spec) return true;
    }
    return false;
}

enum terr_code options_narrow(struct options *out, const struct options *options,
                              const char *suffix, size_t operand, struct terr_error *err)
{
    *out = (struct options){.groups = options->groups};
    out->given = calloc(options->given_count + 1, sizeof *out->given);
    out->operands = calloc(1, sizeof *out->operands);
    if (!out->given || !out->operands) return terr_fail(err, TERR_ENOMEM, "out of memory");
    out->operands[out->operand_count++] = options->operands[operand];
    for (size_t i = 0; i < options->given_count; i++) {
        struct given_option given = options->given[i];
        const struct option_spec *all = spec_without(options, given.spec->name, suffix);
        if (all) {
            given.spec = all;
        } else if (has_own(options, given.spec, suffix)) {
            continue;
        }
        out->given[out->given_count++] = given;
    }
    return TERR_OK;
}

size_t options_count(const struct options *options, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < options->given_count; i++) {
        if (strcmp(options->given[i].spec->name, name) == 0) count++;
    }
    return count;
}

bool options_has(const struct options *options, const char *name)
{
    assert(spec_by_name(options, name, strlen(name)));
    return options_count(options, name) > 0;
}

const char *options_value_at(const struct options *options, const char *name, size_t index)
{
    assert(spec_by_name(options, name, strlen(name)));
    for (size_t i = 0; i < options->given_count; i++) {
        if (strcmp(options->given[i].spec->name, name) == 0 && index-- == 0) {
            return options->given[i].value;
        }
    }
    return NULL;
}

const char *options_value(const struct options *options, const char *name)
{
    const size_t count = options_count(options, name);
    return count ? options_value_at(options, name, count - 1) : NULL;
}

/* False for anything but digits, perhaps after '-', of a value that an int can hold. */
static bool whole_number(int *number, const char *text)
{
    const bool negative = text[0] == '-';
    const char *digit = text + negative;
    int value = 0;

    if (*digit == '\0') return false;
    for (; *digit; digit++) {
        if (*digit < '0' || *digit > '9' || value > (INT_MAX - 9) / 10) return false;
        value = value * 10 + (*digit - '0');
    }
    *number = negative ? -value : value;
    return true;
}

enum terr_code options_integer_text(int *number, const char *name, const char *text, int least,
                                    int most, struct terr_error *err)
{
    int value;
    if (!whole_number(&value, text) || value < least || value > most) {
        return terr_fail(err, TERR_EARG, "option --%s: '%s' is no whole number from %d to %d", name,
                         text, least, most);
    }
    *number = value;
    return TERR_OK;
}

enum terr_code options_integer(int *number, const struct options *options, const char *name,
                               int least, int most, struct terr_error *err)
{
    const char *text = options_value(options, name);
    return text ? options_integer_text(number, name, text, least, most, err) : TERR_OK;
}

enum terr_code options_number(double *number, const struct options *options, const char *name,
                              int most, struct terr_error *err)
{
    const char *text = options_value(options, name);
    double value = 0;

    if (!text) return TERR_OK;
    const size_t length = strlen(text);
    if (length == 0 || terr_number_read(&value, text, length) != length || !(value >= 0) ||
        value > most) {
        return terr_fail(err, TERR_EARG, "option --%s: '%s' is no number from 0 to %d", name, text,
                         most);
    }
    *number = value;
    return TERR_OK;
}

enum terr_code options_moment(struct terr_moment *moment, bool *has, const struct options *options,
                              const char *name, struct terr_error *err)
{
    const char *text = options_value(options, name);
    *has = text != NULL;
    if (text && terr_moment_parse(moment, text, err)) return terr_within(err, "option --%s", name);
    return TERR_OK;
}

enum terr_code options_day(int32_t *day, bool *has, const struct options *options, const char *name,
                           struct terr_error *err)
{
    struct terr_moment moment;
    enum terr_code code;

    if ((code = options_moment(&moment, has, options, name, err)) || !*has) return code;
    if (moment.has_time) {
        return terr_fail(err, TERR_EARG, "option --%s: '%s' has a time, a day is needed", name,
                         options_value(options, name));
    }
    *day = moment.day;
    return TERR_OK;
}

enum terr_code options_choice(size_t *choice, const struct options *options, const char *name,
                              const char *const *names, struct terr_error *err)
{
    const char *text = options_value(options, name);
    struct terr_text list = TERR_TEXT_INIT;
    enum terr_code code;

    if (!text) return TERR_OK;
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(text, names[i]) == 0) {
            *choice = i;
            return TERR_OK;
        }
    }
    for (size_t i = 0; names[i]; i++) {
        terr_text_print(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    code = terr_text_check(&list, err);
    if (!code) {
        code = terr_fail(err, TERR_EARG, "option --%s: '%s' is none of %s", name, text, list.bytes);
    }
    terr_text_dispose(&list);
    return code;
}
