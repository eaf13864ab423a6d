/* source/places.h - the places that somebody asks about: points, and polygons such as settlements,
 * each with a name. */
#ifndef GEO_SOURCE_PLACES_H
#define GEO_SOURCE_PLACES_H

#include <geo/shape/multipolygon.h>

TERR_BEGIN_DECLS

/* One place. Strings and shape are owned. */
struct terr_place {
    char *name;     /* as given; of a place without one "37.742,48.139" or "features[3]"    */
    bool is_point;  /* at lon_deg, lat_deg; otherwise `shape`                                */
    double lon_deg; /* within [-180, 180], on the grid of 1e-10 degree                       */
    double lat_deg; /* within [-90, 90], likewise                                            */
    struct terr_multipolygon shape; /* as published, which need not be valid                  */
    size_t file;                    /* index in `files`; TERR_PLACE_NO_FILE of the command line */
    size_t feature;                 /* of the file                                            */
};
#define TERR_PLACE_NO_FILE SIZE_MAX

/* A file that places were read from. Owned. */
struct terr_place_file {
    char *path;
    char *name_property; /* that names its places; NULL where none does */
    bool name_chosen;    /* by the caller, not guessed                  */
};

/* All-zero (TERR_PLACES_INIT) is empty. Ended by terr_places_dispose. */
struct terr_places {
    struct terr_place *items;
    size_t count;
    size_t capacity;
    struct terr_place_file *files;
    size_t file_count;
    size_t file_capacity;
};
#define TERR_PLACES_INIT       \
    {                          \
        NULL, 0, 0, NULL, 0, 0 \
    }
TERR_API void terr_places_dispose(struct terr_places *places);

/* Whether a text is meant as a place, [NAME=]LON,LAT, and not as the name of a file: it is made of
 * the characters of numbers, blanks and commas alone, a comma among them, behind a name or not. A
 * file that is called so is named with its folder: "./1,2"; a name has no '/'. */
TERR_API bool terr_place_is_meant(const char *text);

/* Appends a point from such a text; blanks may surround each number. Fails with TERR_EARG where it
 * is not two numbers, a name is empty, or the point is not on the Earth; TERR_ENOMEM. */
TERR_API enum terr_code terr_places_add_text(struct terr_places *places, const char *text,
                                             struct terr_error *err) TERR_MUST_USE;

/* Appends the points and polygons of a file, of any form that maps are read in, one for each
 * feature. Their names are the texts or numbers of `name_property`; where that is NULL, of the one
 * that is guessed (source/name_property.h): name:en, name, NAME_1, shapeName, ...
 *
 * Fails with TERR_EDATA (no feature; one that is neither a point nor polygons, a point that is not
 * on the Earth, a feature without `name_property`), as terr_snapshot_add_file, and with
 * TERR_ENOMEM; the sentence begins with the path. */
TERR_API enum terr_code terr_places_add_file(struct terr_places *places, const char *path,
                                             const char *name_property,
                                             struct terr_error *err) TERR_MUST_USE;

/* Places of one name, which output tells apart by their order alone. */
struct terr_place_twins {
    size_t count;         /* places whose name an earlier one has      */
    size_t first, second; /* where there are any, the earliest of them */
};
/* Finds them. Fails with TERR_ENOMEM. */
TERR_API enum terr_code terr_places_find_twins(struct terr_place_twins *out,
                                               const struct terr_places *places,
                                               struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
