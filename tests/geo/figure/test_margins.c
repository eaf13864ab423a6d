#include "../../support/check.h"

#include "../../support/random_shapes.h"
#include <geo/figure/margins.h>

#define MOST 64

struct table {
    struct terr_table_cell cells[MOST];
    size_t count;
    double rows[8], columns[8];
    size_t row_count, column_count;
    double out[MOST];
    bool fits;
};

static void round_table(struct table *table)
{
    struct terr_error err;
    check_ok(terr_margins_round(table->out, &table->fits, table->cells, table->count, table->rows,
                                table->row_count, table->columns, table->column_count, &err));
}

// Whole numbers near the cells, which add up.
static void check_rounded(const struct table *table)
{
    double rows[8] = {0}, columns[8] = {0};
    assert_true(table->fits);
    for (size_t i = 0; i < table->count; i++) {
        assert_true(table->out[i] == floor(table->out[i]) && table->out[i] >= 0);
        assert_true(fabs(table->out[i] - table->cells[i].m2) < TERR_MARGINS_NEAR_M2);
        rows[table->cells[i].row] += table->out[i];
        columns[table->cells[i].column] += table->out[i];
    }
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i] != TERR_MARGIN_FREE) assert_true(rows[i] == table->rows[i]);
    }
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i] != TERR_MARGIN_FREE) assert_true(columns[i] == table->columns[i]);
    }
}

static void check_left_alone(const struct table *table)
{
    assert_false(table->fits);
    for (size_t i = 0; i < table->count; i++) assert_true(table->out[i] == table->cells[i].m2);
}

static void an_empty_table(void **state)
{
    struct table table = {.count = 0};
    (void)state;
    round_table(&table);
    assert_true(table.fits);
}

// Each cell rounded by itself would make 0, 0, 0, 0.
static void four_quarters(void **state)
{
    struct table table = {.cells = {{0, 0, 0.45}, {0, 1, 0.45}, {1, 0, 0.45}, {1, 1, 0.45}},
                          .count = 4,
                          .rows = {1, 1},
                          .columns = {1, 1},
                          .row_count = 2,
                          .column_count = 2};
    (void)state;
    round_table(&table);
    check_rounded(&table);
}

static void the_larger_cell_is_shifted(void **state)
{
    struct table table = {.cells = {{0, 0, 3.2}, {0, 1, 1000.2}, {0, 2, 5.2}},
                          .count = 3,
                          .rows = {1009},
                          .columns = {TERR_MARGIN_FREE, TERR_MARGIN_FREE, TERR_MARGIN_FREE},
                          .row_count = 1,
                          .column_count = 3};
    (void)state;
    round_table(&table);
    check_rounded(&table);
    assert_true(table.out[0] == 3 && table.out[1] == 1001 && table.out[2] == 5);
}

// What is in no cell cannot be made up, in either direction.
static void sums_that_cannot_be(void **state)
{
    struct table table = {.cells = {{0, 0, 10.4}, {1, 1, 20.4}},
                          .count = 2,
                          .rows = {10, 20},
                          .columns = {11, 20},
                          .row_count = 2,
                          .column_count = 2};
    (void)state;
    round_table(&table);
    check_left_alone(&table); // one cell cannot be 10 for its row and 11 for its column
    table.rows[0] = 1e9;      // nor far from what it is
    table.columns[0] = 1e9;
    round_table(&table);
    check_left_alone(&table);
    table.rows[0] = TERR_MARGIN_FREE;
    table.columns[0] = 11;
    round_table(&table);
    check_rounded(&table);
}

static void a_row_without_a_cell(void **state)
{
    struct table table = {.cells = {{0, 0, 1}},
                          .count = 1,
                          .rows = {1, 0},
                          .columns = {1},
                          .row_count = 2,
                          .column_count = 1};
    (void)state;
    round_table(&table);
    check_rounded(&table);
    table.rows[1] = 1;
    round_table(&table);
    check_left_alone(&table);
}

// Tables by chance, with sums that are those of cells moved by up to half a metre square and
// rounded in a way that some table of whole numbers has.
static void tables_by_chance(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        uint64_t random = seed;
        struct table table = {.row_count = 1 + random_draw(&random) % 8,
                              .column_count = 1 + random_draw(&random) % 8};
        for (size_t i = 0; i < table.row_count * table.column_count; i++) {
            if (random_draw(&random) % 3 == 0) continue;
            const double m2 = (double)(random_draw(&random) % 100000) / 1000;
            table.cells[table.count++] =
                (struct terr_table_cell){i / table.column_count, i % table.column_count, m2};
        }
        // one way to round: up or down as chance has it
        for (size_t i = 0; i < table.count; i++) {
            const struct terr_table_cell *cell = &table.cells[i];
            const double whole = floor(cell->m2) + (double)(random_draw(&random) % 2);
            table.rows[cell->row] += whole;
            table.columns[cell->column] += whole;
        }
        if (seed % 4 == 0) table.rows[table.row_count - 1] = TERR_MARGIN_FREE;
        if (seed % 4 < 2) table.columns[table.column_count - 1] = TERR_MARGIN_FREE;
        round_table(&table);
        check_rounded(&table);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_table),
        cmocka_unit_test(four_quarters),
        cmocka_unit_test(the_larger_cell_is_shifted),
        cmocka_unit_test(sums_that_cannot_be),
        cmocka_unit_test(a_row_without_a_cell),
        cmocka_unit_test(tables_by_chance),
    };
    return cmocka_run_group_tests_name("figure/margins", tests, NULL, NULL);
}
