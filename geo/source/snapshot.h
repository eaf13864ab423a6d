/* source/snapshot.h - one dated publication of a control map, as published.
 *
 * A snapshot holds the features of a document with their polygons untouched: invalid ones stay
 * invalid here and are repaired once, in zone/zones.h. What carries no polygon (units, airfields,
 * arrows) is counted and left aside.
 */
#ifndef GEO_SOURCE_SNAPSHOT_H
#define GEO_SOURCE_SNAPSHOT_H

#include <geo/base/date.h>
#include <geo/base/digest.h>
#include <geo/shape/multipolygon.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_json;

/* What a feature's geometry is to us. */
enum terr_feature_kind {
    TERR_FEATURE_POLYGONS, /* has polygons, alone or inside collections            */
    TERR_FEATURE_IGNORED,  /* has geometry, but no polygon: points, lines, nothing */
    TERR_FEATURE_NULL,     /* its geometry is null                                 */
};

struct terr_feature {
    enum terr_feature_kind kind;
    struct terr_multipolygon shape;     /* all its polygons as published; empty unless POLYGONS   */
    const char *status;                 /* set by terr_profile_classify; NULL unless POLYGONS    */
    const struct terr_json *properties; /* borrowed from the snapshot; NULL where absent      */
    const char *layer; /* where its document holds several, which one; else NULL, and that of its
                          part counts. Borrowed from the snapshot */
    bool is_point;     /* it is one Point, and no more; its kind is then IGNORED                */
    double lon_deg; /* of the point, as published: nobody has looked whether it is on the Earth */
    double lat_deg;
    size_t part; /* index of the document it was read from                                    */
    size_t ignored_parts; /* no polygons inside its collections, left aside                   */
};

/* One document that a snapshot was read from. A snapshot has one, or one for each layer. Strings
 * are borrowed from the snapshot. */
struct terr_part {
    const char *path;  /* as it was found; "" for bytes without a file                       */
    const char *layer; /* the layer it is, by its path or in its file; NULL for the one there is */
    char digest[TERR_DIGEST_SIZE]; /* SHA-256 of the file's bytes, in hexadecimal; "" where a map is
                                      several files or a database. Of a file inside a bundle it is
                                      that of its own bytes, unpacked; of a shapefile in one that
                                      of the bundle                                          */
    uint64_t size; /* how many bytes have that digest; 0 where there is none            */
    bool by_gdal;  /* GDAL read it, or unpacked it                                      */
    bool by_proj;  /* it names a coordinate system that PROJ was asked about            */
};

struct terr_snapshot;

/* Reads a JSON document: GeoJSON (a FeatureCollection, a Feature, a bare geometry), or a map in the
 * form of a built-in profile, such as DeepState's wrapper {"id", "map", "datetime"} or UA Control
 * Map's lists of rings. `bytes[length]` must be NUL.
 *
 * Polygons, MultiPolygons and GeometryCollections at any depth are read; Z and M are dropped; other
 * geometry is counted as ignored. Coordinates of a system that a "crs" member names are turned into
 * longitude and latitude on WGS 84.
 *
 * Fails with TERR_EPARSE (not JSON: with line and column), TERR_EDATA (JSON that is no such
 * document, an error or a part of a map that a server sent instead of one, a polygon that cannot be
 * used: ring too short, open, outside the Earth, or contradicting "crs"; with the path to it,
 * `features[17]` or `areas[3]`, and line and column where it is known), TERR_ENOMEM; *out is then
 * NULL. End with terr_snapshot_free. */
TERR_API enum terr_code terr_snapshot_parse(struct terr_snapshot **out, const char *bytes,
                                            size_t length, struct terr_error *err) TERR_MUST_USE;

TERR_API void terr_snapshot_free(struct terr_snapshot *snapshot);

/* The features, in document order. */
TERR_API size_t terr_snapshot_count(const struct terr_snapshot *snapshot);
TERR_API const struct terr_feature *terr_snapshot_at(const struct terr_snapshot *snapshot,
                                                     size_t index);

/* The documents it was read from, in order. */
TERR_API size_t terr_snapshot_part_count(const struct terr_snapshot *snapshot);
TERR_API const struct terr_part *terr_snapshot_part_at(const struct terr_snapshot *snapshot,
                                                       size_t index);

/* Points of all polygons, the closing point of each ring counted. */
TERR_API size_t terr_snapshot_vertex_count(const struct terr_snapshot *snapshot);

/* Geometries inside collections that are no polygons and were left aside (the feature itself has
 * others that are). */
TERR_API size_t terr_snapshot_ignored_parts(const struct terr_snapshot *snapshot);

/* When the document says it was published: its member "datetime" (ISO 8601 or Unix seconds), or
 * the Unix seconds in a wrapper's "id". False where it says nothing; TERR_EDATA is not an answer
 * here: a text that is no date counts as nothing. */
TERR_API bool terr_snapshot_published(const struct terr_snapshot *snapshot,
                                      struct terr_moment *moment);

/* The version of cJSON, which reads the structure of documents, such as "1.7.15". Static. */
TERR_API const char *terr_snapshot_engine_version(void);

/* The map of a part, taken out of a wrapper, without its coordinates: for profile rules. Borrowed.
 */
const struct terr_json *terr_snapshot_document(const struct terr_snapshot *snapshot, size_t part);

/* True for a failure that lies in one snapshot, so that others may still be used. */
TERR_API bool terr_snapshot_is_bad(enum terr_code code);

TERR_END_DECLS

#endif
