/* generate.c - makes dated maps of any size and number, all of them the program's own invention.
 *
 * usage: generate FOLDER VERTICES DAYS    writes FOLDER/front_YYYYMMDD.geojson for DAYS days
 *
 * The same arguments give the same bytes.
 *
 * A map is one MultiPolygon of about VERTICES vertices, as an archive that keeps one merged area a
 * day has it: a mainland whose border is wiggly at every scale, holes in it (every third with an
 * island inside), islands around it. From one day to the next about one stretch of the border in
 * fifty is redrawn, with another number of vertices, and so is one hole and one island in fifty.
 *
 * Every ring is a curve r(angle) around a centre whose angles only grow, so it cannot cross itself;
 * rings lie in bands that do not meet. The maps are thus valid by construction. Coordinates have 7
 * decimals, one vertex in eight 8 to 15 of them, as merged maps have.
 */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FULL_TURN 6.283185307179586
#define FIRST_YEAR 1998

enum {
    MOST_STRETCHES = 500, // of the mainland's border, each redrawn as a whole
    STRETCH_VERTICES = 10,
    PATCH_VERTICES = 50, // of an island or a hole
    PATCH_EACH = 2000,   // an island and a hole for so many vertices
    CHANGES_EACH = 50,   // a thing is redrawn once in so many days
    MOST_DAYS = 36500,
    NAME_SIZE = 4096,
};

static const double centre_lon = 36.0;
static const double centre_lat = 48.0;
static const double mainland_radius = 2.5; // degrees; the border keeps within a fifth of it
static const double hole_band = 1.25;      // distance of the holes from the centre
static const double island_band = 3.75;

/* What is drawn: the border in stretches, then holes, then islands. version[i] is the day on which
 * thing i was last redrawn. */
struct world {
    int vertices;
    int stretch_count;
    int patch_count; // holes, and as many islands
    int *version;
};

/* Bits that depend on all three numbers, the same everywhere (the finaliser of MurmurHash3 by
 * Austin Appleby, 2011, in the public domain, over their sum with odd multipliers). */
static uint64_t bits_of(uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t bits = a * 0x9E3779B97F4A7C15U + b * 0xC2B2AE3D27D4EB4FU + c * 0x165667B19E3779F9U;
    bits ^= bits >> 33;
    bits *= 0xFF51AFD7ED558CCDU;
    bits ^= bits >> 33;
    bits *= 0xC4CEB9FE1A85EC53U;
    return bits ^ (bits >> 33);
}

/* From -1 to 1. */
static double noise_of(uint64_t a, uint64_t b, uint64_t c)
{
    return (double)(bits_of(a, b, c) >> 11) / 4503599627370496.0 - 1.0;
}

/* Noise over a turn in `cells` cells, smooth between their corners: from -1 to 1. */
static double octave(double turn, int cells, uint64_t seed)
{
    const double at = turn * cells;
    const double cell = floor(at);
    const double part = at - cell;
    const double weight = part * part * (3.0 - 2.0 * part);
    const uint64_t left = (uint64_t)cell % (uint64_t)cells;
    const uint64_t right = (left + 1) % (uint64_t)cells;
    return (1.0 - weight) * noise_of(seed, left, (uint64_t)cells) +
           weight * noise_of(seed, right, (uint64_t)cells);
}

/* The border's radius, as a share of the mainland's: wiggles of every size down to 64 to the
 * degree, then the vertices' own. At most 0.2 from 1 together with the redrawn bulge. */
static double border_radius(double turn)
{
    double radius = 1.0;
    double size = 0.06;
    for (int cells = 8; cells <= 1024; cells *= 2, size *= 0.55) {
        radius += size * octave(turn, cells, 7);
    }
    return radius;
}

static void print_position(FILE *out, double lon, double lat, uint64_t bits, bool first)
{
    const int decimals = bits % 8 == 0 ? 8 + (int)(bits / 8 % 8) : 7;
    fprintf(out, "%s[%.*f,%.*f]", first ? "" : ",", decimals, lon, decimals, lat);
}

/* The stretches of the border one after another; each has its own number of vertices, and a redrawn
 * one bulges in or out by up to 0.02 in the middle and by nothing at its ends. */
static void print_border(FILE *out, const struct world *world, int border_vertices)
{
    const int usual = border_vertices / world->stretch_count;
    const double width = 1.0 / world->stretch_count;
    fputc('[', out);
    for (int stretch = 0; stretch < world->stretch_count; stretch++) {
        const uint64_t thing = (uint64_t)stretch;
        const uint64_t version = (uint64_t)world->version[stretch];
        const int count = usual + (int)(bits_of(thing, version, 1) % (uint64_t)(usual / 4 + 1));
        const double bulge = version == 0 ? 0.0 : 0.02 * noise_of(thing, version, 2);
        // the wiggle from one vertex to the next is as wide as their distance
        const double jitter = 0.5 * FULL_TURN * width / count;
        for (int i = 0; i < count; i++) {
            const double part = (double)i / count;
            const double turn = ((double)stretch + part) * width;
            const uint64_t bits = bits_of(thing, version, (uint64_t)i + 16);
            double share = border_radius(turn) + bulge * sin(part * FULL_TURN / 2.0);
            if (i > 0) share += jitter * noise_of(bits, 3, 4);
            const double radius = mainland_radius * share;
            print_position(out, centre_lon + radius * cos(turn * FULL_TURN),
                           centre_lat + radius * sin(turn * FULL_TURN), i == 0 ? 1 : bits,
                           stretch + i == 0);
        }
    }
    const double radius = mainland_radius * border_radius(0.0);
    print_position(out, centre_lon + radius, centre_lat, 1, false);
    fputc(']', out);
}

/* Ring number `patch` of those on the circle `band`: within 0.45 of its share of the circle, so
 * that no two meet. `scale` below 0.7 is for an island inside a hole. */
static void print_patch(FILE *out, const struct world *world, int patch, double band, int thing,
                        double scale)
{
    const double turn = (double)patch / world->patch_count * FULL_TURN;
    const double lon = centre_lon + band * cos(turn);
    const double lat = centre_lat + band * sin(turn);
    const double room = fmin(0.1, 0.45 * FULL_TURN * band / world->patch_count);
    const uint64_t seed = (uint64_t)thing + 1000003;
    const uint64_t version = (uint64_t)world->version[thing];

    fputc('[', out);
    for (int i = 0; i <= PATCH_VERTICES; i++) {
        const int place = i % PATCH_VERTICES;
        // no wiggle beyond 0.15, so that a hole stays clear of the island of 0.5 inside it
        const double share = 0.85 + 0.15 * noise_of(seed, version, (uint64_t)place + 16);
        const double angle = (double)place / PATCH_VERTICES * FULL_TURN;
        const double radius = room * scale * share;
        print_position(out, lon + radius * cos(angle), lat + radius * sin(angle),
                       bits_of(seed, version, (uint64_t)place), i == 0);
    }
    fputc(']', out);
}

static void print_map(FILE *out, const struct world *world)
{
    const int border_vertices = world->vertices - 2 * world->patch_count * PATCH_VERTICES;
    const int first_hole = world->stretch_count;
    const int first_island = first_hole + world->patch_count;

    fputs("{\"type\":\"FeatureCollection\",\"features\":[\n"
          "{\"type\":\"Feature\",\"properties\":{\"status\":\"occupied\"},\"geometry\":"
          "{\"type\":\"MultiPolygon\",\"coordinates\":[[",
          out);
    print_border(out, world, border_vertices);
    for (int i = 0; i < world->patch_count; i++) {
        fputc(',', out);
        print_patch(out, world, i, hole_band, first_hole + i, 1.0);
    }
    fputc(']', out);
    for (int i = 0; i < world->patch_count; i++) {
        fputs(",[", out);
        print_patch(out, world, i, island_band, first_island + i, 1.0);
        fputc(']', out);
        if (i % 3 != 0) continue;
        fputs(",[", out);
        print_patch(out, world, i, hole_band, first_hole + i, 0.5);
        fputc(']', out);
    }
    fputs("]}}\n]}\n", out);
}

static void redraw(struct world *world, int day)
{
    const int count = world->stretch_count + 2 * world->patch_count;
    for (int thing = 0; thing < count; thing++) {
        if (bits_of((uint64_t)thing, (uint64_t)day, 5) % CHANGES_EACH == 0) {
            world->version[thing] = day;
        }
    }
}

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static void make_name(char name[NAME_SIZE], const char *folder, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = FIRST_YEAR;
    for (; day >= 365 + is_leap(year); year++) day -= 365 + is_leap(year);
    int month = 0;
    for (;; month++) {
        const int length = lengths[month] + (month == 1 && is_leap(year));
        if (day < length) break;
        day -= length;
    }
    snprintf(name, NAME_SIZE, "%s/front_%04d%02d%02d.geojson", folder, year, month + 1, day + 1);
}

static bool write_map(const struct world *world, const char *folder, int day)
{
    char name[NAME_SIZE];
    make_name(name, folder, day);
    FILE *out = fopen(name, "wb");
    if (!out) {
        fprintf(stderr, "generate: %s cannot be opened\n", name);
        return false;
    }
    print_map(out, world);
    const bool written = !ferror(out);
    if (fclose(out) == 0 && written) return true;
    fprintf(stderr, "generate: %s could not be written\n", name);
    return false;
}

/* A whole number from `least` to `most`, else -1. */
static int parse_number(const char *text, long least, long most)
{
    char *end = NULL;
    errno = 0;
    const long value = strtol(text, &end, 10);
    if (errno || end == text || *end || value < least || value > most) return -1;
    return (int)value;
}

int main(int argc, char **argv)
{
    const int vertices = argc == 4 ? parse_number(argv[2], 200, 10000000) : -1;
    const int days = argc == 4 ? parse_number(argv[3], 1, MOST_DAYS) : -1;
    if (vertices < 0 || days < 0) {
        fprintf(stderr, "usage: generate FOLDER VERTICES DAYS (200 to 10000000, 1 to %d)\n",
                MOST_DAYS);
        return 2;
    }
    struct world world = {.vertices = vertices};
    world.patch_count = vertices / PATCH_EACH + 1;
    const int stretches = vertices / (2 * STRETCH_VERTICES);
    world.stretch_count = stretches < MOST_STRETCHES ? stretches : MOST_STRETCHES;
    world.version = calloc((size_t)(world.stretch_count + 2 * world.patch_count), sizeof(int));
    bool written = world.version != NULL;
    for (int day = 0; written && day < days; day++) {
        if (day > 0) redraw(&world, day);
        written = write_map(&world, argv[1], day);
    }
    free(world.version);
    return written ? 0 : 1;
}
