/* export/database.h - the ground of a change in the tables of a PostGIS database, through GDAL,
 * whose gate is export/database_gate.c. */
#ifndef GEO_EXPORT_DATABASE_H
#define GEO_EXPORT_DATABASE_H

#include <geo/base/error.h>

TERR_BEGIN_DECLS

struct terr_measured_change;

/* Whether the database of that name (export/connection_name.h) could be written to: GDAL has a
 * driver for it, it answers, it has PostGIS, and the tables that are there already are such as
 * below. Changes nothing. For whoever wants to know before the work. Fails with TERR_EARG (as
 * terr_connection_check), TERR_EOUTPUT, TERR_ENOMEM. */
TERR_API enum terr_code terr_database_check(const char *name, unsigned kinds,
                                            struct terr_error *err) TERR_MUST_USE;

/* Writes the ground of the kinds in the set `kinds` (export/part_kind.h), each into the table of
 * its name in the schema that is current on that connection. A table that is missing is made:
 *
 *     id bigint                 the primary key
 *     change text, zone text, region text, "from" date, from_snapshot text, "to" date,
 *     to_snapshot text, area_km2 double precision
 *                               as in the files of export/vector.h
 *     noise_km2, drawn_km2, displaced_km2 double precision
 *                               of a change that is drawn with options (zone/drawing.h), else null;
 *                               noise_km2 and displaced_km2 where they were asked for
 *     source text               the profile of the maps
 *     run text                  a list of JSON: source, zone, from and to with their times (without
 *                               dates the snapshots), and the SHA-256 of the borders, or null
 *     provenance jsonb          attribution, method, snapshots and borders, as in GeoJSON
 *     geom geometry(MultiPolygon, 4326)
 *
 * with an index of geom, and one by which a run has one row for each region. One that is there must
 * have these columns, and may have more.
 *
 * Rows of the same run are replaced, in the tables of `kinds`, and all others stay: writing the
 * same change again adds nothing, another day adds its rows. All of it is one transaction: where
 * anything fails, or this program ends before it is done, no row and no table has changed. Several
 * may write into one schema: they wait for each other.
 *
 * GDAL's drivers are registered on the first call, which must come from the main thread. Fails as
 * terr_database_check, and with TERR_EOUTPUT (the server's words). */
TERR_API enum terr_code terr_database_write_change(const char *name,
                                                   const struct terr_measured_change *measured,
                                                   unsigned kinds,
                                                   struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
