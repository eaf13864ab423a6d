/* base/module.h - the parts of the library that lie beside it and are loaded on first need.
 *
 * GDAL, PROJ and libcurl cost tens of milliseconds and of MiB at every start of a program that is
 * linked with them. So each file that includes one of them, a gate, is built into a module, a
 * shared object with that partner behind it, and the library reaches it through one table of
 * functions. What needs none of them never loads them.
 *
 * A module is looked for, in this order: in the folder that the environment variable
 * TERRITORY_MODULES names, and then nowhere else; beside the shared library, in territory/; for a
 * program that has the library inside, in the lib folder beside the program's own, so that an
 * installation may be moved; in the folder that the build was told.
 */
#ifndef GEO_BASE_MODULE_H
#define GEO_BASE_MODULE_H

#include <geo/base/error.h>

TERR_BEGIN_DECLS

/* `*gate` becomes the table that the module `name` ("gdal" for libterritory-gdal.so) exports as
 * `symbol`. Loads the module where that has not happened; it stays for the life of the process, as
 * what its partner sets up does, and so does the table. `doing` begins the sentence where it cannot
 * be had: "reading GeoPackage".
 *
 * Fails with `code` (the module is missing, does not load, is of another version or has no such
 * symbol), TERR_ENOMEM.
 * Safe to call from several threads: the loader of the system counts and locks. */
enum terr_code terr_module_gate(const void **gate, const char *name, const char *symbol,
                                const char *doing, enum terr_code code,
                                struct terr_error *err) TERR_MUST_USE;

/* What the functions that tell a partner's version say where its module cannot be had. */
#define TERR_MODULE_NO_VERSION "(no module of this version)"

/* What every module exports: TERR_VERSION of the library that it was built with. */
#define TERR_MODULE_VERSION_SYMBOL "terr_module_version"

TERR_END_DECLS

#endif
