/* figure/tally.h - features counted by a text, and their areas summed as published. */
#ifndef GEO_FIGURE_TALLY_H
#define GEO_FIGURE_TALLY_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_tally_row {
    char *value; /* NULL: features without one */
    size_t feature_count;
    double published_m2;
    size_t order; /* of the first of them, among all that were added */
};

/* All-zero is empty; ended by terr_tally_dispose. */
struct terr_tally {
    struct terr_tally_row *rows;
    size_t count;
    size_t capacity;
};
TERR_API void terr_tally_dispose(struct terr_tally *tally);

/* Takes note of a feature under `value`, which is copied; NULL is a value of its own.
 * Fails with TERR_ENOMEM. */
enum terr_code terr_tally_add(struct terr_tally *tally, const char *value, double published_m2,
                              struct terr_error *err) TERR_MUST_USE;

/* Makes one row of each value, areas summed in the order in which features were added, and puts the
 * largest area first; of equal ones the lesser text, and features without one last. */
void terr_tally_close(struct terr_tally *tally);

TERR_END_DECLS

#endif
