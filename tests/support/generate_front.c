/* Writes the archive testdata/front: 120 daily maps of a front that never was, drawn in the manner
 * of DeepState's own files. Every shape is made of cells between two meridians and two parallels,
 * so that all areas are known in closed form; testdata/README.md tells what moves when, and
 * tests/support/front_expected.py says what the answers are.
 *
 * With --weekly it writes testdata/front-weekly: 17 maps of the same front by another publisher,
 * who draws one polygon of all that is held, leaves out what is small, sees the front further on,
 * and is a day late.
 *
 * usage: generate_front [--weekly] FOLDER
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_YEAR 2025
#define FIRST_MONTH 3
#define DAY_COUNT 120
#define MISSING_DAY 73   // 2025-05-13
#define REPEATED_DAY 40  // 2025-04-10, two maps
#define UNCHANGED_DAY 61 // 2025-05-01, the map of the day before once more
#define SOUTH_FALLS 60   // 2025-04-30, the last day the south is whole
#define SOUTH_STEP 80
#define SALIENT_FIRST 45 // 2025-04-15
#define SALIENT_LAST 54
#define WEEK_FIRST 6 // 2025-03-07, dated 2025-03-08
#define WEEK 7
#define WEEKLY_AHEAD 100 // how much further east the other publisher draws the front
#define NAME_SIZE 4096

/* Coordinates are whole numbers of 1e-4 degree. */
struct cell {
    int west, south, east, north;
};

static const struct cell rear = {360000, 480000, 369000, 484000};
static const struct cell salient = {360000, 490000, 361000, 490500};
static const struct cell south = {362000, 466000, 364000, 467000};
static const struct cell old_land = {340000, 450000, 350000, 460000};
static const struct cell old_hole = {344000, 454000, 345000, 456000};
static const struct cell elsewhere = {300000, 460000, 305000, 461000};
#define FRONT_WEST 368000 // inside `rear`: the two overlap
#define FRONT_START 370000
#define CONTESTED_WIDTH 500
#define KNOT_WEST 372500
#define KNOT_SOUTH 474000
#define KNOT_SIZE 400

struct style {
    const char *name;
    const char *hash;
    const char *colour;
};

static const struct style occupied = {"Окуповано /// Occupied /// geoJSON.status.occupied\\n",
                                      "0a52714f", "#a52714"};
static const struct style before_2022 = {"Давно /// Long ago\\u00a0/// geoJSON.territories.ordlo",
                                         "-0880e4f", "#880e4f"};
static const struct style contested = {"Невідомо /// Unknown /// geoJSON.status.unknown",
                                       "0bcaaa4f", "#bcaaa4"};
static const struct style liberated = {"Звільнено /// Liberated /// geoJSON.status.dismissed\\n",
                                       "00f9d58f", "#0f9d58"};
static const struct style far_away = {"Далеко\\n///\\nFar away /// geoJSON.territories.far-away",
                                      "0ff5252f", "#ff5252"};

/* How far the front has come by day `day`: 10 to 22 units a day, none on the unchanged day. */
static int front_of(int day)
{
    int front = FRONT_START;
    for (int i = 1; i <= day; i++) {
        if (i != UNCHANGED_DAY) front += 10 + i * 7 % 13;
    }
    return front;
}

static int south_width(int day)
{
    if (day >= UNCHANGED_DAY) day--; // that day brings nothing, what follows is a day late
    const int gone = day > SOUTH_FALLS ? (day - SOUTH_FALLS) * SOUTH_STEP : 0;
    const int whole = south.east - south.west;
    return gone < whole ? whole - gone : 0;
}

static bool has_salient(int day) { return day >= SALIENT_FIRST && day <= SALIENT_LAST; }

static void print_degrees(FILE *out, int value)
{
    fprintf(out, "%d", value / 10000);
    char decimals[16];
    snprintf(decimals, sizeof decimals, ".%04d", value % 10000);
    size_t length = strlen(decimals);
    while (length > 1 && decimals[length - 1] == '0') length--;
    if (length > 1) fprintf(out, "%.*s", (int)length, decimals);
}

static void print_position(FILE *out, int longitude, int latitude)
{
    fputc('[', out);
    print_degrees(out, longitude);
    fputc(',', out);
    print_degrees(out, latitude);
    fputs(",0]", out);
}

static void print_ring(FILE *out, const int (*positions)[2], size_t count)
{
    fputc('[', out);
    for (size_t i = 0; i < count; i++) {
        print_position(out, positions[i][0], positions[i][1]);
        fputc(',', out);
    }
    print_position(out, positions[0][0], positions[0][1]);
    fputc(']', out);
}

static void print_cell_ring(FILE *out, struct cell cell)
{
    const int corners[4][2] = {{cell.west, cell.south},
                               {cell.east, cell.south},
                               {cell.east, cell.north},
                               {cell.west, cell.north}};
    print_ring(out, corners, 4);
}

static void print_polygon(FILE *out, struct cell cell, const struct cell *hole)
{
    fputs("{\"type\":\"Polygon\",\"coordinates\":[", out);
    print_cell_ring(out, cell);
    if (hole) fputc(',', out);
    if (hole) print_cell_ring(out, *hole);
    fputs("]}", out);
}

static void begin_feature(FILE *out) { fputs(",\n{\"type\":\"Feature\",\"geometry\":", out); }

static void end_feature(FILE *out, const struct style *style)
{
    fprintf(out,
            ",\"properties\":{\"name\":\"%s\",\"styleHash\":\"%s\",\"stroke\":\"%s\","
            "\"stroke-width\":1.2,\"fill-opacity\":0.3,\"fill\":\"%s\"}}",
            style->name, style->hash, style->colour, style->colour);
}

static void print_cell(FILE *out, const struct style *style, struct cell cell,
                       const struct cell *hole)
{
    begin_feature(out);
    print_polygon(out, cell, hole);
    end_feature(out, style);
}

static void print_point(FILE *out, const char *name, int longitude, int latitude)
{
    fputs("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":", out);
    print_position(out, longitude, latitude);
    fprintf(out,
            "},\"properties\":{\"name\":\"%s\",\"styleHash\":\"01c0ffee\",\"icon\":\"unit.png\"}}",
            name);
}

/* The ring that crosses itself: two squares that meet in a corner, the second run through the other
 * way round, so that its signed area is about nothing. */
static void print_knot(FILE *out)
{
    const int west = KNOT_WEST, low = KNOT_SOUTH, size = KNOT_SIZE;
    const int ring[6][2] = {
        {west, low},
        {west + size, low},
        {west + size, low + 2 * size},
        {west + 2 * size, low + 2 * size},
        {west + 2 * size, low + size},
        {west, low + size},
    };
    begin_feature(out);
    fputs("{\"type\":\"Polygon\",\"coordinates\":[", out);
    print_ring(out, ring, 6);
    fputs("]}", out);
    end_feature(out, &occupied);
}

/* A collection, as DeepState's files hold some: what lies behind the front and, for ten days, a
 * salient in the north; and a point that counts for nothing. */
static void print_collection(FILE *out, int day)
{
    begin_feature(out);
    fputs("{\"type\":\"GeometryCollection\",\"geometries\":[", out);
    print_polygon(out, rear, NULL);
    if (has_salient(day)) fputc(',', out);
    if (has_salient(day)) print_polygon(out, salient, NULL);
    fputs(",{\"type\":\"Point\",\"coordinates\":", out);
    print_position(out, 365000, 482000);
    fputs("}]}", out);
    end_feature(out, &occupied);
}

static void print_map(FILE *out, int front, int day)
{
    const struct cell advance = {FRONT_WEST, rear.south, front, rear.north};
    const struct cell ahead = {front, rear.south, front + CONTESTED_WIDTH, rear.north};
    const int width = south_width(day);
    const struct cell left = {south.west, south.south, south.west + width, south.north};
    const struct cell freed = {south.west + width, south.south, south.east + 1000, south.north};

    fputs("{\"type\":\"FeatureCollection\",\"features\":[\n", out);
    print_point(out, "1-ша бригада /// 1st brigade", front, 482000);
    print_cell(out, &occupied, advance, NULL);
    print_collection(out, day);
    if (width > 0) print_cell(out, &occupied, left, NULL);
    print_knot(out);
    print_cell(out, &before_2022, old_land, &old_hole);
    print_cell(out, &contested, ahead, NULL);
    print_cell(out, &liberated, freed, NULL);
    print_cell(out, &far_away, elsewhere, NULL);
    fputs(",\n", out);
    print_point(out, "Летовище /// Airfield", 345000, 451234);
    fputs("\n]}\n", out);
}

/* A polygon among others of a MultiPolygon. */
static void print_part(FILE *out, struct cell cell, const struct cell *hole)
{
    fputc('[', out);
    print_cell_ring(out, cell);
    if (hole) fputc(',', out);
    if (hole) print_cell_ring(out, *hole);
    fputc(']', out);
}

static void print_weekly_map(FILE *out, int day)
{
    const struct cell held = {rear.west, rear.south, front_of(day) + WEEKLY_AHEAD, rear.north};
    const struct cell left = {south.west, south.south, south.west + south_width(day), south.north};

    fputs("{\"type\":\"FeatureCollection\",\"features\":[\n", out);
    fputs("{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[", out);
    print_part(out, held, NULL);
    if (has_salient(day)) fputc(',', out);
    if (has_salient(day)) print_part(out, salient, NULL);
    if (left.east > left.west) fputc(',', out);
    if (left.east > left.west) print_part(out, left, NULL);
    fputc(',', out);
    print_part(out, old_land, &old_hole);
    fputs("]},\"properties\":{\"status\":\"occupied\"}}\n]}\n", out);
}

static void make_name(char name[NAME_SIZE], const char *folder, int day, const char *suffix)
{
    static const int month_lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int month = FIRST_MONTH;
    for (; day >= month_lengths[month - 1]; month++) day -= month_lengths[month - 1];
    snprintf(name, NAME_SIZE, "%s/front_%04d%02d%02d%s.geojson", folder, FIRST_YEAR, month, day + 1,
             suffix);
}

static FILE *open_map(const char *name)
{
    FILE *out = fopen(name, "wb");
    if (!out) fprintf(stderr, "generate_front: %s cannot be opened\n", name);
    return out;
}

static bool close_map(FILE *out, const char *name)
{
    const bool written = !ferror(out);
    if (fclose(out) == 0 && written) return true;
    fprintf(stderr, "generate_front: %s could not be written\n", name);
    return false;
}

static bool write_map(const char *folder, int day, const char *suffix, int front)
{
    char name[NAME_SIZE];
    make_name(name, folder, day, suffix);
    FILE *out = open_map(name);
    if (!out) return false;
    print_map(out, front, day);
    return close_map(out, name);
}

static bool write_weekly(const char *folder)
{
    for (int day = WEEK_FIRST; day < DAY_COUNT; day += WEEK) {
        char name[NAME_SIZE];
        make_name(name, folder, day + 1, "");
        FILE *out = open_map(name);
        if (!out) return false;
        print_weekly_map(out, day);
        if (!close_map(out, name)) return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--weekly") == 0) return write_weekly(argv[2]) ? 0 : 1;
    if (argc != 2) {
        fprintf(stderr, "usage: generate_front [--weekly] FOLDER\n");
        return 2;
    }
    for (int day = 0; day < DAY_COUNT; day++) {
        if (day == MISSING_DAY) continue;
        const int front = front_of(day);
        bool written;
        if (day == REPEATED_DAY) {
            // The morning's map still shows a front that the evening's has moved.
            written =
                write_map(argv[1], day, "", front - 5) && write_map(argv[1], day, "_2", front);
        } else if (day == UNCHANGED_DAY) {
            written = write_map(argv[1], day, "", front_of(day - 1));
        } else {
            written = write_map(argv[1], day, "", front);
        }
        if (!written) return 1;
    }
    return 0;
}
