#!/bin/sh
# PostGIS in a cluster of its own: maps are inserted from their files by psql, one query tells every pair.
# Areas are those of type geography (geodesic edges on the ellipsoid). The server runs as user postgres
# where the script runs as root, and is reached by a socket in FOLDER alone.
#
# usage: postgis.sh need | start FOLDER | run FOLDER FILE... | stop FOLDER    (see ../run.sh, "peer")
set -eu
LC_ALL=C
export LC_ALL
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb || echo /none)")

as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups "$@")
    else
        "$@"
    fi
}

ask() { psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$folder/socket" -U postgres -d postgres "$@"; }

# script_for FILE...: the maps into a table, and the pairs out of it
script_for() {
    echo "SET client_min_messages = warning; DROP TABLE IF EXISTS maps;"
    echo "CREATE TABLE maps (number integer PRIMARY KEY, land geometry);"
    echo "BEGIN;"
    number=0
    for file; do
        number=$((number + 1))
        # psql reads the file itself, so the server needs no right to
        printf '%s\n' "\\set document \`cat '$file'\`" \
            "INSERT INTO maps SELECT $number, ST_Union(ST_GeomFromGeoJSON(f->'geometry'))" \
            "FROM json_array_elements(:'document'::json->'features') f;"
    done
    cat <<'SQL'
COMMIT;
ANALYZE maps;
\echo gained_km2,lost_km2
SELECT round((ST_Area(ST_Difference(b.land, a.land)::geography) / 1e6)::numeric, 6) || ',' ||
       round((ST_Area(ST_Difference(a.land, b.land)::geography) / 1e6)::numeric, 6)
FROM maps a JOIN maps b ON b.number = a.number + 1 ORDER BY a.number;
SQL
}

case $1 in
need)
    if ! [ -x "$programs/initdb" ] || ! command -v psql >/dev/null ||
        ! find "$programs/../share" /usr/share/postgresql -name postgis.control 2>/dev/null | grep . >/dev/null; then
        echo "PostGIS is not installed (Debian: apt-get install postgresql-15-postgis-3)"
        exit 1
    fi
    "$programs/postgres" --version | sed 's/ (Debian.*//' | sed 's/^postgres (PostgreSQL)/PostGIS on PostgreSQL/' ;;
start)
    folder=$2
    mkdir "$folder/socket" "$folder/cluster"
    chmod 711 "$folder"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder/socket" "$folder/cluster"
    {
        as_server "$programs/initdb" -D "$folder/cluster" -U postgres -A trust -E UTF8 --locale=C -N
        as_server "$programs/pg_ctl" -D "$folder/cluster" -w -l "$folder/cluster/log" \
            -o "-c listen_addresses='' -k '$folder/socket'" start
        ask -c 'CREATE EXTENSION postgis'
    } >"$folder/start.log" 2>&1 ;;
run)
    folder=$2
    shift 2
    script_for "$@" | ask ;;
stop) as_server "$programs/pg_ctl" -D "$2/cluster" -m fast stop >/dev/null ;;
esac
