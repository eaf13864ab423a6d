/* support/pairs.h - pairs of maps that are hard to take the difference of.
 *
 * Families of pairs, each made from a seed: changed cells of one mesh, meshes that cross, vertices
 * moved by a few steps of the grid, edges shared in part, slivers, spirals, holes that become
 * shells, and so on. The same seed gives the same pair.
 */
#ifndef TESTS_SUPPORT_PAIRS_H
#define TESTS_SUPPORT_PAIRS_H

#include <geo/shape/engine.h>
#include <geo/shape/multipolygon.h>
#include <stdint.h>

size_t pairs_family_count(void);
const char *pairs_family_name(size_t family);

/* Makes a pair, both clean, in place of what `from` and `to` hold. Fails the test where something
 * does not work. */
void pairs_make(struct terr_multipolygon *from, struct terr_multipolygon *to,
                struct terr_engine *engine, size_t family, uint64_t seed);

#endif
