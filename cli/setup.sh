# What cli/quickstart.sh and tests/run.sh share; read with `.` in the project's folder.
#
# require_packages build|test   installs what is missing, or says what to run and exits 3
# build_into FOLDER OPTION...   configures with these options of CMake and builds; silent where it works

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

find_manager()
{
    for manager in apt-get dnf brew; do
        if command -v "$manager" >/dev/null; then return; fi
    done
    manager=none
}

has_ukrainian_locale() { locale -a 2>/dev/null | grep -Eiq '^uk_UA\.utf-?8$'; }

has_cgal() { echo '#include <CGAL/version.h>' | c++ -E -x c++ - >/dev/null 2>&1; }

has_postgis()
{
    for control in /usr/share/postgresql/*/extension/postgis.control \
        /usr/share/pgsql/extension/postgis.control; do
        [ ! -f "$control" ] || return 0
    done
    return 1
}

# lacking SET: what is missing and cannot be done without, one a line
lacking()
{
    programs='cmake ninja cc pkg-config'
    libraries='gdal>=3.6 geos>=3.11 proj>=9.1 libcjson>=1.7.15 libcurl>=7.88 nettle>=3.7'
    if [ "$1" = test ]; then
        programs="$programs c++ python3"
        libraries="$libraries cmocka>=1.1.5"
    fi
    for program in $programs; do
        command -v "$program" >/dev/null || echo "$program"
    done
    for library in $libraries; do
        pkg-config --exists "${library%%>=*} >= ${library##*>=}" 2>/dev/null || echo "$library"
    done
}

# wanting SET: the same, and what only some tests need, which are skipped without it
wanting()
{
    lacking "$1"
    [ "$1" = test ] || return 0
    command -v ogr2ogr >/dev/null || echo ogr2ogr
    has_cgal || echo CGAL
    for program in node npm; do
        command -v "$program" >/dev/null || echo "$program"
    done
    # Fedora has no package of it.
    [ "$manager" = dnf ] || command -v cmark-gfm >/dev/null || echo cmark-gfm
    # Homebrew has none of these as a package.
    [ "$manager" != brew ] || return 0
    python3 -c 'import jsonschema' 2>/dev/null || echo "jsonschema for python3"
    python3 -c 'import yaml' 2>/dev/null || echo "yaml for python3"
    has_ukrainian_locale || echo "locale uk_UA.UTF-8"
    has_postgis || echo PostGIS
}

in_one_line() { tr '\n' ',' | sed -e 's/,$//' -e 's/,/, /g'; }

# node_packages PACKAGE...: those packages where npm is missing. Node of another source brings its own
# npm and refuses the distribution's, and with it all that is installed along.
node_packages() { command -v npm >/dev/null || echo "$@"; }

# package_list SET: the packages, as the package manager names them
package_list()
{
    case $manager in
    apt-get) echo gcc libc6-dev cmake ninja-build pkg-config libgdal-dev libgeos-dev libproj-dev \
        libcjson-dev libcurl4-openssl-dev nettle-dev ;;
    dnf) echo gcc cmake ninja-build pkgconf-pkg-config gdal-devel geos-devel proj-devel \
        cjson-devel libcurl-devel nettle-devel ;;
    brew) echo cmake ninja pkg-config gdal geos proj cjson curl nettle ;;
    esac
    case $manager/$1 in
    apt-get/test) echo g++ gdal-bin libcgal-dev libcmocka-dev cmark-gfm python3 python3-jsonschema \
        python3-yaml locales postgresql-postgis && node_packages nodejs npm ;;
    dnf/test) echo gcc-c++ gdal CGAL-devel libcmocka-devel python3 python3-jsonschema \
        python3-pyyaml glibc-langpack-uk postgresql-server postgis && node_packages nodejs nodejs-npm ;;
    brew/test) echo cgal cmocka cmark-gfm python3 && node_packages node ;;
    esac
}

# install_command SET: what installs them, to be run by root or to be shown
install_command()
{
    # shellcheck disable=SC2046
    set -- $(package_list "$1")
    case $manager in
    apt-get) echo "apt-get install -y --no-upgrade --no-install-recommends $*" ;;
    dnf) echo "dnf install -y --setopt=install_weak_deps=False $*" ;;
    brew) echo "brew install $*" ;;
    esac
}

may_install()
{
    case $manager in
    none) return 1 ;;
    brew) return 0 ;; # it refuses to run as root
    esac
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null
}

as_root()
{
    if [ "$manager" = brew ] || [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@" # nobody is there to type a password
    fi
}

# PostgreSQL is for tests, which start servers of their own: Debian's package is not to start one that
# stays. Its setting is the administrator's, and is put back.
cluster_settings=/etc/postgresql-common/createcluster.conf
hold_cluster()
{
    [ "$1/$manager" = test/apt-get ] && ! has_postgis || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-upgrade \
        --no-install-recommends postgresql-common || return 1
    as_root sed -i 's/^#create_main_cluster = true$/create_main_cluster = false/' "$cluster_settings"
}
release_cluster()
{
    as_root sed -i 's/^create_main_cluster = false$/#create_main_cluster = true/' "$cluster_settings"
}

install_packages()
{
    if [ "$manager" = apt-get ]; then
        # A fresh machine knows no package before this. Where it fails, what is known may do.
        as_root apt-get update || true
    fi
    held=no
    if hold_cluster "$1"; then held=yes; fi
    # shellcheck disable=SC2046
    as_root env DEBIAN_FRONTEND=noninteractive $(install_command "$1")
    installed=$?
    [ "$held" = no ] || release_cluster
    [ "$installed" -eq 0 ] || return
    if [ "$1/$manager" = test/apt-get ] && ! has_ukrainian_locale; then
        as_root localedef -i uk_UA -f UTF-8 uk_UA.UTF-8
    fi
}

require_packages()
{
    find_manager
    [ -n "$(wanting "$1")" ] || return 0
    echo "missing: $(wanting "$1" | in_one_line)"
    if may_install; then
        echo "+ $(install_command "$1")"
        install_packages "$1" >"$log" 2>&1 || cat "$log"
    fi
    [ -n "$(lacking "$1")" ] || return 0

    echo "not installed: $(lacking "$1" | in_one_line)" >&2
    case $manager in
    none) echo "install it with your package manager, then run this again" >&2 ;;
    brew) echo "run this, then run this script again:" >&2 ;;
    *) echo "run this as root, then run this script again:" >&2 ;;
    esac
    [ "$manager" = none ] || echo "  $(install_command "$1")" >&2
    exit 3
}

quietly()
{
    "$@" >"$log" 2>&1 && return
    cat "$log"
    echo "failed: $*" >&2
    exit 1
}

build_into()
{
    folder=$1
    shift
    # A folder that was configured before keeps its generator.
    [ -f "$folder/CMakeCache.txt" ] || set -- -G Ninja "$@"
    echo "+ building into $folder"
    quietly cmake -S . -B "$folder" "$@"
    quietly cmake --build "$folder" --parallel "$(getconf _NPROCESSORS_ONLN)"
}
