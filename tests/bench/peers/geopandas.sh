#!/bin/sh
# GeoPandas: geopandas_pairs.py in a python3 that has it.
#
# usage: geopandas.sh need | start FOLDER | run FOLDER FILE... | stop FOLDER    (see ../run.sh, "peer")
set -eu
LC_ALL=C
export LC_ALL

# find_python: the first python3 that can import geopandas; Debian's own is not always first on the path
find_python() {
    for python in python3 /usr/bin/python3; do
        "$python" -c 'import geopandas' 2>/dev/null && return
    done
    return 1
}

case $1 in
need)
    find_python || {
        echo "GeoPandas is not installed (Debian: apt-get install python3-geopandas)"
        exit 1
    }
    "$python" -c 'import geopandas; print("GeoPandas", geopandas.__version__)' ;;
start) find_python && echo "$python" >"$2/python" ;;
run)
    read -r python <"$2/python"
    shift 2
    exec "$python" "$(dirname "$0")/geopandas_pairs.py" "$@" ;;
stop) ;;
esac
