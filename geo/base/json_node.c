#include <geo/base/json_node.h>

#include <geo/base/date.h>
#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// ---- paths and what every object is held to ----

static void print_member(char out[TERR_JSON_NODE_PATH_SIZE], const struct terr_json_node *node,
                         const char *name)
{
    snprintf(out, TERR_JSON_NODE_PATH_SIZE, "%.100s%s%.60s", node->path, *node->path ? "." : "",
             name);
}

enum terr_code terr_json_node_wrong(const struct terr_json_node *node, const char *name,
                                    const struct terr_json *found, const char *needed,
                                    struct terr_error *err)
{
    char path[TERR_JSON_NODE_PATH_SIZE];
    print_member(path, node, name);
    return terr_fail(err, TERR_EDATA, "%s is %s, needs %s", path,
                     found ? terr_json_kind_name(found) : "missing", needed);
}

enum terr_code terr_json_node_wrong_text(const struct terr_json_node *node, const char *name,
                                         const char *text, const char *needed,
                                         struct terr_error *err)
{
    char path[TERR_JSON_NODE_PATH_SIZE];
    print_member(path, node, name);
    return terr_fail(err, TERR_EDATA, "%s is \"%.60s\", needs %s", path, text, needed);
}

// Refuses members whose name is not in `known`, a list that ends in NULL.
enum terr_code terr_json_node_check_members(const struct terr_json_node *node,
                                            const char *const *known, struct terr_error *err)
{
    for (const struct terr_json *member = terr_json_first(node->object); member;
         member = terr_json_next(member)) {
        const char *const *name = known;
        while (*name && strcmp(*name, terr_json_name(member)) != 0) name++;
        if (*name) continue;
        char path[TERR_JSON_NODE_PATH_SIZE];
        print_member(path, node, terr_json_name(member));
        return terr_fail(err, TERR_EDATA, "%s is not a member known here", path);
    }
    return TERR_OK;
}

// Enters the element `index` of the array `name`, which must be an object.
enum terr_code terr_json_node_enter(struct terr_json_node *out, const char *name, size_t index,
                                    const struct terr_json *element, const char *const *known,
                                    struct terr_error *err)
{
    snprintf(out->path, sizeof out->path, "%.60s[%zu]", name, index);
    out->object = element;
    if (terr_json_kind(element) != TERR_JSON_OBJECT) {
        return terr_fail(err, TERR_EDATA, "%s is %s, needs an object", out->path,
                         terr_json_kind_name(element));
    }
    return terr_json_node_check_members(out, known, err);
}

// ---- texts ----

// Reads a text that is not empty, where the member is there.
enum terr_code terr_json_node_optional(const char **out, const struct terr_json_node *node,
                                       const char *name, struct terr_error *err)
{
    const struct terr_json *member = terr_json_member(node->object, name);
    *out = terr_json_string(member);
    if (member && !*out) return terr_json_node_wrong(node, name, member, "a string", err);
    if (*out && !**out) return terr_json_node_wrong_text(node, name, "", "some text", err);
    return TERR_OK;
}

enum terr_code terr_json_node_text(const char **out, const struct terr_json_node *node,
                                   const char *name, struct terr_error *err)
{
    const enum terr_code code = terr_json_node_optional(out, node, name, err);
    if (!code && !*out) return terr_json_node_wrong(node, name, NULL, "a string", err);
    return code;
}

// Zone lists are written STATUS+STATUS and stand in column names, so names are plain words.
bool terr_is_word(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char rest[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    return *text && strchr(letters, *text) && strspn(text, rest) == strlen(text);
}

enum terr_code terr_json_node_word(const char **out, const struct terr_json_node *node,
                                   const char *name, struct terr_error *err)
{
    const enum terr_code code = terr_json_node_text(out, node, name, err);
    if (!code && !terr_is_word(*out))
        return terr_json_node_wrong_text(node, name, *out, TERR_WORD_FORM, err);
    return code;
}

// Reads the list of at least one text under a member.
enum terr_code terr_json_node_texts(struct terr_texts *out, const struct terr_json_node *node,
                                    const char *name, struct terr_error *err)
{
    const struct terr_json *list = terr_json_member(node->object, name);
    const size_t count = terr_json_count(list);
    if (terr_json_kind(list) != TERR_JSON_ARRAY || count == 0) {
        const bool empty = terr_json_kind(list) == TERR_JSON_ARRAY;
        return terr_json_node_wrong(node, name, list,
                                    empty ? "a string in it" : "an array of strings", err);
    }
    out->items = terr_memory_new(count, sizeof *out->items, err);
    if (!out->items) return err->code;
    for (const struct terr_json *item = terr_json_first(list); item; item = terr_json_next(item)) {
        const char *text = terr_json_string(item);
        char element[TERR_JSON_NODE_PATH_SIZE];
        snprintf(element, sizeof element, "%.60s[%zu]", name, out->count);
        if (!text) return terr_json_node_wrong(node, element, item, "a string", err);
        if (!*text) return terr_json_node_wrong_text(node, element, "", "some text", err);
        out->items[out->count++] = text;
    }
    return TERR_OK;
}

bool terr_texts_hold(const struct terr_texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i], text) == 0) return true;
    }
    return false;
}

enum terr_code terr_json_node_optional_texts(struct terr_texts *out,
                                             const struct terr_json_node *node, const char *name,
                                             struct terr_error *err)
{
    return terr_json_member(node->object, name) ? terr_json_node_texts(out, node, name, err)
                                                : TERR_OK;
}

// ---- other values ----

enum terr_code terr_json_node_enter_member(struct terr_json_node *out,
                                           const struct terr_json_node *node, const char *name,
                                           const char *const *known, struct terr_error *err)
{
    const struct terr_json *member = terr_json_member(node->object, name);
    print_member(out->path, node, name);
    out->object = member;
    if (!member) return TERR_OK;
    if (terr_json_kind(member) != TERR_JSON_OBJECT) {
        return terr_json_node_wrong(node, name, member, "an object", err);
    }
    return terr_json_node_check_members(out, known, err);
}

enum terr_code terr_json_node_flag(bool *out, const struct terr_json_node *node, const char *name,
                                   struct terr_error *err)
{
    const struct terr_json *member = terr_json_member(node->object, name);
    if (member && terr_json_kind(member) != TERR_JSON_BOOLEAN) {
        return terr_json_node_wrong(node, name, member, "true or false", err);
    }
    if (member) *out = terr_json_is_true(member);
    return TERR_OK;
}

// "A, B, C".
#define NAMES_SIZE 160

static void print_names(char out[NAMES_SIZE], const char *const *names)
{
    size_t length = 0;
    *out = '\0';
    for (size_t i = 0; names[i] && length < NAMES_SIZE; i++) {
        length += (size_t)snprintf(out + length, NAMES_SIZE - length, "%s%s", i > 0 ? ", " : "",
                                   names[i]);
    }
}

enum terr_code terr_json_node_optional_choice(size_t *choice, const struct terr_json_node *node,
                                              const char *name, const char *const *names,
                                              struct terr_error *err)
{
    char path[TERR_JSON_NODE_PATH_SIZE], list[NAMES_SIZE], needed[NAMES_SIZE + 16];
    const struct terr_json *member = terr_json_member(node->object, name);
    const char *text = terr_json_string(member);
    if (!member) return TERR_OK;
    print_names(list, names);
    if (!text) {
        snprintf(needed, sizeof needed, "one of %s", list);
        return terr_json_node_wrong(node, name, member, needed, err);
    }
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(text, names[i]) != 0) continue;
        *choice = i;
        return TERR_OK;
    }
    print_member(path, node, name);
    return terr_fail(err, TERR_EDATA, "%s: \"%.60s\" is not one of %s", path, text, list);
}

enum terr_code terr_json_node_choice(size_t *choice, const struct terr_json_node *node,
                                     const char *name, const char *const *names,
                                     struct terr_error *err)
{
    char list[NAMES_SIZE], needed[NAMES_SIZE + 16];
    if (terr_json_member(node->object, name)) {
        return terr_json_node_optional_choice(choice, node, name, names, err);
    }
    print_names(list, names);
    snprintf(needed, sizeof needed, "one of %s", list);
    return terr_json_node_wrong(node, name, NULL, needed, err);
}

enum terr_code terr_json_node_integer(int *out, const struct terr_json_node *node, const char *name,
                                      int least, int most, struct terr_error *err)
{
    char path[TERR_JSON_NODE_PATH_SIZE], number[TERR_NUMBER_SIZE], needed[64];
    const struct terr_json *member = terr_json_member(node->object, name);
    double value;
    if (!member) return TERR_OK;
    snprintf(needed, sizeof needed, "a whole number from %d to %d", least, most);
    if (!terr_json_number(&value, member)) {
        return terr_json_node_wrong(node, name, member, needed, err);
    }
    if (value < least || value > most || value != floor(value)) {
        print_member(path, node, name);
        terr_number_print_exact(number, value);
        return terr_fail(err, TERR_EDATA, "%s is %s, needs %s", path, number, needed);
    }
    *out = (int)value;
    return TERR_OK;
}

enum terr_code terr_json_node_day(int32_t *out, const struct terr_json_node *node, const char *name,
                                  struct terr_error *err)
{
    const char *text;
    struct terr_moment moment;
    struct terr_error unused;
    const enum terr_code code = terr_json_node_text(&text, node, name, err);
    if (code) return code;
    if (terr_moment_parse(&moment, text, &unused) || moment.has_time) {
        return terr_json_node_wrong_text(node, name, text, "a day, YYYY-MM-DD", err);
    }
    *out = moment.day;
    return TERR_OK;
}
