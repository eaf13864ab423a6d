/* base/api.h - what every declaration of the library carries.
 *
 * TERR_API marks a symbol that the shared library exports; everything else is hidden.
 * TERR_MUST_USE makes the compiler refuse a call whose outcome is thrown away.
 */
#ifndef GEO_BASE_API_H
#define GEO_BASE_API_H

#if defined(__GNUC__) || defined(__clang__)
#define TERR_API __attribute__((visibility("default")))
#define TERR_MUST_USE __attribute__((warn_unused_result))
#define TERR_PRINTF(format_index, first_argument) \
    __attribute__((format(printf, format_index, first_argument)))
#else
#define TERR_API
#define TERR_MUST_USE
#define TERR_PRINTF(format_index, first_argument)
#endif

#ifdef __cplusplus
#define TERR_BEGIN_DECLS extern "C" {
#define TERR_END_DECLS }
#else
#define TERR_BEGIN_DECLS
#define TERR_END_DECLS
#endif

#endif
