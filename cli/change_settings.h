/* change_settings.h - what `change` is asked for: the window, the figures, the form. */
#ifndef CLI_CHANGE_SETTINGS_H
#define CLI_CHANGE_SETTINGS_H

#include "inputs.h"
#include "output.h"
#include "style.h"

/* The one number that --figure asks for. */
enum change_figure {
    FIGURE_GAINED,
    FIGURE_LOST,
    FIGURE_NET,
    FIGURE_AREA,
    FIGURE_GROSS_GAINED,
    FIGURE_GROSS_LOST,
    FIGURE_ALL
};

struct change_settings {
    struct terr_window window;
    bool undated;
    bool gross;
    size_t jobs;
    enum change_figure figure;
    unsigned kinds; /* of ground, in formats that draw it */
    bool matrix;    /* what went from status to status, instead */
    struct output output;
    struct style style;
    struct terr_drawing_options drawing;
    bool is_drawn;
};

/* Reads the options; borrows their texts. Fails with TERR_EARG, and as output_choose. */
enum terr_code change_settings_read(struct change_settings *settings, const struct options *given,
                                    struct terr_error *err) TERR_MUST_USE;

/* What of the inputs it takes to answer. */
struct input_needs change_settings_needs(const struct change_settings *settings);

/* Whether a format has the ground itself, not figures alone. */
bool change_draws_ground(enum output_format format);

#endif
