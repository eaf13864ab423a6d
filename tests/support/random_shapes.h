/* support/random_shapes.h - shapes drawn by chance, the same for the same seed.
 *
 * Every function fails the running test (cmocka) where something does not work.
 */
#ifndef TESTS_SUPPORT_RANDOM_SHAPES_H
#define TESTS_SUPPORT_RANDOM_SHAPES_H

#include <geo/shape/multipolygon.h>
#include <stdint.h>

/* The next number of 31 bits; `random` begins as the seed. */
uint64_t random_draw(uint64_t *random);

/* Appends one or two polygons of one or two rings whose points are drawn from a field of 3 to 14
 * points each way, `unit` steps of 1e-10 degree apart: they touch and cross themselves and each
 * other all the time. */
void random_add_rings(struct terr_multipolygon *shape, uint64_t *random, int64_t unit);

/* Appends up to 16 polygons that are valid and nowhere touch: stars of 8 to 39 points within a
 * degree, some with a hole, some of these with an island. Rings run either way and begin anywhere.
 */
void random_add_stars(struct terr_multipolygon *shape, uint64_t *random);

#endif
