/* options.h - what stands on the command line, read by a table.
 *
 * A command describes its options in groups of struct option_spec; parsing, the usage errors and
 * the help page (help.h) all come from those tables. Options may stand anywhere before "--", as
 * --name=value, --name value, -n value or -nvalue; switches of one letter may be joined (-qv); a
 * word such as -70.5,10 is no option. What an option that takes a value is
 * followed by is its value, whatever it looks like.
 *
 * The names of the command's own functions carry their module, not terr_: that is the library's.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <geo/territory.h>

/* The most days of an option, a hundred years: more is a slip of the hand, and dates stay within
 * four-digit years. */
#define OPTIONS_DAYS_MAX 36500

enum option_use {
    OPTION_ONCE,       /* a second time is an error             */
    OPTION_REPEATABLE, /* each time adds a value                */
    OPTION_HIDDEN,     /* once, and absent from the help page   */
};

struct option_spec {
    const char *name;     /* without its dashes                          */
    char letter;          /* '\0': none                                  */
    const char *argument; /* the value's name in the help; NULL: a switch */
    const char *help;     /* what it does, with its unit                 */
    const char *standard; /* the default as text, or NULL                */
    enum option_use use;
};

struct option_group {
    const char *title;
    const struct option_spec *options;
    size_t count;
};

struct given_option {
    const struct option_spec *spec;
    const char *value; /* NULL for a switch */
};

/* A command line that has been read. Values and operands are borrowed from argv. All-zero is empty;
 * ended by options_dispose. */
struct options {
    const struct option_group *const *groups; /* closed by NULL */
    struct given_option *given;               /* in the order given */
    size_t given_count;
    const char **operands;
    size_t operand_count;
};

/* Reads `count` arguments. Fails with TERR_EARG and a sentence that names the option and, where one
 * is near, the name that was perhaps meant; TERR_ENOMEM. `out` is to be disposed of in any case. */
enum terr_code options_parse(struct options *out, const struct option_group *const *groups,
                             size_t count, char *const *arguments,
                             struct terr_error *err) TERR_MUST_USE;
void options_dispose(struct options *options);

/* A command line of several sources as it reads for one of them: with the operand of that index
 * alone, and with --NAME for each --NAMEsuffix that was given, in place of what was given as --NAME
 * for all. Values are borrowed as they are. TERR_ENOMEM; `out` is to be disposed of in any case. */
enum terr_code options_narrow(struct options *out, const struct options *options,
                              const char *suffix, size_t operand,
                              struct terr_error *err) TERR_MUST_USE;

/* Whether, how often, and with which value an option was given. `name` must be one of the groups'.
 * options_value is the value given last, NULL where there is none. */
bool options_has(const struct options *options, const char *name);
size_t options_count(const struct options *options, const char *name);
const char *options_value_at(const struct options *options, const char *name, size_t index);
const char *options_value(const struct options *options, const char *name);

/* The value as a whole number from `least` to `most`: decimal digits, perhaps after '-', and
 * nothing else. Fails with TERR_EARG, naming the option, the text and the range; `*number` is then
 * untouched, as it is where the option was not given. */
enum terr_code options_integer(int *number, const struct options *options, const char *name,
                               int least, int most, struct terr_error *err) TERR_MUST_USE;

/* The same for one text, given as a value of the option `name`. */
enum terr_code options_integer_text(int *number, const char *name, const char *text, int least,
                                    int most, struct terr_error *err) TERR_MUST_USE;

/* The value as a number from 0 to `most`, with a '.' where it has decimals. As options_integer. */
enum terr_code options_number(double *number, const struct options *options, const char *name,
                              int most, struct terr_error *err) TERR_MUST_USE;

/* The value as a date or date-time (terr_moment_parse); `*has` tells whether one was given. */
enum terr_code options_moment(struct terr_moment *moment, bool *has, const struct options *options,
                              const char *name, struct terr_error *err) TERR_MUST_USE;

/* The same for a day: a time is refused. `*day` is untouched where none was given. */
enum terr_code options_day(int32_t *day, bool *has, const struct options *options, const char *name,
                           struct terr_error *err) TERR_MUST_USE;

/* The value as one of `names` (closed by NULL), `*choice` its index; untouched where the option was
 * not given. */
enum terr_code options_choice(size_t *choice, const struct options *options, const char *name,
                              const char *const *names, struct terr_error *err) TERR_MUST_USE;

/* Of `count` names the one that `text` was perhaps meant to be: it begins so, or differs in at most
 * two letters. NULL where none is near. */
const char *options_nearest(const char *text, const char *const *names, size_t count);

#endif
