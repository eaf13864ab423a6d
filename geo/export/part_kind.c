#include <geo/export/part_kind.h>

#include <string.h>

// Of a word that is no name, in a message.
#define SHOWN_MAX 40

const char *terr_part_name(enum terr_part_kind kind)
{
    static const char *const names[TERR_PART_KINDS] = {"gained", "lost", "held", "unchanged"};
    return names[kind];
}

const char *terr_part_meaning(enum terr_part_kind kind)
{
    static const char *const meanings[TERR_PART_KINDS] = {
        "Ground in a zone on the map of \"to\" and not on that of \"from\"",
        "Ground in a zone on the map of \"from\" and not on that of \"to\"",
        "Ground in a zone on the map of \"to\"",
        "Ground in a zone on both maps, of \"from\" and of \"to\"",
    };
    return meanings[kind];
}

// TERR_PART_KINDS where it is none.
static int kind_of(const char *word, size_t length)
{
    int kind = 0;
    while (kind < TERR_PART_KINDS) {
        const char *name = terr_part_name((enum terr_part_kind)kind);
        if (strlen(name) == length && strncmp(name, word, length) == 0) break;
        kind++;
    }
    return kind;
}

enum terr_code terr_parts_parse(unsigned *kinds, const char *text, struct terr_error *err)
{
    unsigned found = 0;
    for (const char *word = text;; word++) {
        const size_t length = strcspn(word, ",");
        const int shown = (int)(length < SHOWN_MAX ? length : SHOWN_MAX);
        const int kind = kind_of(word, length);
        if (kind == TERR_PART_KINDS) {
            return terr_fail(err, TERR_EARG, "'%.*s' is none of gained, lost, held, unchanged",
                             shown, word);
        }
        if (found & TERR_PARTS_OF(kind)) {
            return terr_fail(err, TERR_EARG, "'%.*s' stands there twice", shown, word);
        }
        found |= TERR_PARTS_OF(kind);
        word += length;
        if (*word == '\0') break;
    }
    *kinds = found;
    return TERR_OK;
}
