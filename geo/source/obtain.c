#include <geo/source/obtain.h>

#include <geo/base/date.h>
#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/source/cache.h>
#include <geo/source/fetch.h>
#include <geo/source/remote.h>
#include <geo/source/virtual_file.h>
#include <string.h>
#include <time.h>

struct terr_obtainer {
    const struct terr_cache *cache;
    const struct terr_remote_options *options;
    struct terr_fetcher *fetcher; // NULL before the first file that has to be fetched
    int32_t today;                // in UTC
};

// One call of terr_obtain: of each file that is asked for, what the cache has and what is asked.
struct batch {
    struct terr_obtainer *obtainer;
    struct terr_wanted **wanted;
    struct terr_cache_entry *entries;
    struct terr_fetch_request *requests;
    size_t count;
    bool keep_going;
};

int64_t terr_remote_now(const struct terr_remote_options *options)
{
    struct timespec now = {0};
    if (options->now_s) return options->now_s;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec;
}

enum terr_code terr_obtainer_new(struct terr_obtainer **out, const struct terr_cache *cache,
                                 const struct terr_remote_options *options, struct terr_error *err)
{
    *out = terr_memory_new(1, sizeof **out, err);
    if (!*out) return err->code;
    (*out)->cache = cache;
    (*out)->options = options;
    (*out)->today = (int32_t)(terr_remote_now(options) / TERR_SECONDS_PER_DAY);
    return TERR_OK;
}

void terr_obtainer_free(struct terr_obtainer *obtainer)
{
    if (!obtainer) return;
    terr_fetcher_free(obtainer->fetcher);
    terr_memory_free(obtainer);
}

// ---- what the cache has ----

// What was asked for long enough after its day does not change any more.
static bool is_settled(const struct terr_wanted *wanted, const struct terr_cache_entry *entry)
{
    return wanted->has_day && (int64_t)entry->asked_day - wanted->day > TERR_REMOTE_SETTLED_DAYS;
}

static enum terr_code damaged(const struct terr_obtainer *obtainer,
                              const struct terr_wanted *wanted, struct terr_error *err)
{
    return terr_fail(err, TERR_EDATA,
                     "%s/%s: is not what was fetched (size or SHA-256), and offline it cannot be "
                     "fetched again",
                     terr_cache_folder(obtainer->cache), wanted->name);
}

// Sets the state where the cache's word is enough.
static enum terr_code ask_cache(struct terr_cache_entry *entry, struct terr_wanted *wanted,
                                const struct terr_obtainer *obtainer, struct terr_error *err)
{
    const bool offline = obtainer->options->offline;
    if (obtainer->options->refresh) return TERR_OK;
    enum terr_code code = terr_cache_look(entry, obtainer->cache, wanted->name, wanted->url, err);
    if (code) return code;
    const bool will_do = offline || is_settled(wanted, entry);
    if (entry->state == TERR_CACHE_DAMAGED && offline) return damaged(obtainer, wanted, err);
    if (entry->state == TERR_CACHE_PRESENT && will_do) wanted->state = TERR_WANTED_PRESENT;
    if (entry->state == TERR_CACHE_ABSENT && will_do) wanted->state = TERR_WANTED_ABSENT;
    return TERR_OK;
}

// ---- what the source answers ----

static enum terr_code keep(const struct batch *batch, size_t index,
                           const struct terr_fetch_answer *answer, struct terr_error *err)
{
    const struct terr_obtainer *obtainer = batch->obtainer;
    struct terr_wanted *wanted = batch->wanted[index];
    struct terr_cache_entry entry = {.asked_day = obtainer->today};
    enum terr_code code = TERR_OK;
    if (answer->etag) {
        entry.etag = terr_memory_copy(answer->etag, strlen(answer->etag), err);
        if (!entry.etag) code = err->code;
    }
    if (!code && answer->modified) {
        entry.modified = terr_memory_copy(answer->modified, strlen(answer->modified), err);
        if (!entry.modified) code = err->code;
    }
    if (!code) {
        code = terr_cache_put(obtainer->cache, wanted->name, wanted->url, answer->body->bytes,
                              answer->body->length, &entry, err);
    }
    terr_cache_entry_dispose(&entry);
    if (!code) wanted->state = TERR_WANTED_PRESENT;
    return code;
}

static enum terr_code note(const struct batch *batch, size_t index, enum terr_cache_state state,
                           struct terr_error *err)
{
    const struct terr_obtainer *obtainer = batch->obtainer;
    struct terr_wanted *wanted = batch->wanted[index];
    struct terr_cache_entry *entry = &batch->entries[index];
    entry->state = state;
    entry->asked_day = obtainer->today;
    wanted->state = state == TERR_CACHE_PRESENT ? TERR_WANTED_PRESENT : TERR_WANTED_ABSENT;
    return terr_cache_note(obtainer->cache, wanted->name, wanted->url, entry, err);
}

static enum terr_code take(void *payload, size_t index, const struct terr_fetch_answer *answer,
                           struct terr_error *err)
{
    const struct batch *batch = payload;
    struct terr_wanted *wanted = batch->wanted[index];
    switch (answer->outcome) {
    case TERR_FETCH_GOT:
        return keep(batch, index, answer, err);
    case TERR_FETCH_UNCHANGED:
        return note(batch, index, TERR_CACHE_PRESENT, err);
    case TERR_FETCH_ABSENT:
        return note(batch, index, TERR_CACHE_ABSENT, err);
    case TERR_FETCH_FAILED:
        break;
    }
    *err = *answer->fault;
    if (!batch->keep_going || answer->fault->code != TERR_EDATA) return err->code;
    const char *sentence = answer->fault->message;
    wanted->fault = terr_memory_copy(sentence, strlen(sentence), err);
    if (!wanted->fault) return err->code;
    wanted->state = TERR_WANTED_UNUSABLE;
    return TERR_OK;
}

// ---- together ----

static struct terr_fetch_request request_for(const struct terr_wanted *wanted,
                                             const struct terr_cache_entry *entry)
{
    const bool has_copy = entry->state == TERR_CACHE_PRESENT;
    const struct terr_fetch_request request = {
        .url = wanted->url,
        .etag = has_copy ? entry->etag : NULL,
        .modified = has_copy ? entry->modified : NULL,
        .is_json = terr_path_has_extension(wanted->name, ".geojson") ||
                   terr_path_has_extension(wanted->name, ".json"),
        .is_packed = terr_path_has_extension(wanted->name, ".gz") ||
                     terr_virtual_path_is_bundle(wanted->name)};
    return request;
}

static enum terr_code fill_batch(struct batch *batch, struct terr_wanted *wanted, size_t count,
                                 struct terr_error *err)
{
    batch->wanted = terr_memory_new(count, sizeof(struct terr_wanted *), err);
    if (!batch->wanted) return err->code;
    batch->entries = terr_memory_new(count, sizeof *batch->entries, err);
    if (!batch->entries) return err->code;
    batch->requests = terr_memory_new(count, sizeof *batch->requests, err);
    if (!batch->requests) return err->code;
    for (size_t i = 0; i < count; i++) {
        const size_t index = batch->count;
        struct terr_cache_entry *entry = &batch->entries[index];
        if (wanted[i].state != TERR_WANTED_UNKNOWN) continue;
        const enum terr_code code = ask_cache(entry, &wanted[i], batch->obtainer, err);
        if (code || wanted[i].state != TERR_WANTED_UNKNOWN) {
            terr_cache_entry_dispose(entry);
            if (code) return code;
            continue;
        }
        batch->wanted[index] = &wanted[i];
        batch->requests[index] = request_for(&wanted[i], entry);
        batch->count++;
    }
    return TERR_OK;
}

static enum terr_code fetch_batch(struct batch *batch, struct terr_error *err)
{
    struct terr_obtainer *obtainer = batch->obtainer;
    const struct terr_remote_options *options = obtainer->options;
    const struct terr_fetch_options how = {
        .timeout_s = options->timeout_s, .tries = options->tries, .pause_ms = options->pause_ms};
    if (batch->count == 0 || options->offline) return TERR_OK;
    if (!obtainer->fetcher) {
        const enum terr_code code = terr_fetcher_new(&obtainer->fetcher, &how, err);
        if (code) return code;
    }
    return terr_fetch_all(obtainer->fetcher, batch->requests, batch->count, take, batch,
                          &options->progress, err);
}

enum terr_code terr_obtain(struct terr_obtainer *obtainer, struct terr_wanted *wanted, size_t count,
                           bool keep_going, struct terr_error *err)
{
    struct batch batch = {.obtainer = obtainer, .keep_going = keep_going};
    enum terr_code code = fill_batch(&batch, wanted, count, err);
    if (!code) code = fetch_batch(&batch, err);
    for (size_t i = 0; i < batch.count; i++) terr_cache_entry_dispose(&batch.entries[i]);
    terr_memory_free(batch.wanted);
    terr_memory_free(batch.entries);
    terr_memory_free(batch.requests);
    return code;
}
