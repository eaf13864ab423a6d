/* export/vector_engine.h - the way to GDAL's writers, which lie in a module (base/module.h). */
#ifndef GEO_EXPORT_VECTOR_ENGINE_H
#define GEO_EXPORT_VECTOR_ENGINE_H

#include <geo/export/vector_gate.h>

TERR_BEGIN_DECLS

/* *gate becomes the table of the module, for as long as the program runs. `writing` says what is
 * not done without it, such as "writing GeoPackage". Fails with TERR_EOUTPUT where the module
 * cannot be had, TERR_ENOMEM. */
enum terr_code terr_vector_engine_open(const struct terr_vector_gate **gate, const char *writing,
                                       struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
