#include "../../support/check.h"

#include <geo/source/profile.h>
#include <geo/zone/zone_list.h>

// A list and the built-in profile that it is asked of.
struct asked {
    struct terr_zone_list list;
    struct terr_profile *profile;
};

static struct asked ask_of(const char *profile)
{
    struct terr_error err;
    struct asked asked = {{NULL, 0, 0}, NULL};
    check_ok(terr_profile_load(&asked.profile, profile, &err));
    return asked;
}

static void end(struct asked *asked)
{
    terr_zone_list_dispose(&asked->list);
    terr_profile_free(asked->profile);
}

static void check_zone(const struct asked *asked, size_t index, const char *name,
                       const char *const *statuses)
{
    assert_true(index < asked->list.count);
    const struct terr_zone *zone = &asked->list.zones[index];
    assert_string_equal(zone->name, name);
    size_t count = 0;
    for (; statuses[count]; count++) {
        assert_true(count < zone->status_count);
        assert_string_equal(zone->statuses[count], statuses[count]);
    }
    assert_int_equal(zone->status_count, count);
}

static void a_zone_of_the_profile_has_its_statuses(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("deepstate");
    const char *const statuses[] = {"occupied", "occupied_before_2022", NULL};
    check_ok(terr_zone_list_add(&asked.list, "held", asked.profile, &err));
    assert_int_equal(asked.list.count, 1);
    check_zone(&asked, 0, "held", statuses);
    end(&asked);
}

static void statuses_may_be_joined_in_any_order(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("deepstate");
    const char *const statuses[] = {"contested", "liberated", "occupied", NULL};
    check_ok(terr_zone_list_add(&asked.list, "occupied+contested+liberated", asked.profile, &err));
    check_zone(&asked, 0, "occupied+contested+liberated", statuses);
    end(&asked);
}

static void a_status_named_twice_counts_once(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("deepstate");
    const char *const statuses[] = {"contested", "occupied", NULL};
    check_ok(terr_zone_list_add(&asked.list, "occupied+contested+occupied+occupied", asked.profile,
                                &err));
    check_zone(&asked, 0, "occupied+contested+occupied+occupied", statuses);
    end(&asked);
}

static void zones_keep_the_order_asked_and_a_name_is_listed_once(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("deepstate");
    const char *const names[] = {"occupied", "held", "contested", "held", "occupied"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        check_ok(terr_zone_list_add(&asked.list, names[i], asked.profile, &err));
    }
    assert_int_equal(asked.list.count, 3);
    for (size_t i = 0; i < 3; i++) assert_string_equal(asked.list.zones[i].name, names[i]);
    end(&asked);
}

static void many_statuses_are_sorted(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("generic");
    char text[26 * 3] = "";
    for (int i = 0; i < 26; i++) {
        const char part[] = {(char)('z' - i), i % 2 ? 'b' : 'a', i < 25 ? '+' : '\0', '\0'};
        strcat(text, part);
    }
    check_ok(terr_zone_list_add(&asked.list, text, asked.profile, &err));
    const struct terr_zone *zone = &asked.list.zones[0];
    assert_int_equal(zone->status_count, 26);
    for (size_t i = 1; i < 26; i++)
        assert_true(strcmp(zone->statuses[i - 1], zone->statuses[i]) < 0);
    end(&asked);
}

static void what_the_profile_does_not_know_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *profile, *zone, *sentence;
    } refused[] = {
        {"deepstate-daily", "occupied",
         "no zone or status 'occupied' in profile 'deepstate-daily', which has held"},
        {"deepstate", "occupied+Contested",
         "no zone or status 'Contested' in profile 'deepstate', which has held, elsewhere, "
         "occupied_before_2022, occupied, contested, liberated, held_abroad, contested_abroad, "
         "unclassified"},
        // a zone is no status, and the beginning of a status is none either
        {"deepstate-daily", "held+hel",
         "no zone or status 'hel' in profile 'deepstate-daily', which has held"},
        {"deepstate-daily", "heldheldheld",
         "no zone or status 'heldheldheld' in profile 'deepstate-daily', which has held"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct terr_error err;
        struct asked asked = ask_of(refused[i].profile);
        check_fails(terr_zone_list_add(&asked.list, refused[i].zone, asked.profile, &err),
                    TERR_EARG, refused[i].sentence);
        assert_int_equal(asked.list.count, 0);
        end(&asked);
    }
}

static void a_zone_lacking_a_part_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *sentence;
    } refused[] = {
        {"", "the zone's name is empty"},
        {"+", "zone '+' lacks a status beside '+'"},
        {"occupied+", "zone 'occupied+' lacks a status beside '+'"},
        {"+occupied", "zone '+occupied' lacks a status beside '+'"},
        {"occupied++contested", "zone 'occupied++contested' lacks a status beside '+'"},
    };
    struct asked asked = ask_of("generic");
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct terr_error err;
        check_fails(terr_zone_list_add(&asked.list, refused[i].zone, asked.profile, &err),
                    TERR_EARG, refused[i].sentence);
    }
    assert_int_equal(asked.list.count, 0);
    end(&asked);
}

static void a_refused_zone_leaves_the_list_as_it_was(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("deepstate");
    const char *const statuses[] = {"occupied", NULL}, *const after[] = {"contested", NULL};
    check_ok(terr_zone_list_add(&asked.list, "occupied", asked.profile, &err));
    assert_int_equal(terr_zone_list_add(&asked.list, "occupied+x", asked.profile, &err), TERR_EARG);
    check_ok(terr_zone_list_add(&asked.list, "contested", asked.profile, &err));
    assert_int_equal(asked.list.count, 2);
    check_zone(&asked, 0, "occupied", statuses);
    check_zone(&asked, 1, "contested", after);
    end(&asked);
}

static void an_open_profile_takes_any_status(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("generic");
    const char *const statuses[] = {"blue", "green", NULL};
    check_ok(terr_zone_list_add(&asked.list, "green+blue", asked.profile, &err));
    check_zone(&asked, 0, "green+blue", statuses);
    end(&asked);
}

static void a_long_status_is_cut_in_the_sentence(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("deepstate-daily");
    char zone[2001];
    memset(zone, 'x', sizeof zone - 1);
    zone[sizeof zone - 1] = '\0';
    check_fails(terr_zone_list_add(&asked.list, zone, asked.profile, &err), TERR_EARG,
                "no zone or status 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' "
                "in profile 'deepstate-daily', which has held");
    end(&asked);
}

static void a_status_may_be_listed_beside_a_zone_of_its_name(void **state)
{
    (void)state;
    struct terr_error err;
    struct asked asked = ask_of("generic");
    const char *const zone[] = {"held", "occupied", "occupied_before_2022", NULL};
    const char *const alone[] = {"held", NULL}, *const joined[] = {"a+b", NULL};
    check_ok(terr_zone_list_add(&asked.list, "held", asked.profile, &err));
    check_ok(terr_zone_list_add_status(&asked.list, "held", &err));
    check_ok(terr_zone_list_add_status(&asked.list, "a+b", &err));
    assert_int_equal(asked.list.count, 3);
    check_zone(&asked, 0, "held", zone);
    check_zone(&asked, 1, "held", alone);
    check_zone(&asked, 2, "a+b", joined);
    end(&asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zone_of_the_profile_has_its_statuses),
        cmocka_unit_test(statuses_may_be_joined_in_any_order),
        cmocka_unit_test(a_status_named_twice_counts_once),
        cmocka_unit_test(zones_keep_the_order_asked_and_a_name_is_listed_once),
        cmocka_unit_test(many_statuses_are_sorted),
        cmocka_unit_test(what_the_profile_does_not_know_is_refused),
        cmocka_unit_test(a_zone_lacking_a_part_is_refused),
        cmocka_unit_test(a_refused_zone_leaves_the_list_as_it_was),
        cmocka_unit_test(an_open_profile_takes_any_status),
        cmocka_unit_test(a_long_status_is_cut_in_the_sentence),
        cmocka_unit_test(a_status_may_be_listed_beside_a_zone_of_its_name),
    };
    return cmocka_run_group_tests_name("zone_list", tests, NULL, NULL);
}
