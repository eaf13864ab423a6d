/* places.h - a command line that names places beside its sources. */
#ifndef CLI_PLACES_H
#define CLI_PLACES_H

#include "console.h"
#include "options.h"

/* --places and --place-name. */
extern const struct option_group place_options;

/* Reads the places: the operands that are meant as such (terr_place_is_meant), in order, then the
 * files of --places. `sources` becomes the command line with the other operands alone, and is to be
 * disposed of in any case; `places` likewise. Tells by which property a file's places are named.
 * Fails with TERR_EARG where there is no place, or an operand is half of one, and as
 * terr_places_add_text and terr_places_add_file. */
enum terr_code places_read(struct terr_places *places, struct options *sources,
                           const struct options *given, struct console *console,
                           struct terr_error *err) TERR_MUST_USE;

#endif
