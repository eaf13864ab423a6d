/* support/boxes.h - archives of rectangles in longitude and latitude, whose areas are known in
 * closed form.
 *
 * The area of a rectangle is its width in degrees of longitude times a number that depends on its
 * two parallels alone: (a^2 / 2) (pi / 180) (q(north) - q(south)), q of shape/area.h. The numbers
 * below were computed from that formula with 50 decimal digits (Python's decimal, WGS 84 as
 * a = 6378137 m, 1/f = 298.257223563), not by the library.
 */
#ifndef TESTS_SUPPORT_BOXES_H
#define TESTS_SUPPORT_BOXES_H

#include "sample.h"

/* Square metres per degree of longitude between two parallels. */
#define BAND_48_49_M2 8217732076.120943
#define BAND_48_48H_M2 4128891303.282271 /* 48 to 48.5 */
#define BAND_48_48Q_M2 2069431740.15994  /* 48 to 48.25 */
#define BAND_49_50_M2 8056245437.271018

/* How near a figure of a few such rectangles must be: 0.01 m2. Doubles resolve q to 1e-16, which a
 * rectangle's width turns into less than 1e-3 m2; the grid keeps the corners as they are. */
#define BOX_TOLERANCE_M2 0.01

/* A rectangle of one degree as a ring of GeoJSON: 30 to 31 E and 33 to 34 E, 48 to 49 N. */
#define RING_30_31 "[[30,48],[31,48],[31,49],[30,49],[30,48]]"
#define RING_33_34 "[[33,48],[34,48],[34,49],[33,49],[33,48]]"

/* The first of them crossed over itself: two triangles that meet at 30.5 E, 48.5 N. Their area is
 * the mean of q over 48.5..49 less that over 48..48.5, times (a^2 / 2) (pi / 180); integrated with
 * 40 digits (Python's mpmath). As published it is 0: the two loops turn opposite ways. */
#define RING_BOW_TIE "[[30,48],[31,49],[31,48],[30,49],[30,48]]"
#define BOW_TIE_M2 4108892978.652173

/* A file by name and content; lists end with a NULL name. `boxes` is "STATUS WEST SOUTH EAST NORTH"
 * for each feature, in degrees, with ';' between them; or, where it begins with '{', the file's
 * text as it is. "" is a collection without features. */
struct boxes_file {
    const char *name;
    const char *boxes;
};

/* Makes the folder `sample->folder` of these files, and opens the engine, the ruler and, where
 * `zones` is not NULL, the archive and its zones (a list that ends with NULL). `options` NULL means
 * the defaults. End with sample_close. */
void boxes_open(struct sample *sample, const struct boxes_file *files, const char *const *zones,
                const struct terr_archive_options *options);

/* The text of a FeatureCollection of features in JSON (a list that ends with NULL); free it. */
char *boxes_collection(const char *const *features);

/* The days since 1970-01-01 of "YYYY-MM-DD". */
int32_t boxes_day(const char *date);

#endif
