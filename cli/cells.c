#include "cells.h"

#include <stdlib.h>
#include <string.h>

enum terr_code cells_read_running(struct running_asked *running, const struct options *given,
                                  struct terr_error *err)
{
    running->sums = options_has(given, "cumulative");
    running->rows = 0;
    if (running->sums && options_has(given, "rolling")) {
        return terr_fail(err, TERR_EARG,
                         "--cumulative and --rolling are two ways to take rows together: give one");
    }
    return options_integer(&running->rows, given, "rolling", 1, OPTIONS_DAYS_MAX, err);
}

/* The N of "_Nd"; 0 where the text is no such, or N is no number that --window takes. */
static int days_of(const char *suffix)
{
    const char *digit = suffix + 1;
    int days = 0;

    if (suffix[0] != '_' || *digit == '0') return 0;
    for (; *digit >= '0' && *digit <= '9' && days <= OPTIONS_DAYS_MAX; digit++) {
        days = days * 10 + (*digit - '0');
    }
    return strcmp(digit, "d") == 0 && days <= OPTIONS_DAYS_MAX ? days : 0;
}

static enum terr_code choose_window(struct terr_wide *wide, const char *value, int days,
                                    const struct terr_series_options *walk, struct terr_error *err)
{
    for (size_t i = 0; i < walk->window_count; i++) {
        if (walk->windows[i] != days) continue;
        wide->over = (int)i;
        return TERR_OK;
    }
    return terr_fail(err, TERR_EARG, "option --value: %s needs --window %d", value, days);
}

/* What a value says of a change before "gained", "lost" or "net". */
static const char cumulative[] = "cumulative_";
static const char rolling_mean[] = "rolling_mean_";

/* Takes such a word off the value; sets what it stands for. */
static enum terr_code take_running(const char **rest, struct terr_wide *wide, const char *value,
                                   const struct running_asked *running, struct terr_error *err)
{
    *rest = value;
    if (strncmp(value, cumulative, sizeof cumulative - 1) == 0) {
        *rest += sizeof cumulative - 1;
        if (running->sums) wide->over = TERR_OVER_RUNNING;
    } else if (strncmp(value, rolling_mean, sizeof rolling_mean - 1) == 0) {
        *rest += sizeof rolling_mean - 1;
        if (running->rows > 0) wide->over = TERR_OVER_RUNNING;
    }
    if (*rest == value || wide->over == TERR_OVER_RUNNING) return TERR_OK;
    return terr_fail(err, TERR_EARG, "option --value: %s needs --%s", value,
                     value[0] == 'c' ? "cumulative" : "rolling N");
}

static bool is_gross(enum terr_cell cell)
{
    return cell == TERR_CELL_GROSS_GAINED || cell == TERR_CELL_GROSS_LOST;
}

static enum terr_code read_value(struct terr_wide *wide, const char *value,
                                 const struct terr_series_options *walk,
                                 const struct running_asked *running, struct terr_error *err)
{
    static const struct {
        const char *name;
        enum terr_cell cell;
    } cells[] = {{"gained", TERR_CELL_GAINED},
                 {"lost", TERR_CELL_LOST},
                 {"net", TERR_CELL_NET},
                 {"gross_gained", TERR_CELL_GROSS_GAINED},
                 {"gross_lost", TERR_CELL_GROSS_LOST}};
    const char *rest;
    enum terr_code code;

    if (strcmp(value, "area") == 0) return TERR_OK;
    if ((code = take_running(&rest, wide, value, running, err))) return code;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        const size_t length = strlen(cells[i].name);
        if (strncmp(rest, cells[i].name, length) != 0) continue;
        const int days = rest == value ? days_of(rest + length) : 0;
        if (rest[length] != '\0' && days == 0) continue;
        if (rest != value && is_gross(cells[i].cell)) continue;
        wide->cell = cells[i].cell;
        return days ? choose_window(wide, value, days, walk, err) : TERR_OK;
    }
    return terr_fail(err, TERR_EARG,
                     "option --value: '%s' is none of area, gained, lost, net, gross_gained, "
                     "gross_lost, or one of the last five with _Nd for a --window N that is given, "
                     "or gained, lost, net behind cumulative_ with --cumulative, rolling_mean_ "
                     "with --rolling",
                     value);
}

/* Of which of what was asked for some cell shows anything. */
struct shown {
    bool gross;
    bool window;
    bool running;
};

static struct shown shown_by(const struct cells *cells)
{
    struct shown shown = {false, false, false};

    for (size_t i = 0; i < cells->count; i++) {
        const struct terr_wide *cell = &cells->shown[i];
        shown.gross |= is_gross(cell->cell);
        shown.window |= cell->over >= 0;
        shown.running |= cell->over == TERR_OVER_RUNNING;
    }
    return shown;
}

/* What was asked for and no cell shows. */
static enum terr_code check_shown(const struct cells *cells, const struct options *given,
                                  const struct terr_series_options *walk,
                                  const struct running_asked *running, struct terr_error *err)
{
    const char *form = options_has(given, "wide") ? "--wide" : "--for";
    const struct shown shown = shown_by(cells);

    if (shown.gross && !walk->gross) {
        return terr_fail(err, TERR_EARG, "option --value: gross figures need --gross");
    }
    if (walk->gross && !shown.gross) {
        return terr_fail(err, TERR_EARG,
                         "--gross with %s needs --value gross_gained or gross_lost, perhaps with "
                         "_Nd",
                         form);
    }
    if (walk->window_count > 0 && !shown.window) {
        return terr_fail(err, TERR_EARG,
                         "--window with %s needs --value gained_Nd, lost_Nd or net_Nd", form);
    }
    if ((running->sums || running->rows > 0) && !shown.running) {
        const char *word = running->sums ? cumulative : rolling_mean;
        return terr_fail(err, TERR_EARG, "--%s with %s needs --value %sgained, %slost or %snet",
                         running->sums ? "cumulative" : "rolling", form, word, word, word);
    }
    return TERR_OK;
}

static bool shows(const struct cells *cells, struct terr_wide cell)
{
    for (size_t i = 0; i < cells->count; i++) {
        if (cells->shown[i].cell == cell.cell && cells->shown[i].over == cell.over) return true;
    }
    return false;
}

/* Reads the words of the list, which it cuts apart. There is room for as many. */
static enum terr_code read_values(struct cells *cells, char *list,
                                  const struct terr_series_options *walk,
                                  const struct running_asked *running, struct terr_error *err)
{
    for (char *value = list, *next; value; value = next) {
        struct terr_wide cell = {TERR_CELL_AREA, TERR_OVER_STEP};
        enum terr_code code;
        if ((next = strchr(value, ','))) *next++ = '\0';
        if ((code = read_value(&cell, value, walk, running, err))) return code;
        if (shows(cells, cell)) {
            return terr_fail(err, TERR_EARG, "option --value: '%s' stands there twice", value);
        }
        cells->shown[cells->count++] = cell;
    }
    return TERR_OK;
}

static size_t count_words(const char *list)
{
    size_t count = 1;

    for (; *list; list++) count += *list == ',';
    return count;
}

enum terr_code cells_read(struct cells *cells, const struct options *given,
                          const struct terr_series_options *walk,
                          const struct running_asked *running, struct terr_error *err)
{
    const char *list = options_has(given, "value") ? options_value(given, "value") : "area";
    char *words = malloc(strlen(list) + 1);
    enum terr_code code;

    cells->shown = calloc(count_words(list), sizeof *cells->shown);
    if (!words || !cells->shown) {
        free(words);
        return terr_fail(err, TERR_ENOMEM, "out of memory");
    }
    memcpy(words, list, strlen(list) + 1);
    code = read_values(cells, words, walk, running, err);
    free(words);
    return code ? code : check_shown(cells, given, walk, running, err);
}

void cells_dispose(struct cells *cells)
{
    free(cells->shown);
    *cells = (struct cells){NULL, 0};
}
