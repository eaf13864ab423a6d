# What the tests on a real PostGIS server share; read with `.`. Each starts a server of its own, in a
# temporary folder, that listens on a socket there and on no network, and ends it; without PostgreSQL
# and PostGIS they skip, saying so.
#
# usage of each script: SCRIPT COMMAND   (the path of the command under test)
#
# It sets $command, $root, $scratch and PGHOST, PGUSER, PGDATABASE for psql and for the command: the
# database maps has PostGIS. The role desk may connect, and nothing else.

set -u
LC_ALL=C
TZ=UTC
TERM=dumb
export LC_ALL TZ TERM
command=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
passed=0
failed=0
running=

skip() {
    echo "skipped: $1"
    exit 77
}

# The newest of those that Debian, Fedora and Homebrew have; or what is on the PATH.
find_server() {
    for bin in $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin 2>/dev/null |
        sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
        [ ! -x "$bin/initdb" ] || [ ! -x "$bin/pg_ctl" ] || return 0
    done
    skip "no PostgreSQL server (package postgresql)"
}

# It refuses to run as root.
as_server() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    else
        setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups "$@"
    fi
}

stop_server() {
    [ -z "$running" ] || (cd "$home" && as_server "$bin/pg_ctl" -D "$home/data" -m immediate stop) >/dev/null 2>&1
    running=
}

start_server() {
    if ! (cd "$home" && as_server "$bin/pg_ctl" -D "$home/data" -w -t 60 -l "$home/log" start) >/dev/null; then
        cat "$home/log"
        skip "the server does not start"
    fi
    running=yes
}

find_server
command -v psql >/dev/null || skip "no psql (package postgresql-client)"
command -v ogr2ogr >/dev/null || skip "no ogr2ogr (package gdal-bin)"
owner=postgres
id "$owner" >/dev/null 2>&1 || owner=nobody
[ "$(id -u)" -ne 0 ] || command -v setpriv >/dev/null || skip "no setpriv to run the server as another user"
scratch=$(mktemp -d) || exit 1
# In /tmp: the name of a socket is short.
home=$(mktemp -d /tmp/territory-postgis.XXXXXX) || exit 1
trap 'stop_server; rm -rf "$scratch" "$home"' EXIT
trap 'exit 1' INT TERM HUP
[ "$(id -u)" -ne 0 ] || chown "$owner" "$home"

cd "$home" || exit 1
as_server "$bin/initdb" -D "$home/data" -A trust -N -U postgres >"$scratch/initdb" 2>&1 || {
    cat "$scratch/initdb"
    skip "no database can be made"
}
# A client that is gone is noticed in a query too.
cat >>"$home/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$home'
fsync = off
client_connection_check_interval = 100
END
start_server
PGHOST=$home PGUSER=postgres PGDATABASE=maps
export PGHOST PGUSER PGDATABASE
unset PGPORT PGPASSWORD PGSERVICE PGOPTIONS
psql -d postgres -qc 'CREATE DATABASE maps'
psql -qc 'CREATE EXTENSION postgis' 2>"$scratch/postgis" || {
    cat "$scratch/postgis"
    skip "the server has no PostGIS (package postgresql-15-postgis-3)"
}
psql -qc 'CREATE ROLE desk LOGIN'
cd "$scratch" || exit 1

# check LABEL CODE: counts a check whose outcome is CODE
check() {
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1"
    fi
}

# query SQL: its rows, fields separated by |
query() {
    psql -XAtqc "$1"
}

# expect LABEL ACTUAL EXPECTED
expect() {
    [ "$2" = "$3" ]
    check "$1: '$2', expected '$3'" $?
}

# write NAME OPTION...: change of testdata/front into a database
write() {
    to=$1
    shift
    "$command" change -q -o "$to" "$@" "$root/testdata/front" 2>"$scratch/message"
}

# rows SCHEMA: all rows of its tables but for their id, and the tables
rows() {
    for table in $(query "SELECT tablename FROM pg_tables WHERE schemaname = '$1' AND tablename <> 'spatial_ref_sys' ORDER BY 1"); do
        echo "$table"
        query "SELECT to_jsonb(t) - 'id' FROM \"$1\".$table t ORDER BY 1"
    done
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit $?
}
