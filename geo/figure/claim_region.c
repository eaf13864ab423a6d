#include <geo/figure/claim_region.h>

#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/base/spelling.h>
#include <geo/base/text.h>
#include <geo/figure/verdict.h>
#include <geo/zone/regions.h>
#include <string.h>

// ---- names that come near ----

// As many names as a sentence tells.
#define NEAR_MOST 3

// The nearest first; of those as near the first in the file.
static size_t find_near(size_t near[NEAR_MOST], const struct terr_regions *regions,
                        const char *asked)
{
    size_t distances[NEAR_MOST], count = 0;
    for (size_t i = 0; i < terr_regions_count(regions); i++) {
        // "Kherson" is "Kherson Oblast"
        const size_t found = terr_spelling_of(asked, terr_regions_name(regions, i)).beginning;
        size_t at = count < NEAR_MOST ? count++ : NEAR_MOST;
        for (; at > 0 && found < distances[at - 1]; at--) {
            if (at == NEAR_MOST) continue;
            distances[at] = distances[at - 1];
            near[at] = near[at - 1];
        }
        if (at == NEAR_MOST) continue;
        distances[at] = found;
        near[at] = i;
    }
    return count;
}

// ---- the region ----

static enum terr_code keep_reason(char **reason, const struct terr_text *text,
                                  struct terr_error *err)
{
    const enum terr_code code = terr_text_check(text, err);
    if (code) return code;
    *reason = terr_memory_copy(text->bytes, text->length, err);
    return *reason ? TERR_OK : err->code;
}

static void tell_unknown(struct terr_text *out, const struct terr_regions *regions,
                         const char *asked)
{
    size_t near[NEAR_MOST];
    const size_t count = find_near(near, regions, asked);
    terr_text_print(out, "%s has no region '%.80s'; the nearest %s ", terr_regions_file(regions),
                    asked, count > 1 ? "are" : "is");
    for (size_t i = 0; i < count; i++) {
        terr_text_print(out, "%s'%.80s'", i > 0 ? ", " : "", terr_regions_name(regions, near[i]));
    }
}

static void find_region(struct terr_text *reason, struct terr_verdict *verdict,
                        const struct terr_regions *regions)
{
    const char *asked = verdict->claim->region;
    if (!asked) return;
    if (!regions) {
        terr_text_print(reason,
                        "no borders were given in which to find region '%.80s': they need "
                        "--by-region, or regions in the file of claims",
                        asked);
        return;
    }
    // the last is what lies in none
    for (size_t i = 0; i <= terr_regions_count(regions); i++) {
        if (strcmp(terr_regions_name(regions, i), asked) != 0) continue;
        verdict->region = i;
        return;
    }
    tell_unknown(reason, regions, asked);
}

// ---- what a share is of ----

static enum terr_code read_ground(const struct terr_regions **out, struct terr_verdicts *verdicts,
                                  const char *path, struct terr_error *err)
{
    static const struct terr_regions_options options = {.allow_overlap = true, .nameless = true};
    struct terr_worker worker;
    struct terr_ground *grown = terr_memory_grow(verdicts->grounds, &verdicts->ground_capacity,
                                                 verdicts->ground_count + 1, sizeof *grown, err);
    if (!grown) return err->code;
    verdicts->grounds = grown;
    struct terr_ground *ground = &grown[verdicts->ground_count];
    enum terr_code code = terr_worker_init(&worker, verdicts->ruler, err);
    if (code) return code;
    code = terr_regions_read(&ground->regions, &worker, path, &options, err);
    terr_worker_dispose(&worker);
    if (code) return code;
    ground->path = terr_memory_copy(path, strlen(path), err);
    verdicts->ground_count++;
    *out = ground->regions;
    return ground->path ? TERR_OK : err->code;
}

static enum terr_code find_ground(struct terr_verdict *verdict, struct terr_verdicts *verdicts,
                                  struct terr_error *err)
{
    char *path = terr_path_beside(verdicts->claims->name, verdict->claim->of_region, err);
    enum terr_code code = TERR_OK;
    if (!path) return err->code;
    verdict->ground = NULL;
    for (size_t i = 0; i < verdicts->ground_count; i++) {
        if (strcmp(verdicts->grounds[i].path, path) != 0) continue;
        verdict->ground = verdicts->grounds[i].regions;
    }
    if (!verdict->ground) code = read_ground(&verdict->ground, verdicts, path, err);
    terr_memory_free(path);
    return code;
}

double terr_verdict_of_m2(const struct terr_verdict *verdict, const struct terr_verdicts *verdicts,
                          const struct terr_ruler *ruler)
{
    const struct terr_claim *claim = verdict->claim;
    if (!terr_measure_is_share(claim->measure)) return 0;
    if (verdict->ground) return terr_area_m2(ruler, terr_regions_cover(verdict->ground));
    if (claim->of_km2 > 0) return claim->of_km2 * TERR_M2_PER_KM2;
    if (verdict->region >= terr_regions_count(verdicts->regions)) return 0;
    return terr_area_m2(ruler, &terr_regions_at(verdicts->regions, verdict->region)->shape);
}

// Whether a claim is of what lies in no region.
static bool is_outside(const struct terr_verdict *verdict, const struct terr_verdicts *verdicts)
{
    return verdict->region != TERR_WANTED_WHOLE &&
           verdict->region == terr_regions_count(verdicts->regions);
}

enum terr_code terr_claim_region_find(char **reason, struct terr_verdict *verdict,
                                      struct terr_verdicts *verdicts, struct terr_error *err)
{
    const struct terr_claim *claim = verdict->claim;
    struct terr_text text = TERR_TEXT_INIT;
    enum terr_code code = TERR_OK;
    *reason = NULL;
    verdict->region = TERR_WANTED_WHOLE;
    find_region(&text, verdict, verdicts->regions);
    if (text.length == 0 && !text.failed) {
        if (claim->of_region) code = find_ground(verdict, verdicts, err);
        if (code) return code;
        verdict->of_m2 = terr_verdict_of_m2(verdict, verdicts, verdict->ruler);
        if (terr_measure_is_share(claim->measure) && !(verdict->of_m2 > 0)) {
            terr_text_add(&text, is_outside(verdict, verdicts)
                                     ? "what lies in no region has no area: the share needs 'of'"
                                     : "what the share is of has no area");
        }
    }
    if (text.length > 0 || text.failed) code = keep_reason(reason, &text, err);
    terr_text_dispose(&text);
    return code;
}
