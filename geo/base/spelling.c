#include <geo/base/spelling.h>

#include <stdbool.h>
#include <string.h>

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static bool is_same(char a, char b)
{
    if (a >= 'A' && a <= 'Z') a = (char)(a - 'A' + 'a');
    if (b >= 'A' && b <= 'Z') b = (char)(b - 'A' + 'a');
    return a == b;
}

// rows[i % 3][j] is the distance of the first i bytes written from the first j of the name.
struct terr_spelling terr_spelling_of(const char *written, const char *name)
{
    const size_t written_length = smaller(strlen(written), TERR_SPELLING_MOST);
    const size_t name_length = smaller(strlen(name), TERR_SPELLING_MOST);
    size_t rows[3][TERR_SPELLING_MOST + 1];
    for (size_t j = 0; j <= name_length; j++) rows[0][j] = j;
    for (size_t i = 1; i <= written_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= name_length; j++) {
            const bool differs = !is_same(written[i - 1], name[j - 1]);
            row[j] = smaller(smaller(above[j], row[j - 1]) + 1, above[j - 1] + differs);
            if (i > 1 && j > 1 && is_same(written[i - 1], name[j - 2]) &&
                is_same(written[i - 2], name[j - 1])) {
                row[j] = smaller(row[j], rows[(i - 2) % 3][j - 2] + 1);
            }
        }
    }
    const size_t *last = rows[written_length % 3];
    struct terr_spelling spelling = {last[name_length], last[0]};
    for (size_t j = 1; j <= name_length; j++) {
        spelling.beginning = smaller(spelling.beginning, last[j]);
    }
    return spelling;
}
