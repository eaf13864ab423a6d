#!/bin/sh
# What a careful editor finds in real archives: days that are missing and days that repeat, a date in the
# future, an old map under a new date, regions that had to be repaired; and that good maps are quiet.
. "$(dirname "$0")/support.sh"
need deepstate-daily

# survey FOLDER: the findings of an archive, as CSV in $scratch/FOLDER.csv
survey() {
    [ -e "$data/$1" ] || { echo "skipped: no real maps in $data/$1" && return 1; }
    name=$(basename "$1")
    "$command" inspect -q --today 2026-03-31 --findings -f csv "$data/$1" >"$scratch/$name.csv"
    check "inspect of $1 runs" $?
}

# found FOLDER KIND COUNT: how many findings of a kind there are
found() {
    count=$(grep -c "^$2," "$scratch/$1.csv")
    [ "$count" -eq "$3" ]
    check "$1: $2 $count, expected $3" $?
}

# has FOLDER PATTERN: a finding that must be there
has() {
    grep -q "$2" "$scratch/$1.csv"
    check "$1: $2" $?
}

survey deepstate-daily
found deepstate-daily gap 4
for days in 2024-08-18,2024-08-19 2025-01-01,2025-01-01 2025-03-31,2025-04-01 2025-11-26,2025-11-26; do
    has deepstate-daily "^gap,[^,]*,[^,]*,,,$days,"
done
# The expected steps were computed by Shapely: a day that repeats is one on which nothing changed.
awk -F, 'NR > 1 && $4 != "" && $5 == 0 && $6 == 0 { print $1 }' \
    "$data/expected/deepstate-daily.csv" >"$scratch/still"
grep '^repeat,' "$scratch/deepstate-daily.csv" | cut -d, -f2 >"$scratch/repeats"
cmp -s "$scratch/still" "$scratch/repeats"
check "deepstate-daily: the days that repeat are those on which nothing changed" $?
found deepstate-daily repeat 67
[ "$(wc -l <"$scratch/deepstate-daily.csv")" -eq 72 ]
check "deepstate-daily: nothing else is found" $?

# Two withdrawals, of Kharkiv and of Kherson, moved the map as nothing else did.
if survey deepstate-raw; then
    found deepstate-raw jump 2
    has deepstate-raw '^jump,2022-09-10,'
    has deepstate-raw '^jump,2022-11-18,'
    found deepstate-raw gap 5
    [ "$(wc -l <"$scratch/deepstate-raw.csv")" -eq 8 ]
    check "deepstate-raw: nothing else is found" $?
fi

if survey isw-simplified; then
    has isw-simplified '^future_date,2202-02-02,'
    found isw-simplified future_date 1
    has isw-simplified '^misdated,2026-01-25,2026-01-25.geojson,2024-11-03,'
    found isw-simplified misdated 1
    found isw-simplified jump 0
fi

if survey boundaries/ukraine-oblasts.geojson; then
    has ukraine-oblasts.geojson '^repaired,.*Kherson.*Mykolaiv'
    "$command" inspect -q -f json "$data/boundaries/ukraine-oblasts.geojson" >"$scratch/regions.json"
    # what buffer(0) would leave of Kherson is 53 km2
    grep -q '"name": "Kherson.*"Hole lies outside shell".*"clean_km2": 26142\.[0-9]*, "stray_hole": true' \
        "$scratch/regions.json"
    check "Kherson keeps its 26 142 km2" $?
    grep -q '"name": "Mykolaiv.*"Hole lies outside shell".*"stray_hole": true' "$scratch/regions.json"
    check "Mykolaiv is named" $?
fi

# A file that was published on two days; maps whose name is not the day that they show.
if survey nzz-daily; then
    found nzz-daily repeat 1
    found nzz-daily contradicted_date 4
    has nzz-daily '^contradicted_date,2022-10-16,2022-10-18.json,,,2022-10-18,'
fi

# The layer of assessed advances begins between two of the maps.
if survey isw-daily; then
    found isw-daily jump 1
    has isw-daily '^jump,2023-05-20,'
fi

for quiet in isw-layers uacontrolmap-daily; do
    survey "$quiet" || continue
    [ "$(wc -l <"$scratch/$quiet.csv")" -eq 1 ]
    check "$quiet: nothing is found" $?
done

# A layer that is not there on one of three dates.
if [ -d "$data/isw-layers" ]; then
    cp -R "$data/isw-layers" "$scratch/layers"
    chmod -R u+w "$scratch/layers"
    rm "$scratch"/layers/UkrainianReportedPartisanWarfare/20221108*
    "$command" inspect -q --findings -f csv "$scratch/layers" >"$scratch/layers.csv"
    check "inspect of layers runs" $?
    found layers missing_layer 1
    has layers '^missing_layer,2022-11-08,.*UkrainianReportedPartisanWarfare'
fi

# The same map under the day after next: an old map under a new date.
mkdir "$scratch/stale"
cp "$data"/deepstate-daily/deepstatemap_data_20250[4-7]*.geojson "$scratch/stale"
cp "$data/deepstate-daily/deepstatemap_data_20250410.geojson" \
    "$scratch/stale/deepstatemap_data_20250801.geojson"
"$command" inspect -q --findings -f csv "$scratch/stale" >"$scratch/stale.csv"
check "inspect of a folder with an old map runs" $?
has stale '^misdated,2025-08-01,deepstatemap_data_20250801.geojson,2025-04-10,'
found stale misdated 1

# The same in the middle, where the next map is right again.
rm "$scratch/stale/deepstatemap_data_20250801.geojson"
cp "$data/deepstate-daily/deepstatemap_data_20250410.geojson" \
    "$scratch/stale/deepstatemap_data_20250615.geojson"
"$command" inspect -q --findings -f csv "$scratch/stale" >"$scratch/stale.csv"
has stale '^misdated,2025-06-15,deepstatemap_data_20250615.geojson,2025-04-10,'
found stale misdated 1
found stale jump 0
finish
