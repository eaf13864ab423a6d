/* figure/provenance.h - where the figures of an output come from: the snapshots that were read, how
 * they were chosen, and what areas were measured with.
 *
 * It follows from the input alone: no clock, no host, no folder, and no library that was not used,
 * so that the same input gives the same output wherever it is read.
 */
#ifndef GEO_FIGURE_PROVENANCE_H
#define GEO_FIGURE_PROVENANCE_H

#include <geo/figure/series.h>
#include <geo/shape/area.h>

TERR_BEGIN_DECLS

struct terr_measured_change;
struct terr_origin;
struct terr_verdicts;
struct terr_when;

/* Which figures they are, and so how snapshots were chosen for them. */
enum terr_provenance_kind {
    TERR_PROVENANCE_CHANGE, /* of two dates                        */
    TERR_PROVENANCE_FILES,  /* of two files that have no dates     */
    TERR_PROVENANCE_SERIES, /* of the dates that `every` lays out  */
    TERR_PROVENANCE_CHECK,  /* of the dates of claims              */
    TERR_PROVENANCE_WHEN,   /* of every map between two days       */
};

/* A snapshot that was used. Borrowed. */
struct terr_used_snapshot {
    const struct terr_dated *dated;
    const struct terr_origin *origin;
};

/* The models that figures are measured with. */
#define TERR_PROVENANCE_MODELS (TERR_AREA_SPHERE + 1)

/* All-zero is none; ended by terr_provenance_dispose. What is not owned is borrowed from what it is
 * of. */
struct terr_provenance {
    enum terr_provenance_kind kind;
    enum terr_every every; /* of a series */
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    size_t zone_count;   /* of the list: those that figures are of; 0: of every status */
    bool of_transitions; /* figures are of what went from one status to another, not of zones */
    struct terr_used_snapshot *snapshots; /* owned: each once, in the archive's order, which is
                                             that of their dates */
    size_t snapshot_count;
    bool is_gross;                       /* figures were added up from map to map too        */
    size_t repair_count;                 /* features repaired, in all of them                */
    double repair_m2;                    /* and what that changed                            */
    bool models[TERR_PROVENANCE_MODELS]; /* which were used                               */
    bool by_gdal; /* GDAL read a snapshot, or unpacked it                             */
    bool by_proj; /* PROJ was asked about coordinates, or measured                    */
};

/* The provenance of a change, of a series, of verdicts and of what places were in (the zones that
 * were asked for; NULL or empty: every status), which must outlive it. Digests are there
 * where the archive was opened with `digests`. Fails with TERR_ENOMEM; `out` then holds nothing to
 * dispose. */
TERR_API enum terr_code terr_provenance_of_change(struct terr_provenance *out,
                                                  const struct terr_measured_change *measured,
                                                  struct terr_error *err) TERR_MUST_USE;
TERR_API enum terr_code terr_provenance_of_series(
    struct terr_provenance *out, const struct terr_series *series,
    const struct terr_archive *archive, const struct terr_zone_list *list,
    const struct terr_ruler *ruler, enum terr_every every, struct terr_error *err) TERR_MUST_USE;
TERR_API enum terr_code terr_provenance_of_verdicts(struct terr_provenance *out,
                                                    const struct terr_verdicts *verdicts,
                                                    struct terr_error *err) TERR_MUST_USE;
TERR_API enum terr_code terr_provenance_of_when(struct terr_provenance *out,
                                                const struct terr_when *when,
                                                const struct terr_archive *archive,
                                                const struct terr_zone_list *zones,
                                                const struct terr_ruler *ruler,
                                                struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_provenance_dispose(struct terr_provenance *provenance);

TERR_END_DECLS

#endif
