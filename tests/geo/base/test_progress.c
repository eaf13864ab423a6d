#include "../../support/check.h"

#include <geo/base/progress.h>

struct listener {
    size_t calls, done, total;
    bool answer;
};

static bool listen(void *payload, size_t done, size_t total)
{
    struct listener *listener = payload;
    listener->calls++;
    listener->done = done;
    listener->total = total;
    return listener->answer;
}

static void nobody_needs_to_listen(void **state)
{
    (void)state;
    struct terr_error err;
    const struct terr_progress silent = {0};
    check_ok(terr_progress_step(NULL, 1, 2, &err));
    check_ok(terr_progress_step(&silent, 1, 2, &err));
}

static void the_listener_hears_how_far_it_is(void **state)
{
    (void)state;
    struct terr_error err;
    struct listener listener = {.answer = true};
    const struct terr_progress progress = {listen, &listener};
    check_ok(terr_progress_step(&progress, 3, 8, &err));
    assert_int_equal(listener.calls, 1);
    assert_int_equal(listener.done, 3);
    assert_int_equal(listener.total, 8);
}

static void the_listener_may_say_stop(void **state)
{
    (void)state;
    struct terr_error err;
    struct listener listener = {.answer = false};
    const struct terr_progress progress = {listen, &listener};
    check_fails(terr_progress_step(&progress, 3, 8, &err), TERR_ECANCEL, "stopped after 3 of 8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_needs_to_listen),
        cmocka_unit_test(the_listener_hears_how_far_it_is),
        cmocka_unit_test(the_listener_may_say_stop),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
