/* export/inspect_paragraph.h - one snapshot as a paragraph of text (export/inspect.h shows it). */
#ifndef GEO_EXPORT_INSPECT_PARAGRAPH_H
#define GEO_EXPORT_INSPECT_PARAGRAPH_H

#include <geo/export/inspect.h>

TERR_BEGIN_DECLS

void terr_plain_inspect_paragraph(struct terr_text *out, const struct terr_inspection *inspection,
                                  const struct terr_inspected *inspected);

TERR_END_DECLS

#endif
