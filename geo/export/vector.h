/* export/vector.h - the ground of a change in the files of GIS programs, through GDAL, whose gate
 * is export/vector_gate.c. */
#ifndef GEO_EXPORT_VECTOR_H
#define GEO_EXPORT_VECTOR_H

#include <geo/base/error.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_measured_change;

/* True where the path's extension is one this module writes: .gpkg (GeoPackage), .fgb (FlatGeobuf)
 * and .shp (shapefile). */
TERR_API bool terr_vector_writes(const char *path);

/* True where such a file has a layer for each kind of ground, and not all of it in one. */
TERR_API bool terr_vector_has_layers(const char *path);

/* Whether a file of that name could be written: its extension is known, the module of GDAL is
 * there. For whoever wants to know before the work. Fails with TERR_EOUTPUT, TERR_ENOMEM. */
TERR_API enum terr_code terr_vector_check(const char *path, struct terr_error *err) TERR_MUST_USE;

/* Writes the ground of the kinds in the set `kinds` (export/part_kind.h), with the features and
 * properties of terr_geojson_change (EPSG:4326, longitude first), whole or not at all: it is made
 * in memory, then written by terr_draft_write. `from` and `to` are dates, area_km2 is the number
 * that the text forms print. The same change gives the same bytes: where a format wants to know the
 * time, it is told the day `to`. An extension that terr_vector_writes does not know fails too.
 *
 * A GeoPackage has a layer for each kind, by its name, and says where the change comes from: what
 * the kind is (terr_part_meaning) and the method in the description of each layer; and, as metadata
 * of the file, method,
 * attribution and provenance, which is an object of JSON with the members of GeoJSON. FlatGeobuf
 * and shapefile have one layer; only newer GDALs than 3.6 write a description into a FlatGeobuf.
 *
 * A shapefile is five files (.cpg, .prj, .dbf, .shx, .shp), which terr_draft_write_set writes; with
 * `overwrite`, indices made of the one before (.qix, .sbn, .sbx) are removed. Its fields have at
 * most 10 letters: from_snap and to_snap stand for from_snapshot and to_snapshot. A text longer
 * than 254 bytes is an error.
 *
 * GDAL's drivers are registered on the first call, which must come from the main thread.
 * Fails with TERR_EOUTPUT (GDAL's own words, or its module cannot be had), TERR_ENOMEM. */
TERR_API enum terr_code terr_vector_write_change(const char *path, bool overwrite,
                                                 const struct terr_measured_change *measured,
                                                 unsigned kinds,
                                                 struct terr_error *err) TERR_MUST_USE;

/* The version of GDAL at run time, such as "3.6.2"; "(no module of this version)" where its module
 * cannot be had. Static. */
TERR_API const char *terr_vector_engine_version(void);

TERR_END_DECLS

#endif
