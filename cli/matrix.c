#include "matrix.h"

#include <string.h>

bool matrix_is_asked(const struct options *given) { return options_has(given, "matrix"); }

enum terr_code matrix_check(const struct options *given, const char *const *names,
                            struct terr_error *err)
{
    static const struct {
        const char *name;
        const char *why;
    } reasons[] = {
        {"zone", "tells of every status on the maps"},
        {"by-region", "tells of the whole map"},
        {"figure", "tells many numbers"},
        {"window", "tells what passed since the row before (see --every)"},
        {"wide", "is a long table"},
        {"gross", "tells what passed between two maps"},
        {"cumulative", "tells many pairs of statuses"},
        {"rolling", "tells many pairs of statuses"},
        {"for", "is written in one form"},
        {"unit", "adds up in km² of 6 decimals"},
        {"precision", "adds up in km² of 6 decimals"},
        {"layers", "draws the ground that changed its status"},
        {"simplify", "draws that ground as it is"},
        {"min-area", "leaves out no ground"},
        {"min-width", "leaves out no ground"},
    };

    if (!matrix_is_asked(given)) return TERR_OK;
    for (size_t i = 0; names[i]; i++) {
        if (!options_has(given, names[i])) continue;
        for (size_t r = 0; r < sizeof reasons / sizeof *reasons; r++) {
            if (strcmp(reasons[r].name, names[i]) != 0) continue;
            return terr_fail(err, TERR_EARG, "--matrix %s, and goes without --%s", reasons[r].why,
                             names[i]);
        }
    }
    return TERR_OK;
}

enum terr_code matrix_list_statuses(struct terr_statuses *out, struct inputs *inputs,
                                    const size_t *snapshots, size_t count, struct terr_error *err)
{
    const size_t first = inputs->list.count;
    const enum terr_code code =
        terr_statuses_add(&inputs->list, &inputs->worker, inputs->archive, snapshots, count, err);

    *out = (struct terr_statuses){&inputs->list, first, inputs->list.count - first};
    return code;
}

void matrix_tell(struct console *console, double shared_m2, bool adds_up)
{
    char shared[CONSOLE_KM2_SIZE];

    if (shared_m2 > 0) {
        console_print_km2(shared, shared_m2);
        console_note(console,
                     "statuses overlap, by up to %s on a map: that ground is told under all its "
                     "statuses at once, as a+b, and counts in the area of each",
                     shared);
    }
    if (!adds_up) {
        console_warn(console, "areas of this model do not add up to those of the statuses");
    }
}

static enum terr_code take(void *payload, const struct terr_dated_transitions *dated,
                           struct terr_error *err)
{
    struct matrix_map *map = payload;

    terr_geojson_add_transitions(&map->features, map->archive, map->statuses, dated);
    return terr_text_check(&map->features, err);
}

void matrix_map_begin(struct matrix_map *map, struct terr_series_options *series,
                      const struct terr_archive *archive)
{
    terr_text_dispose(&map->features);
    map->archive = archive;
    map->statuses = series->statuses;
    series->take = take;
    series->payload = map;
}

void matrix_map_dispose(struct matrix_map *map) { terr_text_dispose(&map->features); }

void matrix_dispose(struct matrix *matrix)
{
    terr_transitions_dispose(&matrix->transitions);
    terr_matrix_dispose(&matrix->figures);
}

enum terr_code matrix_measure(struct matrix *matrix, struct inputs *inputs,
                              const struct terr_change *change, struct terr_error *err)
{
    const struct terr_zones *from = terr_change_from(change), *to = terr_change_to(change);
    enum terr_code code = terr_transitions_between(&matrix->transitions, &inputs->worker, from, to,
                                                   &matrix->statuses, err);

    if (!code) {
        code = terr_matrix_measure(&matrix->figures, &inputs->worker, &matrix->transitions, from,
                                   to, &matrix->statuses, err);
    }
    return code;
}

enum terr_code matrix_write(const struct output *output,
                            const struct terr_measured_change *measured,
                            const struct matrix *matrix, size_t warnings, struct terr_error *err)
{
    const struct terr_change_matrix of = {measured, &matrix->statuses, &matrix->transitions,
                                          &matrix->figures};
    struct terr_text out = TERR_TEXT_INIT;
    enum terr_code code;

    switch (output->format) {
    case OUTPUT_CSV:
        terr_csv_change_matrix(&out, &of);
        break;
    case OUTPUT_JSON:
        terr_json_change_matrix(&out, &of, warnings);
        break;
    case OUTPUT_GEOJSON:
        terr_geojson_change_matrix(&out, &of);
        break;
    default: // text: no other format goes with --matrix
        terr_plain_change_matrix(&out, &of);
        break;
    }
    code = output_write(output, &out, err);
    terr_text_dispose(&out);
    return code;
}
