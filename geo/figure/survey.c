#include <geo/figure/survey.h>

#include <geo/base/memory.h>
#include <geo/base/progress.h>
#include <geo/figure/inspection.h>
#include <geo/figure/sighting.h>
#include <geo/figure/steps.h>
#include <geo/shape/delta.h>
#include <geo/shape/step.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <geo/zone/zones.h>
#include <string.h>

// A map that is shown once more after so many days is no slow front but an old file.
#define STALE_DAYS 30

// What is kept of a snapshot.
struct record {
    struct terr_sighting *sighting; // of all but the last without its zone
    double step_m2;                 // about, since the record before
};

struct terr_survey {
    const struct terr_archive *archive;
    struct record *records;
    size_t count;
    size_t capacity;
    struct terr_findings findings; // those that a single snapshot tells
};

enum terr_code terr_survey_new(struct terr_survey **out, const struct terr_archive *archive,
                               struct terr_error *err)
{
    *out = terr_memory_new(1, sizeof **out, err);
    if (!*out) return err->code;
    (*out)->archive = archive;
    return TERR_OK;
}

void terr_survey_free(struct terr_survey *survey)
{
    if (!survey) return;
    for (size_t i = 0; i < survey->count; i++) terr_sighting_free(survey->records[i].sighting);
    terr_memory_free(survey->records);
    terr_findings_dispose(&survey->findings);
    terr_memory_free(survey);
}

// ---- what a single snapshot tells ----

enum terr_code terr_survey_add_left_out(struct terr_survey *survey, const char *sentence,
                                        struct terr_error *err)
{
    const struct terr_finding finding = {
        .kind = TERR_FINDING_LEFT_OUT, .snapshot = TERR_FINDING_NONE, .other = TERR_FINDING_NONE};
    return terr_findings_add(&survey->findings, &finding, sentence, err);
}

// ---- all of them ----

// What the snapshot tells alone.
static enum terr_code add_findings(struct terr_survey *survey, const struct terr_findings *findings,
                                   struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < findings->count && !code; i++) {
        const struct terr_finding *finding = &findings->items[i];
        code = terr_findings_add(&survey->findings, finding, finding->text, err);
    }
    return code;
}

enum terr_code terr_survey_add(struct terr_survey *survey, struct terr_inspection *inspection,
                               struct terr_error *err)
{
    struct record *records = terr_memory_grow(survey->records, &survey->capacity, survey->count + 1,
                                              sizeof *records, err);
    if (!records) return err->code;
    survey->records = records;
    struct record *record = &records[survey->count];
    record->sighting = inspection->sighting;
    record->step_m2 = 0;
    if (survey->count > 0) {
        struct terr_multipolygon *last = &record[-1].sighting->held;
        const enum terr_code code =
            terr_step_estimate(&record->step_m2, last, &record->sighting->held, err);
        if (code) return code;
        terr_multipolygon_dispose(last);
    }
    inspection->sighting = NULL;
    survey->count++;
    return add_findings(survey, &record->sighting->findings, err);
}

// Whether the profile names the layer before `index` already, in another case.
static bool is_named_before(const struct terr_profile *profile, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (terr_layer_is_same(terr_profile_layer_at(profile, i),
                               terr_profile_layer_at(profile, index))) {
            return true;
        }
    }
    return false;
}

static enum terr_code add_layers(struct terr_findings *findings, const struct terr_survey *survey,
                                 struct terr_error *err)
{
    const struct terr_profile *profile = terr_archive_profile(survey->archive);
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_profile_layer_count(profile); i++) {
        const char *layer = terr_profile_layer_at(profile, i);
        bool occurs = false;
        if (is_named_before(profile, i)) continue;
        for (size_t j = 0; j < survey->count; j++)
            occurs |= terr_sighting_has_layer(survey->records[j].sighting, layer);
        for (size_t j = 0; occurs && j < survey->count && !code; j++) {
            const struct terr_finding missing = {.kind = TERR_FINDING_MISSING_LAYER,
                                                 .snapshot = survey->records[j].sighting->snapshot,
                                                 .other = TERR_FINDING_NONE};
            if (terr_sighting_has_layer(survey->records[j].sighting, layer)) continue;
            code = terr_findings_add(findings, &missing, layer, err);
        }
    }
    return code;
}

static enum terr_code add_repeats(struct terr_findings *findings, const struct terr_survey *survey,
                                  struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 1; i < survey->count && !code; i++) {
        const struct record *record = &survey->records[i];
        const struct terr_finding repeat = {.kind = TERR_FINDING_REPEAT,
                                            .snapshot = record->sighting->snapshot,
                                            .other = record[-1].sighting->snapshot};
        if (strcmp(record->sighting->content, record[-1].sighting->content) != 0) continue;
        code = terr_findings_add(findings, &repeat, NULL, err);
    }
    return code;
}

// The newest record before `index` with the same content, or `index` itself.
static size_t find_content(const struct terr_survey *survey, size_t index)
{
    for (size_t i = index; i > 0; i--) {
        if (strcmp(survey->records[i - 1].sighting->content,
                   survey->records[index].sighting->content) == 0) {
            return i - 1;
        }
    }
    return index;
}

static bool is_misdated(const struct terr_findings *findings, size_t snapshot)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct terr_finding *finding = &findings->items[i];
        if (finding->kind == TERR_FINDING_MISDATED && finding->snapshot == snapshot) return true;
    }
    return false;
}

// Maps that are an old one to the last point. Whether the step to them stood out does not matter.
static enum terr_code add_stale(struct terr_findings *findings, const struct terr_survey *survey,
                                const struct terr_date_doubts *doubts, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 1; i < survey->count && !code; i++) {
        const struct record *record = &survey->records[i];
        const size_t old = find_content(survey, i);
        if (old == i || old + 1 == i) continue;
        const size_t other = survey->records[old].sighting->snapshot;
        if (!terr_date_is_sound(survey->archive, record->sighting->snapshot, doubts) ||
            !terr_date_is_sound(survey->archive, other, doubts)) {
            continue;
        }
        const int32_t day = terr_archive_at(survey->archive, record->sighting->snapshot)->day;
        if (day - terr_archive_at(survey->archive, other)->day < STALE_DAYS) continue;
        if (is_misdated(findings, record->sighting->snapshot)) continue;
        const struct terr_finding stale = {.kind = TERR_FINDING_MISDATED,
                                           .snapshot = record->sighting->snapshot,
                                           .other = other,
                                           .area_m2 = record->step_m2};
        code = terr_findings_add(findings, &stale, NULL, err);
    }
    return code;
}

// ---- steps ----

struct comparison {
    const struct terr_survey *survey;
    struct terr_worker *worker;
    const struct terr_zone_list *list;
    const struct terr_progress *progress;
};

static enum terr_code compare(double *area_m2, void *payload, size_t from, size_t to,
                              struct terr_error *err)
{
    const struct comparison *with = payload;
    const struct terr_archive *archive = with->survey->archive;
    struct terr_zones *before = NULL, *after = NULL;
    struct terr_delta delta = TERR_DELTA_INIT;
    const size_t count = with->survey->count;
    enum terr_code code = terr_progress_step(with->progress, count, count, err);
    if (code) return code;
    code = terr_zones_read(&before, with->worker, archive, from, with->list, err);
    if (!code) code = terr_zones_read(&after, with->worker, archive, to, with->list, err);
    if (!code && terr_worker_delta(&delta, with->worker, terr_zones_at(before, 0),
                                   terr_zones_at(after, 0), err)) {
        code = terr_within(err, "%s", terr_archive_at(archive, to)->path);
    }
    if (!code) {
        *area_m2 = terr_worker_area_m2(with->worker, &delta.gained) +
                   terr_worker_area_m2(with->worker, &delta.lost);
    }
    terr_delta_dispose(&delta);
    terr_zones_free(before);
    terr_zones_free(after);
    return code;
}

// The records that have sound dates, if all have dates: those of the future are the last of an
// archive and those before its time the first, so that the steps between the others are whole.
static size_t list_steps(struct terr_step *steps, const struct terr_survey *survey,
                         const struct terr_date_doubts *doubts)
{
    size_t count = 0;
    for (size_t i = 0; i < survey->count; i++) {
        const struct record *record = &survey->records[i];
        const struct terr_dated *dated =
            terr_archive_at(survey->archive, record->sighting->snapshot);
        if (dated->date_source == TERR_DATE_NONE) return 0;
        if (!terr_date_is_sound(survey->archive, record->sighting->snapshot, doubts)) continue;
        const struct terr_step step = {record->sighting->snapshot, dated->day,
                                       record->sighting->held_m2, record->step_m2};
        steps[count++] = step;
    }
    return count;
}

static enum terr_code add_steps(struct terr_findings *findings, const struct terr_survey *survey,
                                struct terr_worker *worker, const struct terr_date_doubts *doubts,
                                const struct terr_progress *progress, struct terr_error *err)
{
    const struct terr_profile *profile = terr_archive_profile(survey->archive);
    struct terr_zone_list list = {NULL, 0, 0};
    struct comparison with = {survey, worker, &list, progress};
    const struct terr_comparer comparer = {compare, &with};
    struct terr_step *steps = terr_memory_new(survey->count, sizeof *steps, err);
    if (!steps) return err->code;
    const size_t count = list_steps(steps, survey, doubts);
    enum terr_code code =
        terr_zone_list_add(&list, terr_profile_zone_at(profile, 0).name, profile, err);
    if (!code) code = terr_findings_add_steps(findings, steps, count, &comparer, err);
    terr_zone_list_dispose(&list);
    terr_memory_free(steps);
    return code;
}

static enum terr_code add_own(struct terr_findings *findings, const struct terr_survey *survey,
                              struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < survey->findings.count && !code; i++) {
        const struct terr_finding *own = &survey->findings.items[i];
        code = terr_findings_add(findings, own, own->text, err);
    }
    return code;
}

enum terr_code terr_survey_end(struct terr_findings *findings, struct terr_survey *survey,
                               struct terr_worker *worker, const struct terr_date_doubts *doubts,
                               const struct terr_progress *progress, struct terr_error *err)
{
    enum terr_code code;
    if ((code = add_own(findings, survey, err)) ||
        (code = terr_findings_add_dates(findings, survey->archive, doubts, err)) ||
        (code = add_layers(findings, survey, err)) || (code = add_repeats(findings, survey, err)) ||
        (code = add_steps(findings, survey, worker, doubts, progress, err)) ||
        (code = add_stale(findings, survey, doubts, err))) {
        return code;
    }
    terr_findings_sort(findings);
    return TERR_OK;
}
