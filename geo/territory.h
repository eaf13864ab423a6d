/* territory.h - the public door of the library.
 *
 *     bytes -> snapshot -> zones -> change -> figures -> csv, json, geojson
 *     base     source      zone     zone     figure     export
 *
 * Longitudes come before latitudes, in degrees on WGS 84; areas inside the library are square
 * metres. Functions that can fail return enum terr_code and write one sentence into the struct
 * terr_error given last. The library never prints, never exits and keeps no global state of its
 * own.
 */
#ifndef GEO_TERRITORY_H
#define GEO_TERRITORY_H

#include <geo/base/api.h>
#include <geo/base/date.h>
#include <geo/base/digest.h>
#include <geo/base/draft.h>
#include <geo/base/draft_set.h>
#include <geo/base/error.h>
#include <geo/base/file.h>
#include <geo/base/number.h>
#include <geo/base/paths.h>
#include <geo/base/progress.h>
#include <geo/base/spelling.h>
#include <geo/base/text.h>
#include <geo/base/times.h>
#include <geo/base/timezone.h>
#include <geo/base/utf8.h>
#include <geo/export/check.h>
#include <geo/export/compare.h>
#include <geo/export/connection_name.h>
#include <geo/export/csv.h>
#include <geo/export/database.h>
#include <geo/export/geojson.h>
#include <geo/export/inspect.h>
#include <geo/export/json.h>
#include <geo/export/matrix.h>
#include <geo/export/part_kind.h>
#include <geo/export/plain.h>
#include <geo/export/style.h>
#include <geo/export/table.h>
#include <geo/export/vector.h>
#include <geo/export/vega_lite.h>
#include <geo/export/when.h>
#include <geo/figure/claims.h>
#include <geo/figure/comparisons.h>
#include <geo/figure/dating.h>
#include <geo/figure/demand.h>
#include <geo/figure/finding.h>
#include <geo/figure/gross.h>
#include <geo/figure/gross_change.h>
#include <geo/figure/inspection.h>
#include <geo/figure/inspections.h>
#include <geo/figure/matrix.h>
#include <geo/figure/measure.h>
#include <geo/figure/pairs.h>
#include <geo/figure/printed.h>
#include <geo/figure/provenance.h>
#include <geo/figure/reading.h>
#include <geo/figure/running.h>
#include <geo/figure/series.h>
#include <geo/figure/survey.h>
#include <geo/figure/tally.h>
#include <geo/figure/unit.h>
#include <geo/figure/verdict.h>
#include <geo/figure/when.h>
#include <geo/shape/area.h>
#include <geo/shape/cleaning.h>
#include <geo/shape/delta.h>
#include <geo/shape/engine.h>
#include <geo/shape/layers.h>
#include <geo/shape/multipolygon.h>
#include <geo/shape/projection.h>
#include <geo/shape/simplify.h>
#include <geo/shape/width.h>
#include <geo/source/archive.h>
#include <geo/source/places.h>
#include <geo/source/profile.h>
#include <geo/source/remote.h>
#include <geo/source/snapshot.h>
#include <geo/version.h>
#include <geo/zone/change.h>
#include <geo/zone/comparison.h>
#include <geo/zone/drawing.h>
#include <geo/zone/memo.h>
#include <geo/zone/origin.h>
#include <geo/zone/spots.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/statuses.h>
#include <geo/zone/transitions.h>
#include <geo/zone/standing.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <geo/zone/zones.h>

#endif
