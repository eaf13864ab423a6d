/* source/url_template.h - the address and the name of one day's file, from a profile's template. */
#ifndef GEO_SOURCE_URL_TEMPLATE_H
#define GEO_SOURCE_URL_TEMPLATE_H

#include <geo/base/error.h>
#include <stdint.h>

TERR_BEGIN_DECLS

/* The URL of `day`, {YYYYMMDD}, {YYYY}, {MM} and {DD} replaced, and the name of its file: the last
 * part of the URL's path where that tells the day (source/file_date.h), else YYYY-MM-DD with that
 * part's extension. Both owned by the caller.
 *
 * Fails with TERR_EDATA where the template does not tell one day from another or makes an address
 * that terr_url_parts refuses, and with TERR_ENOMEM; *url and *name are then NULL. */
enum terr_code terr_url_of_day(char **url, char **name, const char *url_template, int32_t day,
                               struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
