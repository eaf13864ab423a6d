#include "check.h"

#include "pairs.h"

#include <stdlib.h>

// Where the maps lie, in steps of 1e-10 degree.
#define WEST INT64_C(360000000000)
#define SOUTH INT64_C(480000000000)
#define DEGREE INT64_C(10000000000)

struct maker {
    struct terr_engine *engine;
    uint64_t random;
    struct terr_multipolygon raw;
};

// ---- chance ----

// xorshift64* (S. Vigna, An experimental exploration of Marsaglia's xorshift generators, 2016)
static uint64_t draw(struct maker *maker)
{
    maker->random ^= maker->random >> 12;
    maker->random ^= maker->random << 25;
    maker->random ^= maker->random >> 27;
    return maker->random * UINT64_C(2685821657736338717);
}

// From -reach to reach.
static int64_t around(struct maker *maker, int64_t reach)
{
    return (int64_t)(draw(maker) % (uint64_t)(2 * reach + 1)) - reach;
}

static bool chance(struct maker *maker, unsigned percent) { return draw(maker) % 100 < percent; }

// ---- rings ----

static void point(struct maker *maker, int64_t x, int64_t y)
{
    struct terr_error err;
    check_ok(terr_multipolygon_add_point(&maker->raw, (double)(WEST + x) / 1e10,
                                         (double)(SOUTH + y) / 1e10, &err));
}

// Closes the ring being written.
static void end_ring(struct maker *maker)
{
    struct terr_error err;
    const size_t start = terr_multipolygon_ring_start(&maker->raw, maker->raw.ring_count);
    const double lon_deg = maker->raw.coords[2 * start], lat_deg = maker->raw.coords[2 * start + 1];
    check_ok(terr_multipolygon_add_point(&maker->raw, lon_deg, lat_deg, &err));
    check_ok(terr_multipolygon_end_ring(&maker->raw, &err));
}

static void end_polygon(struct maker *maker)
{
    struct terr_error err;
    check_ok(terr_multipolygon_end_polygon(&maker->raw, &err));
}

static void quad_ring(struct maker *maker, const int64_t corners[8])
{
    for (size_t i = 0; i < 4; i++) point(maker, corners[2 * i], corners[2 * i + 1]);
    end_ring(maker);
}

static void box_ring(struct maker *maker, int64_t x, int64_t y, int64_t width, int64_t height)
{
    const int64_t corners[] = {x, y, x + width, y, x + width, y + height, x, y + height};
    quad_ring(maker, corners);
}

static void box(struct maker *maker, int64_t x, int64_t y, int64_t width, int64_t height)
{
    box_ring(maker, x, y, width, height);
    end_polygon(maker);
}

// What was drawn, cleaned, and united where parts overlap, in place of `out`.
static void finish(struct terr_multipolygon *out, struct maker *maker)
{
    struct terr_error err;
    struct terr_fault fault;
    terr_multipolygon_dispose(out);
    check_ok(terr_engine_clean(out, &fault, maker->engine, &maker->raw, &err));
    terr_multipolygon_dispose(&maker->raw);
}

// ---- meshes ----

#define CELLS 8
#define CORNERS ((CELLS + 1) * (CELLS + 1))

struct mesh {
    int64_t x[CORNERS], y[CORNERS];
};

// A mesh of quarter degrees, its corners moved by up to `reach`.
static void mesh_make(struct mesh *mesh, struct maker *maker, int64_t reach)
{
    for (size_t i = 0; i < CORNERS; i++) {
        mesh->x[i] = (int64_t)(i % (CELLS + 1)) * DEGREE / 4 + around(maker, reach);
        mesh->y[i] = (int64_t)(i / (CELLS + 1)) * DEGREE / 4 + around(maker, reach);
    }
}

static void mesh_shake(struct mesh *mesh, struct maker *maker, int64_t reach, unsigned percent)
{
    for (size_t i = 0; i < CORNERS; i++) {
        if (!chance(maker, percent)) continue;
        mesh->x[i] += around(maker, reach);
        mesh->y[i] += around(maker, reach);
    }
}

static void cells_draw(bool *cells, struct maker *maker, unsigned percent)
{
    for (size_t i = 0; i < CELLS * CELLS; i++) cells[i] = chance(maker, percent);
}

static void cells_flip(bool *cells, struct maker *maker, unsigned percent)
{
    for (size_t i = 0; i < CELLS * CELLS; i++) cells[i] ^= chance(maker, percent);
}

static void mesh_cells(struct terr_multipolygon *out, struct maker *maker, const struct mesh *mesh,
                       const bool *cells)
{
    for (size_t i = 0; i < CELLS * CELLS; i++) {
        if (!cells[i]) continue;
        const size_t a = i / CELLS * (CELLS + 1) + i % CELLS, b = a + 1;
        const size_t c = b + CELLS + 1, d = a + CELLS + 1;
        const int64_t corners[] = {mesh->x[a], mesh->y[a], mesh->x[b], mesh->y[b],
                                   mesh->x[c], mesh->y[c], mesh->x[d], mesh->y[d]};
        quad_ring(maker, corners);
        end_polygon(maker);
    }
    finish(out, maker);
}

// Cells of a mesh; then a few others, and `percent` of the corners moved by up to `reach`.
static void shaken_cells(struct maker *maker, struct terr_multipolygon *from,
                         struct terr_multipolygon *to, int64_t reach, unsigned percent)
{
    struct mesh mesh;
    bool cells[CELLS * CELLS];
    mesh_make(&mesh, maker, DEGREE / 12);
    cells_draw(cells, maker, 60);
    mesh_cells(from, maker, &mesh, cells);
    cells_flip(cells, maker, 10);
    mesh_shake(&mesh, maker, reach, percent);
    mesh_cells(to, maker, &mesh, cells);
}

static void changed_cells(struct maker *maker, struct terr_multipolygon *from,
                          struct terr_multipolygon *to)
{
    shaken_cells(maker, from, to, 0, 0);
}

static void cells_moved_by_steps(struct maker *maker, struct terr_multipolygon *from,
                                 struct terr_multipolygon *to)
{
    shaken_cells(maker, from, to, 1, 50);
}

static void cells_moved_by_a_hair(struct maker *maker, struct terr_multipolygon *from,
                                  struct terr_multipolygon *to)
{
    shaken_cells(maker, from, to, 10, 50);
}

static void crossing_cells(struct maker *maker, struct terr_multipolygon *from,
                           struct terr_multipolygon *to)
{
    shaken_cells(maker, from, to, DEGREE / 8, 100);
}

// Corners of a mesh of skew steps, exactly on lines; `to` has corners between those of `from`.
static void skew_cells(struct maker *maker, struct terr_multipolygon *from,
                       struct terr_multipolygon *to, int64_t across, int64_t up)
{
    bool cells[CELLS * CELLS];
    for (int turn = 0; turn < 2; turn++) {
        struct mesh mesh;
        const int64_t unit = turn ? 2000003 : 3000003, shift = turn ? 1000001 : 0;
        for (int64_t i = 0; i < CORNERS; i++) {
            const int64_t x = (i % (CELLS + 1)) * unit + shift, y = i / (CELLS + 1) * unit;
            mesh.x[i] = across * x - up * y;
            mesh.y[i] = up * x + across * y;
        }
        cells_draw(cells, maker, 55);
        mesh_cells(turn ? to : from, maker, &mesh, cells);
    }
}

static void edges_shared_in_part(struct maker *maker, struct terr_multipolygon *from,
                                 struct terr_multipolygon *to)
{
    skew_cells(maker, from, to, 997, 0);
}

static void skew_edges_shared_in_part(struct maker *maker, struct terr_multipolygon *from,
                                      struct terr_multipolygon *to)
{
    skew_cells(maker, from, to, 641, 359);
}

// Meshes so small that every corner, crossing and pixel is within a few steps of others.
static void cells_of_a_few_steps(struct maker *maker, struct terr_multipolygon *from,
                                 struct terr_multipolygon *to)
{
    bool cells[CELLS * CELLS];
    for (int turn = 0; turn < 2; turn++) {
        struct mesh mesh;
        for (int64_t i = 0; i < CORNERS; i++) {
            mesh.x[i] = (i % (CELLS + 1)) * 7 + around(maker, 2);
            mesh.y[i] = (i / (CELLS + 1)) * 7 + around(maker, 2);
        }
        cells_draw(cells, maker, 55);
        mesh_cells(turn ? to : from, maker, &mesh, cells);
    }
}

// ---- figures ----

// Long triangles a few steps wide, one above the other; `to` has them moved a little.
static void slivers(struct maker *maker, struct terr_multipolygon *from,
                    struct terr_multipolygon *to)
{
    for (int turn = 0; turn < 2; turn++) {
        for (int64_t i = 0; i < 12; i++) {
            point(maker, around(maker, 5), i * 40);
            point(maker, DEGREE * 3 + around(maker, 5), i * 40 + around(maker, 15));
            point(maker, around(maker, 1000), i * 40 + 3 + turn);
            end_ring(maker);
            end_polygon(maker);
        }
        finish(turn ? to : from, maker);
    }
}

// A spiral of `turns` turns with arms of half the distance between them, started at an angle.
static void spiral(struct maker *maker, double start, int turns)
{
    const int pieces = turns * 24;
    for (int side = 0; side < 2; side++) {
        for (int k = 0; k <= pieces; k++) {
            const int i = side ? pieces - k : k;
            const double angle = start + i * 3.14159265358979 / 12;
            const double radius = (double)DEGREE / 10 * (1 + i / 24.0 + (side ? 0.5 : 0));
            point(maker, (int64_t)(radius * cos(angle)), (int64_t)(radius * sin(angle)));
        }
    }
    end_ring(maker);
    end_polygon(maker);
}

static void spirals(struct maker *maker, struct terr_multipolygon *from,
                    struct terr_multipolygon *to)
{
    const int turns = 2 + (int)(draw(maker) % 5);
    spiral(maker, 0, turns);
    finish(from, maker);
    spiral(maker, (double)(draw(maker) % 6000) / 1000, turns);
    finish(to, maker);
}

// Teeth to the right over teeth upwards: a crossing for every pair.
static void combs(struct maker *maker, struct terr_multipolygon *from, struct terr_multipolygon *to)
{
    const int64_t teeth = 4 + (int64_t)(draw(maker) % 8), tooth = DEGREE / 20;
    for (int turn = 0; turn < 2; turn++) {
        for (int64_t i = 0; i < teeth; i++) {
            const int64_t at = 2 * i * tooth + around(maker, tooth / 3);
            const int64_t skew = around(maker, tooth / 3), length = 2 * teeth * tooth;
            const int64_t rows[] = {0, at,        length, at + skew, length, at + skew + tooth,
                                    0, at + tooth};
            const int64_t columns[] = {at,     0,         at + tooth, 0, at + skew + tooth,
                                       length, at + skew, length};
            quad_ring(maker, turn ? columns : rows);
            end_polygon(maker);
        }
        finish(turn ? to : from, maker);
    }
}

// Boxes in boxes: every second one is covered, first the odd, then the even.
static void holes_become_shells(struct maker *maker, struct terr_multipolygon *from,
                                struct terr_multipolygon *to)
{
    const int64_t rings = 3 + (int64_t)(draw(maker) % 6), thick = DEGREE / 16;
    for (int64_t turn = 0; turn < 2; turn++) {
        for (int64_t i = turn; i < rings; i += 2) {
            const int64_t low = i * thick, side = 2 * (rings - i) * thick;
            box_ring(maker, low, low, side, side);
            if (i + 1 < rings) {
                box_ring(maker, low + thick, low + thick, side - 2 * thick, side - 2 * thick);
            }
            end_polygon(maker);
        }
        finish(turn ? to : from, maker);
    }
}

static void islands_in_holes(struct maker *maker, struct terr_multipolygon *from,
                             struct terr_multipolygon *to)
{
    for (int turn = 0; turn < 2; turn++) {
        box_ring(maker, 0, 0, DEGREE, DEGREE);
        box_ring(maker, DEGREE / 8, DEGREE / 8, DEGREE / 4 * 3, DEGREE / 4 * 3);
        end_polygon(maker);
        for (int64_t i = 0; i < 16; i++) {
            if (!chance(maker, 50)) continue;
            box(maker, DEGREE / 8 + DEGREE / 16 * 3 * (i % 4),
                DEGREE / 8 + DEGREE / 16 * 3 * (i / 4), DEGREE / 16 * 3 - (i % 3) * DEGREE / 32,
                DEGREE / 16 * 3 - (i % 2) * DEGREE / 32);
        }
        finish(turn ? to : from, maker);
    }
}

// Chess boards, which touch in corners alone; `to` is the other colour, or moved by one corner.
static void chess_boards(struct maker *maker, struct terr_multipolygon *from,
                         struct terr_multipolygon *to)
{
    struct mesh mesh;
    bool cells[CELLS * CELLS];
    mesh_make(&mesh, maker, DEGREE / 20);
    for (size_t i = 0; i < CELLS * CELLS; i++) cells[i] = (i / CELLS + i) % 2 == 0;
    mesh_cells(from, maker, &mesh, cells);
    if (chance(maker, 50)) {
        for (size_t i = 0; i < CELLS * CELLS; i++) cells[i] = !cells[i];
    }
    cells_flip(cells, maker, 5);
    mesh_shake(&mesh, maker, 3, 5);
    mesh_cells(to, maker, &mesh, cells);
}

// Thin triangles from all sides that cross in nearly one point.
static void bundles(struct maker *maker, struct terr_multipolygon *from,
                    struct terr_multipolygon *to)
{
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < 9; i++) {
            const double angle = (double)(draw(maker) % 6283) / 1000;
            const int64_t x = (int64_t)((double)DEGREE * cos(angle));
            const int64_t y = (int64_t)((double)DEGREE * sin(angle));
            point(maker, x + around(maker, 9), y + around(maker, 9));
            point(maker, -x + around(maker, 30), -y + around(maker, 30));
            point(maker, -x + around(maker, 30) + DEGREE / 1000, -y + around(maker, 30));
            end_ring(maker);
            end_polygon(maker);
        }
        finish(turn ? to : from, maker);
    }
}

// Edges of degrees that cross under angles of a few steps in a degree.
static void nearly_parallel(struct maker *maker, struct terr_multipolygon *from,
                            struct terr_multipolygon *to)
{
    for (int turn = 0; turn < 2; turn++) {
        for (int64_t i = 0; i < 4; i++) {
            const int64_t y = i * DEGREE;
            const int64_t corners[] = {around(maker, 4),
                                       y + around(maker, 4),
                                       4 * DEGREE,
                                       y + around(maker, 4) + DEGREE / 3,
                                       4 * DEGREE + around(maker, 4),
                                       y + 3 * DEGREE / 4 + around(maker, 4),
                                       around(maker, 4),
                                       y + DEGREE / 2 + around(maker, 4)};
            quad_ring(maker, corners);
            end_polygon(maker);
        }
        finish(turn ? to : from, maker);
    }
}

static void apart(struct maker *maker, struct terr_multipolygon *from, struct terr_multipolygon *to)
{
    for (int64_t i = 0; i < 9; i++) {
        box(maker, DEGREE * (i % 3), DEGREE * (i / 3), DEGREE / 3, DEGREE / 3);
    }
    finish(from, maker);
    for (int64_t i = 0; i < 9; i++) {
        box(maker, DEGREE * (i % 3) + DEGREE / 2, DEGREE * (i / 3), DEGREE / 3, DEGREE / 3);
    }
    finish(to, maker);
}

static void one_in_the_other(struct maker *maker, struct terr_multipolygon *from,
                             struct terr_multipolygon *to)
{
    const int64_t gap = chance(maker, 50) ? 0 : DEGREE / 10;
    box(maker, 0, 0, DEGREE, DEGREE);
    finish(from, maker);
    box(maker, gap, DEGREE / 4, DEGREE / 2, DEGREE / 2 + around(maker, 1000));
    finish(to, maker);
}

static const struct {
    const char *name;
    void (*make)(struct maker *maker, struct terr_multipolygon *from, struct terr_multipolygon *to);
} families[] = {
    {"changed cells", changed_cells},
    {"cells moved by steps", cells_moved_by_steps},
    {"cells moved by 1e-9 degree", cells_moved_by_a_hair},
    {"crossing cells", crossing_cells},
    {"edges shared in part", edges_shared_in_part},
    {"skew edges shared in part", skew_edges_shared_in_part},
    {"cells of a few steps", cells_of_a_few_steps},
    {"slivers", slivers},
    {"spirals", spirals},
    {"combs", combs},
    {"holes become shells", holes_become_shells},
    {"islands in holes", islands_in_holes},
    {"chess boards", chess_boards},
    {"bundles", bundles},
    {"nearly parallel", nearly_parallel},
    {"apart", apart},
    {"one in the other", one_in_the_other},
};

size_t pairs_family_count(void) { return sizeof families / sizeof families[0]; }

const char *pairs_family_name(size_t family) { return families[family].name; }

void pairs_make(struct terr_multipolygon *from, struct terr_multipolygon *to,
                struct terr_engine *engine, size_t family, uint64_t seed)
{
    struct maker maker = {engine, seed * UINT64_C(0x9e3779b97f4a7c15) + 1, TERR_MULTIPOLYGON_INIT};
    for (int i = 0; i < 4; i++) (void)draw(&maker);
    families[family].make(&maker, from, to);
    if (seed % 2) {
        const struct terr_multipolygon kept = *from;
        *from = *to;
        *to = kept;
    }
}
