#!/bin/sh
# Measures territory against plain GEOS in C and other tools and prints one Markdown table.
#
# usage: sh tests/bench/run.sh [--runs N] [--small] [--build FOLDER] [--only WORD]
#
#   --runs N        paired runs of each work (default 3)
#   --small         synthetic maps alone, in seconds: shows that the bench works, not how fast anything is
#   --build FOLDER  measure what is built there (default: builds build/bench, optimised)
#   --only PART     one part alone: daily, window, peers, input, change, ladder or archive; may be repeated
#   --help          this page
#
# Real maps are read from TERRITORY_REAL_DATA (default ../shared/data beside the project) and left out, saying
# so, where they are not. Peers are used where they are installed: GeoPandas, PostGIS, GDAL with SpatiaLite,
# mapshaper (MAPSHAPER names its program). JOBS is the number of jobs (default 2).
#
# What is compared runs in turn, A B A B, as whole processes on warm files; times are medians of wall seconds,
# "times faster" is the median of the ratios pair by pair. The figures of both are compared in every work that
# has a peer: a difference ends the bench with exit 1. Progress goes to stderr, the table to stdout.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data=${TERRITORY_REAL_DATA:-$root/../shared/data}
runs=3
small=
build=
parts=
subset=21 # maps for peers that take a process a pair

while [ $# -gt 0 ]; do
    case $1 in
    --runs) runs=$2 && shift ;;
    --small) small=1 runs=1 ;;
    --build) build=$2 && shift ;;
    --only) parts="$parts $2" && shift ;;
    -h | --help) sed -n '2,/^set -eu/{/^set -eu/d; s/^# \{0,1\}//; p;}' "$0" && exit 0 ;;
    *) echo "run.sh: unknown option $1, see --help" >&2 && exit 2 ;;
    esac
    shift
done
case $runs in '' | *[!0-9]* | 0) echo "run.sh: --runs needs a number of 1 or more" >&2 && exit 2 ;; esac

if [ -z "$build" ]; then
    build=$root/build/bench
    cmake -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON >&2
    cmake --build "$build" --target territory_cli bench_generate bench_timer bench_plain_geos >&2
fi
territory=$build/cli/territory
generate=$build/tests/bench_generate
timer=$build/tests/bench_timer
plain_geos=$build/tests/bench_plain_geos

scratch=$(mktemp -d)
chmod 711 "$scratch" # a database server may run as another user
stopping=
cleanup() {
    [ -z "$stopping" ] || sh "$here/peers/$stopping.sh" stop "$scratch/$stopping" || true
    rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
jobs=
! "$territory" series --help | grep -e '--jobs' >/dev/null || jobs="--jobs ${JOBS:-2}"

say() { echo "bench: $*" >&2; }
fail() { say "$*" && exit 1; }
wanted() {
    [ -n "$parts" ] || return 0
    case " $parts " in *" $1 "*) ;; *) return 1 ;; esac
}
real() {
    [ -z "$small" ] || return 1
    [ -d "$data/$1" ] || { say "left out: no maps in $data/$1 (set TERRITORY_REAL_DATA)" && return 1; }
}

# timed NAME COMMAND...: runs it, its output to NAME.out, what it cost added to NAME.cost
timed() {
    cost=$scratch/$1.cost out=$scratch/$1.out
    shift
    "$timer" "$cost" "$@" >"$out" 2>"$out.err" || fail "failed: $1: $(tail -n 1 "$out.err")"
}

# median COLUMN FILE...: of the numbers in a column
median() {
    column=$1
    shift
    awk -v c="$column" '{ print $c }' "$@" | sort -g |
        awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}
wall() { median 1 "$scratch/$1.cost"; }
peak_mib() { median 4 "$scratch/$1.cost" | awk '{ printf "%.1f", $1 / 1024 }'; }

# faster A B SCALE: the median, pair by pair, of B's wall time times SCALE over A's
faster() {
    paste -d ' ' "$scratch/$1.cost" "$scratch/$2.cost" |
        awk -v s="$3" '{ print s * $5 / ($1 > 0 ? $1 : 1e-6) }' >"$scratch/ratios"
    median 1 "$scratch/ratios" | awk '{ printf($1 < 10 ? "%.1f×" : "%.0f×", $1) }'
}

# seconds NUMBER: for the table, in s or ms
seconds() { awk -v s="$1" 'BEGIN { if (s < 1) printf "%.0f ms", 1000 * s; else printf "%.2f s", s }'; }

row() { echo "| $1 | $2 | $3 | $4 | $5 |" >>"$scratch/table"; }

# same LABEL OURS OTHERS RELATIVE ABSOLUTE SKIP ROWS: the figures of both, or the end
same() {
    most=$(awk -F, -v relative="$4" -v absolute="$5" -v skip="$6" -v rows="$7" \
        -f "$here/figures.awk" "$2" "$3") ||
        fail "figures differ: $1: $most"
    say "$1: same figures, the greatest difference $most km²"
}

# against_geos NAME WORK TARGET FOLDER [OPTION...]: the series of a folder and the same by plain GEOS.
# Both cut straight edges and measure on the ellipsoid: 2 m² are the last printed digit of each, and 1e-8
# of an area what Simpson's rule and the grid of 1e-10 degree may move.
against_geos() {
    name=$1 work=$2 target=$3 folder=$4
    shift 4
    run=0
    while [ "$run" -lt "$runs" ]; do
        run=$((run + 1))
        # shellcheck disable=SC2086 # jobs are two words or none
        timed "$name" "$territory" series -q $jobs "$@" "$folder"
        timed "$name-geos" "$plain_geos" "$@" "$folder"/*.geojson
        same "$work" "$scratch/$name.out" "$scratch/$name-geos.out" 1e-8 2e-6 0 \
            "$(($(wc -l <"$scratch/$name.out") - 1))"
    done
    row "$work" "$(seconds "$(wall "$name")"), $(peak_mib "$name") MiB" \
        "plain GEOS $(seconds "$(wall "$name-geos")"), $(peak_mib "$name-geos") MiB" \
        "$(faster "$name" "$name-geos" 1)" "$target"
}

# against_peer PEER TARGET MODEL RELATIVE ABSOLUTE MOST_MAPS: the daily series by another tool. Each measures in
# a way of its own: its figures are held against ours of the area model MODEL, untimed, and may differ by
# RELATIVE of a figure and ABSOLUTE km². MOST_MAPS limits slow ones.
against_peer() {
    peer=$1 target=$2 model=$3 relative=$4 absolute=$5 most_maps=$6
    title=$(sh "$here/peers/$peer.sh" need) || { say "left out: $title" && return 0; }
    mkdir "$scratch/$peer"
    sh "$here/peers/$peer.sh" start "$scratch/$peer" || fail "$peer does not start"
    stopping=$peer
    set -- "$data"/deepstate-daily/*.geojson
    pairs=$(($# - 1))
    first_maps=$(printf '%s\n' "$@" | head -n "$most_maps")
    used=$(printf '%s\n' "$first_maps" | wc -l)
    used=$((used - 1))
    # the names are the archive's own, without blanks; the folder may hold some
    old_ifs=$IFS
    IFS='
'
    # shellcheck disable=SC2086
    set -- $first_maps
    IFS=$old_ifs
    "$territory" series -q --area "$model" "$data/deepstate-daily" >"$scratch/$peer-model.out"
    scale=$(awk -v p="$pairs" -v u="$used" 'BEGIN { print p / u }')
    run=0
    while [ "$run" -lt "$runs" ]; do
        run=$((run + 1))
        # shellcheck disable=SC2086
        timed "$peer-ours" "$territory" series -q $jobs "$data/deepstate-daily"
        timed "$peer-theirs" sh "$here/peers/$peer.sh" run "$scratch/$peer" "$@"
        same "$title" "$scratch/$peer-model.out" "$scratch/$peer-theirs.out" "$relative" "$absolute" 1 \
            "$used"
    done
    theirs=$(awk -v w="$(wall "$peer-theirs")" -v s="$scale" 'BEGIN { print w * s }')
    note=
    [ "$used" -eq "$pairs" ] || note=" ($used of $pairs pairs, scaled)"
    row "daily series" "$(seconds "$(wall "$peer-ours")")" "$title $(seconds "$theirs")$note" \
        "$(faster "$peer-ours" "$peer-theirs" "$scale")" "$target"
    sh "$here/peers/$peer.sh" stop "$scratch/$peer"
    stopping=
}

# alone NAME COMMAND...: without a peer
alone() {
    name=$1
    shift
    run=0
    while [ "$run" -lt "$runs" ]; do
        run=$((run + 1))
        timed "$name" "$@"
    done
}

# throughput NAME WORK FOLDER [OPTION...]: a series by the bytes it reads
throughput() {
    name=$1 work=$2 folder=$3
    shift 3
    # shellcheck disable=SC2086
    alone "$name" "$territory" series -q $jobs "$@" "$folder"
    bytes=$(cat "$folder"/* | wc -c)
    row "$work" "$(awk -v b="$bytes" -v s="$(wall "$name")" \
        'BEGIN { printf "%.0f MB/s (%.1f MB)", b / 1e6 / s, b / 1e6 }'), $(seconds "$(wall "$name")")" \
        "" "" "150 MB/s, aim 400"
}

# every status of a profile's zones as a zone of its own, as options
status_options() {
    "$territory" profiles "$1" | awk '
        /"(statuses|zones|rules)"/ { }
        { while (match($0, /"status": *"[a-z_0-9]+"/)) {
              s = substr($0, RSTART, RLENGTH); sub(/.*: *"/, "", s); sub(/"$/, "", s)
              if (s != "ignored" && !seen[s]++) printf "--zone %s ", s
              $0 = substr($0, RSTART + RLENGTH) } }'
}

# ladder SIZES: the same change in maps of more and more vertices, whole processes with their start, which
# weighs on the small ones: growth is told against the least time a vertex so far. Plain GEOS runs along
# up to where it takes seconds.
ladder() {
    least=
    for vertices in $1; do
        folder=$scratch/ladder
        mkdir "$folder"
        "$generate" "$folder" "$vertices" 2
        set -- "$folder"/*.geojson
        count=$(grep -o '\[[0-9]' "$@" | wc -l | awk '{ print $1 / 2 }')
        name=ladder-$vertices peer='' ratio=''
        run=0
        while [ "$run" -lt "$runs" ]; do
            run=$((run + 1))
            timed "$name" "$territory" change -q -f csv "$@"
            [ "$vertices" -le 300000 ] || continue
            timed "$name-geos" "$plain_geos" "$@"
            same "$vertices vertices" "$scratch/$name.out" "$scratch/$name-geos.out" 1e-8 2e-6 -1 2
        done
        if [ "$vertices" -le 300000 ]; then
            peer="plain GEOS $(seconds "$(wall "$name-geos")")"
            ratio=$(faster "$name" "$name-geos" 1)
        fi
        each=$(awk -v s="$(wall "$name")" -v c="$count" 'BEGIN { printf "%.0f", 1e9 * s / (2 * c) }')
        least=$(awk -v a="$each" -v l="${least:-$each}" 'BEGIN { print a < l ? a : l }')
        grown=$(awk -v a="$each" -v l="$least" 'BEGIN { printf "%.2f", a / (l > 0 ? l : 1) }')
        row "change, 2 maps of $vertices vertices" \
            "$(seconds "$(wall "$name")"), $each ns a vertex ($grown× the least so far), $(peak_mib "$name") MiB" \
            "$peer" "$ratio" "grows < 1.3×, aim 1.1×"
        rm -rf "$folder"
    done
}

# archives VERTICES DAYS...: the series of more and more days
archives() {
    vertices=$1
    shift
    for days; do
        folder=$scratch/archive
        mkdir "$folder"
        "$generate" "$folder" "$vertices" "$days"
        # shellcheck disable=SC2086
        alone "archive-$days" "$territory" series -q $jobs "$folder"
        lines=$(wc -l <"$scratch/archive-$days.out")
        [ "$lines" -eq $((days + 1)) ] || fail "a series of $days days has $((lines - 1)) rows"
        row "series, $days days of $vertices vertices" "$(seconds "$(wall "archive-$days")"), $(awk \
            -v s="$(wall "archive-$days")" -v d="$days" 'BEGIN { printf "%.3f", 1000 * s / d }') ms a day, $(
            peak_mib "archive-$days") MiB" "" "" "64 MiB, aim 32"
        rm -rf "$folder"
    done
}

: >"$scratch/table"
daily=$data/deepstate-daily
if [ -n "$small" ]; then
    mkdir "$scratch/small"
    "$generate" "$scratch/small" 500 12
    against_geos small "daily series" "" "$scratch/small"
    against_geos small-window "daily series and --window 5" "" "$scratch/small" --window 5
    ladder "1000 3000"
    archives 300 1 20
else
    if wanted daily && real deepstate-daily; then
        against_geos daily "daily series" "40×, aim 80×; 64 MiB, aim 32" "$daily"
    fi
    if wanted window && real deepstate-daily; then
        against_geos window "daily series and --window 90" "15×, aim 40×" "$daily" --window 90
    fi
    if wanted peers && real deepstate-daily; then
        # an equal-area projection bends the edges; SpatiaLite approximates the ellipsoid; the others
        # measure as we do with that model, to the last printed digits
        against_peer geopandas "100×, aim 200×" ellipsoid 5e-5 1e-3 100000
        against_peer postgis "50×, aim 100×" geodesic 1e-8 2e-6 100000
        against_peer spatialite "" geodesic 1e-4 1e-3 "$subset"
        against_peer mapshaper "" sphere 1e-8 2e-6 "$subset"
    fi
    if wanted input && real deepstate-raw; then
        # shellcheck disable=SC2046 # an option and a status each
        throughput raw "deepstate-raw, every status a zone" "$data/deepstate-raw" $(status_options deepstate)
    fi
    if wanted input && real isw-daily; then throughput isw "isw-daily" "$data/isw-daily"; fi
    if wanted change && real deepstate-daily; then
        alone change "$territory" change -q -f csv "$daily/deepstatemap_data_20250415.geojson" \
            "$daily/deepstatemap_data_20250714.geojson"
        row "change between two files" \
            "$(wall change | awk '{ printf "%.1f ms", 1000 * $1 }'), $(peak_mib change) MiB" "" "" "30 ms, aim 10"
    fi
    if wanted ladder; then ladder "10000 30000 100000 300000 1000000 3000000"; fi
    if wanted archive; then archives 500 10 100 1000 10000; fi
fi

[ -s "$scratch/table" ] || fail "nothing was measured"
processor=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1)
echo "$(date +%Y-%m-%d), ${processor:-$(uname -m)}, $(getconf _NPROCESSORS_ONLN) processors," \
    "$(uname -s); $("$territory" --version | head -n 1)${jobs:+, $jobs}; medians of $runs paired runs"
echo
echo "| work | territory | peer | times faster | target |"
echo "|---|---|---|---|---|"
cat "$scratch/table"
