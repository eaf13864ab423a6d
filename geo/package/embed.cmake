# Writes OUTPUT, a C file that holds each of FILES (JSON profiles) as a string under its base name.
# Called by geo/CMakeLists.txt at build time with -D OUTPUT=... -D FILES=a.json;b.json
set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "(................................................................................)"
         "\\1\n    " bytes "${bytes}")
  string(MAKE_C_IDENTIFIER "${name}" identifier)
  string(APPEND arrays "static const unsigned char ${identifier}[] = {\n    ${bytes}0x00};\n\n")
  string(APPEND entries "    {\"${name}\", ${identifier}},\n")
endforeach()
file(WRITE "${OUTPUT}"
"#include <geo/source/builtin_profiles.h>

${arrays}const struct terr_builtin_profile terr_builtin_profiles[] = {
${entries}    {0, 0}};
")
