#include "command.h"
#include "output.h"

#include <string.h>

static enum terr_code add_line(struct terr_text *out, const char *name, struct terr_error *err)
{
    struct terr_profile *profile = NULL;
    enum terr_code code;

    if ((code = terr_profile_load(&profile, name, err))) return code;
    terr_text_print(out, "%-16s %s\n", name, terr_profile_title(profile));
    terr_profile_free(profile);
    return TERR_OK;
}

static enum terr_code add_list(struct terr_text *out, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_profile_builtin_count() && !code; i++) {
        code = add_line(out, terr_profile_builtin_name(i), err);
    }
    return code;
}

static enum terr_code add_document(struct terr_text *out, const char *name, struct terr_error *err)
{
    for (size_t i = 0; i < terr_profile_builtin_count(); i++) {
        if (strcmp(name, terr_profile_builtin_name(i)) != 0) continue;
        terr_text_add(out, terr_profile_builtin_text(i));
        return TERR_OK;
    }
    return terr_fail(err, TERR_EARG,
                     "no built-in profile is named '%s'; 'territory profiles' lists them", name);
}

static enum terr_code run(const struct options *given, struct console *console,
                          struct terr_error *err)
{
    struct terr_text out = TERR_TEXT_INIT;
    enum terr_code code;
    (void)console;

    if (given->operand_count > 1) {
        return terr_fail(err, TERR_EARG, "one profile at a time: '%s' is too much",
                         given->operands[1]);
    }
    code = given->operand_count ? add_document(&out, given->operands[0], err) : add_list(&out, err);
    if (!code) code = output_print(&out, err);
    terr_text_dispose(&out);
    return code;
}

static const struct option_group *const groups[] = {&console_options, NULL};

const struct command command_profiles = {
    .name = "profiles",
    .summary = "the profiles it knows; print one",
    .arguments = "[NAME]",
    .description =
        "A profile says how one source writes things down: where the map lies in its documents, "
        "which feature has which status, which statuses are counted together, the time zone of its "
        "dates, whom to credit. Without NAME the built-in profiles are listed; the other commands "
        "recognise which of them data is of. A profile that is printed can be changed and given to "
        "them with --profile FILE.",
    .argument_help = "NAME is a built-in profile.",
    .groups = groups,
    .output = "  without NAME: a line for each profile, its name and what it is for\n"
              "  with NAME: the profile, a JSON document (schemas/profile.schema.json)\n",
    .examples = "  territory profiles\n"
                "  territory profiles nzz >mine.json\n",
    .run = run,
};
