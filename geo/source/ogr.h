/* source/ogr.h - the formats of GIS programs, read into a snapshot through GDAL, whose gate is
 * source/ogr_gate.c. */
#ifndef GEO_SOURCE_OGR_H
#define GEO_SOURCE_OGR_H

#include <geo/base/error.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_snapshot;

/* True where the path's extension is that of a format read here: .shp (shapefile), .gpkg
 * (GeoPackage), .fgb (FlatGeobuf), .kml. */
bool terr_ogr_reads(const char *path);

/* Reads the layers of a file that have geometry, each as a further part; there may be none. The
 * path may be a virtual one (source/virtual_file.h). A part's layer is the layer's own name, but
 * where that is the file's name alone. Its digest is that of the file; "" for a shapefile, which is
 * several files, and for what lies behind an address.
 *
 * Geometry: polygons, alone or inside collections, Z and M dropped; curves become chords of at most
 * 4 degrees of arc; anything else, surfaces of triangles or patches included, is left aside and
 * counted. Rings are held to what the GeoJSON reader asks: at least 4 positions, closed, on the
 * Earth.
 *
 * Coordinates: of a system other than longitude and latitude on WGS 84 they are unprojected
 * (shape/projection.h). A layer that names no system, or an undefined one, is taken for degrees,
 * which holds only where every number can be one.
 *
 * Fields become the feature's properties: texts (bytes that are not UTF-8 as U+FFFD), numbers (one
 * that is not finite as null), true and false, dates and times as ISO 8601 text, lists as arrays;
 * null where a field is not set. Binary fields are left out.
 *
 * Fails with TERR_EIO (the file is not there or too large, or GDAL's module cannot be had),
 * TERR_EPARSE (GDAL cannot open it or gives up in the middle, with its words), TERR_EDATA (a
 * polygon that cannot be used, a coordinate system without a way to WGS 84), TERR_ENOMEM. The
 * sentence does not repeat the path. Safe to call from several threads. */
enum terr_code terr_ogr_read(struct terr_snapshot *snapshot, const char *path,
                             struct terr_error *err) TERR_MUST_USE;

/* The same by the driver that GDAL knows under the name `driver`, whatever the extension: TopoJSON,
 * which must have gone through terr_topojson_check. */
enum terr_code terr_ogr_read_as(struct terr_snapshot *snapshot, const char *path,
                                const char *driver, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
