#include "borders.h"

#include "repairs.h"

#define NAME_SPEC                                                                        \
    {                                                                                    \
        "region-name", '\0', "PROPERTY", "the property that holds the names of regions", \
            "guessed: name:en, name, NAME_1, shapeName, ...", OPTION_ONCE                \
    }

static const struct option_spec border_specs[] = {
    {"by-region", '\0', "FILE",
     "figures for each region too: a map of regions, in any format that is read", NULL,
     OPTION_ONCE},
    NAME_SPEC,
    {"allow-overlap", '\0', NULL,
     "regions may share ground, and then add up to more than the total", NULL, OPTION_ONCE},
};
const struct option_group border_options = {"Regions", border_specs,
                                            sizeof border_specs / sizeof *border_specs};

static const struct option_spec claim_specs[] = {
    {"by-region", '\0', "FILE", "the regions that claims name: a map, in any format that is read",
     "the file's", OPTION_ONCE},
    NAME_SPEC,
    {"allow-overlap", '\0', NULL, "regions may share ground, which each of them then counts", NULL,
     OPTION_ONCE},
};
const struct option_group claim_border_options = {"Regions", claim_specs,
                                                  sizeof claim_specs / sizeof *claim_specs};

bool borders_are_asked(const struct options *options) { return options_has(options, "by-region"); }

enum terr_code borders_check(const struct options *options, struct terr_error *err)
{
    static const char *const needy[] = {"region-name", "allow-overlap"};

    if (borders_are_asked(options)) return TERR_OK;
    for (size_t i = 0; i < sizeof needy / sizeof *needy; i++) {
        if (!options_has(options, needy[i])) continue;
        return terr_fail(err, TERR_EARG, "option --%s needs --by-region", needy[i]);
    }
    return TERR_OK;
}

static void tell(struct console *console, const char *path, const struct terr_regions *regions)
{
    const size_t repairs = terr_regions_repair_count(regions);

    if (terr_regions_property_is_guessed(regions)) {
        console_note(console, "%s: regions are named by '%s'; see --region-name", path,
                     terr_regions_property(regions));
    }
    if (!console->verbose) {
        repairs_tell_sum(console, path, repairs, terr_regions_repair_m2(regions));
    }
    for (size_t i = 0; i < repairs && console->verbose; i++) {
        repairs_tell_one(console, path, terr_regions_repair_at(regions, i));
    }
    if (terr_regions_overlap(regions)) {
        console_warn(console,
                     "%s: regions share ground, so that they add up to more than the total", path);
    }
}

enum terr_code borders_read_default(struct terr_regions **out, const struct options *options,
                                    const char *path, const char *property,
                                    struct terr_worker *worker, struct console *console,
                                    struct terr_error *err)
{
    struct terr_regions_options wanted = {
        .property = options_value(options, "region-name"),
        .allow_overlap = options_has(options, "allow-overlap"),
    };

    *out = NULL;
    if (!borders_are_asked(options) && !wanted.property) wanted.property = property;
    if (borders_are_asked(options)) path = options_value(options, "by-region");
    if (!path) return borders_check(options, err);
    const enum terr_code code = terr_regions_read(out, worker, path, &wanted, err);
    if (!code) tell(console, path, *out);
    return code;
}

enum terr_code borders_read(struct terr_regions **out, const struct options *options,
                            struct terr_worker *worker, struct console *console,
                            struct terr_error *err)
{
    return borders_read_default(out, options, NULL, NULL, worker, console, err);
}
