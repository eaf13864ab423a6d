#include <geo/base/json.h>

#include <cjson/cJSON.h>
#include <pthread.h>

// struct terr_json is never defined: a pointer to one is a pointer to a cJSON.

// cJSON_Parse* writes a static error position on every call (cJSON.c, global_error), so two
// parses at once are a data race. This lock is the library's one piece of lasting state.
static pthread_mutex_t parse_lock = PTHREAD_MUTEX_INITIALIZER;

static const cJSON *item_of(const struct terr_json *value) { return (const cJSON *)value; }

static const struct terr_json *value_of(const cJSON *item)
{
    return (const struct terr_json *)item;
}

enum terr_code terr_json_parse(struct terr_json **out, const char *text, size_t length,
                               struct terr_error *err)
{
    *out = NULL;
    pthread_mutex_lock(&parse_lock);
    // length + 1: cJSON may look one byte past the number that ends a document
    cJSON *item = cJSON_ParseWithLength(text, length + 1);
    pthread_mutex_unlock(&parse_lock);
    // the scanner has accepted the text, so that only memory can be wanting
    if (!item) return terr_fail(err, TERR_ENOMEM, "out of memory (JSON of %zu bytes)", length);
    *out = (struct terr_json *)item;
    return TERR_OK;
}

void terr_json_free(struct terr_json *document) { cJSON_Delete((cJSON *)document); }

enum terr_json_kind terr_json_kind(const struct terr_json *value)
{
    const cJSON *item = item_of(value);
    if (cJSON_IsBool(item)) return TERR_JSON_BOOLEAN;
    if (cJSON_IsNumber(item)) return TERR_JSON_NUMBER;
    if (cJSON_IsString(item)) return TERR_JSON_STRING;
    if (cJSON_IsArray(item)) return TERR_JSON_ARRAY;
    if (cJSON_IsObject(item)) return TERR_JSON_OBJECT;
    return TERR_JSON_NULL;
}

const char *terr_json_kind_name(const struct terr_json *value)
{
    static const char *const names[] = {"null",     "a boolean", "a number",
                                        "a string", "an array",  "an object"};
    return names[terr_json_kind(value)];
}

const struct terr_json *terr_json_member(const struct terr_json *object, const char *name)
{
    if (terr_json_kind(object) != TERR_JSON_OBJECT) return NULL;
    return value_of(cJSON_GetObjectItemCaseSensitive(item_of(object), name));
}

const char *terr_json_string(const struct terr_json *value)
{
    return terr_json_kind(value) == TERR_JSON_STRING ? item_of(value)->valuestring : NULL;
}

bool terr_json_number(double *number, const struct terr_json *value)
{
    if (terr_json_kind(value) != TERR_JSON_NUMBER) return false;
    *number = item_of(value)->valuedouble;
    return true;
}

bool terr_json_is_true(const struct terr_json *value) { return cJSON_IsTrue(item_of(value)); }

const struct terr_json *terr_json_first(const struct terr_json *value)
{
    return value ? value_of(item_of(value)->child) : NULL;
}

const struct terr_json *terr_json_next(const struct terr_json *value)
{
    return value ? value_of(item_of(value)->next) : NULL;
}

const char *terr_json_name(const struct terr_json *value)
{
    return value ? item_of(value)->string : NULL;
}

size_t terr_json_count(const struct terr_json *value)
{
    size_t count = 0;
    for (const struct terr_json *item = terr_json_first(value); item; item = terr_json_next(item)) {
        count++;
    }
    return count;
}

const char *terr_json_engine_version(void) { return cJSON_Version(); }
