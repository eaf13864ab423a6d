/* base/timezone.h - which civil day an instant falls on.
 *
 * A zone is a POSIX rule ("EET-2EEST,M3.5.0/3,M10.5.0/4"), or the name of a zone of the IANA
 * database ("Europe/Kyiv") as the system keeps it, or "UTC". A rule gives the same answer on every
 * machine; a name gives the answer of that machine's database. Neither touches TZ or the C
 * library's own zone.
 */
#ifndef GEO_BASE_TIMEZONE_H
#define GEO_BASE_TIMEZONE_H

#include <geo/base/date.h>

TERR_BEGIN_DECLS

struct terr_timezone;

/* A zone from a POSIX rule, an IANA name, or "UTC".
 *
 * The rule grammar is that of POSIX TZ (IEEE 1003.1, 8.3) with the hour range -167..167 of RFC 8536
 * section 3.3.1 and only the Mm.w.d and Jn and n forms of change dates; daylight saving without its
 * change dates is no rule. POSIX counts hours west, so that "UTC+3" would mean three
 * hours behind UTC, and its writer most likely three ahead: UTC or GMT with a sign is refused.
 * Names are looked up as TZif files (RFC 8536, version 1 to 4) below /usr/share/zoneinfo,
 * /usr/lib/zoneinfo, /usr/share/lib/zoneinfo and /etc/zoneinfo; a name may not be absolute or hold
 * "..".
 *
 * Fails with TERR_EARG when it is none of these, naming the text; TERR_ENOMEM. *out is then NULL.
 * End with terr_timezone_free. Shared between threads freely once made. */
TERR_API enum terr_code terr_timezone_parse(struct terr_timezone **out, const char *text,
                                            struct terr_error *err) TERR_MUST_USE;

/* A zone from the bytes of a TZif file (RFC 8536, version 1 to 4). From version 2 on its 64-bit
 * block counts, and from the last transition on the rule in its footer. Before the first transition
 * its time type 0 holds (section 3.2).
 *
 * Fails with TERR_EPARSE when the bytes are no such file, or one that counts leap seconds, and with
 * TERR_ENOMEM; *out is then NULL. */
enum terr_code terr_timezone_decode(struct terr_timezone **out, const void *bytes, size_t length,
                                    struct terr_error *err) TERR_MUST_USE;

/* NULL is legal. */
TERR_API void terr_timezone_free(struct terr_timezone *zone);

/* Seconds east of UTC that clocks of the zone show at an instant. */
TERR_API int32_t terr_timezone_offset(const struct terr_timezone *zone, int64_t instant_s);

/* The civil day on which an instant falls in the zone; outside of the years 1 to 9999 the nearest
 * day within them. */
TERR_API int32_t terr_timezone_day(const struct terr_timezone *zone, int64_t instant_s);

/* The instant at which clocks of the zone show `second_of_day` (0 to 86400) on `day`. Where they
 * show it twice (autumn), the later instant; where never (spring), the instant of the jump. */
TERR_API int64_t terr_timezone_instant(const struct terr_timezone *zone, int32_t day,
                                       int32_t second_of_day);

TERR_END_DECLS

#endif
