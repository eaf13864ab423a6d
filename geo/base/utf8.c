#include <geo/base/utf8.h>

#include <stdbool.h>
#include <string.h>

// RFC 3629 section 4 as a table: the range of the second byte for each range of the first.
static const struct {
    unsigned char first_low, first_high, width, second_low, second_high;
} forms[] = {
    {0xc2, 0xdf, 2, 0x80, 0xbf}, {0xe0, 0xe0, 3, 0xa0, 0xbf}, {0xe1, 0xec, 3, 0x80, 0xbf},
    {0xed, 0xed, 3, 0x80, 0x9f}, {0xee, 0xef, 3, 0x80, 0xbf}, {0xf0, 0xf0, 4, 0x90, 0xbf},
    {0xf1, 0xf3, 4, 0x80, 0xbf}, {0xf4, 0xf4, 4, 0x80, 0x8f},
};

size_t terr_utf8_width(const char *bytes, size_t length)
{
    const unsigned char *byte = (const unsigned char *)bytes;
    if (length == 0) return 0;
    if (byte[0] < 0x80) return 1;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (byte[0] < forms[i].first_low || byte[0] > forms[i].first_high) continue;
        if (length < forms[i].width) return 0;
        if (byte[1] < forms[i].second_low || byte[1] > forms[i].second_high) return 0;
        for (size_t k = 2; k < forms[i].width; k++) {
            if (byte[k] < 0x80 || byte[k] > 0xbf) return 0;
        }
        return forms[i].width;
    }
    return 0;
}

size_t terr_utf8_print(char out[4], unsigned long code_point)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    const size_t width = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = width - 1; i > 0; i--, code_point >>= 6) {
        out[i] = (char)(0x80 | (code_point & 0x3f));
    }
    out[0] = (char)((0xf00u >> width & 0xff) | code_point);
    return width;
}

void terr_utf8_make_plain(char *string)
{
    const char *end = string + strlen(string);
    while (string < end) {
        const unsigned char first = (unsigned char)string[0];
        const size_t width = terr_utf8_width(string, (size_t)(end - string));
        const bool is_c1 = width == 2 && first == 0xc2 && (unsigned char)string[1] < 0xa0;
        const size_t bytes = width ? width : 1;
        if (width == 0 || first < 0x20 || first == 0x7f || is_c1) memset(string, '?', bytes);
        string += bytes;
    }
}
