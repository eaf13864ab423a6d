#include <geo/figure/provenance.h>

#include <geo/base/memory.h>
#include <geo/figure/gross.h>
#include <geo/figure/verdict.h>
#include <geo/figure/when.h>
#include <geo/source/archive.h>
#include <geo/zone/change.h>
#include <geo/zone/origin.h>
#include <geo/zone/zone_list.h>
#include <string.h>

static void add_model(struct terr_provenance *provenance, const struct terr_ruler *ruler)
{
    const enum terr_area_model model = terr_ruler_model(ruler);
    provenance->models[model] = true;
    provenance->by_proj |= model == TERR_AREA_GEODESIC;
}

// There must be room for it.
static void add_snapshot(struct terr_provenance *provenance, size_t snapshot,
                         const struct terr_origin *origin)
{
    struct terr_used_snapshot *used = &provenance->snapshots[provenance->snapshot_count++];
    used->dated = terr_archive_at(provenance->archive, snapshot);
    used->origin = origin;
    provenance->repair_count += origin->repair_count;
    provenance->repair_m2 += origin->repair_m2;
    provenance->by_gdal |= origin->by_gdal;
    provenance->by_proj |= origin->by_proj;
}

static enum terr_code add_snapshots(struct terr_provenance *provenance,
                                    const struct terr_origins *origins, struct terr_error *err)
{
    provenance->snapshots = terr_memory_new(origins->count, sizeof *provenance->snapshots, err);
    if (!provenance->snapshots) return err->code;
    for (size_t i = 0; i < origins->count; i++) {
        if (origins->items[i].is_known) add_snapshot(provenance, i, &origins->items[i]);
    }
    return TERR_OK;
}

enum terr_code terr_provenance_of_change(struct terr_provenance *out,
                                         const struct terr_measured_change *measured,
                                         struct terr_error *err)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    memset(out, 0, sizeof *out);
    out->kind = ends.dated ? TERR_PROVENANCE_CHANGE : TERR_PROVENANCE_FILES;
    out->archive = measured->archive;
    out->list = measured->list;
    out->zone_count = measured->list->count;
    add_model(out, measured->ruler);
    if (measured->gross) {
        const struct terr_origins *origins = &terr_gross_demand(measured->gross)->origins;
        out->is_gross = true;
        if (origins->count > 0) return add_snapshots(out, origins, err); // both ends among them
    }
    out->snapshots = terr_memory_new(2, sizeof *out->snapshots, err);
    if (!out->snapshots) return err->code;
    add_snapshot(out, ends.from, terr_zones_origin(terr_change_from(measured->change)));
    if (ends.to != ends.from) {
        add_snapshot(out, ends.to, terr_zones_origin(terr_change_to(measured->change)));
    }
    return TERR_OK;
}

enum terr_code terr_provenance_of_series(struct terr_provenance *out,
                                         const struct terr_series *series,
                                         const struct terr_archive *archive,
                                         const struct terr_zone_list *list,
                                         const struct terr_ruler *ruler, enum terr_every every,
                                         struct terr_error *err)
{
    memset(out, 0, sizeof *out);
    out->kind = TERR_PROVENANCE_SERIES;
    out->every = every;
    out->is_gross = series->gross != NULL;
    out->archive = archive;
    out->list = list;
    out->zone_count = list->count;
    add_model(out, ruler);
    return add_snapshots(out, &series->origins, err);
}

enum terr_code terr_provenance_of_verdicts(struct terr_provenance *out,
                                           const struct terr_verdicts *verdicts,
                                           struct terr_error *err)
{
    memset(out, 0, sizeof *out);
    out->kind = TERR_PROVENANCE_CHECK;
    out->archive = verdicts->archive;
    out->list = &verdicts->list;
    out->zone_count = verdicts->zone_count;
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct terr_verdict *verdict = &verdicts->verdicts[i];
        if (verdict->outcome != TERR_UNVERIFIABLE) add_model(out, verdict->ruler);
    }
    return add_snapshots(out, &verdicts->demand.origins, err);
}

// Of points nothing is measured.
static bool has_polygons(const struct terr_spots *spots)
{
    for (size_t i = 0; i < spots->count; i++) {
        if (!spots->items[i].is_point) return true;
    }
    return false;
}

enum terr_code terr_provenance_of_when(struct terr_provenance *out, const struct terr_when *when,
                                       const struct terr_archive *archive,
                                       const struct terr_zone_list *zones,
                                       const struct terr_ruler *ruler, struct terr_error *err)
{
    memset(out, 0, sizeof *out);
    out->kind = TERR_PROVENANCE_WHEN;
    out->archive = archive;
    out->list = zones;
    out->zone_count = zones ? zones->count : 0;
    if (has_polygons(&when->spots)) add_model(out, ruler);
    return add_snapshots(out, &when->origins, err);
}

void terr_provenance_dispose(struct terr_provenance *provenance)
{
    terr_memory_free(provenance->snapshots);
    memset(provenance, 0, sizeof *provenance);
}
