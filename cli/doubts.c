#include "doubts.h"

#include <time.h>

/* Dates of a kind that a line names before it counts the others. */
#define NAMED_MAX 3

static const struct option_spec doubt_specs[] = {
    {"today", '\0', "DAY", "maps of a later day are dated in the future, YYYY-MM-DD",
     "the clock's day", OPTION_ONCE},
};
const struct option_group doubt_options = {"Doubts", doubt_specs,
                                           sizeof doubt_specs / sizeof *doubt_specs};

enum terr_code doubts_check(const struct options *given, struct terr_error *err)
{
    int32_t day;
    bool has;

    return options_day(&day, &has, given, "today", err);
}

enum terr_code doubts_choose(struct terr_date_doubts *doubts, const struct options *given,
                             const struct terr_archive *archive, struct terr_error *err)
{
    enum terr_code code;
    bool has;

    *doubts = (struct terr_date_doubts){.has_today = true};
    if ((code = options_day(&doubts->today_day, &has, given, "today", err)) || has) return code;
    doubts->today_day = terr_timezone_day(terr_archive_timezone(archive), (int64_t)time(NULL));
    return TERR_OK;
}

static size_t count_kinds(const struct terr_findings *findings)
{
    size_t kinds = 0;
    for (int kind = 0; kind < TERR_FINDING_KIND_COUNT; kind++) {
        kinds += terr_findings_of_kind(findings, (enum terr_finding_kind)kind) > 0;
    }
    return kinds;
}

enum terr_code doubts_tell(struct console *console, const struct terr_findings *findings,
                           const struct terr_archive *archive, struct terr_error *err)
{
    const size_t kinds = count_kinds(findings);
    enum terr_code code = TERR_OK;

    if (kinds > 1) {
        console_warn(console, "%zu things to look at; see 'territory inspect'", findings->count);
    }
    for (int kind = 0; kind < TERR_FINDING_KIND_COUNT && !code; kind++) {
        struct terr_text line = TERR_TEXT_INIT;
        terr_plain_finding_kind(&line, findings, (enum terr_finding_kind)kind, NAMED_MAX, archive);
        code = terr_text_check(&line, err);
        if (!code && line.length > 0) {
            console_warn(console, "%s%s", line.bytes,
                         kinds == 1 ? "; see 'territory inspect'" : "");
        }
        terr_text_dispose(&line);
    }
    return code;
}
