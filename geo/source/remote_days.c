#include <geo/source/remote_days.h>

#include <geo/base/date.h>
#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/timezone.h>
#include <geo/source/cache.h>
#include <geo/source/profile.h>
#include <geo/source/remote.h>
#include <geo/source/url_template.h>
#include <string.h>

struct terr_remote_days {
    const struct terr_profile *profile;
    struct terr_paths *left_out;
    struct terr_cache *cache;
    struct terr_obtainer *obtainer;
    int64_t first;
    int64_t last;
    struct day {
        bool is_asked;
        enum terr_wanted_state state;
    } * days; // from the first to the last
};

// A few days, with what asking for them needs.
struct choice {
    struct terr_wanted *wanted;
    char **texts; // the URL and the name of each
    size_t count;
};

static enum terr_code find_today(int64_t *today, const struct terr_profile *profile,
                                 const struct terr_remote_options *options, struct terr_error *err)
{
    struct terr_timezone *zone;
    if (terr_timezone_parse(&zone, terr_profile_timezone_rule(profile), err)) {
        return terr_within(err, "profile '%s'", terr_profile_name(profile));
    }
    *today = terr_timezone_day(zone, terr_remote_now(options));
    terr_timezone_free(zone);
    return TERR_OK;
}

enum terr_code terr_remote_days_open(struct terr_remote_days **out,
                                     const struct terr_profile *profile,
                                     const struct terr_remote_options *options,
                                     struct terr_paths *left_out, struct terr_error *err)
{
    const char *name = terr_profile_name(profile), *url = terr_profile_remote_url(profile);
    int32_t first = 0;
    enum terr_code code = TERR_OK;
    *out = NULL;
    struct terr_remote_days *days = terr_memory_new(1, sizeof *days, err);
    if (!days) return err->code;
    (void)terr_profile_remote_first(&first, profile);
    days->profile = profile;
    days->left_out = left_out;
    days->first = first;
    if ((code = find_today(&days->last, profile, options, err))) goto cleanup;
    const size_t count = days->last < days->first ? 0 : (size_t)(days->last - days->first) + 1;
    days->days = terr_memory_new(count, sizeof *days->days, err);
    if (!days->days) {
        code = err->code;
        goto cleanup;
    }
    if ((code = terr_cache_open(&days->cache, options->cache, name, url, err))) goto cleanup;
    if ((code = terr_obtainer_new(&days->obtainer, days->cache, options, err))) goto cleanup;
    *out = days;
    days = NULL;
cleanup:
    terr_remote_days_free(days);
    return code;
}

void terr_remote_days_free(struct terr_remote_days *days)
{
    if (!days) return;
    terr_obtainer_free(days->obtainer);
    terr_cache_free(days->cache);
    terr_memory_free(days->days);
    terr_memory_free(days);
}

const char *terr_remote_days_name(const struct terr_remote_days *days)
{
    return terr_profile_name(days->profile);
}

int64_t terr_remote_days_first(const struct terr_remote_days *days) { return days->first; }
int64_t terr_remote_days_last(const struct terr_remote_days *days) { return days->last; }

static struct day *at(const struct terr_remote_days *days, int64_t day)
{
    return &days->days[day - days->first];
}

static bool is_within(const struct terr_remote_days *days, int64_t day)
{
    return day >= days->first && day <= days->last;
}

enum terr_wanted_state terr_remote_days_state(const struct terr_remote_days *days, int64_t day)
{
    return is_within(days, day) ? at(days, day)->state : TERR_WANTED_ABSENT;
}

static enum terr_code url_of(char **url, char **name, const struct terr_remote_days *days,
                             int64_t day, struct terr_error *err)
{
    const char *url_template = terr_profile_remote_url(days->profile);
    if (terr_url_of_day(url, name, url_template, (int32_t)day, err)) {
        return terr_within(err, "profile '%s'", terr_profile_name(days->profile));
    }
    return TERR_OK;
}

// ---- asking ----

static void dispose_choice(struct choice *choice)
{
    for (size_t i = 0; i < choice->count; i++) {
        terr_memory_free(choice->texts[2 * i]);
        terr_memory_free(choice->texts[2 * i + 1]);
        terr_memory_free(choice->wanted[i].fault);
    }
    terr_memory_free(choice->texts);
    terr_memory_free(choice->wanted);
}

// The days of the range that were not asked for before.
static enum terr_code choose(struct choice *choice, const struct terr_remote_days *days,
                             int64_t from, int64_t to, struct terr_error *err)
{
    const size_t most = to < from ? 0 : (size_t)(to - from) + 1;
    choice->wanted = terr_memory_new(most, sizeof *choice->wanted, err);
    if (!choice->wanted) return err->code;
    choice->texts = terr_memory_new(most, 2 * sizeof(char *), err);
    if (!choice->texts) return err->code;
    for (int64_t day = from; day <= to; day++) {
        char **texts = &choice->texts[2 * choice->count];
        if (at(days, day)->is_asked) continue;
        const enum terr_code code = url_of(&texts[0], &texts[1], days, day, err);
        if (code) return code;
        choice->wanted[choice->count++] = (struct terr_wanted){
            .url = texts[0], .name = texts[1], .has_day = true, .day = (int32_t)day};
    }
    return TERR_OK;
}

static enum terr_code settle(struct terr_remote_days *days, const struct choice *choice,
                             struct terr_error *err)
{
    for (size_t i = 0; i < choice->count; i++) {
        const struct terr_wanted *wanted = &choice->wanted[i];
        at(days, wanted->day)->is_asked = true;
        at(days, wanted->day)->state = wanted->state;
        if (wanted->state != TERR_WANTED_UNUSABLE) continue;
        const enum terr_code code = terr_paths_add(days->left_out, wanted->fault, err);
        if (code) return code;
    }
    return TERR_OK;
}

enum terr_code terr_remote_days_ask(struct terr_remote_days *days, int64_t from, int64_t to,
                                    struct terr_error *err)
{
    struct choice choice = {NULL, NULL, 0};
    if (from < days->first) from = days->first;
    if (to > days->last) to = days->last;
    enum terr_code code = choose(&choice, days, from, to, err);
    if (!code) {
        code =
            terr_obtain(days->obtainer, choice.wanted, choice.count, days->left_out != NULL, err);
    }
    if (!code) code = settle(days, &choice, err);
    dispose_choice(&choice);
    return code;
}

// ---- what is known ----

static enum terr_code not_cached(const struct terr_remote_days *days, int64_t day,
                                 struct terr_error *err)
{
    char *url = NULL, *name = NULL, date[TERR_DAY_SIZE];
    enum terr_code code = url_of(&url, &name, days, day, err);
    terr_day_print(date, (int32_t)day);
    if (!code) {
        code = terr_fail(err, TERR_EDATA, "offline, and the file of %s (%s) is not in the cache %s",
                         date, name, terr_cache_folder(days->cache));
    }
    terr_memory_free(url);
    terr_memory_free(name);
    return code;
}

enum terr_code terr_remote_days_check(const struct terr_remote_days *days, int64_t from, int64_t to,
                                      struct terr_error *err)
{
    int64_t count = 0, first = 0;
    char begin[TERR_DAY_SIZE], end[TERR_DAY_SIZE], date[TERR_DAY_SIZE];
    if (from < days->first) from = days->first;
    if (to > days->last) to = days->last;
    for (int64_t day = from; day <= to; day++) {
        if (at(days, day)->state != TERR_WANTED_UNKNOWN) continue;
        if (count++ == 0) first = day;
    }
    if (count == 0) return TERR_OK;
    if (count == 1) return not_cached(days, first, err);
    terr_day_print(begin, (int32_t)from);
    terr_day_print(end, (int32_t)to);
    terr_day_print(date, (int32_t)first);
    return terr_fail(err, TERR_EDATA,
                     "offline, and of the %lld days from %s to %s %lld are not in the cache %s, "
                     "the first of them %s",
                     (long long)(to - from + 1), begin, end, (long long)count,
                     terr_cache_folder(days->cache), date);
}

// The path of a day's file, there or not; owned by the caller.
static enum terr_code path_of(char **path, const struct terr_remote_days *days, int64_t day,
                              struct terr_error *err)
{
    char *url = NULL, *name = NULL;
    *path = NULL;
    const enum terr_code code = url_of(&url, &name, days, day, err);
    if (!code) *path = terr_cache_path(days->cache, name, err);
    terr_memory_free(url);
    terr_memory_free(name);
    return *path ? TERR_OK : err->code;
}

enum terr_code terr_remote_days_is_cached(bool *is_cached, const struct terr_remote_days *days,
                                          int64_t day, struct terr_error *err)
{
    char *path;
    const enum terr_code code = path_of(&path, days, day, err);
    if (!code) *is_cached = terr_file_kind(path) == TERR_FILE_REGULAR;
    terr_memory_free(path);
    return code;
}

enum terr_code terr_remote_days_add(struct terr_paths *out, const struct terr_remote_days *days,
                                    struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (int64_t day = days->first; day <= days->last && !code; day++) {
        char *path;
        if (at(days, day)->state != TERR_WANTED_PRESENT) continue;
        code = path_of(&path, days, day, err);
        if (!code) code = terr_paths_add(out, path, err);
        terr_memory_free(path);
    }
    return code;
}
