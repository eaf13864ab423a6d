#include <geo/figure/survey.h>

#include <geo/base/digest.h>
#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/base/progress.h>
#include <geo/figure/steps.h>
#include <geo/shape/delta.h>
#include <geo/shape/step.h>
#include <geo/source/archive.h>
#include <geo/source/content.h>
#include <geo/source/feature_date.h>
#include <geo/source/file_date.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <geo/zone/zones.h>
#include <stdio.h>
#include <string.h>

// A map that is shown once more after so many days is no slow front but an old file.
#define STALE_DAYS 30

// What is kept of a snapshot.
struct record {
    size_t snapshot;
    char content[TERR_DIGEST_SIZE];
    double held_m2;
    double step_m2; // about, since the record before
    struct terr_paths layers;
};

struct terr_survey {
    const struct terr_archive *archive;
    struct record *records;
    size_t count;
    size_t capacity;
    struct terr_multipolygon last; // the zone of the last record
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
    for (size_t i = 0; i < survey->count; i++) terr_paths_dispose(&survey->records[i].layers);
    terr_memory_free(survey->records);
    terr_multipolygon_dispose(&survey->last);
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

static enum terr_code add_count(struct terr_survey *survey, enum terr_finding_kind kind,
                                size_t snapshot, size_t count, double area_m2, const char *text,
                                struct terr_error *err)
{
    const struct terr_finding finding = {.kind = kind,
                                         .snapshot = snapshot,
                                         .other = TERR_FINDING_NONE,
                                         .count = count,
                                         .area_m2 = area_m2};
    return count ? terr_findings_add(&survey->findings, &finding, text, err) : TERR_OK;
}

static enum terr_code contradict(struct terr_survey *survey, size_t snapshot, int32_t day,
                                 const char *place, struct terr_error *err)
{
    const struct terr_dated *dated = terr_archive_at(survey->archive, snapshot);
    const int32_t used = dated->day + terr_archive_lag_days(survey->archive);
    // A day apart is the clock of another place, not another map.
    if (day >= used - 1 && day <= used + 1) return TERR_OK;
    const struct terr_finding finding = {.kind = TERR_FINDING_CONTRADICTED,
                                         .snapshot = snapshot,
                                         .other = TERR_FINDING_NONE,
                                         .first_day = day};
    return terr_findings_add(&survey->findings, &finding, place, err);
}

// The latest date of the features in a property, where one has any.
static bool latest_date(struct terr_moment *latest, const struct terr_snapshot *document,
                        const char *property)
{
    bool any = false;
    for (size_t i = 0; i < terr_snapshot_count(document); i++) {
        const struct terr_json *properties = terr_snapshot_at(document, i)->properties;
        struct terr_moment moment;
        struct terr_error ignored; // what is no date contradicts none
        bool found = false;
        if (terr_feature_date(&found, &moment, terr_json_member(properties, property), &ignored)) {
            continue;
        }
        if (!found || (any && moment.day <= latest->day)) continue;
        *latest = moment;
        any = true;
    }
    return any;
}

static enum terr_code compare_properties(struct terr_survey *survey,
                                         const struct terr_sighting *sighting,
                                         struct terr_error *err)
{
    const struct terr_profile *profile = terr_archive_profile(survey->archive);
    for (size_t i = 0; i < terr_profile_date_property_count(profile); i++) {
        const char *property = terr_profile_date_property_at(profile, i);
        struct terr_moment moment;
        char place[80];
        if (!latest_date(&moment, sighting->document, property)) continue;
        snprintf(place, sizeof place, "the property %.60s", property);
        return contradict(survey, sighting->snapshot, moment.day, place, err);
    }
    return TERR_OK;
}

// Other dates of the same map than the one that was taken.
static enum terr_code compare_dates(struct terr_survey *survey,
                                    const struct terr_sighting *sighting, struct terr_error *err)
{
    const struct terr_dated *dated = terr_archive_at(survey->archive, sighting->snapshot);
    struct terr_moment moment;
    struct terr_error ignored;
    enum terr_code code = TERR_OK;
    bool found = false;
    if (dated->date_source == TERR_DATE_NONE) return TERR_OK;
    // A name with two dates or a wrong one contradicts nothing: it was not taken for a date.
    if (dated->date_source != TERR_DATE_FILE_NAME &&
        !terr_file_date(&found, &moment, dated->name, &ignored) && found) {
        code = contradict(survey, sighting->snapshot, moment.day, "its name", err);
    }
    if (!code && dated->date_source != TERR_DATE_DOCUMENT &&
        terr_snapshot_published(sighting->document, &moment)) {
        code = contradict(survey, sighting->snapshot, moment.day, "the document", err);
    }
    if (!code && dated->date_source != TERR_DATE_PROPERTY) {
        code = compare_properties(survey, sighting, err);
    }
    return code;
}

// ---- all of them ----

static bool has_layer(const struct record *record, const char *layer)
{
    for (size_t i = 0; i < record->layers.count; i++) {
        if (terr_layer_is_same(record->layers.paths[i], layer)) return true;
    }
    return false;
}

// Takes note of a layer, or of none (NULL), once.
static enum terr_code add_layer(struct record *record, const char *layer, struct terr_error *err)
{
    if (!layer || has_layer(record, layer)) return TERR_OK;
    return terr_paths_add(&record->layers, layer, err);
}

static enum terr_code fill_record(struct terr_survey *survey, struct record *record,
                                  const struct terr_sighting *sighting, struct terr_error *err)
{
    const struct terr_snapshot *document = sighting->document;
    enum terr_code code = terr_snapshot_content(record->content, document, err);
    if (!code && survey->count > 0) {
        code = terr_step_estimate(&record->step_m2, &survey->last, sighting->held, err);
    }
    for (size_t i = 0; i < terr_snapshot_part_count(document) && !code; i++) {
        code = add_layer(record, terr_snapshot_part_at(document, i)->layer, err);
    }
    for (size_t i = 0; i < terr_snapshot_count(document) && !code; i++) {
        code = add_layer(record, terr_snapshot_at(document, i)->layer, err);
    }
    return code;
}

enum terr_code terr_survey_add(struct terr_survey *survey, const struct terr_sighting *sighting,
                               struct terr_error *err)
{
    enum terr_code code;
    struct record *records = terr_memory_grow(survey->records, &survey->capacity, survey->count + 1,
                                              sizeof *records, err);
    if (!records) return err->code;
    survey->records = records;
    struct record *record = &records[survey->count];
    memset(record, 0, sizeof *record);
    record->snapshot = sighting->snapshot;
    record->held_m2 = sighting->held_m2;
    if ((code = fill_record(survey, record, sighting, err))) {
        terr_paths_dispose(&record->layers);
        return code;
    }
    survey->count++;
    terr_multipolygon_dispose(&survey->last);
    if ((code = terr_multipolygon_append(&survey->last, sighting->held, err))) return code;
    if ((code = add_count(survey, TERR_FINDING_UNCLASSIFIED, sighting->snapshot,
                          sighting->unclassified_count, sighting->unclassified_m2, NULL, err)) ||
        (code = add_count(survey, TERR_FINDING_REPAIRED, sighting->snapshot, sighting->repair_count,
                          sighting->repair_m2, sighting->repair_text, err))) {
        return code;
    }
    return compare_dates(survey, sighting, err);
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
        for (size_t j = 0; j < survey->count; j++) occurs |= has_layer(&survey->records[j], layer);
        for (size_t j = 0; occurs && j < survey->count && !code; j++) {
            const struct terr_finding missing = {.kind = TERR_FINDING_MISSING_LAYER,
                                                 .snapshot = survey->records[j].snapshot,
                                                 .other = TERR_FINDING_NONE};
            if (has_layer(&survey->records[j], layer)) continue;
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
                                            .snapshot = record->snapshot,
                                            .other = record[-1].snapshot};
        if (strcmp(record->content, record[-1].content) != 0) continue;
        code = terr_findings_add(findings, &repeat, NULL, err);
    }
    return code;
}

// The newest record before `index` with the same content, or `index` itself.
static size_t find_content(const struct terr_survey *survey, size_t index)
{
    for (size_t i = index; i > 0; i--) {
        if (strcmp(survey->records[i - 1].content, survey->records[index].content) == 0) {
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
        const size_t other = survey->records[old].snapshot;
        if (!terr_date_is_sound(survey->archive, record->snapshot, doubts) ||
            !terr_date_is_sound(survey->archive, other, doubts)) {
            continue;
        }
        const int32_t day = terr_archive_at(survey->archive, record->snapshot)->day;
        if (day - terr_archive_at(survey->archive, other)->day < STALE_DAYS) continue;
        if (is_misdated(findings, record->snapshot)) continue;
        const struct terr_finding stale = {.kind = TERR_FINDING_MISDATED,
                                           .snapshot = record->snapshot,
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
        const struct terr_dated *dated = terr_archive_at(survey->archive, record->snapshot);
        if (dated->date_source == TERR_DATE_NONE) return 0;
        if (!terr_date_is_sound(survey->archive, record->snapshot, doubts)) continue;
        const struct terr_step step = {record->snapshot, dated->day, record->held_m2,
                                       record->step_m2};
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
