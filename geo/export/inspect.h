/* export/inspect.h - what was found in snapshots and in a whole archive, as text, CSV and JSON.
 *
 * Forms as in export/plain.h, export/csv.h and export/json.h. Every function appends to `out`; ask
 * terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_INSPECT_H
#define GEO_EXPORT_INSPECT_H

#include <geo/base/text.h>
#include <geo/figure/finding.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_inspection;
struct terr_regions;
struct terr_ruler;

/* All that an inspection found. Borrowed from the caller. */
struct terr_inspected {
    const struct terr_archive *archive;
    const struct terr_ruler *ruler;
    const struct terr_inspection *const *inspections; /* in the order of the archive */
    size_t count;
    const struct terr_findings *findings; /* in order (terr_findings_sort)                    */
    const char *group_by;                 /* the property that features are grouped by, or NULL */
    const struct terr_regions *regions;   /* that the inspections were made with; or NULL        */
};

/* A finding in a sentence, without a capital or a full stop:
 *
 *     no snapshot from 2024-08-18 to 2024-08-19 (2 days)
 *     2022-09-10 (1662823401.geojson) differs by 4,655.42 km² from the one before, of 2022-09-06:
 *     1,163.85 km² a day, where 42.50 is usual
 */
TERR_API void terr_plain_finding(struct terr_text *out, const struct terr_finding *finding,
                                 const struct terr_archive *archive);

/* All findings of a kind in one line, the dates of at most `most` of them named; nothing where
 * there is none:
 *
 *     4 gaps: 2024-08-18 to 2024-08-19, 2025-01-01, 2025-03-31 to 2025-04-01 and 1 more
 */
TERR_API void terr_plain_finding_kind(struct terr_text *out, const struct terr_findings *findings,
                                      enum terr_finding_kind kind, size_t most,
                                      const struct terr_archive *archive);

/* How much of an inspection is shown as text. */
enum terr_inspect_detail {
    TERR_INSPECT_FINDINGS,   /* the archive, with every finding in a line of its own            */
    TERR_INSPECT_LINES,      /* the archive, then a line for each snapshot                      */
    TERR_INSPECT_PARAGRAPHS, /* a paragraph for each snapshot, behind the archive where it is more
                                than one; of one alone what else was found stands at its end    */
};

/* The archive:
 *
 *     536 snapshots, 2024-07-08 to 2025-12-31  deepstate-daily
 *       held 109,361.41 to 115,018.77 km²
 *       look at 71
 *         4 gaps: 2024-08-18 to 2024-08-19, 2025-01-01, 2025-03-31 to 2025-04-01, 2025-11-26
 *         67 repeats: 2024-08-09, ...
 *
 * All gaps and repeats are named; of other kinds 10 have a line, the others are counted. A
 * snapshot: its date, its counts, its statuses as a table (or its groups), its overlaps, what no
 * rule names, its repairs, the SHA-256 of its files, and, where they were asked for, its features:
 *
 *     1752434269.geojson  2025-07-13 (from its name: 2025-07-13T19:17:49Z)  deepstate
 *       features 499: 390 ignored, 0 null, 0 unclassified; 15,269 vertices
 *       status                features    published km²      counted km²
 *       occupied                   14        70,057.21        70,057.21
 *       held 114,039.69 km²
 *       repaired 1 feature
 *         features[17] Self-intersection at 37.123456, 48.123456: 12.34 to 12.35 km²
 *       sha256 0e5751c0...
 *
 * Where it is by region, a table of the regions, the largest area held first, closes each
 * paragraph; whose borders they are is said at the end:
 *
 *       region           held km²  of the region     occupied     contested
 *       Westmark         2,730.33        18.61 %     2,730.33         12.50
 *
 * In names, '?' stands for what a terminal must not see. */
TERR_API void terr_plain_inspect(struct terr_text *out, const struct terr_inspected *inspected,
                                 enum terr_inspect_detail detail);

/* date,snapshot,date_source,profile,status,features,published_km2,counted_km2,ignored,null,
 * unclassified,repaired,vertices,held_km2,overlap_km2,repair_km2,published,sha256: one row for each
 * snapshot and status, in which what is said of the snapshot repeats. A snapshot without polygons
 * has one row whose status, features and areas are empty. date_source is "file_name", "document",
 * "property" or "none"; a date that is not known is empty. overlap_km2 is of the status, repair_km2
 * of the snapshot: what its repairs changed; `published` its instant or day; of several files the
 * digests are parted by blanks. */
TERR_API void terr_csv_inspect(struct terr_text *out, const struct terr_inspected *inspected);

/* date,snapshot,feature,file,layer,kind,status,vertices,published_km2,repaired_km2,description: one
 * row for each feature; repaired_km2, the area after the repair, is empty where none was needed.
 * The inspections must have been made with features. kind is "polygons", "ignored" or "null". */
TERR_API void terr_csv_inspect_features(struct terr_text *out,
                                        const struct terr_inspected *inspected);

/* date,snapshot,PROPERTY,features,published_km2,percent: one row for each snapshot and value of the
 * property, the largest area first; the value of features without one is empty. percent is of the
 * area that the publisher's percentages are of, with 3 decimals; empty where the profile says
 * none. */
TERR_API void terr_csv_inspect_groups(struct terr_text *out,
                                      const struct terr_inspected *inspected);

/* date,snapshot,zone,status,region,area_km2,region_km2,percent: the inspections must have been made
 * with regions. For each snapshot the default zone (status is empty) and then each status (zone is
 * empty), of each one row for each region and at last for what lies in none, TERR_OUTSIDE, where
 * the last two fields are empty. Areas are as counted, and add up to held_km2 or counted_km2 of
 * terr_csv_inspect unless regions overlap; percent is of the region. */
TERR_API void terr_csv_inspect_regions(struct terr_text *out,
                                       const struct terr_inspected *inspected);

/* kind,date,snapshot,other_date,other_snapshot,first_day,last_day,count,km2,near_km2,finding: one
 * row for each finding (figure/finding.h), the last field its sentence; what is not said of a kind
 * is empty. */
TERR_API void terr_csv_inspect_findings(struct terr_text *out,
                                        const struct terr_inspected *inspected);

/* schemas/inspect.schema.json */
TERR_API void terr_json_inspect(struct terr_text *out, const struct terr_inspected *inspected);

TERR_END_DECLS

#endif
