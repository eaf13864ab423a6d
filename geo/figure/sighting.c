#include <geo/figure/sighting.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/source/archive.h>
#include <geo/source/content.h>
#include <geo/source/feature_date.h>
#include <geo/source/file_date.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <stdio.h>

// A sighting that is being made, and of what.
struct maker {
    struct terr_sighting *sighting;
    const struct terr_archive *archive;
    const struct terr_seen *seen;
    struct terr_error *err;
};

// ---- findings ----

static enum terr_code add_count(const struct maker *maker, enum terr_finding_kind kind,
                                size_t count, double area_m2, const char *text)
{
    const struct terr_finding finding = {.kind = kind,
                                         .snapshot = maker->seen->snapshot,
                                         .other = TERR_FINDING_NONE,
                                         .count = count,
                                         .area_m2 = area_m2};
    if (count == 0) return TERR_OK;
    return terr_findings_add(&maker->sighting->findings, &finding, text, maker->err);
}

static enum terr_code contradict(const struct maker *maker, int32_t day, const char *place)
{
    const size_t snapshot = maker->seen->snapshot;
    const struct terr_dated *dated = terr_archive_at(maker->archive, snapshot);
    const int32_t used = dated->day + terr_archive_lag_days(maker->archive);
    // A day apart is the clock of another place, not another map.
    if (day >= used - 1 && day <= used + 1) return TERR_OK;
    const struct terr_finding finding = {.kind = TERR_FINDING_CONTRADICTED,
                                         .snapshot = snapshot,
                                         .other = TERR_FINDING_NONE,
                                         .first_day = day};
    return terr_findings_add(&maker->sighting->findings, &finding, place, maker->err);
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

static enum terr_code compare_properties(const struct maker *maker)
{
    const struct terr_profile *profile = terr_archive_profile(maker->archive);
    for (size_t i = 0; i < terr_profile_date_property_count(profile); i++) {
        const char *property = terr_profile_date_property_at(profile, i);
        struct terr_moment moment;
        char place[80];
        if (!latest_date(&moment, maker->seen->document, property)) continue;
        snprintf(place, sizeof place, "the property %.60s", property);
        return contradict(maker, moment.day, place);
    }
    return TERR_OK;
}

// Other dates of the same map than the one that was taken.
static enum terr_code compare_dates(const struct maker *maker)
{
    const struct terr_dated *dated = terr_archive_at(maker->archive, maker->seen->snapshot);
    struct terr_moment moment;
    struct terr_error ignored;
    enum terr_code code = TERR_OK;
    bool found = false;
    if (dated->date_source == TERR_DATE_NONE) return TERR_OK;
    // A name with two dates or a wrong one contradicts nothing: it was not taken for a date.
    if (dated->date_source != TERR_DATE_FILE_NAME &&
        !terr_file_date(&found, &moment, dated->name, &ignored) && found) {
        code = contradict(maker, moment.day, "its name");
    }
    if (!code && dated->date_source != TERR_DATE_DOCUMENT &&
        terr_snapshot_published(maker->seen->document, &moment)) {
        code = contradict(maker, moment.day, "the document");
    }
    if (!code && dated->date_source != TERR_DATE_PROPERTY) code = compare_properties(maker);
    return code;
}

// ---- layers ----

bool terr_sighting_has_layer(const struct terr_sighting *sighting, const char *layer)
{
    for (size_t i = 0; i < sighting->layers.count; i++) {
        if (terr_layer_is_same(sighting->layers.paths[i], layer)) return true;
    }
    return false;
}

// Takes note of a layer, or of none (NULL), once.
static enum terr_code add_layer(const struct maker *maker, const char *layer)
{
    if (!layer || terr_sighting_has_layer(maker->sighting, layer)) return TERR_OK;
    return terr_paths_add(&maker->sighting->layers, layer, maker->err);
}

static enum terr_code add_layers(const struct maker *maker)
{
    const struct terr_snapshot *document = maker->seen->document;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_snapshot_part_count(document) && !code; i++) {
        code = add_layer(maker, terr_snapshot_part_at(document, i)->layer);
    }
    for (size_t i = 0; i < terr_snapshot_count(document) && !code; i++) {
        code = add_layer(maker, terr_snapshot_at(document, i)->layer);
    }
    return code;
}

// ---- the sighting ----

enum terr_code terr_sighting_make(struct terr_sighting **out, const struct terr_archive *archive,
                                  const struct terr_seen *seen, struct terr_error *err)
{
    enum terr_code code;
    *out = NULL;
    struct terr_sighting *sighting = terr_memory_new(1, sizeof *sighting, err);
    if (!sighting) return err->code;
    const struct maker maker = {sighting, archive, seen, err};
    sighting->snapshot = seen->snapshot;
    sighting->held_m2 = seen->held_m2;
    if ((code = terr_snapshot_content(sighting->content, seen->document, err)) ||
        (code = terr_multipolygon_append(&sighting->held, seen->held, err)) ||
        (code = add_layers(&maker)) ||
        (code = add_count(&maker, TERR_FINDING_UNCLASSIFIED, seen->unclassified_count,
                          seen->unclassified_m2, NULL)) ||
        (code = add_count(&maker, TERR_FINDING_REPAIRED, seen->repair_count, seen->repair_m2,
                          seen->repair_text)) ||
        (code = compare_dates(&maker))) {
        terr_sighting_free(sighting);
        return code;
    }
    *out = sighting;
    return TERR_OK;
}

void terr_sighting_free(struct terr_sighting *sighting)
{
    if (!sighting) return;
    terr_multipolygon_dispose(&sighting->held);
    terr_paths_dispose(&sighting->layers);
    terr_findings_dispose(&sighting->findings);
    terr_memory_free(sighting);
}
