/* export/json_member.h - the members that the JSON documents are made of, alike in each.
 *
 * Every function appends to `out`.
 */
#ifndef GEO_EXPORT_JSON_MEMBER_H
#define GEO_EXPORT_JSON_MEMBER_H

#include <geo/base/text.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_dated;
struct terr_repair;
struct terr_measured_change;
struct terr_ruler;
struct terr_zone;

/* The name of a member, behind a comma unless it is the first of its object. */
void terr_member_name(struct terr_text *out, const char *name);

/* A member whole. A string that is NULL is null; so are degrees that are not finite. */
void terr_member_string(struct terr_text *out, const char *name, const char *string);
void terr_member_strings(struct terr_text *out, const char *name, char *const *strings,
                         size_t count);
void terr_member_count(struct terr_text *out, const char *name, size_t count);
void terr_member_null(struct terr_text *out, const char *name);
void terr_member_km2(struct terr_text *out, const char *name, double area_m2);
void terr_member_day(struct terr_text *out, const char *name, int32_t day);
void terr_member_degrees(struct terr_text *out, const char *name, double degrees);

/* "published": the instant of a snapshot, or its day where no more is known. */
void terr_member_published(struct terr_text *out, const struct terr_dated *dated);

/* "zone" and "statuses". */
void terr_member_zone(struct terr_text *out, const struct terr_zone *zone);

/* A line of the ledger as an object; `feature`, what describes the feature, or NULL. */
void terr_member_repair(struct terr_text *out, const struct terr_repair *repair,
                        const char *feature);

/* Begins the document: the members that every one has. And begins a further member of the document
 * itself, each on its own line. */
void terr_document_head(struct terr_text *out, const char *type, const struct terr_archive *archive,
                        const struct terr_ruler *ruler);
void terr_document_line(struct terr_text *out, const char *name);

/* Members of the document: the two ends of a window with the repairs made in their snapshots, and
 * how many days lie between them. */
void terr_document_window(struct terr_text *out, const struct terr_measured_change *measured);

/* Begins an element of a list that has one element a line, and ends the list. */
void terr_element_begin(struct terr_text *out, size_t index, const char *indent);
void terr_elements_end(struct terr_text *out, size_t count, const char *indent);

TERR_END_DECLS

#endif
