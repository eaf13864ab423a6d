/* zone/memo.h - features cleaned, and zones united, for the two snapshots before: two, so that
 * walks along two archives, or along the two ends of a window, remember both.
 *
 * From one day to the next a map repeats most of its polygons. What was made of them is known by
 * their content, whatever their place or name, and is the same whether it is remembered or made
 * anew; so no figure depends on what a memo holds.
 */
#ifndef GEO_ZONE_MEMO_H
#define GEO_ZONE_MEMO_H

#include <geo/shape/engine.h>
#include <geo/shape/multipolygon.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_worker;

/* The polygons of a feature as published, and made clean. */
struct terr_cleaned {
    struct terr_multipolygon published;
    struct terr_multipolygon clean;
    struct terr_fault fault; /* what was wrong                                    */
    double area_m2;          /* of the clean ones, by the ruler of the worker     */
    uint64_t hash;           /* of the published ones                             */
    size_t turn;             /* when it was asked for last                        */
};

/* The union of the clean shapes of some features. */
struct terr_united {
    const struct terr_cleaned **parts; /* in order                                */
    size_t part_count;
    struct terr_multipolygon made; /* where there are several; of one the union is it */
    const struct terr_multipolygon *shape;
    double area_m2;
    size_t turn; /* when it was asked for last */
};

/* Belongs to a worker. All-zero is empty. Ended by terr_memo_dispose. */
struct terr_memo {
    struct terr_cleaned **cleaned; /* owned, each apart, so that it stays where it is */
    size_t cleaned_count;
    size_t cleaned_capacity;
    size_t *table; /* by hash: an index + 1 in `cleaned`, or 0; open addressing      */
    size_t table_size;
    struct terr_united **united;
    size_t united_count;
    size_t united_capacity;
    size_t turn; /* how many there were */
};
void terr_memo_dispose(struct terr_memo *memo);

/* What cleaning makes of `published`. Borrowed until the next turn. Fails as
 * terr_cleaning_clean; *out is then NULL. */
enum terr_code terr_memo_clean(const struct terr_cleaned **out, struct terr_worker *worker,
                               const struct terr_multipolygon *published,
                               struct terr_error *err) TERR_MUST_USE;

/* The union of features cleaned since the last turn, and its area. Borrowed likewise. Fails as
 * terr_cleaning_unite; *out is then NULL. */
enum terr_code terr_memo_unite(const struct terr_united **out, struct terr_worker *worker,
                               const struct terr_cleaned *const *parts, size_t count,
                               struct terr_error *err) TERR_MUST_USE;

/* A snapshot is done: what was asked for neither for it nor for the one before is forgotten. */
void terr_memo_turn(struct terr_memo *memo);

TERR_END_DECLS

#endif
