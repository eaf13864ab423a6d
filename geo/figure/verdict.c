#include <geo/figure/verdict.h>

#include <geo/base/memory.h>
#include <geo/figure/claim_read.h>
#include <geo/figure/claim_region.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/zone/regions.h>
#include <assert.h>
#include <math.h>
#include <string.h>

const char *terr_outcome_name(enum terr_outcome outcome)
{
    static const char *const names[] = {"confirmed", "refuted", "unverifiable"};
    return names[outcome];
}

// ---- what is needed ----

enum terr_code terr_verdicts_ruler(const struct terr_ruler **out, struct terr_verdicts *verdicts,
                                   enum terr_area_model model, struct terr_error *err)
{
    struct terr_ruler **ruler = &verdicts->rulers[model];
    const enum terr_code code = *ruler ? TERR_OK : terr_ruler_new(ruler, model, err);
    *out = *ruler;
    return code;
}

// ---- one claim ----

// Puts the file and the claim in front of a sentence on what the claim says.
static enum terr_code blame(const struct terr_verdicts *verdicts, const struct terr_claim *claim,
                            const char *member, struct terr_error *err)
{
    if (err->code == TERR_EARG) err->code = TERR_EDATA; // it is not the command line that is wrong
    const size_t index = (size_t)(claim - verdicts->claims->claims);
    (void)terr_claim_tell_place(err, claim->id, claim->line);
    return terr_within(err, "%s: claims[%zu]%s", verdicts->claims->name, index, member);
}

// Where a zone's name comes from.
enum zone_origin { ZONE_OF_CLAIM, ZONE_OF_OPTIONS, ZONE_OF_FILE, ZONE_OF_PROFILE };

static enum zone_origin choose_zone(const char **name, const struct terr_verdicts *verdicts,
                                    const struct terr_claim *claim,
                                    const struct terr_verdict_options *options)
{
    const struct terr_profile *profile = terr_archive_profile(verdicts->archive);
    const char *const names[] = {claim->zone, options->zone, verdicts->claims->zone,
                                 terr_profile_zone_at(profile, 0).name};
    size_t origin = ZONE_OF_CLAIM;
    while (!names[origin]) origin++;
    *name = names[origin];
    return (enum zone_origin)origin;
}

static enum terr_code find_zone(struct terr_verdict *verdict, struct terr_verdicts *verdicts,
                                const struct terr_verdict_options *options, struct terr_error *err)
{
    const char *name;
    const enum zone_origin origin = choose_zone(&name, verdicts, verdict->claim, options);
    const enum terr_code code =
        terr_zone_list_add(&verdicts->list, name, terr_archive_profile(verdicts->archive), err);
    if (code == TERR_EARG && origin == ZONE_OF_CLAIM) {
        return blame(verdicts, verdict->claim, ".zone", err);
    }
    if (code == TERR_EARG && origin == ZONE_OF_FILE) {
        err->code = TERR_EDATA;
        return terr_within(err, "%s: zone", verdicts->claims->name);
    }
    if (code) return code;
    while (strcmp(verdicts->list.zones[verdict->zone].name, name) != 0) verdict->zone++;
    return TERR_OK;
}

static enum terr_code cannot_verify(struct terr_verdict *verdict, const char *reason,
                                    struct terr_error *err)
{
    verdict->outcome = TERR_UNVERIFIABLE;
    verdict->reason = terr_memory_copy(reason, strlen(reason), err);
    return verdict->reason ? TERR_OK : err->code;
}

// Chooses the snapshots of a claim.
static enum terr_code find_ends(struct terr_verdict *verdict, const struct terr_verdicts *verdicts,
                                struct terr_error *err)
{
    const struct terr_claim *claim = verdict->claim;
    struct terr_error fault;
    const enum terr_code code =
        terr_ends_find(&verdict->ends, verdicts->archive, &claim->window, &fault);
    if (code == TERR_EDATA) return cannot_verify(verdict, fault.message, err);
    if (code) {
        *err = fault;
        return code == TERR_EARG ? blame(verdicts, claim, "", err) : code;
    }
    verdict->has_ends = true;
    if (verdict->ends.from != verdict->ends.to || terr_measure_is_of_one_date(claim->measure)) {
        return TERR_OK;
    }
    return cannot_verify(verdict, "both dates fall on one snapshot: no change can be seen", err);
}

static enum terr_code want(struct terr_verdict *verdict, struct terr_verdicts *verdicts,
                           struct terr_error *err)
{
    const struct terr_wanted wanted = {.from = verdict->ends.from,
                                       .to = verdict->ends.to,
                                       .zone = verdict->zone,
                                       .region = verdict->region,
                                       .ruler = verdict->ruler,
                                       .changes_only =
                                           verdict->claim->region &&
                                           !terr_measure_is_of_one_date(verdict->claim->measure)};
    verdict->wanted = verdicts->demand.count;
    return terr_demand_add(&verdicts->demand, &wanted, err);
}

static enum terr_code find_region(struct terr_verdict *verdict, struct terr_verdicts *verdicts,
                                  struct terr_error *err)
{
    const enum terr_code code = terr_claim_region_find(&verdict->reason, verdict, verdicts, err);
    if (code == TERR_ENOMEM || code == TERR_ECANCEL) return code;
    if (code) return blame(verdicts, verdict->claim, ".of", err);
    if (verdict->reason) verdict->outcome = TERR_UNVERIFIABLE;
    return TERR_OK;
}

static enum terr_code prepare(struct terr_verdict *verdict, struct terr_verdicts *verdicts,
                              const struct terr_verdict_options *options, struct terr_error *err)
{
    const struct terr_claim *claim = verdict->claim;
    enum terr_code code;
    verdict->ruler = verdicts->ruler;
    if (claim->has_area_model &&
        (code = terr_verdicts_ruler(&verdict->ruler, verdicts, claim->area_model, err))) {
        return code;
    }
    if ((code = find_zone(verdict, verdicts, options, err))) return code;
    if ((code = find_region(verdict, verdicts, err))) return code;
    if (verdict->outcome == TERR_UNVERIFIABLE) return TERR_OK;
    if ((code = find_ends(verdict, verdicts, err))) return code;
    return verdict->outcome == TERR_UNVERIFIABLE ? TERR_OK : want(verdict, verdicts, err);
}

double terr_measure_m2(enum terr_measure measure, const struct terr_figures *figures)
{
    switch (measure) {
    case TERR_MEASURE_GAINED:
    case TERR_MEASURE_SHARE_GAINED:
        return figures->gained_m2;
    case TERR_MEASURE_LOST:
        return figures->lost_m2;
    case TERR_MEASURE_NET:
        return terr_figures_net_m2(figures);
    case TERR_MEASURE_AREA:
    case TERR_MEASURE_SHARE:
        break;
    }
    return figures->area_to_m2;
}

// Figures by region are printed in whole square metres that add up (figure/apportion.h), each less
// than one from its own, and what is gained less what is lost less than two: none is held to more.
static double least_step_m2(const struct terr_verdict *verdict)
{
    if (verdict->region == TERR_WANTED_WHOLE) return 0;
    if (terr_measure_is_share(verdict->claim->measure)) return 0;
    return verdict->claim->measure == TERR_MEASURE_NET ? 4 : 2;
}

// Holds what was printed against what was worked out.
static void judge(struct terr_verdict *verdict, const struct terr_verdicts *verdicts)
{
    const struct terr_claim *claim = verdict->claim;
    const double unit_m2 = terr_unit_m2(claim->unit, verdict->of_m2);
    struct terr_printed printed = terr_claim_printed(claim, claim->unit, verdict->of_m2);
    printed.step = fmax(printed.step, least_step_m2(verdict) / unit_m2);
    verdict->computed_m2 = terr_measure_m2(claim->measure, terr_verdict_figures(verdicts, verdict));
    verdict->computed = verdict->computed_m2 / unit_m2;
    verdict->admitted = terr_printed_admitted(&printed);
    verdict->outcome = terr_printed_admits(&verdict->truncated, &printed, verdict->computed)
                           ? TERR_CONFIRMED
                           : TERR_REFUTED;
    verdict->difference_m2 = claim->value * unit_m2 - verdict->computed_m2;
    verdict->difference_percent = 100 * verdict->difference_m2 / fabs(verdict->computed_m2);
}

// ---- all claims ----

const struct terr_figures *terr_verdict_figures(const struct terr_verdicts *verdicts,
                                                const struct terr_verdict *verdict)
{
    assert(verdict->outcome != TERR_UNVERIFIABLE);
    return &verdicts->demand.wanted[verdict->wanted].figures;
}

static enum terr_code prepare_all(struct terr_verdicts *verdicts,
                                  const struct terr_verdict_options *options,
                                  struct terr_error *err)
{
    const struct terr_claims *claims = verdicts->claims;
    enum terr_area_model model = TERR_AREA_ELLIPSOID;
    enum terr_code code;
    if (claims->has_area_model) model = claims->area_model;
    if (options->has_area_model) model = options->area_model;
    if ((code = terr_verdicts_ruler(&verdicts->ruler, verdicts, model, err))) return code;
    verdicts->verdicts = terr_memory_new(claims->count, sizeof *verdicts->verdicts, err);
    if (!verdicts->verdicts) return err->code;
    verdicts->count = claims->count;
    for (size_t i = 0; i < claims->count && !code; i++) {
        verdicts->verdicts[i].claim = &claims->claims[i];
        code = prepare(&verdicts->verdicts[i], verdicts, options, err);
    }
    verdicts->zone_count = verdicts->list.count;
    return code;
}

enum terr_code terr_verdicts_find(struct terr_verdicts **out, const struct terr_claims *claims,
                                  const struct terr_archive *archive,
                                  const struct terr_verdict_options *options,
                                  struct terr_error *err)
{
    *out = NULL;
    struct terr_verdicts *verdicts = terr_memory_new(1, sizeof *verdicts, err);
    if (!verdicts) return err->code;
    verdicts->claims = claims;
    verdicts->archive = archive;
    verdicts->regions = verdicts->demand.regions = options->regions;
    enum terr_code code = prepare_all(verdicts, options, err);
    if (!code) {
        code = terr_demand_meet(&verdicts->demand, archive, &verdicts->list, &options->demand, err);
    }
    if (code) {
        terr_verdicts_free(verdicts);
        return code;
    }
    for (size_t i = 0; i < verdicts->count; i++) {
        struct terr_verdict *verdict = &verdicts->verdicts[i];
        if (verdict->outcome != TERR_UNVERIFIABLE) judge(verdict, verdicts);
        verdicts->outcome_counts[verdict->outcome]++;
    }
    *out = verdicts;
    return TERR_OK;
}

void terr_verdicts_free(struct terr_verdicts *verdicts)
{
    if (!verdicts) return;
    for (size_t i = 0; i < verdicts->count; i++) {
        terr_memory_free(verdicts->verdicts[i].reason);
        terr_memory_free(verdicts->verdicts[i].explanation.readings);
    }
    for (size_t i = 0; i < TERR_VERDICT_RULERS; i++) {
        terr_ruler_free(verdicts->rulers[i]);
    }
    for (size_t i = 0; i < verdicts->ground_count; i++) {
        terr_memory_free(verdicts->grounds[i].path);
        terr_regions_free(verdicts->grounds[i].regions);
    }
    terr_memory_free(verdicts->grounds);
    terr_memory_free(verdicts->fault);
    terr_memory_free(verdicts->verdicts);
    terr_demand_dispose(&verdicts->demand);
    terr_zone_list_dispose(&verdicts->list);
    terr_memory_free(verdicts);
}
