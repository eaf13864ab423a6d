/* drawing.h - how the changed areas are drawn: without noise, with fewer vertices. */
#ifndef CLI_DRAWING_H
#define CLI_DRAWING_H

#include "console.h"
#include "options.h"

/* --simplify, --min-area and --min-width. */
extern const struct option_group drawing_options;

/* Reads them; *asked is whether any was given that asks for something. `has_shapes` says whether
 * the output has shapes at all, `whole` names the option by which it has whole figures alone, or is
 * NULL: what would be without effect is refused. Fails with TERR_EARG. */
enum terr_code drawing_read(struct terr_drawing_options *drawing, bool *asked,
                            const struct options *options, bool has_shapes, const char *whole,
                            struct terr_error *err) TERR_MUST_USE;

/* Tells how much of what changed is drawn, where shapes are written. */
void drawing_tell(struct console *console, const struct terr_measured_change *measured);

#endif
