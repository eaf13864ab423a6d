#include <geo/source/places.h>

#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/base/text.h>
#include <geo/shape/lattice.h>
#include <geo/source/description.h>
#include <geo/source/fault.h>
#include <geo/source/name_property.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIMALS 10 // of a point on the grid

void terr_places_dispose(struct terr_places *places)
{
    for (size_t i = 0; i < places->count; i++) {
        terr_memory_free(places->items[i].name);
        terr_multipolygon_dispose(&places->items[i].shape);
    }
    for (size_t i = 0; i < places->file_count; i++) {
        terr_memory_free(places->files[i].path);
        terr_memory_free(places->files[i].name_property);
    }
    terr_memory_free(places->items);
    terr_memory_free(places->files);
    memset(places, 0, sizeof *places);
}

// Takes over `place`, whatever comes of it.
static enum terr_code add_place(struct terr_places *places, struct terr_place *place,
                                struct terr_error *err)
{
    struct terr_place *items = place->name ? terr_memory_grow(places->items, &places->capacity,
                                                              places->count + 1, sizeof *items, err)
                                           : NULL;
    if (!items) {
        terr_memory_free(place->name);
        terr_multipolygon_dispose(&place->shape);
        return err->code;
    }
    places->items = items;
    items[places->count++] = *place;
    return TERR_OK;
}

static enum terr_code set_point(struct terr_place *place, double lon_deg, double lat_deg,
                                enum terr_code code, struct terr_error *err)
{
    char fault[TERR_FAULT_SIZE];
    if (terr_fault_of_position(fault, lon_deg, lat_deg, false)) {
        return terr_fail(err, code, "%s", fault);
    }
    const struct terr_node node = terr_lattice_nearest(lon_deg, lat_deg);
    place->is_point = true;
    place->lon_deg = terr_lattice_deg(node.x);
    place->lat_deg = terr_lattice_deg(node.y);
    return TERR_OK;
}

// "37.742,48.139"
static char *name_of_point(const struct terr_place *place, struct terr_error *err)
{
    char lon[TERR_NUMBER_SIZE], lat[TERR_NUMBER_SIZE], name[2 * TERR_NUMBER_SIZE];
    terr_number_print_short(lon, place->lon_deg, DECIMALS);
    terr_number_print_short(lat, place->lat_deg, DECIMALS);
    const int length = snprintf(name, sizeof name, "%s,%s", lon, lat);
    return terr_memory_copy(name, (size_t)length, err);
}

// ---- from a text ----

// What stands behind the name, and the name's length.
static const char *behind_name(const char *text, size_t *name_length)
{
    const char *equals = strrchr(text, '=');
    *name_length = equals ? (size_t)(equals - text) : 0;
    return equals ? equals + 1 : text;
}

bool terr_place_is_meant(const char *text)
{
    static const char of_numbers[] = "0123456789+-.eE ";
    size_t name_length;
    const char *numbers = behind_name(text, &name_length);
    const size_t before = strspn(numbers, of_numbers);
    if (memchr(text, '/', name_length)) return false; // an address that ends in ?x=1,2
    if (numbers[before] != ',' || numbers[strspn(numbers, "0123456789+-.eE ,")] != '\0')
        return false;
    return strpbrk(numbers, "0123456789") != NULL;
}

// Reads a number with blanks around it; NULL where there is none, otherwise what stands behind.
static const char *read_number(double *number, const char *text)
{
    text += strspn(text, " ");
    text += *text == '+';
    const size_t length = terr_number_read(number, text, strlen(text));
    return length ? text + length + strspn(text + length, " ") : NULL;
}

static bool read_pair(double *lon_deg, double *lat_deg, const char *text)
{
    const char *comma = read_number(lon_deg, text);
    if (!comma || *comma != ',') return false;
    const char *end = read_number(lat_deg, comma + 1);
    return end && *end == '\0';
}

enum terr_code terr_places_add_text(struct terr_places *places, const char *text,
                                    struct terr_error *err)
{
    struct terr_place place = {.file = TERR_PLACE_NO_FILE};
    size_t name_length;
    double lon_deg, lat_deg;
    const char *numbers = behind_name(text, &name_length);
    if (numbers != text && name_length == 0) {
        return terr_fail(err, TERR_EARG, "place '%.100s': the name before '=' is empty", text);
    }
    if (!read_pair(&lon_deg, &lat_deg, numbers)) {
        return terr_fail(err, TERR_EARG,
                         "place '%.100s' is not LON,LAT: two numbers in degrees, '.' their decimal "
                         "mark, a comma between them",
                         text);
    }
    const enum terr_code code = set_point(&place, lon_deg, lat_deg, TERR_EARG, err);
    if (code) return terr_within(err, "place '%.100s'", text);
    place.name =
        name_length ? terr_memory_copy(text, name_length, err) : name_of_point(&place, err);
    return add_place(places, &place, err);
}

// ---- from a file ----

static enum terr_code name_feature(struct terr_place *place, const struct terr_feature *feature,
                                   const struct terr_place_file *file, struct terr_error *err)
{
    struct terr_text name = TERR_TEXT_INIT;
    enum terr_code code = TERR_OK;
    const bool found = file->name_property &&
                       terr_property_describe(&name, feature->properties, file->name_property);
    if (!found && file->name_chosen) {
        code = terr_fail(err, TERR_EDATA, "it has no text or number '%.60s' for its name",
                         file->name_property);
    } else if (!found && !place->is_point) {
        terr_text_print(&name, "features[%zu]", place->feature);
    }
    if (!code) code = terr_text_check(&name, err);
    if (!code) {
        place->name = name.length ? terr_memory_copy(name.bytes, name.length, err)
                                  : name_of_point(place, err);
        if (!place->name) code = err->code;
    }
    terr_text_dispose(&name);
    return code;
}

static enum terr_code add_feature(struct terr_places *places, struct terr_feature *feature,
                                  size_t index, struct terr_error *err)
{
    struct terr_place place = {.file = places->file_count - 1, .feature = index};
    enum terr_code code = TERR_OK;
    if (feature->is_point) {
        code = set_point(&place, feature->lon_deg, feature->lat_deg, TERR_EDATA, err);
    } else if (feature->kind != TERR_FEATURE_POLYGONS) {
        code = terr_fail(err, TERR_EDATA, "a place needs a point on the Earth or polygons%s",
                         feature->kind == TERR_FEATURE_NULL ? ", and its geometry is null" : "");
    }
    if (!code) code = name_feature(&place, feature, &places->files[place.file], err);
    if (code) return code;
    place.shape = feature->shape; // empty of a point
    memset(&feature->shape, 0, sizeof feature->shape);
    return add_place(places, &place, err);
}

static enum terr_code add_file(struct terr_places *places, const char *path,
                               const char *name_property, struct terr_error *err)
{
    struct terr_place_file *files = terr_memory_grow(places->files, &places->file_capacity,
                                                     places->file_count + 1, sizeof *files, err);
    if (!files) return err->code;
    places->files = files;
    struct terr_place_file *file = &files[places->file_count++];
    memset(file, 0, sizeof *file);
    if (!(file->path = terr_memory_copy(path, strlen(path), err))) return err->code;
    if (!name_property) return TERR_OK;
    file->name_property = terr_memory_copy(name_property, strlen(name_property), err);
    return file->name_property ? TERR_OK : err->code;
}

// The property that names are guessed to be in; NULL where none names any.
static enum terr_code guess_property(const char **property, const struct terr_snapshot *snapshot,
                                     struct terr_error *err)
{
    size_t named;
    size_t *features = terr_memory_new(snapshot->count, sizeof *features, err);
    if (!features) return err->code;
    for (size_t i = 0; i < snapshot->count; i++) features[i] = i;
    const enum terr_code code =
        terr_name_property_guess(property, &named, snapshot, features, snapshot->count, err);
    terr_memory_free(features);
    return code;
}

static enum terr_code add_features(struct terr_places *places, struct terr_snapshot *snapshot,
                                   const char *path, const char *name_property,
                                   struct terr_error *err)
{
    if (snapshot->count == 0) return terr_fail(err, TERR_EDATA, "it has no feature");
    const bool is_chosen = name_property != NULL;
    enum terr_code code = is_chosen ? TERR_OK : guess_property(&name_property, snapshot, err);
    if (!code) code = add_file(places, path, name_property, err);
    if (code) return code;
    places->files[places->file_count - 1].name_chosen = is_chosen;
    for (size_t i = 0; i < snapshot->count && !code; i++) {
        code = add_feature(places, &snapshot->features[i], i, err);
        if (code && code != TERR_ENOMEM) (void)terr_within(err, "features[%zu]", i);
    }
    return code;
}

enum terr_code terr_places_add_file(struct terr_places *places, const char *path,
                                    const char *name_property, struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    enum terr_code code = terr_snapshot_new(&snapshot, err);
    if (code) return code;
    code = terr_snapshot_add_file(snapshot, path, NULL, err);
    if (!code) code = add_features(places, snapshot, path, name_property, err);
    terr_snapshot_free(snapshot);
    return code ? terr_within(err, "%s", path) : TERR_OK;
}

// ---- names ----

static int compare_names(const void *left, const void *right)
{
    const struct terr_place *const *a = left, *const *b = right;
    const int order = strcmp((*a)->name, (*b)->name);
    if (order != 0) return order;
    return *a < *b ? -1 : *a > *b; // both are items of one array
}

enum terr_code terr_places_find_twins(struct terr_place_twins *out,
                                      const struct terr_places *places, struct terr_error *err)
{
    memset(out, 0, sizeof *out);
    const struct terr_place **sorted = terr_memory_new(places->count, sizeof *sorted, err);
    if (!sorted) return err->code;
    for (size_t i = 0; i < places->count; i++) sorted[i] = &places->items[i];
    if (places->count > 0) qsort(sorted, places->count, sizeof *sorted, compare_names);
    for (size_t i = 1; i < places->count; i++) {
        if (strcmp(sorted[i - 1]->name, sorted[i]->name) != 0) continue;
        const size_t first = (size_t)(sorted[i - 1] - places->items);
        if (out->count++ > 0 && first >= out->first) continue;
        out->first = first;
        out->second = (size_t)(sorted[i] - places->items);
    }
    terr_memory_free(sorted);
    return TERR_OK;
}
