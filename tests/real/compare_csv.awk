# Compares the columns that two CSV files share, row by row: awk -F, -v key=NAME -v tolerance=T
# -v needs="COLUMN ..." -v rename="OURS=THEIRS ..." -f compare_csv.awk EXPECTED ACTUAL
# `needs` names, as EXPECTED does, columns that must be among the shared ones.
# Numbers must agree within the tolerance, other fields exactly, and an empty field only with an empty
# one. Prints the differences and a count of what was compared; exits 1 where anything differs or
# nothing was compared.
function differ(what) {
    if (++differences <= 10) print what
}
function number(text) { return text ~ /^-?[0-9]+(\.[0-9]+)?$/ }
BEGIN {
    pairs = split(rename, list, " ")
    for (i = 1; i <= pairs; i++) {
        split(list[i], pair, "=")
        theirs[pair[1]] = pair[2]
    }
}
FNR == 1 && NR == 1 {
    for (i = 1; i <= NF; i++) expected_at[$i] = i
    next
}
FNR == 1 {
    for (i = 1; i <= NF; i++) {
        name = ($i in theirs) ? theirs[$i] : $i
        if (name in expected_at) shared[i] = name
        if (name == key) key_at = i
    }
    for (i in shared) is_shared[shared[i]] = 1
    wanted = split(needs, list, " ")
    for (i = 1; i <= wanted; i++) {
        if (!(list[i] in is_shared)) differ("no column " list[i])
    }
    reading_actual = 1
    next
}
!reading_actual {
    expected_rows++
    for (name in expected_at) expected[$expected_at[key], name] = $expected_at[name]
    expected_keys[$expected_at[key]] = 1
    next
}
{
    sub(/\.geojson$/, "", $key_at)
    row = $key_at
    if (!(row in expected_keys)) { differ("row " row " is not expected"); next }
    actual_rows++
    for (i in shared) {
        name = shared[i]
        want = expected[row, name]
        have = $i
        cells++
        if (number(want) && number(have)) {
            d = want - have
            if (d < 0) d = -d
            if (d > largest) largest = d
            if (d > tolerance) differ(row " " name ": " have ", expected " want)
        } else if (want != have) {
            differ(row " " name ": '" have "', expected '" want "'")
        }
    }
}
END {
    if (actual_rows != expected_rows) differ(actual_rows " rows, expected " expected_rows)
    printf "%d rows, %d cells compared, largest difference %.7f\n", actual_rows, cells, largest
    exit differences > 0 || cells == 0
}
