/* figure/printed.h - a figure as it was printed: how exact it says it is, and which values it
 * stands for.
 *
 * A printed number is exact to its last digit: 1,415 stands for what rounds to it, and 3,266.0 for
 * less than 3,266 does. Words before it widen or shift that. What each of them admits is stated
 * here, so that nobody can choose after the fact:
 *
 *     (no word)     what rounds to the figure, and what was cut off to it: 363.7 printed as 363
 *     exactly       what rounds to the figure, nothing that was cut off
 *     about         up to 2 % off either way: twice what rounding a figure of three digits to its
 *                   tens does to 500
 *     nearly,       from 10 % below up to the figure: 18.9 % is nearly 20 %, 17.9 % is not, and
 *     almost        20.6 % is more
 *     more than     what lies above the figure, however far
 *     at least      the figure and what lies above it
 *     less than     what lies below the figure, down to 0
 *     up to         the figure and what lies below it, down to 0
 *
 * "The figure" is all that rounds to it; only "more than" and "less than" take it at its word. No
 * share is narrower than what rounds to the figure. A tolerance widens: what is at most so far from
 * the figure is admitted whatever the word. Words speak of sizes: of a negative figure (a net loss)
 * all this holds with both signs turned.
 */
#ifndef GEO_FIGURE_PRINTED_H
#define GEO_FIGURE_PRINTED_H

#include <geo/base/api.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

enum terr_qualifier {
    TERR_QUALIFIER_NONE,
    TERR_QUALIFIER_EXACTLY,
    TERR_QUALIFIER_ABOUT,
    TERR_QUALIFIER_NEARLY,
    TERR_QUALIFIER_ALMOST,
    TERR_QUALIFIER_MORE_THAN,
    TERR_QUALIFIER_AT_LEAST,
    TERR_QUALIFIER_LESS_THAN,
    TERR_QUALIFIER_UP_TO,
};

/* The share of the figure that "about" admits on either side, and "nearly" and "almost" below. */
#define TERR_ABOUT_SHARE 0.02
#define TERR_NEARLY_SHARE 0.1

/* All in the unit that was printed. */
struct terr_printed {
    double value;
    double step; /* one of its last printed digit: 1 of 3266, 0.1 of 3266.0, 100 of 1.4e3 */
    enum terr_qualifier qualifier;
    double tolerance; /* 0: none */
};

/* The values admitted. Without a bound it is -INFINITY or INFINITY. */
struct terr_admitted {
    double from;
    double to;
    bool above_from; /* `from` itself is not admitted */
    bool below_to;   /* `to` itself is not admitted   */
};

/* One of the last digit of a number as JSON writes it, whatever its value: "0.50" is exact to 0.01.
 */
TERR_API double terr_printed_step(const char *number);

TERR_API struct terr_admitted terr_printed_admitted(const struct terr_printed *printed);

/* Whether `value` is admitted; `*truncated` tells whether only because it was cut off. */
TERR_API bool terr_printed_admits(bool *truncated, const struct terr_printed *printed,
                                  double value);

TERR_END_DECLS

#endif
