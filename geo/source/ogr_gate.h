/* source/ogr_gate.h - what the library asks of GDAL's readers: the features of a file as plain
 * coordinates and JSON. A table of the module "gdal" (base/module.h), which source/ogr.c goes
 * through; source/ogr.h says how formats, geometry and fields are read.
 *
 * What a feature means stays on the library's side, so that a module holds nothing of a snapshot
 * and no JSON is parsed in it: the lock around that parser (base/json.c) must be the only one.
 */
#ifndef GEO_SOURCE_OGR_GATE_H
#define GEO_SOURCE_OGR_GATE_H

#include <geo/base/error.h>
#include <geo/shape/multipolygon.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_ogr_request {
    const char *path;    /* on disk or a virtual one */
    const char *driver;  /* the name under which GDAL knows the format */
    bool declares_count; /* of features, in its head; GDAL takes its end for theirs */
};

struct terr_ogr_feature {
    struct terr_multipolygon shape; /* coordinates of the layer's system; the sink may take it away
                                       and leave an empty one */
    bool has_geometry;              /* of any kind */
    size_t ignored_parts;           /* of its geometry, which are no polygons */
    bool is_point;                  /* it is one point, at `point` */
    double point[2];
    const char *fields; /* a JSON object; borrowed for the call */
};

/* Takes what is read, layer by layer. Anything but TERR_OK, with `err` set, ends the reading, which
 * fails with it. Texts are borrowed for the call. */
struct terr_ogr_sink {
    void *payload;
    /* `alone`: no other layer of the file has geometry. `wkt`: its coordinate system, or NULL. */
    enum terr_code (*begin_layer)(void *payload, const char *name, bool alone, const char *wkt,
                                  struct terr_error *err);
    enum terr_code (*feature)(void *payload, struct terr_ogr_feature *feature,
                              struct terr_error *err);
    enum terr_code (*end_layer)(void *payload, struct terr_error *err);
};

struct terr_ogr_gate {
    /* Reads the layers that have geometry. Fails as terr_ogr_read and as the sink does. */
    enum terr_code (*read)(const struct terr_ogr_request *request, const struct terr_ogr_sink *sink,
                           struct terr_error *err);
};

TERR_END_DECLS

#endif
