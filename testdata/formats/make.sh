#!/bin/sh
# Makes the files beside it, but front.topojson, from front.geojson, with ogr2ogr of GDAL 3.6. usage: sh make.sh
set -eu
cd "$(dirname "$0")"
export OGR_CURRENT_DATE=2025-03-01T00:00:00.000Z
rm -f front.shp front.gpkg front.fgb front.kml front-utm.gpkg front-utm.geojson
ogr2ogr -lco ENCODING=UTF-8 front.shp front.geojson
ogr2ogr -lco SPATIAL_INDEX=NO front.gpkg front.geojson
ogr2ogr front.fgb front.geojson
ogr2ogr -f KML front.kml front.geojson 2>/dev/null # it says that a ring crosses itself
ogr2ogr -lco SPATIAL_INDEX=NO -t_srs EPSG:32636 front-utm.gpkg front.geojson
ogr2ogr -t_srs EPSG:32636 -lco RFC7946=NO front-utm.geojson front.geojson
cp front.kml doc.kml
python3 -m zipfile -c front.kmz doc.kml
python3 -m zipfile -c front.zip front.shp front.shx front.dbf front.prj front.cpg
cp front.zip front.shz
python3 -m zipfile -c days.zip ../front/front_20250301.geojson ../front/front_20250302.geojson
tar czf front.tar.gz front.shp front.shx front.dbf front.prj front.cpg
gzip -nc front.geojson >front.geojson.gz
rm doc.kml
