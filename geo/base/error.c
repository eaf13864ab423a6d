#include <geo/base/error.h>

#include <geo/base/utf8.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum terr_code terr_fail(struct terr_error *err, enum terr_code code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(err->message, sizeof err->message, format, arguments);
    va_end(arguments);
    terr_utf8_make_plain(err->message);
    err->code = code;
    return code;
}

enum terr_code terr_within(struct terr_error *err, const char *format, ...)
{
    char joined[TERR_ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(joined, sizeof joined, format, arguments);
    va_end(arguments);
    terr_utf8_make_plain(joined);

    const size_t place = strlen(joined);
    if (place + 2 < sizeof joined) {
        const size_t room = sizeof joined - place - 3;
        const size_t length = strlen(err->message) < room ? strlen(err->message) : room;
        memcpy(joined + place, ": ", 2);
        memcpy(joined + place + 2, err->message, length);
        joined[place + 2 + length] = '\0';
    }
    memcpy(err->message, joined, sizeof joined);
    return err->code;
}
