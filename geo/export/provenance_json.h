/* export/provenance_json.h - where figures come from, as members of a JSON document.
 *
 * Every function appends to `out`, and takes what went wrong on the way for an append that failed.
 */
#ifndef GEO_EXPORT_PROVENANCE_JSON_H
#define GEO_EXPORT_PROVENANCE_JSON_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_provenance;

/* The member "provenance" of a document, as schemas/change, series, check and when.schema.json have
 * it. */
void terr_document_provenance(struct terr_text *out, const struct terr_provenance *provenance);

/* The same method as a JSON string; and the snapshots as a list, one a line, behind `indent`. */
void terr_provenance_add_json_method(struct terr_text *out,
                                     const struct terr_provenance *provenance);
void terr_provenance_add_json_snapshots(struct terr_text *out,
                                        const struct terr_provenance *provenance,
                                        const char *indent);

TERR_END_DECLS

#endif
