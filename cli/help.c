#include "help.h"

#include <string.h>

#define PAGE_WIDTH 90
#define OPTION_INDENT 26

/* Appends the words of `words` after what stands in the line already (`column` characters), going
 * on in lines that begin with `indent` blanks. Counts bytes, so help is written in ASCII but for a
 * sign or two. */
static void add_wrapped(struct terr_text *page, const char *words, size_t column, size_t indent)
{
    bool first = true;

    while (*words) {
        const size_t length = strcspn(words, " ");
        if (!first && column + 1 + length > PAGE_WIDTH) {
            terr_text_print(page, "\n%*s", (int)indent, "");
            column = indent;
            first = true;
        }
        if (!first) terr_text_add(page, " ");
        terr_text_add_bytes(page, words, length);
        column += length + !first;
        first = false;
        words += length + strspn(words + length, " ");
    }
    terr_text_add(page, "\n");
}

static void add_paragraph(struct terr_text *page, const char *title, const char *words)
{
    terr_text_print(page, "\n%s", title);
    const size_t indent = *title ? 2 : 0;
    if (*title) terr_text_add(page, "\n  ");
    add_wrapped(page, words, indent, indent);
}

static void add_option(struct terr_text *page, const struct option_spec *option)
{
    struct terr_text line = TERR_TEXT_INIT;

    const size_t start = page->length;
    if (option->letter) {
        terr_text_print(page, "  -%c, --%s", option->letter, option->name);
    } else {
        terr_text_print(page, "      --%s", option->name);
    }
    if (option->argument) terr_text_print(page, " %s", option->argument);
    const size_t width = page->length - start;
    if (width + 2 > OPTION_INDENT) {
        terr_text_print(page, "\n%*s", OPTION_INDENT, "");
    } else {
        terr_text_print(page, "%*s", (int)(OPTION_INDENT - width), "");
    }
    terr_text_add(&line, option->help);
    if (option->use == OPTION_REPEATABLE) terr_text_add(&line, "; may be repeated");
    if (option->standard) terr_text_print(&line, " (default: %s)", option->standard);
    add_wrapped(page, line.bytes ? line.bytes : "", OPTION_INDENT, OPTION_INDENT);
    page->failed = page->failed || line.failed;
    terr_text_dispose(&line);
}

/* A command may say more of an option than the group that many share: its own word, which is read
 * too, stands in an earlier group. */
static bool is_told(const struct option_group *const *groups, const struct option_group *end,
                    const char *name)
{
    for (; *groups != end; groups++) {
        for (size_t i = 0; i < (*groups)->count; i++) {
            if (strcmp((*groups)->options[i].name, name) == 0) return true;
        }
    }
    return false;
}

static void add_options(struct terr_text *page, const struct option_group *const *groups,
                        const struct option_group *group)
{
    terr_text_print(page, "\n%s\n", group->title);
    for (size_t i = 0; i < group->count; i++) {
        const struct option_spec *option = &group->options[i];
        if (option->use == OPTION_HIDDEN || is_told(groups, group, option->name)) continue;
        add_option(page, option);
    }
}

void help_add_command(struct terr_text *page, const struct command *command)
{
    terr_text_print(page, "usage: territory %s [options] [--] %s\n", command->name,
                    command->arguments);
    add_paragraph(page, "", command->description);
    add_paragraph(page, "Arguments", command->argument_help);
    for (const struct option_group *const *group = command->groups; *group; group++) {
        add_options(page, command->groups, *group);
    }
    terr_text_print(page, "\nOutput\n%s", command->output);
    terr_text_add(page, "\nExit codes\n  0      done\n");
    if (command->no) terr_text_print(page, "  1      %s\n", command->no);
    terr_text_add(page,
                  "  2      the command line is wrong\n"
                  "  3      input missing or unusable\n"
                  "  4      output could not be written completely\n"
                  "  5      a fault of the program: out of memory, the geometry engine gave up\n"
                  "  128+n  ended by signal n\n");
    terr_text_print(page, "\nExamples\n%s", command->examples);
}

void help_add_overview(struct terr_text *page, const struct command *const *commands)
{
    terr_text_add(page, "usage: territory COMMAND [options] [--] ARGUMENT...\n"
                        "\n"
                        "Reads dated maps of control and tells how many square kilometres changed\n"
                        "hands between two dates.\n"
                        "\n"
                        "Commands\n");
    for (; *commands; commands++) {
        terr_text_print(page, "  %-10s %s\n", (*commands)->name, (*commands)->summary);
    }
    terr_text_add(
        page, "\n"
              "Environment\n"
              "  TERRITORY_MODULES  the folder of libterritory-gdal, -proj and -curl, where they\n"
              "                     do not lie where they were installed\n"
              "  XDG_CACHE_HOME     what is fetched is kept in territory/ there (~/.cache)\n"
              "  NO_COLOR           no colour in messages\n"
              "\n"
              "'territory COMMAND --help' shows the page of a command, with its options,\n"
              "output and examples; 'territory --version' the versions in use.\n");
}
