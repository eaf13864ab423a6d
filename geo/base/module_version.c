// What a module says of itself (base/module.h); compiled into each, and not into the library.
#include <geo/base/module.h>

#include <geo/version.h>

extern const char terr_module_version[];
const char terr_module_version[] = TERR_VERSION;
