// The change of the published 90 days as GeoJSON, read back by another program (GDAL) and by us.
#include "../support/check.h"

#include "real.h"
#include <gdal.h>
#include <ogr_api.h>
#include <unistd.h>

#define KM2_TOLERANCE 1e-6 // areas are written with 6 decimals

struct exported {
    struct terr_archive *archive;
    struct terr_worker worker;
    struct terr_ruler *ruler;
    struct terr_zone_list list;
    struct terr_change *change;
    struct terr_measured_change measured;
    struct terr_text text;
    char path[64];
};

static int export_change(void **state)
{
    static struct exported exported;
    struct terr_error err;
    char folder[4096];
    real_path(folder, sizeof folder, "deepstate-daily");
    const char *const sources[] = {folder};
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_window window = {0};
    struct terr_ends ends;
    window.has_to = true;
    check_ok(terr_moment_parse(&window.to, "2025-07-14", &err));
    check_ok(terr_archive_open(&exported.archive, sources, 1, &options, &err));
    check_ok(terr_ruler_new(&exported.ruler, TERR_AREA_ELLIPSOID, &err));
    check_ok(terr_worker_init(&exported.worker, exported.ruler, &err));
    check_ok(
        terr_zone_list_add(&exported.list, "held", terr_archive_profile(exported.archive), &err));
    check_ok(terr_ends_find(&ends, exported.archive, &window, &err));
    check_ok(terr_change_between(&exported.change, &exported.worker, exported.archive, ends,
                                 &exported.list, &err));
    check_ok(terr_measured_change_init(&exported.measured, exported.archive, &exported.list,
                                       exported.ruler, exported.change, &err));
    terr_geojson_change(&exported.text, &exported.measured, TERR_PARTS_CHANGED);
    check_ok(terr_text_check(&exported.text, &err));
    snprintf(exported.path, sizeof exported.path, "/tmp/territory-change-%ld.geojson",
             (long)getpid());
    check_ok(
        terr_draft_write(exported.path, exported.text.bytes, exported.text.length, true, &err));
    *state = &exported;
    return 0;
}

static int dispose(void **state)
{
    struct exported *exported = *state;
    remove(exported->path);
    terr_text_dispose(&exported->text);
    terr_measured_change_dispose(&exported->measured);
    terr_change_free(exported->change);
    terr_zone_list_dispose(&exported->list);
    terr_ruler_free(exported->ruler);
    terr_worker_dispose(&exported->worker);
    terr_archive_free(exported->archive);
    return 0;
}

static void gdal_reads_valid_features_whose_areas_sum_to_the_figures(void **state)
{
    const struct exported *exported = *state;
    double gained_km2 = 0, lost_km2 = 0;
    GDALAllRegister();
    GDALDatasetH dataset = GDALOpenEx(exported->path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    OGRFeatureH feature;
    while ((feature = OGR_L_GetNextFeature(layer)) != NULL) {
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
        assert_non_null(geometry);
        assert_true(OGR_G_IsValid(geometry));
        OGREnvelope box;
        OGR_G_GetEnvelope(geometry, &box);
        assert_true(box.MinX > 22 && box.MaxX < 41 && box.MinY > 44 && box.MaxY < 53); // Ukraine
        const char *change =
            OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "change"));
        const double km2 =
            OGR_F_GetFieldAsDouble(feature, OGR_F_GetFieldIndex(feature, "area_km2"));
        *(strcmp(change, "gained") == 0 ? &gained_km2 : &lost_km2) += km2;
        OGR_F_Destroy(feature);
    }
    GDALClose(dataset);
    check_near(gained_km2, exported->measured.figures[0].gained_m2 / 1e6, KM2_TOLERANCE);
    check_near(lost_km2, exported->measured.figures[0].lost_m2 / 1e6, KM2_TOLERANCE);
    check_near(gained_km2, 1414.523436, 0.001);
    check_near(lost_km2, 6.698759, 0.001);
}

// Twice the signed area, positive for a counter-clockwise ring.
static double orientation(const double *coords, size_t points)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < points; i++) {
        const double *at = coords + 2 * i, *next = at + 2;
        sum += (at[0] - coords[0]) * (next[1] - coords[1]) -
               (next[0] - coords[0]) * (at[1] - coords[1]);
    }
    return sum;
}

static void it_reads_back_with_the_same_area_and_rfc_7946_rings(void **state)
{
    const struct exported *exported = *state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    assert_null(strstr(exported->text.bytes, "\"crs\""));
    check_ok(terr_snapshot_parse(&snapshot, exported->text.bytes, exported->text.length, &err));
    assert_int_equal(terr_snapshot_count(snapshot), 2);
    double m2[2];
    for (size_t i = 0; i < 2; i++) {
        const struct terr_multipolygon *shape = &terr_snapshot_at(snapshot, i)->shape;
        m2[i] = terr_area_m2(exported->ruler, shape);
        for (size_t p = 0; p < shape->polygon_count; p++) {
            const size_t first = terr_multipolygon_polygon_start(shape, p);
            for (size_t r = first; r < shape->polygon_ends[p]; r++) {
                const size_t start = terr_multipolygon_ring_start(shape, r);
                const double turn =
                    orientation(shape->coords + 2 * start, shape->ring_ends[r] - start);
                assert_true(r == first ? turn > 0 : turn < 0);
            }
        }
    }
    // the grid has 10 decimals and all of them are written, so nothing is lost
    assert_true(m2[0] == exported->measured.figures[0].gained_m2);
    assert_true(m2[1] == exported->measured.figures[0].lost_m2);
    terr_snapshot_free(snapshot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gdal_reads_valid_features_whose_areas_sum_to_the_figures),
        cmocka_unit_test(it_reads_back_with_the_same_area_and_rfc_7946_rings),
    };
    if (!real_maps_are_here("deepstate-daily")) return REAL_MAPS_MISSING;
    return cmocka_run_group_tests(tests, export_change, dispose);
}
