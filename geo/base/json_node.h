/* base/json_node.h - reading the members of a JSON document that people write (a profile, claims),
 * with sentences that begin with the path of the member: "rules[3].status is missing, needs a
 * string".
 */
#ifndef GEO_BASE_JSON_NODE_H
#define GEO_BASE_JSON_NODE_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_json;

/* Texts that lie in the document; the list itself is owned. All-zero is empty. */
struct terr_texts {
    const char **items;
    size_t count;
};

/* Whether a list holds a text. */
bool terr_texts_hold(const struct terr_texts *texts, const char *text);

/* The path of a member in messages; of a longer one the ends of its names are cut. */
#define TERR_JSON_NODE_PATH_SIZE 256

/* An object of the document and the path that leads to it; "" is the document itself. */
struct terr_json_node {
    const struct terr_json *object;
    char path[TERR_JSON_NODE_PATH_SIZE];
};

/* What names must look like: zone lists are written STATUS+STATUS and stand in column names. */
#define TERR_WORD_FORM "a word of a-z, 0-9, '_' and '-', a letter first"
bool terr_is_word(const char *text);

/* Fails with TERR_EDATA: "PATH.NAME is a number, needs NEEDED"; `found` NULL is "missing". */
enum terr_code terr_json_node_wrong(const struct terr_json_node *node, const char *name,
                                    const struct terr_json *found, const char *needed,
                                    struct terr_error *err);
/* The same of a text: "PATH.NAME is "TEXT", needs NEEDED". */
enum terr_code terr_json_node_wrong_text(const struct terr_json_node *node, const char *name,
                                         const char *text, const char *needed,
                                         struct terr_error *err);

/* Refuses members whose name is not in `known`, a list that ends in NULL. */
enum terr_code terr_json_node_check_members(const struct terr_json_node *node,
                                            const char *const *known,
                                            struct terr_error *err) TERR_MUST_USE;

/* Enters the element `index` of the array `name`, which must be an object. */
enum terr_code terr_json_node_enter(struct terr_json_node *out, const char *name, size_t index,
                                    const struct terr_json *element, const char *const *known,
                                    struct terr_error *err) TERR_MUST_USE;

/* Enters the member `name`, which must be an object; `out->object` is NULL where it is missing. */
enum terr_code terr_json_node_enter_member(struct terr_json_node *out,
                                           const struct terr_json_node *node, const char *name,
                                           const char *const *known,
                                           struct terr_error *err) TERR_MUST_USE;

/* Reads a text that is not empty: one that may be missing (*out is then NULL), one that must be
 * there, and one that must be a word. */
enum terr_code terr_json_node_optional(const char **out, const struct terr_json_node *node,
                                       const char *name, struct terr_error *err) TERR_MUST_USE;
enum terr_code terr_json_node_text(const char **out, const struct terr_json_node *node,
                                   const char *name, struct terr_error *err) TERR_MUST_USE;
enum terr_code terr_json_node_word(const char **out, const struct terr_json_node *node,
                                   const char *name, struct terr_error *err) TERR_MUST_USE;

/* Reads a list of at least one text, and one that may be missing (then it is empty). The items are
 * the caller's to free, on failure too. */
enum terr_code terr_json_node_texts(struct terr_texts *out, const struct terr_json_node *node,
                                    const char *name, struct terr_error *err) TERR_MUST_USE;
enum terr_code terr_json_node_optional_texts(struct terr_texts *out,
                                             const struct terr_json_node *node, const char *name,
                                             struct terr_error *err) TERR_MUST_USE;

/* Reads true or false; `*out` is untouched where the member is missing. */
enum terr_code terr_json_node_flag(bool *out, const struct terr_json_node *node, const char *name,
                                   struct terr_error *err) TERR_MUST_USE;

/* Reads a text that must be one of `names` (closed by NULL), its index into `*choice`: one that
 * must be there, and one that may be missing (`*choice` is then untouched). Fails with TERR_EDATA:
 * "PATH.NAME: "TEXT" is not one of A, B, C". */
enum terr_code terr_json_node_choice(size_t *choice, const struct terr_json_node *node,
                                     const char *name, const char *const *names,
                                     struct terr_error *err) TERR_MUST_USE;
enum terr_code terr_json_node_optional_choice(size_t *choice, const struct terr_json_node *node,
                                              const char *name, const char *const *names,
                                              struct terr_error *err) TERR_MUST_USE;

/* Reads a whole number from `least` to `most`; `*out` is untouched where the member is missing. */
enum terr_code terr_json_node_integer(int *out, const struct terr_json_node *node, const char *name,
                                      int least, int most, struct terr_error *err) TERR_MUST_USE;

/* Reads a day, YYYY-MM-DD. */
enum terr_code terr_json_node_day(int32_t *out, const struct terr_json_node *node, const char *name,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
