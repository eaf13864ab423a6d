#include <geo/export/inspect.h>

#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/source/archive.h>

// A snapshot by its date and its file, or by its file alone where it has no date.
static void add_snapshot(struct terr_text *out, const struct terr_archive *archive, size_t index)
{
    const struct terr_dated *dated = terr_archive_at(archive, index);
    if (dated->date_source == TERR_DATE_NONE) {
        terr_value_add_shown(out, dated->name);
        return;
    }
    terr_value_add_day(out, dated->day);
    terr_text_add(out, " (");
    terr_value_add_shown(out, dated->name);
    terr_text_add(out, ")");
}

// The same, as short as tells it from others.
static void add_short(struct terr_text *out, const struct terr_archive *archive, size_t index)
{
    const struct terr_dated *dated = terr_archive_at(archive, index);
    if (dated->date_source == TERR_DATE_NONE) {
        terr_value_add_shown(out, dated->name);
    } else {
        terr_value_add_day(out, dated->day);
    }
}

static void add_days(struct terr_text *out, const struct terr_finding *gap)
{
    terr_value_add_day(out, gap->first_day);
    if (gap->first_day == gap->last_day) return;
    terr_text_add(out, " to ");
    terr_value_add_day(out, gap->last_day);
}

static void add_gap(struct terr_text *out, const struct terr_finding *gap)
{
    const bool is_one = gap->first_day == gap->last_day;
    terr_text_add(out, is_one ? "no snapshot on " : "no snapshot from ");
    add_days(out, gap);
    if (!is_one) terr_text_print(out, " (%d days)", (int)(gap->last_day - gap->first_day + 1));
}

static void add_jump(struct terr_text *out, const struct terr_finding *jump,
                     const struct terr_archive *archive)
{
    const struct terr_dated *to = terr_archive_at(archive, jump->snapshot);
    const struct terr_dated *from = terr_archive_at(archive, jump->other);
    const int days = to->day > from->day ? (int)(to->day - from->day) : 1;
    terr_text_add(out, " differs by ");
    terr_value_add_shown_km2(out, jump->area_m2);
    terr_text_add(out, " from the one before, of ");
    add_short(out, archive, jump->other);
    terr_text_add(out, ": ");
    terr_value_add_shown_km2(out, jump->area_m2 / days);
    terr_text_add(out, " a day, where ");
    terr_value_add_shown_km2(out, jump->near_m2);
    terr_text_add(out, " is usual");
}

static void add_misdated(struct terr_text *out, const struct terr_finding *finding,
                         const struct terr_archive *archive)
{
    terr_text_add(out, " is nearly the map of ");
    add_snapshot(out, archive, finding->other);
    terr_text_add(out, ": ");
    terr_value_add_shown_km2(out, finding->near_m2);
    terr_text_add(out, " differ, and ");
    terr_value_add_shown_km2(out, finding->area_m2);
    terr_text_add(out, " from the one before it");
}

static void add_blip(struct terr_text *out, const struct terr_finding *blip,
                     const struct terr_archive *archive)
{
    terr_text_add(out, " differs by ");
    terr_value_add_shown_km2(out, blip->area_m2);
    terr_text_add(out, " from the one before, and the next, of ");
    add_short(out, archive, blip->other);
    terr_text_add(out, ", takes it back: ");
    terr_value_add_shown_km2(out, blip->near_m2);
    terr_text_add(out, " remain");
}

static void add_features(struct terr_text *out, size_t count)
{
    terr_value_add_shown_count(out, count);
    terr_text_add(out, count == 1 ? " feature" : " features");
}

static void add_of_snapshot(struct terr_text *out, const struct terr_finding *finding,
                            const struct terr_archive *archive)
{
    add_snapshot(out, archive, finding->snapshot);
    switch (finding->kind) {
    case TERR_FINDING_FUTURE:
        terr_text_add(out, " is dated in the future");
        break;
    case TERR_FINDING_EARLY:
        terr_text_add(out, " is dated before ");
        terr_value_add_day(out, finding->first_day);
        terr_text_add(out, ", the first day such a map can be of");
        break;
    case TERR_FINDING_CONTRADICTED:
        terr_text_add(out, " is of ");
        terr_value_add_day(out, finding->first_day);
        terr_text_add(out, " by ");
        terr_value_add_shown(out, finding->text);
        break;
    case TERR_FINDING_MISSING_LAYER:
        terr_text_add(out, " has no layer ");
        terr_value_add_shown(out, finding->text);
        break;
    case TERR_FINDING_REPEAT:
        terr_text_add(out, " shows the same map as ");
        add_snapshot(out, archive, finding->other);
        break;
    case TERR_FINDING_MISDATED:
        add_misdated(out, finding, archive);
        break;
    case TERR_FINDING_BLIP:
        add_blip(out, finding, archive);
        break;
    case TERR_FINDING_JUMP:
        add_jump(out, finding, archive);
        break;
    case TERR_FINDING_UNCLASSIFIED:
        terr_text_add(out, ": no rule of the profile names ");
        add_features(out, finding->count);
        terr_text_add(out, " of ");
        terr_value_add_shown_km2(out, finding->area_m2);
        break;
    case TERR_FINDING_REPAIRED:
        terr_text_add(out, ": ");
        add_features(out, finding->count);
        terr_text_add(out, " repaired, which changed ");
        terr_value_add_shown_km2(out, finding->area_m2);
        terr_text_add(out, ": ");
        terr_value_add_shown(out, finding->text);
        break;
    case TERR_FINDING_LEFT_OUT:
    case TERR_FINDING_GAP:
        break;
    }
}

void terr_plain_finding(struct terr_text *out, const struct terr_finding *finding,
                        const struct terr_archive *archive)
{
    if (finding->kind == TERR_FINDING_LEFT_OUT) {
        terr_text_add(out, "left out: ");
        terr_value_add_shown(out, finding->text);
    } else if (finding->kind == TERR_FINDING_GAP) {
        add_gap(out, finding);
    } else {
        add_of_snapshot(out, finding, archive);
    }
}

static const char *plural_of(enum terr_finding_kind kind)
{
    static const char *const plurals[TERR_FINDING_KIND_COUNT] = {
        "files left out",
        "snapshots dated in the future",
        "snapshots dated before there can be such a map",
        "snapshots with two dates",
        "gaps without a snapshot",
        "missing layers",
        "snapshots that show the same map as the one before",
        "snapshots that are nearly a much older map",
        "snapshots that the next one takes back",
        "sudden jumps",
        "snapshots with features that no rule of the profile names",
        "snapshots with repairs that changed areas"};
    return plurals[kind];
}

static void add_item(struct terr_text *out, const struct terr_finding *finding,
                     const struct terr_archive *archive)
{
    if (finding->kind == TERR_FINDING_LEFT_OUT) {
        terr_value_add_shown(out, finding->text);
    } else if (finding->kind == TERR_FINDING_GAP) {
        add_days(out, finding);
    } else {
        add_short(out, archive, finding->snapshot);
    }
}

void terr_plain_finding_kind(struct terr_text *out, const struct terr_findings *findings,
                             enum terr_finding_kind kind, size_t most,
                             const struct terr_archive *archive)
{
    const size_t count = terr_findings_of_kind(findings, kind);
    size_t shown = 0;
    if (count > 1) {
        terr_value_add_shown_count(out, count);
        terr_text_print(out, " %s%s", plural_of(kind), most > 0 ? ": " : "");
    }
    for (size_t i = 0; i < findings->count && shown < most; i++) {
        const struct terr_finding *finding = &findings->items[i];
        if (finding->kind != kind) continue;
        if (count == 1) {
            terr_plain_finding(out, finding, archive);
            return;
        }
        if (shown++ > 0) terr_text_add(out, ", ");
        add_item(out, finding, archive);
    }
    if (count > shown && shown > 0) {
        terr_text_add(out, " and ");
        terr_value_add_shown_count(out, count - shown);
        terr_text_add(out, " more");
    }
}
