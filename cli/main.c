#include "command.h"
#include "exit.h"
#include "help.h"
#include "interrupt.h"
#include "output.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const struct command *const commands[] = {
    &command_change,  &command_series, &command_check,    &command_compare,
    &command_inspect, &command_when,   &command_profiles, NULL};
#define COMMAND_COUNT (sizeof commands / sizeof *commands - 1)

/* What is known of the run when it ends. */
struct run {
    struct console console;
    const struct command *command; /* NULL until one was recognised */
};

/* A file that is opened while a standard stream is closed would take its number, and be written to
 * as if it were that stream. What stands in here answers with an error to whoever uses it, but for
 * stderr, whose messages nobody wants. */
static bool fill_closed_streams(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDWR};
    for (int stream = 0; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", modes[stream]) != stream)
            return false;
    }
    return true;
}

static enum terr_code find_command(struct run *run, const char *name, struct terr_error *err)
{
    static const char *const switches[] = {"--help", "--version"};
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        names[i] = commands[i]->name;
        if (strcmp(name, names[i]) == 0) {
            run->command = commands[i];
            return TERR_OK;
        }
    }
    const bool is_option = *name == '-';
    const char *what = is_option ? "option" : "command";
    const char *nearest = is_option ? options_nearest(name, switches, 2)
                                    : options_nearest(name, names, COMMAND_COUNT);
    if (nearest) {
        return terr_fail(err, TERR_EARG, "unknown %s '%s': did you mean '%s'?", what, name,
                         nearest);
    }
    return terr_fail(err, TERR_EARG, "unknown %s '%s'", what, name);
}

/* Prints the page of the command, or the overview where there is none. */
static enum terr_code show_help(const struct command *command, struct terr_error *err)
{
    struct terr_text page = TERR_TEXT_INIT;
    if (command) {
        help_add_command(&page, command);
    } else {
        help_add_overview(&page, commands);
    }
    const enum terr_code code = output_print(&page, err);
    terr_text_dispose(&page);
    return code;
}

static enum terr_code show_version(struct terr_error *err)
{
    struct terr_text page = TERR_TEXT_INIT;
    terr_text_print(&page, "territory %s\nGEOS %s\nGDAL %s\nPROJ %s\ncJSON %s\nlibcurl %s\n",
                    TERR_VERSION, terr_engine_version(), terr_vector_engine_version(),
                    terr_area_engine_version(), terr_snapshot_engine_version(),
                    terr_remote_engine_version());
    const enum terr_code code = output_print(&page, err);
    terr_text_dispose(&page);
    return code;
}

static enum terr_code run_command(struct run *run, size_t count, char *const *arguments,
                                  struct terr_error *err)
{
    struct options given;
    enum terr_code code = options_parse(&given, run->command->groups, count, arguments, err);

    if (!code) code = console_configure(&run->console, &given, err);
    if (!code && options_has(&given, "help")) {
        code = show_help(run->command, err);
    } else if (!code && options_has(&given, "version")) {
        code = show_version(err);
    } else if (!code) {
        code = run->command->run(&given, &run->console, err);
    }
    options_dispose(&given);
    return code;
}

static bool is_one_of(const char *word, const char *a, const char *b, const char *c)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, c) == 0;
}

/* Help and versions take no more than the words they are asked for with. */
static enum terr_code expect_at_most(size_t most, size_t count, char *const *arguments,
                                     struct terr_error *err)
{
    if (count <= most) return TERR_OK;
    return terr_fail(err, TERR_EARG, "'%s' is too much after '%s'", arguments[most],
                     arguments[most - 1]);
}

static enum terr_code dispatch(struct run *run, size_t count, char *const *arguments,
                               struct terr_error *err)
{
    enum terr_code code;

    if (count == 0) return terr_fail(err, TERR_EARG, "no command given");
    if (is_one_of(arguments[0], "--help", "-h", "help")) {
        const bool named = count > 1 && !is_one_of(arguments[1], "--help", "-h", "help");
        if (named && (code = find_command(run, arguments[1], err))) return code;
        if ((code = expect_at_most(2, count, arguments, err))) return code;
        return show_help(run->command, err);
    }
    if (is_one_of(arguments[0], "--version", "-V", "version")) {
        code = expect_at_most(1, count, arguments, err);
        return code ? code : show_version(err);
    }
    if ((code = find_command(run, arguments[0], err))) return code;
    return run_command(run, count - 1, arguments + 1, err);
}

static enum exit_code exit_code_of(enum terr_code code)
{
    switch (code) {
    case TERR_OK:
        return EXIT_DONE;
    case TERR_EARG:
        return EXIT_USAGE;
    case TERR_EIO:
    case TERR_EPARSE:
    case TERR_EDATA:
        return EXIT_INPUT;
    case TERR_EOUTPUT:
        return EXIT_OUTPUT;
    case TERR_EGEOM:
    case TERR_ENOMEM:
    case TERR_ECANCEL:
        break;
    }
    return EXIT_FAULT;
}

int main(int argc, char **argv)
{
    struct run run = {.command = NULL};
    struct terr_error err;
    enum terr_code code;

    if (!fill_closed_streams()) return EXIT_FAULT;
    // A file that may grow no further is to end in a sentence, with nothing half-written left.
    signal(SIGXFSZ, SIG_IGN);
    console_init(&run.console);
    code = dispatch(&run, argc > 0 ? (size_t)argc - 1 : 0, argv + (argc > 0), &err);
    console_clear(&run.console);
    // Even where the work was done by then: a script around us is to stop as well.
    interrupt_obey();
    if (code) {
        console_error(&run.console, err.message);
        if (code == TERR_EARG) console_hint(&run.console, run.command ? run.command->name : NULL);
    }
    if (!code && run.console.answer_is_no) return EXIT_NO;
    return exit_code_of(code);
}
