/* figure/sighting.h - what a survey keeps of one snapshot: a few numbers, a digest, its zone, and
 * what it tells alone. Sightings may be made in any order and by any thread (figure/survey.h then
 * takes them in order).
 */
#ifndef GEO_FIGURE_SIGHTING_H
#define GEO_FIGURE_SIGHTING_H

#include <geo/base/digest.h>
#include <geo/base/paths.h>
#include <geo/figure/finding.h>
#include <geo/shape/multipolygon.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_snapshot;

/* What an inspection tells of one snapshot; all used during the call only. */
struct terr_seen {
    size_t snapshot; /* index in the archive                                              */
    const struct terr_snapshot *document;
    const struct terr_multipolygon *held; /* the profile's default zone */
    double held_m2;
    size_t unclassified_count;
    double unclassified_m2;  /* as published */
    size_t repair_count;     /* repairs that changed 0.01 km2 or more                         */
    double repair_m2;        /* what these changed: the sum of the absolute differences       */
    const char *repair_text; /* of which features they are, for people                        */
};

struct terr_sighting {
    size_t snapshot;
    char content[TERR_DIGEST_SIZE]; /* two snapshots with the same one show the same */
    double held_m2;
    struct terr_multipolygon held;
    struct terr_paths layers;
    struct terr_findings findings; /* those that the snapshot tells alone */
};

/* Fails with TERR_ENOMEM; *out is then NULL. End with terr_sighting_free. */
enum terr_code terr_sighting_make(struct terr_sighting **out, const struct terr_archive *archive,
                                  const struct terr_seen *seen,
                                  struct terr_error *err) TERR_MUST_USE;
void terr_sighting_free(struct terr_sighting *sighting);

/* Whether one of its files is of a layer, by whatever name (terr_layer_is_same). */
bool terr_sighting_has_layer(const struct terr_sighting *sighting, const char *layer);

TERR_END_DECLS

#endif
