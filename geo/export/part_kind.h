/* export/part_kind.h - the kinds of ground that a change has, for who draws it. */
#ifndef GEO_EXPORT_PART_KIND_H
#define GEO_EXPORT_PART_KIND_H

#include <geo/base/error.h>

TERR_BEGIN_DECLS

/* What there is of a zone, in the order in which it is drawn. */
enum terr_part_kind {
    TERR_PART_GAINED,
    TERR_PART_LOST,
    TERR_PART_HELD,      /* all of the zone on the later map */
    TERR_PART_UNCHANGED, /* in the zone on both maps         */
    TERR_PART_KINDS
};

/* A set of kinds. */
#define TERR_PARTS_OF(kind) (1u << (kind))
#define TERR_PARTS_CHANGED (TERR_PARTS_OF(TERR_PART_GAINED) | TERR_PARTS_OF(TERR_PART_LOST))
#define TERR_PARTS_ALL ((1u << TERR_PART_KINDS) - 1)

/* "gained", "lost", "held", "unchanged". Static. */
TERR_API const char *terr_part_name(enum terr_part_kind kind);

/* What ground of the kind is, in words, for tables and layers in which each piece has its "from"
 * and its "to": "Ground in a zone on the map of \"to\"". No full stop. Static. */
TERR_API const char *terr_part_meaning(enum terr_part_kind kind);

/* The set that a list of names with commas between stands for, in any order. Fails with TERR_EARG:
 * a word is no name of a kind, or stands there twice; `*kinds` is then untouched. */
TERR_API enum terr_code terr_parts_parse(unsigned *kinds, const char *text,
                                         struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
