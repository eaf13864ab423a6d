/* figure/gross.h - what passed from each day's map to the next, added up.
 *
 * The two ends of a window do not see ground that changed hands twice in between. The gross sums of
 * a window do: they run along its chain of maps, which is the first snapshot, the day's maps in
 * between and the last snapshot, and add what each step from one to the next gained and lost. A
 * day's map is the last snapshot of the day; days without a snapshot are stepped over, however many
 * they are. Where snapshots have no dates the chain is the two ends.
 *
 * The figures of each step are rounded to whole square metres, as they are printed, and then added,
 * so that sums are exact in any order: the rows of a daily series add up to the gross sums of its
 * window to the last digit, those of [a,c] are those of [a,b] and [b,c] where b is a day's map, and
 * those of one step are its own figures. By region a step is rounded so that its parts add up to it
 * (figure/apportion.h), and so the sums do. The price is that the figures of a window of n steps
 * hold to the n roundings: gross gained less gross lost is the net of the ends to less than n m2
 * (in an area model that adds up, that of straight edges on the ellipsoid), and each sum is at
 * least what the ends alone show, less n/2 m2.
 *
 * Whoever wants sums says so first (terr_gross_want), gives what is known of single steps already,
 * has the other steps measured, each once, and then asks.
 */
#ifndef GEO_FIGURE_GROSS_H
#define GEO_FIGURE_GROSS_H

#include <geo/figure/demand.h>

TERR_BEGIN_DECLS

/* In square metres, whole. */
struct terr_gross_sums {
    double gained_m2;
    double lost_m2;
};

struct terr_gross_options {
    const struct terr_ruler *ruler;
    const struct terr_regions *regions; /* NULL: not by region */
    struct terr_progress progress;      /* by steps that are measured */
    size_t jobs; /* threads, the calling one included; 0: that one alone. No number depends on it */
};

struct terr_gross;

/* Sums over an archive of nothing yet. The archive, the list and what the options point to must
 * outlive it. Fails with TERR_ENOMEM; *out is then NULL. End with terr_gross_free. */
enum terr_code terr_gross_new(struct terr_gross **out, const struct terr_archive *archive,
                              const struct terr_zone_list *list,
                              const struct terr_gross_options *options,
                              struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_gross_free(struct terr_gross *gross);

/* The sums of the window from one snapshot to another, no earlier one, will be asked for. Fails
 * with TERR_ENOMEM. */
enum terr_code terr_gross_want(struct terr_gross *gross, size_t from, size_t to,
                               struct terr_error *err) TERR_MUST_USE;

/* All windows are wanted that will be: now their steps are known. Fails with TERR_ENOMEM. */
enum terr_code terr_gross_lay_out(struct terr_gross *gross, struct terr_error *err) TERR_MUST_USE;

/* For whoever knows what a zone gained and lost from one snapshot to another: the place for it,
 * which is then to be filled, first with the figures of the whole, then with those of each region
 * and of the ground in none, rounded or not. NULL where no window has such a step. Borrowed. */
struct terr_gross_sums *terr_gross_give(struct terr_gross *gross, size_t from, size_t to,
                                        size_t zone);

/* Measures the steps that were not given. Fails as terr_demand_meet. */
enum terr_code terr_gross_measure(struct terr_gross *gross, struct terr_error *err) TERR_MUST_USE;

/* Once they are measured: the sums of a window that was wanted; in a region, in none of them, or
 * for TERR_WANTED_WHOLE. */
struct terr_gross_sums terr_gross_between(const struct terr_gross *gross, size_t from, size_t to,
                                          size_t zone, size_t region);

/* How many maps the chain of a window has, its ends counted; and which snapshot map `index`, below
 * that, is. */
TERR_API size_t terr_gross_map_count(const struct terr_gross *gross, size_t from, size_t to);
TERR_API size_t terr_gross_map_at(const struct terr_gross *gross, size_t from, size_t to,
                                  size_t index);

/* Over how many gaps the steps of all windows lead: days that have no map and none within the
 * archive's max_gap before them either. `*first_day` is the day of the map before the first one;
 * untouched where there are none. */
TERR_API size_t terr_gross_gap_count(const struct terr_gross *gross, int32_t *first_day);

/* The archive they are of. Borrowed. */
TERR_API const struct terr_archive *terr_gross_archive(const struct terr_gross *gross);

/* What measuring took, and of which snapshots it was; of steps that were given nothing. Borrowed;
 * origins may be moved away. */
TERR_API struct terr_demand *terr_gross_demand(struct terr_gross *gross);

TERR_END_DECLS

#endif
