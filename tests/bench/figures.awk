# Compares two CSVs of daily figures row by row: the columns that end in _km2 and that both have.
# A row of ours with an empty figure (the first has no change) is passed over where the other has none either.
#
# usage: awk -F, -v relative=1e-9 -v absolute=2e-6 -v skip=1 -v rows=2 -f figures.awk OURS OTHERS
#
# `skip` rows of OURS come before the first of OTHERS (pairs have one row less than maps); OTHERS has
# `rows`. Prints the greatest difference in km²; exits 1, naming the row, where one is greater than absolute + relative × figure.
FNR == 1 {
    file++
    for (i = 1; i <= NF; i++) if ($i ~ /_km2$/) at[file, $i] = i
    if (file == 2) for (key in at) {
        split(key, part, SUBSEP)
        if (part[1] == 1 && (2, part[2]) in at) shared[part[2]] = 1
    }
    next
}
file == 1 { ours[FNR - 1] = $0; next }
{
    seen++
    split(ours[FNR - 1 + skip], mine, ",")
    for (name in shared) {
        a = mine[at[1, name]]
        b = $(at[2, name])
        if (a == "" && b == "") continue
        if (a !~ /^-?[0-9.]+$/ || b !~ /^-?[0-9.]+$/) fail(name)
        compared++
        d = a < b ? b - a : a - b
        if (d > most) most = d
        if (d > absolute + relative * (a < 0 ? -a : a)) fail(name)
    }
}
function fail(name) {
    printf "row %d, %s: %s against %s\n", FNR - 1, name, a, b
    failed = 1
    exit 1
}
END {
    if (failed) exit 1
    if (!compared) { print "nothing to compare"; exit 1 }
    if (seen != rows) { printf "%d rows, where %d were to come\n", seen, rows; exit 1 }
    printf "%.6f\n", most
}
