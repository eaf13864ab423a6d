/* version.h - the version of the library; CMakeLists.txt reads it from here. */
#ifndef GEO_VERSION_H
#define GEO_VERSION_H

#define TERR_VERSION "0.1.0"

#endif
