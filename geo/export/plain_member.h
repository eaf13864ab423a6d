/* export/plain_member.h - the lines that texts on a change have in common.
 *
 * Every function appends whole lines to `out`.
 */
#ifndef GEO_EXPORT_PLAIN_MEMBER_H
#define GEO_EXPORT_PLAIN_MEMBER_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_ends;
struct terr_measured_change;

/* What it is of, and the window: "held, 2025-04-15 to 2025-07-14 (90 days)". */
void terr_plain_add_title(struct terr_text *out, const char *subject,
                          const struct terr_measured_change *measured,
                          const struct terr_ends *ends);

/* Which snapshots were used; nothing in an undated archive, whose title has them. */
void terr_plain_add_snapshots(struct terr_text *out, const struct terr_measured_change *measured,
                              const struct terr_ends *ends);

/* What is not as usual: another area model, dates moved by a lag. */
void terr_plain_add_manner(struct terr_text *out, const struct terr_measured_change *measured);

TERR_END_DECLS

#endif
