/* shape/clusters.h - which polygons of a multipolygon may touch each other. */
#ifndef GEO_SHAPE_CLUSTERS_H
#define GEO_SHAPE_CLUSTERS_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

/* Gives each polygon its cluster: two polygons whose boxes touch or overlap are in one, and so is
 * whatever touches either. `clusters` has room for every polygon; a cluster is named by the
 * smallest index of a polygon in it. Polygons of different clusters share no point.
 *
 * Takes n log n for boxes spread over a map, n^2 cheap comparisons for n boxes above each other.
 * Fails with TERR_ENOMEM. */
enum terr_code terr_clusters_find(size_t *clusters, const struct terr_multipolygon *shape,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
