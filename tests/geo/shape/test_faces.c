#include "../../support/check.h"

#include "../../support/edge_list.h"
#include "../../support/shapes.h"
#include <geo/shape/faces.h>
#include <geo/shape/noding.h>

// The rings of `text` (support/shapes.h, in degrees), each edge with `weight`.
static void add_rings(struct terr_chains *edges, const char *text, int64_t weight)
{
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    shape_add(&shape, text);
    for (size_t r = 0; r < shape.ring_count; r++) {
        for (size_t i = terr_multipolygon_ring_start(&shape, r); i + 1 < shape.ring_ends[r]; i++) {
            struct terr_node ends[2];
            assert_true(terr_lattice_take(ends, shape.coords + 2 * i, 2));
            const struct edge edge = {ends[0], ends[1], weight};
            edge_add(edges, &edge);
        }
    }
    terr_multipolygon_dispose(&shape);
}

struct traced {
    struct terr_multipolygon once, minus_once;
    bool sound;
};

// The rings as a multipolygon; what is no ring in its order is told.
static void hand_over(struct terr_multipolygon *out, struct terr_rings *rings)
{
    struct terr_error err;
    for (size_t r = 0; r < rings->ring_count; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        const bool is_shell = r == 0 || ring->polygon != ring[-1].polygon;
        assert_true(ring->end - ring->start >= 4);
        assert_true(terr_node_same(rings->nodes[ring->start], rings->nodes[ring->end - 1]));
        assert_int_equal(ring->is_hole, !is_shell);
        assert_int_equal(terr_ring_is_ccw(rings, ring, terr_ring_first(rings, ring)), is_shell);
    }
    check_ok(terr_rings_put(out, rings, &err));
    terr_rings_dispose(rings);
}

static void trace_chains(struct traced *traced, const struct terr_chains *chains)
{
    struct terr_error err;
    struct terr_rings once = TERR_RINGS_INIT, minus_once = TERR_RINGS_INIT;
    check_ok(terr_faces_trace(&once, &minus_once, &traced->sound, chains, &err));
    hand_over(&traced->once, &once);
    hand_over(&traced->minus_once, &minus_once);
}

static void trace(struct traced *traced, const char *plus, const char *minus)
{
    struct terr_error err;
    struct terr_chains edges = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    memset(traced, 0, sizeof *traced);
    add_rings(&edges, plus, 1);
    add_rings(&edges, minus, -1);
    check_ok(terr_noding_snap(&noded, &edges, &err));
    trace_chains(traced, &noded.chains);
    terr_chains_dispose(&edges);
    terr_chains_dispose(&noded.chains);
}

static void drop(struct traced *traced)
{
    terr_multipolygon_dispose(&traced->once);
    terr_multipolygon_dispose(&traced->minus_once);
}

#define BOX "0 0, 8 0, 8 8, 0 8"
#define CLOCKWISE "0 0, 0 8, 8 8, 8 0"
#define INNER_HOLE "2 2, 2 6, 6 6, 6 2"

static const struct {
    const char *plus, *minus;
    size_t polygons, rings;           // of winding number 1
    double area;                      // in square degrees
    size_t lost_polygons, lost_rings; // of winding number -1
    double lost_area;
} faces[] = {
    {"", "", 0, 0, 0, 0, 0, 0},
    {BOX, "", 1, 1, 64, 0, 0, 0},
    {"", BOX, 0, 0, 0, 1, 1, 64},
    {CLOCKWISE, "", 0, 0, 0, 1, 1, 64},
    {BOX ";" INNER_HOLE, "", 1, 2, 48, 0, 0, 0},
    // an island in the hole, and a hole in the island
    {BOX ";" INNER_HOLE "| 3 3, 5 3, 5 5, 3 5; 4 4, 4 4.5, 4.5 4", "", 2, 4, 51.875, 0, 0, 0},
    // side by side: the edge between counts twice
    {BOX, "8 0, 16 0, 16 8, 8 8", 1, 1, 64, 1, 1, 64},
    // a hole of the one filled by the other
    {BOX ";" INNER_HOLE, "2 2, 6 2, 6 6, 2 6", 1, 2, 48, 1, 1, 16},
    // crossing: what both cover is neither
    {BOX, "4 4, 12 4, 12 12, 4 12", 1, 1, 48, 1, 1, 48},
    {BOX "|"
         "8 8, 16 8, 16 16, 8 16",
     "", 2, 2, 128, 0, 0, 0}, // touching in a corner
    {BOX ";"
         "0 0, 2 4, 4 2",
     "", 1, 2, 58, 0, 0, 0}, // a hole that touches the shell
    {BOX ";"
         "0 0, 4 8, 4 4",
     "", 2, 2, 56, 0, 0, 0}, // twice: it parts the box
    {BOX ";"
         "2 2, 2 4, 4 4, 4 2; 4 4, 4 6, 6 6, 6 4",
     "", 1, 3, 56, 0, 0, 0}, // holes that touch
    // four holes in a ring, touching: what they enclose is a face of its own
    {BOX ";"
         "4 1, 3 2, 4 3, 5 2; 3 2, 2 4, 3 6; 5 2, 5 6, 6 4; 3 6, 4 7, 5 6",
     "", 2, 3, 0, 0, 0, 0},
    // two components in one face, the second east of the first and behind it as seen from below
    {"0 0, 20 0, 20 20, 0 20; 2 2, 2 4, 4 4, 4 2; 3 6, 3 8, 5 8, 5 6; 2 10, 6 12, 6 10", "", 1, 4,
     388, 0, 0, 0},
};

static void faces_have_their_winding_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faces / sizeof faces[0]; i++) {
        struct traced traced;
        trace(&traced, faces[i].plus, faces[i].minus);
        if (!traced.sound) fail_msg("faces[%zu] is not sound", i);
        if (traced.once.polygon_count != faces[i].polygons ||
            traced.once.ring_count != faces[i].rings) {
            fail_msg("faces[%zu]: %zu polygons, %zu rings", i, traced.once.polygon_count,
                     traced.once.ring_count);
        }
        assert_int_equal(traced.minus_once.polygon_count, faces[i].lost_polygons);
        assert_int_equal(traced.minus_once.ring_count, faces[i].lost_rings);
        if (faces[i].area > 0) check_near(shape_plane_area(&traced.once), faces[i].area, 1e-9);
        check_near(shape_plane_area(&traced.minus_once), faces[i].lost_area, 1e-9);
        drop(&traced);
    }
}

static const struct {
    const char *plus, *minus;
} unsound[] = {
    {BOX "|"
         "4 4, 12 4, 12 12, 4 12",
     ""}, // twice covered
    {"", BOX "|"
             "4 4, 12 4, 12 12, 4 12"},             //
    {BOX "|" BOX, ""},                              // the same twice
    {"0 0, 8 0, 8 8, 0 8, 0 0, 8 0, 8 8, 0 8", ""}, // twice round
    {CLOCKWISE "|"
               "2 2, 2 6, 6 6, 6 2",
     ""}, // a clockwise box in another
};

static void what_winds_more_than_once_is_not_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unsound / sizeof unsound[0]; i++) {
        struct traced traced;
        trace(&traced, unsound[i].plus, unsound[i].minus);
        if (traced.sound) fail_msg("unsound[%zu] is", i);
        assert_null(traced.once.coords);
        assert_null(traced.minus_once.coords);
        drop(&traced);
    }
}

static void check_unsound(const struct edge *items, size_t count)
{
    struct terr_chains edges = TERR_CHAINS_INIT;
    struct traced traced = {.sound = true};
    for (size_t i = 0; i < count; i++) edge_add(&edges, &items[i]);
    trace_chains(&traced, &edges);
    assert_false(traced.sound);
    assert_null(traced.once.coords);
    terr_chains_dispose(&edges);
}

static void edges_that_do_not_close_are_not_sound(void **state)
{
    (void)state;
    const struct edge open[] = {{{0, 0}, {5, 0}, 1}, {{0, 0}, {5, 5}, -1}};
    check_unsound(open, 2);
    const struct edge heavy[] = {{{0, 0}, {5, 0}, 1}, {{0, 0}, {5, 5}, -1}, {{5, 0}, {5, 5}, 2}};
    check_unsound(heavy, 3);
}

static void edges_that_were_not_noded_are_not_sound(void **state)
{
    (void)state;
    // two triangles on one line from one node, one longer
    const struct edge overlapping[] = {{{0, 0}, {2, 2}, -1}, {{0, 0}, {4, 0}, 1},
                                       {{0, 0}, {8, 0}, 1},  {{0, 0}, {9, 9}, -1},
                                       {{2, 2}, {4, 0}, -1}, {{8, 0}, {9, 9}, 1}};
    check_unsound(overlapping, 6);
}

static const struct {
    const char *text;
    int64_t most; // -1: no answer
    size_t polygons, rings;
    double area, layers; // in square degrees: covered; and counted as often as covered
} covers[] = {
    {"", 0, 0, 0, 0, 0},
    {BOX, 1, 1, 1, 64, 64},
    {BOX ";" INNER_HOLE, 1, 1, 2, 48, 48},
    {BOX "|" BOX, 2, 1, 1, 64, 128},
    {BOX "| 4 4, 12 4, 12 12, 4 12", 2, 1, 1, 112, 128},
    {BOX "| 8 0, 16 0, 16 8, 8 8", 1, 1, 1, 128, 128},            // side by side
    {BOX "| 8 8, 16 8, 16 16, 8 16", 1, 2, 2, 128, 128},          // touching in a corner
    {BOX "| 2 2, 4 2, 4 4, 2 4", 2, 1, 1, 64, 68},                // one in the other
    {BOX ";" INNER_HOLE "| 2 2, 6 2, 6 6, 2 6", 1, 1, 1, 64, 64}, // the hole filled
    {BOX ";" INNER_HOLE "| 1 1, 7 1, 7 7, 1 7", 2, 1, 1, 64, 84},
    // four bars around a hole that is in none of them
    {"0 0, 8 0, 8 2, 0 2 | 0 6, 8 6, 8 8, 0 8 | 0 0, 2 0, 2 8, 0 8 | 6 0, 8 0, 8 8, 6 8", 2, 1, 2,
     48, 64},
    {CLOCKWISE, -1, 0, 0, 0, 0},
    {BOX "; 9 2, 9 6, 12 6, 12 2", -1, 0, 0, 0, 0}, // a hole outside
};

static void what_is_covered_is_told_with_how_often(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof covers / sizeof covers[0]; i++) {
        struct terr_error err;
        struct terr_chains edges = TERR_CHAINS_INIT;
        struct terr_noded noded = TERR_NODED_INIT;
        struct terr_rings rings = TERR_RINGS_INIT;
        struct terr_multipolygon cover = TERR_MULTIPOLYGON_INIT;
        terr_wide area2;
        int64_t most;
        add_rings(&edges, covers[i].text, 1);
        check_ok(terr_noding_snap(&noded, &edges, &err));
        check_ok(terr_faces_cover(&rings, &area2, &most, &noded.chains, &err));
        hand_over(&cover, &rings);
        if (most != covers[i].most || cover.polygon_count != covers[i].polygons ||
            cover.ring_count != covers[i].rings) {
            fail_msg("covers[%zu]: %d times, %zu polygons, %zu rings", i, (int)most,
                     cover.polygon_count, cover.ring_count);
        }
        check_near(shape_plane_area(&cover), covers[i].area, 1e-9);
        if (most >= 0) check_near((double)area2 / 2 / 1e20, covers[i].layers, 1e-9);
        terr_multipolygon_dispose(&cover);
        terr_chains_dispose(&edges);
        terr_chains_dispose(&noded.chains);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faces_have_their_winding_numbers),
        cmocka_unit_test(what_winds_more_than_once_is_not_sound),
        cmocka_unit_test(what_is_covered_is_told_with_how_often),
        cmocka_unit_test(edges_that_do_not_close_are_not_sound),
        cmocka_unit_test(edges_that_were_not_noded_are_not_sound),
    };
    return cmocka_run_group_tests_name("shape/faces", tests, NULL, NULL);
}
