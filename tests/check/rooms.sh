#!/bin/sh
# Holds every #include line of geo/ and cli/ to geo/rooms.txt and prints those that break it.
#
# usage: rooms.sh [ROOT]        ROOT is the project's folder, by default the one this file is in
#        rooms.sh --self-test   shows that the check can fail
#
# In geo/: <geo/ROOM/...> of the file's own room or of one it may include, <geo/version.h>, headers of C
# and POSIX, and those of partners where a gate says so. In cli/: <geo/territory.h>, the command's own
# headers in quotes, and headers of C and POSIX. geo/territory.h may include every room.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)

check_lines='
function offend(why) { printf "%s:%d: %s: %s\n", FILENAME, FNR, why, $0; bad++ }

function is_system(header) { return index(" " system_headers " ", " " header " ") > 0 }

# Whether a partner header stands in a file that is its gate; "" where it is no partner of ours.
function gate_answer(header, file,   i, answer) {
    answer = ""
    for (i = 1; i <= gates; i++) {
        if (index(header, prefix[i]) != 1) continue
        if (gate_files[i, file]) return "yes"
        answer = "no"
    }
    return answer
}

function check_geo(header, file, room,   wanted, answer) {
    if (header == "geo/version.h") return
    if (index(header, "geo/") == 1) {
        wanted = substr(header, 5)
        if (!sub("/.*", "", wanted)) offend("not a header of a room")
        else if (file != "territory.h" && !may[room, wanted]) offend(room " may not include " wanted)
        return
    }
    if (is_system(header)) return
    answer = gate_answer(header, file)
    if (answer == "no") offend("partner outside its gate")
    if (answer == "") offend("neither ours, nor C or POSIX, nor a partner in rooms.txt")
}

FILENAME == "geo/rooms.txt" {
    if ($1 == "gate") {
        gates++
        prefix[gates] = $2
        for (i = 3; i <= NF; i++) gate_files[gates, $i] = 1
    } else if (NF && $1 !~ /^#/) {
        known[$1] = 1
        may[$1, $1] = 1
        for (i = 2; i <= NF; i++) may[$1, $i] = 1
    }
    next
}

FNR == 1 && FILENAME ~ /^geo\// {
    file = substr(FILENAME, 5)
    room = file
    if (!sub("/.*", "", room)) room = "(top)"
    else if (!known[room]) offend("folder " room " is no room in rooms.txt")
}

/^[ \t]*#[ \t]*include/ {
    header = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "", header)
    opening = substr(header, 1, 1)
    header = substr(header, 2)
    sub(/[>"].*/, "", header)
    if (opening != "<" && opening != "\"") offend("names no header")
    else if (FILENAME ~ /^geo\//) {
        if (opening == "\"") offend("quotes inside the library")
        else check_geo(header, file, room)
    } else if (opening == "\"") {
        if (header ~ /\//) offend("not a header of the command")
    } else if (header != "geo/territory.h" && !is_system(header)) {
        offend("the command includes geo/territory.h alone")
    }
}

END { exit bad > 0 }'

system_headers='assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h
math.h setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h
stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h
dirent.h dlfcn.h fcntl.h fnmatch.h glob.h langinfo.h libgen.h poll.h pthread.h regex.h sched.h
semaphore.h strings.h sys/mman.h sys/resource.h sys/select.h sys/stat.h sys/time.h sys/types.h
sys/uio.h sys/wait.h termios.h unistd.h'

check_tree()
{
    cd "$1"
    # file names in the project hold no blanks
    # shellcheck disable=SC2046
    awk -v system_headers="$(echo $system_headers)" "$check_lines" geo/rooms.txt \
        $(find geo cli -name '*.[ch]' | sort)
}

# expect_offence FILE LINE: a tree with this one line in it must be refused
expect_offence()
{
    mkdir -p "$tree/$(dirname "$1")"
    printf '%s\n' "$2" >"$tree/$1"
    if (check_tree "$tree") >"$tree/found"; then
        echo "not found: $2 in $1"
        failed=1
    elif [ "$(wc -l <"$tree/found")" -ne 1 ]; then
        echo "more than one line found for: $2 in $1"
        failed=1
    fi
    rm "$tree/$1"
}

self_test()
{
    tree=$(mktemp -d)
    trap 'rm -rf "$tree"' EXIT
    failed=0
    mkdir -p "$tree/geo/base" "$tree/geo/shape" "$tree/cli"
    cp "$here/../../geo/rooms.txt" "$tree/geo/rooms.txt"
    printf '%s\n' '#include <geo/base/error.h>' '#include <string.h>' '#include <geos_c.h>' \
        >"$tree/geo/shape/engine.c"
    printf '%s\n' '#include <geo/territory.h>' '#include "exit.h"' >"$tree/cli/main.c"
    (check_tree "$tree") || failed=1

    expect_offence geo/base/x.c '#include <geo/shape/area.h>'
    expect_offence geo/base/x.h '#  include <geo/export/csv.h>'
    expect_offence geo/shape/area.c '#include <geos_c.h>'
    expect_offence geo/base/x.c '#include <gdal.h>'
    expect_offence geo/base/x.c '#include <curl/curl.h>'
    expect_offence geo/base/x.c '#include "error.h"'
    expect_offence geo/base/x.c '#include HEADER'
    expect_offence geo/base/x.c '#include <geo/territory.h>'
    expect_offence geo/utils/x.c 'int x;'
    expect_offence cli/x.c '#include <geo/base/error.h>'
    expect_offence cli/x.c '#include "../geo/base/error.h"'
    expect_offence cli/x.h '#include <gdal.h>'
    [ "$failed" -eq 0 ] && echo "rooms.sh finds what it must find"
    exit "$failed"
}

case ${1:-} in
--self-test) self_test ;;
*) check_tree "${1:-$here/../..}" && echo "every #include line keeps to geo/rooms.txt" ;;
esac
