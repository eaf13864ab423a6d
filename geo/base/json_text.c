#include <geo/base/json_text.h>

#include <string.h>

static const char *pass_space(const char *at) { return at + strspn(at, " \t\r\n"); }

// Behind the string that begins at `at`.
static const char *pass_string(const char *at)
{
    for (at++; *at != '"' && *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0') at++;
    }
    return *at ? at + 1 : at;
}

// Behind the array or object that begins at `at`.
static const char *pass_nested(const char *at)
{
    size_t depth = 0;
    while (*at) {
        if (*at == '"') {
            at = pass_string(at);
            continue;
        }
        depth += *at == '[' || *at == '{';
        depth -= *at == ']' || *at == '}';
        at++;
        if (depth == 0) break;
    }
    return at;
}

static const char *pass_value(const char *at)
{
    if (*at == '"') return pass_string(at);
    if (*at == '[' || *at == '{') return pass_nested(at);
    return at + strcspn(at, " \t\r\n,]}");
}

// The value at `at`, or behind the name that stands there: a string before a colon can be nothing
// else. NULL at a closing mark and at the end.
static const char *value_at(const char *at)
{
    at = pass_space(at);
    if (*at == ']' || *at == '}' || *at == '\0') return NULL;
    if (*at != '"') return at;
    const char *behind = pass_space(pass_string(at));
    return *behind == ':' ? pass_space(behind + 1) : at;
}

const char *terr_json_text_document(const char *bytes)
{
    static const char mark[] = "\xef\xbb\xbf";
    return pass_space(strncmp(bytes, mark, strlen(mark)) == 0 ? bytes + strlen(mark) : bytes);
}

const char *terr_json_text_first(const char *text)
{
    return *text == '[' || *text == '{' ? value_at(text + 1) : NULL;
}

const char *terr_json_text_next(const char *value)
{
    const char *behind = pass_space(pass_value(value));
    return *behind == ',' ? value_at(behind + 1) : NULL;
}

size_t terr_json_text_length(const char *value) { return (size_t)(pass_value(value) - value); }
