/* plain_geos.c - daily gained and lost as a C programmer writes it with GEOS and cJSON: the
 * baseline.
 *
 * usage: plain_geos [--window DAYS] FILE...     files in order of date, each named ...YYYYMMDD...
 *
 * Prints CSV: date,area_km2,gained_km2,lost_km2 and, with --window, gained_Nd_km2,lost_Nd_km2: the
 * change since the newest map at least so many days older, and at most 7 more; empty where there is
 * none.
 *
 * Each map is read once, made into one GEOS multipolygon once, repaired only if it is invalid, and
 * kept no longer than the window needs; each change is two differences. One thread, as programs
 * with GEOS are. The area is an own sum on the WGS 84 ellipsoid over edges straight in longitude
 * and latitude, with nothing of the library under test, so that the comparison of the figures
 * checks that one's reading, differences and ruler together.
 *
 * It serves maps of one area whose parts do not overlap (every polygon of the file counts), in
 * GeoJSON with positions of two numbers or more.
 */
#include <cjson/cJSON.h>
#include <geos_c.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_GAP = 7, DATE_DIGITS = 8 };

struct map {
    char date[11]; // YYYY-MM-DD
    long day;
    GEOSGeometry *land;
};

/* Polygons while a map is read; the array grows by doubling. */
struct parts {
    GEOSGeometry **at;
    unsigned count;
    unsigned capacity;
};

static void stop(const char *what, const char *where)
{
    fprintf(stderr, "plain_geos: %s: %s\n", where, what);
    exit(1);
}

static void *need(void *pointer)
{
    if (!pointer) stop("out of memory or refused by GEOS", "memory");
    return pointer;
}

static void tell(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

static char *read_text(const char *name)
{
    FILE *in = fopen(name, "rb");
    if (!in || fseek(in, 0, SEEK_END) != 0) stop("cannot be read", name);
    const long size = ftell(in);
    rewind(in);
    char *text = need(malloc((size_t)size + 1));
    if (fread(text, 1, (size_t)size, in) != (size_t)size) stop("cannot be read", name);
    text[size] = '\0';
    fclose(in);
    return text;
}

/* The ring of a GeoJSON array of positions. */
static GEOSGeometry *ring_of(const cJSON *positions)
{
    unsigned count = 0;
    const cJSON *position;
    cJSON_ArrayForEach(position, positions) count++;
    double *values = need(malloc((2 * (size_t)count + 1) * sizeof(double)));
    double *value = values;
    cJSON_ArrayForEach(position, positions)
    {
        const cJSON *lon = position->child;
        if (!cJSON_IsNumber(lon) || !cJSON_IsNumber(lon->next)) stop("position", "coordinates");
        *value++ = lon->valuedouble;
        *value++ = lon->next->valuedouble;
    }
    GEOSCoordSequence *sequence = need(GEOSCoordSeq_copyFromBuffer(values, count, 0, 0));
    free(values);
    return need(GEOSGeom_createLinearRing(sequence));
}

static void add_polygon(struct parts *parts, const cJSON *rings)
{
    const cJSON *shell = rings->child;
    if (!shell) return;
    unsigned hole_count = 0;
    for (const cJSON *hole = shell->next; hole; hole = hole->next) hole_count++;
    GEOSGeometry **holes = need(malloc(((size_t)hole_count + 1) * sizeof(*holes)));
    unsigned at = 0;
    for (const cJSON *hole = shell->next; hole; hole = hole->next) holes[at++] = ring_of(hole);

    if (parts->count == parts->capacity) {
        parts->capacity = parts->capacity ? 2 * parts->capacity : 64;
        parts->at = need(realloc(parts->at, parts->capacity * sizeof(*parts->at)));
    }
    parts->at[parts->count++] = need(GEOSGeom_createPolygon(ring_of(shell), holes, hole_count));
    free(holes);
}

static void add_geometry(struct parts *parts, const cJSON *geometry)
{
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(geometry, "type"));
    const cJSON *coordinates = cJSON_GetObjectItemCaseSensitive(geometry, "coordinates");
    if (!type) return;
    if (strcmp(type, "Polygon") == 0) {
        add_polygon(parts, coordinates);
    } else if (strcmp(type, "MultiPolygon") == 0) {
        const cJSON *polygon;
        cJSON_ArrayForEach(polygon, coordinates) add_polygon(parts, polygon);
    }
}

/* Days since 1970-01-01 of a civil date (H. Hinnant, chrono-Compatible Low-Level Date Algorithms,
 * 2013, days_from_civil). */
static long day_of(long year, long month, long day)
{
    year -= month <= 2;
    const long era = year / 400;
    const long year_of_era = year - era * 400;
    const long day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static void date_map(struct map *map, const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    const char *digits = base;
    for (; *digits && strspn(digits, "0123456789") != DATE_DIGITS; digits++) {
    }
    if (!*digits) stop("its name holds no date YYYYMMDD", name);
    snprintf(map->date, sizeof(map->date), "%.4s-%.2s-%.2s", digits, digits + 4, digits + 6);
    map->day = day_of(strtol(map->date, NULL, 10), strtol(map->date + 5, NULL, 10),
                      strtol(map->date + 8, NULL, 10));
}

static struct map read_map(const char *name)
{
    struct map map = {.land = NULL};
    date_map(&map, name);
    char *text = read_text(name);
    cJSON *document = cJSON_Parse(text);
    free(text);
    if (!document) stop("is no JSON", name);

    struct parts parts = {.at = NULL};
    const cJSON *features = cJSON_GetObjectItemCaseSensitive(document, "features");
    const cJSON *feature;
    cJSON_ArrayForEach(feature, features)
        add_geometry(&parts, cJSON_GetObjectItemCaseSensitive(feature, "geometry"));
    cJSON_Delete(document);

    map.land = need(GEOSGeom_createCollection(GEOS_MULTIPOLYGON, parts.at, parts.count));
    free(parts.at);
    if (GEOSisValid(map.land) != 1) {
        GEOSGeometry *valid = need(GEOSMakeValid(map.land));
        GEOSGeom_destroy(map.land);
        map.land = valid;
    }
    return map;
}

/* The area between the equator and a parallel, as a share of half the square of the equator's
 * radius and of the angle (J. P. Snyder, Map Projections: A Working Manual, USGS PP 1395, 1987, eq.
 * 3-12). */
static double authalic(double lat_deg)
{
    const double e2 = 0.0066943799901413165; // of WGS 84
    const double e = 0.081819190842621494;
    const double s = sin(lat_deg * 0.017453292519943295);
    return (1.0 - e2) * (s / (1.0 - e2 * s * s) + atanh(e * s) / e);
}

/* The mean of the function above along each edge by Simpson's rule: exact enough for edges below a
 * degree, as maps have. */
static double ring_km2(const GEOSGeometry *ring)
{
    const double half_square_km2 = 0.5 * 6378.137 * 6378.137;
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq(ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize(sequence, &count);
    if (count < 2) return 0.0;
    double *values = need(malloc(2 * (size_t)count * sizeof(double)));
    GEOSCoordSeq_copyToBuffer(sequence, values, 0, 0);
    const double base = authalic(values[1]); // kept small: no digits are lost to the far equator
    double q_before = 0.0;
    double sum = 0.0;
    for (unsigned i = 1; i < count; i++) {
        const double *from = values + 2 * (size_t)(i - 1);
        const double *to = values + 2 * (size_t)i;
        const double q_to = authalic(to[1]) - base;
        const double q_middle = authalic(0.5 * (from[1] + to[1])) - base;
        sum += (to[0] - from[0]) * (q_before + 4.0 * q_middle + q_to) / 6.0;
        q_before = q_to;
    }
    free(values);
    return fabs(sum * 0.017453292519943295 * half_square_km2);
}

static double area_km2(const GEOSGeometry *geometry)
{
    double sum = 0.0;
    if (GEOSGeomTypeId(geometry) == GEOS_POLYGON) {
        if (GEOSisEmpty(geometry)) return 0.0;
        sum = ring_km2(GEOSGetExteriorRing(geometry));
        const int holes = GEOSGetNumInteriorRings(geometry);
        for (int i = 0; i < holes; i++) sum -= ring_km2(GEOSGetInteriorRingN(geometry, i));
        return sum;
    }
    const int count = GEOSGetNumGeometries(geometry);
    for (int i = 0; i < count && GEOSGeomTypeId(geometry) > GEOS_POLYGON; i++) {
        sum += area_km2(GEOSGetGeometryN(geometry, i));
    }
    return sum;
}

static double difference_km2(const struct map *of, const struct map *without)
{
    GEOSGeometry *difference = need(GEOSDifference(of->land, without->land));
    const double area = area_km2(difference);
    GEOSGeom_destroy(difference);
    return area;
}

static void print_change(const struct map *from, const struct map *to)
{
    if (!from) {
        fputs(",,", stdout);
        return;
    }
    printf(",%.6f,%.6f", difference_km2(to, from), difference_km2(from, to));
}

/* The newest of maps[first..count) that is at least `window` days older than `day`, and at most
 * MAX_GAP more; NULL where there is none. Raises *first to it: no later day needs what is older. */
static const struct map *map_before(struct map *maps, int *first, int count, long day, long window)
{
    while (*first + 1 < count && maps[*first + 1].day <= day - window) {
        GEOSGeom_destroy(maps[*first].land);
        maps[(*first)++].land = NULL;
    }
    const long age = day - window - maps[*first].day;
    return age >= 0 && age <= MAX_GAP ? &maps[*first] : NULL;
}

static void print_series(char **names, int count, long window)
{
    struct map *maps = need(calloc((size_t)count, sizeof(*maps)));
    int first = 0;
    printf("date,area_km2,gained_km2,lost_km2");
    if (window > 0) printf(",gained_%ldd_km2,lost_%ldd_km2", window, window);
    printf("\n");
    for (int i = 0; i < count; i++) {
        maps[i] = read_map(names[i]);
        printf("%s,%.6f", maps[i].date, area_km2(maps[i].land));
        print_change(i > 0 ? &maps[i - 1] : NULL, &maps[i]);
        if (window > 0) {
            print_change(map_before(maps, &first, i + 1, maps[i].day, window), &maps[i]);
        } else if (i > 0) {
            GEOSGeom_destroy(maps[i - 1].land);
            maps[i - 1].land = NULL;
        }
        printf("\n");
    }
    for (int i = 0; i < count; i++) {
        if (maps[i].land) GEOSGeom_destroy(maps[i].land);
    }
    free(maps);
}

int main(int argc, char **argv)
{
    int at = 1;
    long window = 0;
    if (argc > 2 && strcmp(argv[1], "--window") == 0) {
        window = strtol(argv[2], NULL, 10);
        at = 3;
    }
    if (at >= argc || window < 0 || (at == 3 && window == 0)) {
        fprintf(stderr, "usage: plain_geos [--window DAYS] FILE...\n");
        return 2;
    }
    initGEOS(tell, tell);
    print_series(argv + at, argc - at, window);
    finishGEOS();
    return 0;
}
