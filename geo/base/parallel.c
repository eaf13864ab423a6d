#include <geo/base/parallel.h>

#include <geo/base/memory.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

// The longest run of neighbours that one worker takes at a time, and how many runs each worker
// should get at least, so that none works alone at the end.
#define RUN_MAX 8
#define RUNS_EACH 8

struct shared {
    const struct terr_parallel *map;
    pthread_mutex_t lock;
    pthread_cond_t changed; // an item was done, taken, or failed
    size_t run;
    size_t ahead;
    size_t next;             // the first item that was not handed out
    size_t taken;            // items before this one were taken
    size_t failed;           // the lowest item that failed; `count` where none did
    bool *done;              // of each item
    struct terr_error fault; // that of `failed`
};

struct thread {
    struct shared *shared;
    void *worker;
    pthread_t id;
};

static size_t run_of(size_t count, size_t jobs)
{
    const size_t run = jobs > 1 ? count / jobs / RUNS_EACH : 1;
    if (run < 1) return 1;
    return run < RUN_MAX ? run : RUN_MAX;
}

size_t terr_parallel_ahead(size_t count, size_t jobs)
{
    // two runs more than are worked on, so that nobody waits where one run takes longer
    return jobs > 1 ? (jobs + 2) * run_of(count, jobs) : 1;
}

// ---- with the lock held ----

static void fail_at(struct shared *shared, size_t item, const struct terr_error *fault)
{
    if (item >= shared->failed) return;
    shared->failed = item;
    shared->fault = *fault;
}

// Whether nothing is left to hand out: the items behind one that failed are not wanted.
static bool is_all_out(const struct shared *shared) { return shared->next >= shared->failed; }

// The end of the run that begins with the next item.
static size_t next_end(const struct shared *shared)
{
    const size_t left = shared->map->count - shared->next;
    return shared->next + (left < shared->run ? left : shared->run);
}

static bool may_hand_out(const struct shared *shared)
{
    return !is_all_out(shared) && next_end(shared) <= shared->taken + shared->ahead;
}

// Hands out the items from `*first` to before `*end`.
static void hand_out(struct shared *shared, size_t *first, size_t *end)
{
    *first = shared->next;
    *end = shared->next = next_end(shared);
}

// Works on one item, with the lock given away meanwhile.
static void work_on(struct shared *shared, void *worker, size_t item)
{
    const struct terr_parallel *map = shared->map;
    struct terr_error fault;
    if (item > shared->failed) return;
    pthread_mutex_unlock(&shared->lock);
    const enum terr_code code = map->work(map->payload, worker, item, &fault);
    pthread_mutex_lock(&shared->lock);
    if (code) {
        fail_at(shared, item, &fault);
    } else {
        shared->done[item] = true;
    }
    pthread_cond_broadcast(&shared->changed);
}

// Takes the items that are next and done, likewise.
static void take_done(struct shared *shared)
{
    const struct terr_parallel *map = shared->map;
    while (shared->taken < shared->failed && shared->done[shared->taken]) {
        struct terr_error fault;
        const size_t item = shared->taken;
        pthread_mutex_unlock(&shared->lock);
        const enum terr_code code = map->take(map->payload, item, &fault);
        pthread_mutex_lock(&shared->lock);
        if (code) {
            fail_at(shared, item, &fault);
        } else {
            shared->taken++;
        }
        pthread_cond_broadcast(&shared->changed);
    }
}

// ---- threads ----

static void *run_thread(void *payload)
{
    struct thread *thread = payload;
    struct shared *shared = thread->shared;
    pthread_mutex_lock(&shared->lock);
    while (!is_all_out(shared)) {
        if (!may_hand_out(shared)) {
            pthread_cond_wait(&shared->changed, &shared->lock);
            continue;
        }
        size_t item, end;
        for (hand_out(shared, &item, &end); item < end; item++) {
            work_on(shared, thread->worker, item);
        }
    }
    pthread_mutex_unlock(&shared->lock);
    return NULL;
}

// The calling thread works too, and between two items takes what is done.
static void run_caller(struct shared *shared, void *worker)
{
    size_t item = 0, end = 0;
    pthread_mutex_lock(&shared->lock);
    for (;;) {
        take_done(shared);
        if (shared->taken == shared->failed) break;
        if (item == end && may_hand_out(shared)) hand_out(shared, &item, &end);
        if (item < end) {
            work_on(shared, worker, item++);
        } else {
            pthread_cond_wait(&shared->changed, &shared->lock);
        }
    }
    pthread_mutex_unlock(&shared->lock);
}

// Starts up to `count` threads; how many there are now. A signal's handler is to run where the
// caller expects it.
static size_t start_threads(struct thread *threads, size_t count)
{
    size_t started = 0;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < count &&
           !pthread_create(&threads[started].id, NULL, run_thread, &threads[started])) {
        started++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static enum terr_code run_all(struct shared *shared, struct thread *threads, size_t count,
                              struct terr_error *err)
{
    const struct terr_parallel *map = shared->map;
    enum terr_code code = TERR_OK;
    size_t begun = 0;
    for (; begun < count && !code; begun += code == TERR_OK) {
        threads[begun].shared = shared;
        code = map->begin(map->pool, &threads[begun].worker, err);
    }
    if (!code) {
        const size_t started = start_threads(threads + 1, count - 1);
        run_caller(shared, threads[0].worker);
        for (size_t i = 1; i <= started; i++) pthread_join(threads[i].id, NULL);
    }
    for (size_t i = 0; i < begun; i++) map->end(map->pool, threads[i].worker);
    if (!code && shared->failed < map->count) {
        *err = shared->fault;
        code = err->code;
    }
    return code;
}

enum terr_code terr_parallel_map(const struct terr_parallel *map, struct terr_error *err)
{
    const size_t run = run_of(map->count, map->jobs);
    const size_t runs = map->count / run + (map->count % run > 0);
    const size_t wanted = map->jobs < runs ? map->jobs : runs;
    const size_t count =
        wanted > 1 ? wanted : 1; // one works, if only to find that nothing is there
    struct shared shared = {.map = map,
                            .lock = PTHREAD_MUTEX_INITIALIZER,
                            .changed = PTHREAD_COND_INITIALIZER,
                            .run = run,
                            .ahead = terr_parallel_ahead(map->count, map->jobs),
                            .failed = map->count};
    struct thread *threads = terr_memory_new(count, sizeof *threads, err);
    if (threads) shared.done = terr_memory_new(map->count, sizeof *shared.done, err);
    const enum terr_code code = shared.done ? run_all(&shared, threads, count, err) : err->code;
    terr_memory_free(shared.done);
    terr_memory_free(threads);
    pthread_cond_destroy(&shared.changed);
    pthread_mutex_destroy(&shared.lock);
    return code;
}
