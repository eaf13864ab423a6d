/* shape/proj_gate.h - what the library asks of PROJ: coordinate systems and geodesics. The table of
 * the module "proj" (base/module.h), which shape/projection.c and shape/area.c reach PROJ through.
 */
#ifndef GEO_SHAPE_PROJ_GATE_H
#define GEO_SHAPE_PROJ_GATE_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

/* A coordinate system and the way from it to WGS 84. */
struct terr_proj_system;

/* The ellipsoid of WGS 84, prepared for geodesics. PROJ prepares its own constants on the first
 * one, so make it before there are threads that use it. */
struct terr_proj_ellipsoid;

struct terr_proj_gate {
    /* As the functions terr_projection_* (shape/projection.h) of the same names. */
    enum terr_code (*system_new)(struct terr_proj_system **out, const char *definition,
                                 struct terr_error *err);
    void (*system_free)(struct terr_proj_system *system);
    bool (*is_geographic_wgs84)(const struct terr_proj_system *system);
    const char *(*system_name)(const struct terr_proj_system *system);
    enum terr_code (*unproject)(struct terr_proj_system *system, struct terr_multipolygon *shape,
                                struct terr_error *err);

    /* Fails with TERR_ENOMEM. End with ellipsoid_free. */
    enum terr_code (*ellipsoid_new)(struct terr_proj_ellipsoid **out, double a_m, double flattening,
                                    struct terr_error *err);
    void (*ellipsoid_free)(struct terr_proj_ellipsoid *ellipsoid);
    /* The area within a closed ring of `points` positions whose edges are geodesics, in square
     * metres, never negative. */
    double (*geodesic_ring_m2)(const struct terr_proj_ellipsoid *ellipsoid, const double *coords,
                               size_t points);

    const char *(*version)(void); /* of PROJ at run time; static */
};

/* Loads the module where that has not happened. `doing` begins the sentence of a failure, which is
 * TERR_EIO (the module cannot be had) or TERR_ENOMEM. */
enum terr_code terr_proj_gate_open(const struct terr_proj_gate **gate, const char *doing,
                                   struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
