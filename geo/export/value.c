#include <geo/export/value.h>

#include <geo/base/utf8.h>
#include <geo/figure/measure.h>
#include <string.h>

void terr_value_add_km2(struct terr_text *out, double area_m2)
{
    terr_text_add_fixed(out, area_m2 / TERR_M2_PER_KM2, TERR_KM2_DECIMALS);
}

void terr_value_add_km2_field(struct terr_text *out, double area_m2)
{
    terr_text_add(out, ",");
    terr_value_add_km2(out, area_m2);
}

void terr_value_add_text_field(struct terr_text *out, const char *string)
{
    terr_text_add(out, ",");
    if (string) terr_text_add_csv(out, string);
}

void terr_value_add_count_field(struct terr_text *out, size_t count)
{
    terr_text_print(out, ",%zu", count);
}

void terr_value_print_grouped(char out[TERR_GROUPED_SIZE], double value, int decimals,
                              bool with_plus)
{
    char number[TERR_NUMBER_SIZE];
    const char *digit = number;
    terr_number_print(number, value, decimals);
    if (*number == '-') {
        *out++ = *digit++;
    } else if (with_plus && number[strspn(number, "0.")] != '\0') {
        *out++ = '+';
    }
    for (size_t left = strcspn(digit, "."); left > 0; left--) {
        *out++ = *digit++;
        if (left % 3 == 1 && left > 1) *out++ = ',';
    }
    do {
        *out++ = *digit;
    } while (*digit++ != '\0');
}

static const struct terr_style shown = TERR_STYLE_SHOWN;

void terr_value_print_styled(char out[TERR_GROUPED_SIZE], const struct terr_style *style,
                             double area_m2, bool with_plus)
{
    if (!style) style = &shown;
    terr_value_print_grouped(out, terr_style_of(style, area_m2), style->decimals, with_plus);
}

void terr_value_add_styled(struct terr_text *out, const struct terr_style *style, double area_m2)
{
    char number[TERR_GROUPED_SIZE];
    if (!style) style = &shown;
    terr_value_print_styled(number, style, area_m2, false);
    terr_text_print(out, "%s %s", number, terr_unit_shown(style->unit));
}

void terr_value_print_shown_km2(char out[TERR_GROUPED_SIZE], double area_m2)
{
    terr_value_print_styled(out, NULL, area_m2, false);
}

void terr_value_add_shown_km2(struct terr_text *out, double area_m2)
{
    terr_value_add_styled(out, NULL, area_m2);
}

void terr_value_add_shown_count(struct terr_text *out, size_t count)
{
    char number[TERR_GROUPED_SIZE];
    terr_value_print_grouped(number, (double)count, 0, false);
    terr_text_add(out, number);
}

void terr_value_add_day(struct terr_text *out, int32_t day)
{
    char date[TERR_DAY_SIZE];
    terr_day_print(date, day);
    terr_text_add(out, date);
}

void terr_value_add_moment(struct terr_text *out, const struct terr_moment *moment)
{
    const int second = (int)moment->second_of_day;
    terr_value_add_day(out, moment->day);
    if (!moment->has_time) return;
    terr_text_print(out, "T%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
}

// The bytes of the next character, or 0 where a terminal must not see it: a control character (of
// the C1 set too, which some terminals obey), or no UTF-8.
static size_t shown_width(const char *string, size_t length)
{
    const unsigned char first = (unsigned char)string[0];
    const size_t width = terr_utf8_width(string, length);
    if (first < 0x20 || first == 0x7f) return 0;
    if (width == 2 && first == 0xc2 && (unsigned char)string[1] < 0xa0) return 0;
    return width;
}

size_t terr_value_add_shown(struct terr_text *out, const char *string)
{
    const char *end = string + strlen(string);
    size_t characters = 0;
    for (; string < end; characters++) {
        const size_t width = shown_width(string, (size_t)(end - string));
        if (width > 0) {
            terr_text_add_bytes(out, string, width);
        } else {
            terr_text_add(out, "?");
        }
        string += width > 0 ? width : 1;
    }
    return characters;
}

size_t terr_value_shown_length(const char *string)
{
    const char *end = string + strlen(string);
    size_t characters = 0;
    for (; string < end; characters++) {
        const size_t width = shown_width(string, (size_t)(end - string));
        string += width > 0 ? width : 1;
    }
    return characters;
}

const char *terr_value_date_source(enum terr_date_source source)
{
    switch (source) {
    case TERR_DATE_FILE_NAME:
        return "file_name";
    case TERR_DATE_DOCUMENT:
        return "document";
    case TERR_DATE_PROPERTY:
        return "property";
    case TERR_DATE_NONE:
        break;
    }
    return "none";
}

void terr_value_add_published(struct terr_text *out, const struct terr_dated *dated)
{
    char instant[TERR_INSTANT_SIZE];
    if (dated->date_source == TERR_DATE_NONE) return;
    if (dated->has_time) {
        terr_instant_print(instant, dated->instant_s);
        terr_text_add(out, instant);
    } else {
        terr_value_add_day(out, dated->day);
    }
}
