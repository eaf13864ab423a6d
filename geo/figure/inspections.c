#include <geo/figure/inspections.h>

#include <geo/base/memory.h>
#include <geo/base/parallel.h>
#include <geo/source/archive.h>

// A snapshot from when it is inspected to when that is told: one of the two.
struct outcome {
    struct terr_inspection *inspection;
    struct terr_error *fault;
};

struct walker {
    const struct terr_archive *archive;
    const struct terr_inspections_options *options;
    struct outcome *outcomes; // of each snapshot
    size_t count;
};

static enum terr_code inspect(void *payload, void *worker, size_t index, struct terr_error *err)
{
    const struct walker *walker = payload;
    struct outcome *outcome = &walker->outcomes[index];
    struct terr_error fault;
    if (!terr_inspection_make(&outcome->inspection, worker, walker->archive, index,
                              &walker->options->look, &fault)) {
        return TERR_OK;
    }
    outcome->fault = terr_memory_new(1, sizeof *outcome->fault, err);
    if (!outcome->fault) return err->code;
    *outcome->fault = fault;
    return TERR_OK;
}

static enum terr_code tell(void *payload, size_t index, struct terr_error *err)
{
    const struct walker *walker = payload;
    const struct terr_inspections_options *options = walker->options;
    struct outcome *outcome = &walker->outcomes[index];
    struct terr_inspection *inspection = outcome->inspection;
    outcome->inspection = NULL;
    const enum terr_code code =
        options->see(options->payload, index, inspection, outcome->fault, err);
    terr_memory_free(outcome->fault);
    outcome->fault = NULL;
    return code ? code : terr_progress_step(&options->progress, index + 1, walker->count, err);
}

enum terr_code terr_inspections_walk(struct terr_effort *effort, const struct terr_ruler *ruler,
                                     const struct terr_archive *archive,
                                     const struct terr_inspections_options *options,
                                     struct terr_error *err)
{
    struct walker walker = {
        .archive = archive, .options = options, .count = terr_archive_count(archive)};
    struct terr_worker_pool pool = {.ruler = ruler};
    const struct terr_parallel map = {.count = walker.count,
                                      .jobs = options->jobs,
                                      .begin = terr_worker_begin,
                                      .end = terr_worker_end,
                                      .pool = &pool,
                                      .work = inspect,
                                      .take = tell,
                                      .payload = &walker};
    walker.outcomes = terr_memory_new(walker.count, sizeof *walker.outcomes, err);
    if (!walker.outcomes) return err->code;
    enum terr_code code = terr_progress_step(&options->progress, 0, walker.count, err);
    if (!code) code = terr_parallel_map(&map, err);
    for (size_t i = 0; i < walker.count; i++) {
        terr_inspection_free(walker.outcomes[i].inspection);
        terr_memory_free(walker.outcomes[i].fault);
    }
    terr_memory_free(walker.outcomes);
    if (effort) terr_effort_add(effort, &pool.effort);
    return code;
}
