/* support/shapes.h - multipolygons written as text, for tables of cases. */
#ifndef TESTS_SUPPORT_SHAPES_H
#define TESTS_SUPPORT_SHAPES_H

#include <geo/shape/multipolygon.h>

struct terr_engine;

/* Appends the polygons of `text` to `shape`: numbers "x y", points between commas, rings between
 * ';' (the first is the shell), polygons between '|'. Rings are closed here: the first point is
 * added once more at the end. "0 0, 2 0, 2 2, 0 2; 1 1, 1.5 1, 1 1.5 | 5 5, 6 5, 6 6".
 * Fails the test where memory is wanting. */
void shape_add(struct terr_multipolygon *shape, const char *text);

/* Appends a square with the lower left corner x, y. */
void shape_add_square(struct terr_multipolygon *shape, double x, double y, double side);

/* The area in square degrees, by the trapezoid rule on the plane: shells less holes. */
double shape_plane_area(const struct terr_multipolygon *shape);

/* Fails the test where the engine finds the shape invalid (GEOSisValid), or off the grid, or not in
 * canonical order (GEOSNormalize); `name` says which shape it was. */
void shape_check_clean(struct terr_engine *engine, const struct terr_multipolygon *shape,
                       const char *name);

#endif
