#include "console.h"

#include "interrupt.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_SIZE 1024
#define REDRAW_MS 100

/* 0.01 km2. */
#define LITTLE_M2 1e4

static const struct option_spec options[] = {
    {"quiet", 'q', NULL, "say nothing but errors; not with --verbose", NULL, OPTION_ONCE},
    {"verbose", 'v', NULL, "say what was recognised, what was done, and what took how long", NULL,
     OPTION_ONCE},
    {"color", '\0', "WHEN", "colour in messages: auto, always or never", "auto", OPTION_ONCE},
    {"no-progress", '\0', NULL, "draw no progress on a terminal", NULL, OPTION_ONCE},
    {"force-progress", '\0', NULL, "draw progress without a terminal", NULL, OPTION_HIDDEN},
    {"help", 'h', NULL, "show this page", NULL, OPTION_ONCE},
    {"version", 'V', NULL, "show the versions in use", NULL, OPTION_ONCE},
};
const struct option_group console_options = {"Messages", options, sizeof options / sizeof *options};

static bool color_suits(void)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (no_color && *no_color) return false;
    if (term && strcmp(term, "dumb") == 0) return false;
    return isatty(STDERR_FILENO) == 1;
}

void console_init(struct console *console)
{
    *console = (struct console){.color = color_suits(),
                                .progress = isatty(STDERR_FILENO) == 1,
                                .started_ns = terr_clock_ns()};
}

enum terr_code console_configure(struct console *console, const struct options *given,
                                 struct terr_error *err)
{
    static const char *const colors[] = {"auto", "always", "never", NULL};
    enum terr_code code;
    size_t color = 0;

    if ((code = options_choice(&color, given, "color", colors, err))) return code;
    if (color > 0) console->color = color == 1;
    console->quiet = options_has(given, "quiet");
    console->verbose = options_has(given, "verbose");
    if (console->quiet && console->verbose) {
        return terr_fail(err, TERR_EARG, "--quiet says nothing, --verbose more: give one");
    }
    if (options_has(given, "force-progress")) console->progress = true;
    if (options_has(given, "no-progress") || console->quiet) console->progress = false;
    return TERR_OK;
}

/* One call for the whole line, so that lines of several processes do not mix. */
static void say(struct console *console, const char *prefix, const char *message)
{
    char line[LINE_SIZE];
    char clean[LINE_SIZE];

    console_clear(console);
    snprintf(clean, sizeof clean, "%s", message);
    terr_utf8_make_plain(clean);
    const size_t room = sizeof line - 1;
    int length = snprintf(line, room, "%s%.*s\n", prefix, (int)(room - strlen(prefix) - 2), clean);
    if (length > 0) fwrite(line, 1, (size_t)length, stderr);
}

void console_error(struct console *console, const char *message)
{
    say(console, console->color ? "\033[31mterritory:\033[0m " : "territory: ", message);
}

void console_hint(struct console *console, const char *command)
{
    char line[LINE_SIZE];
    snprintf(line, sizeof line, "'territory %s%s--help'", command ? command : "",
             command ? " " : "");
    say(console, "try ", line);
}

static void tell(struct console *console, const char *prefix, const char *format, va_list arguments)
{
    char message[LINE_SIZE];
    if (console->quiet) return;
    vsnprintf(message, sizeof message, format, arguments);
    say(console, prefix, message);
}

void console_warn(struct console *console, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(console, "territory: warning: ", format, arguments);
    va_end(arguments);
}

void console_note(struct console *console, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(console, "territory: note: ", format, arguments);
    va_end(arguments);
}

bool console_is_little(double area_m2) { return area_m2 > 0 && area_m2 < LITTLE_M2; }

void console_print_km2(char out[CONSOLE_KM2_SIZE], double area_m2)
{
    char number[TERR_NUMBER_SIZE];

    terr_number_print(number, area_m2 / TERR_M2_PER_KM2, 2);
    snprintf(out, CONSOLE_KM2_SIZE, "%s km²",
             console_is_little(area_m2) ? "less than 0.01" : number);
}

static bool step(void *payload, size_t done, size_t total)
{
    struct console *console = payload;

    if (interrupt_signal()) return false;
    if (!console->progress) return true;
    const int64_t now = terr_clock_ns() / 1000000;
    if (console->drawn && now - console->drawn_ms < REDRAW_MS) return true;
    const double percent = total > 0 ? 100.0 * (double)done / (double)total : 0.0;
    fprintf(stderr, "\r\033[K%s  %zu/%zu  %d %%", console->task, done, total, (int)percent);
    fflush(stderr);
    console->drawn = true;
    console->drawn_ms = now;
    return true;
}

struct terr_progress console_progress(struct console *console, const char *task)
{
    interrupt_hold();
    console->task = task;
    return (struct terr_progress){step, console};
}

void console_clear(struct console *console)
{
    if (!console->drawn) return;
    fputs("\r\033[K", stderr);
    console->drawn = false;
}
