#include <geo/export/connection_name.h>

#include <ctype.h>
#include <string.h>

static bool begins(const char *text, const char *with)
{
    for (; *with; text++, with++) {
        if (tolower((unsigned char)*text) != tolower((unsigned char)*with)) return false;
    }
    return true;
}

#define PREFIX "PG:"
#define ADDRESS "postgresql://"

// Behind PG:, where it stands.
static const char *without_prefix(const char *name)
{
    return begins(name, PREFIX) ? name + strlen(PREFIX) : name;
}

// Behind the scheme; NULL where it is no address.
static const char *address_of(const char *name)
{
    static const char *const schemes[] = {ADDRESS, "postgres://"};
    const char *text = without_prefix(name);
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        if (begins(text, schemes[i])) return text + strlen(schemes[i]);
    }
    return NULL;
}

bool terr_connection_is_name(const char *name)
{
    return begins(name, PREFIX) || address_of(name) != NULL;
}

void terr_connection_add_full(struct terr_text *out, const char *name)
{
    const char *address = address_of(name);
    terr_text_add(out, address ? PREFIX ADDRESS : PREFIX);
    terr_text_add(out, address ? address : without_prefix(name));
}

// ---- connection strings ----
//
// As in the manual of PostgreSQL 15, section 34.1.1.1: keyword = value, with spaces between; a
// value that is empty or has spaces stands in single quotes; a backslash stands before a quote and
// a backslash.

struct pair {
    const char *key;
    size_t key_length;
    const char *value; // as it is written, quotes and backslashes too
    size_t value_length;
};

static const char *skip_spaces(const char *at)
{
    while (isspace((unsigned char)*at)) at++;
    return at;
}

static const char *skip_value(const char *at)
{
    const bool is_quoted = *at == '\'';
    if (is_quoted) at++;
    while (*at && (is_quoted ? *at != '\'' : !isspace((unsigned char)*at))) {
        if (*at == '\\' && at[1]) at++;
        at++;
    }
    if (!is_quoted) return at;
    return *at ? at + 1 : NULL;
}

enum next { NEXT_PAIR, NEXT_END, NEXT_BAD };

static enum next next_pair(struct pair *pair, const char **cursor)
{
    const char *at = skip_spaces(*cursor);
    if (*at == '\0') return NEXT_END;
    pair->key = at;
    while (*at && *at != '=' && !isspace((unsigned char)*at)) at++;
    pair->key_length = (size_t)(at - pair->key);
    at = skip_spaces(at);
    if (*at != '=' || pair->key_length == 0) return NEXT_BAD;
    pair->value = skip_spaces(at + 1);
    at = skip_value(pair->value);
    if (!at) return NEXT_BAD;
    pair->value_length = (size_t)(at - pair->value);
    *cursor = at;
    return NEXT_PAIR;
}

static bool is_key(const struct pair *pair, const char *const *keys)
{
    for (; *keys; keys++) {
        if (strlen(*keys) == pair->key_length && strncmp(*keys, pair->key, pair->key_length) == 0) {
            return true;
        }
    }
    return false;
}

static const char *const secret_keys[] = {"password", "sslpassword", "oauth_client_secret", NULL};
static const char *const shown_keys[] = {"host",    "hostaddr",      "port", "dbname",
                                         "service", "active_schema", NULL};
// Those of libpq up to PostgreSQL 18 and of GDAL's driver.
static const char *const known_keys[] = {"active_schema",
                                         "application_name",
                                         "channel_binding",
                                         "client_encoding",
                                         "connect_timeout",
                                         "dbname",
                                         "fallback_application_name",
                                         "gssdelegation",
                                         "gssencmode",
                                         "gsslib",
                                         "host",
                                         "hostaddr",
                                         "keepalives",
                                         "keepalives_count",
                                         "keepalives_idle",
                                         "keepalives_interval",
                                         "krbsrvname",
                                         "load_balance_hosts",
                                         "max_protocol_version",
                                         "min_protocol_version",
                                         "oauth_client_id",
                                         "oauth_client_secret",
                                         "oauth_issuer",
                                         "oauth_scope",
                                         "options",
                                         "passfile",
                                         "password",
                                         "port",
                                         "replication",
                                         "require_auth",
                                         "requirepeer",
                                         "requiressl",
                                         "schemas",
                                         "scram_client_key",
                                         "scram_server_key",
                                         "service",
                                         "servicefile",
                                         "ssl_max_protocol_version",
                                         "ssl_min_protocol_version",
                                         "sslcert",
                                         "sslcertmode",
                                         "sslcompression",
                                         "sslcrl",
                                         "sslcrldir",
                                         "sslkey",
                                         "sslkeylogfile",
                                         "sslmode",
                                         "sslnegotiation",
                                         "sslpassword",
                                         "sslrootcert",
                                         "sslsni",
                                         "tables",
                                         "target_session_attrs",
                                         "tcp_user_timeout",
                                         "user",
                                         NULL};

static bool mentions_secret(const char *text)
{
    for (; *text; text++) {
        if (begins(text, "pass") || begins(text, "secret")) return true;
    }
    return false;
}

// Where a name belongs, which the server repeats: libpq takes no address there.
static bool holds_address(const struct pair *pair)
{
    for (size_t i = 0; i + 2 < pair->value_length; i++) {
        if (memcmp(pair->value + i, "://", 3) == 0) return true;
    }
    return false;
}

static enum terr_code check_pairs(const char *text, struct terr_error *err)
{
    struct pair pair;
    enum next next;
    bool has_secret = false, all_known = true;
    while ((next = next_pair(&pair, &text)) == NEXT_PAIR) {
        if (is_key(&pair, shown_keys) && holds_address(&pair)) {
            return terr_fail(err, TERR_EARG,
                             "an address is a connection by itself, as postgresql://HOST/NAME, and "
                             "stands in no part of a connection string");
        }
        has_secret |= is_key(&pair, secret_keys);
        all_known &= is_key(&pair, known_keys);
    }
    has_secret |= next == NEXT_BAD && mentions_secret(text);
    if (!has_secret || (next == NEXT_END && all_known)) return TERR_OK;
    return terr_fail(
        err, TERR_EARG,
        "a connection string is KEYWORD=VALUE, with spaces between; a value with spaces "
        "stands in single quotes, and a backslash before a quote in it");
}

static void show_pairs(struct terr_text *out, const char *text)
{
    struct pair pair;
    const char *between = "";
    while (next_pair(&pair, &text) == NEXT_PAIR) {
        if (!is_key(&pair, shown_keys)) continue;
        terr_text_add(out, between);
        terr_text_add_bytes(out, pair.key, pair.key_length);
        terr_text_add(out, "=");
        terr_text_add_bytes(out, pair.value, pair.value_length);
        between = " ";
    }
}

static void add_unquoted(struct terr_text *out, const struct pair *pair)
{
    const bool is_quoted = pair->value_length > 1 && pair->value[0] == '\'';
    const char *end = pair->value + pair->value_length - (is_quoted ? 1 : 0);
    for (const char *at = pair->value + (is_quoted ? 1 : 0); at < end; at++) {
        if (*at == '\\' && at + 1 < end) at++;
        terr_text_add_bytes(out, at, 1);
    }
}

void terr_connection_add_schema(struct terr_text *out, const char *name)
{
    static const char *const keys[] = {"active_schema", NULL};
    const char *text = without_prefix(name);
    struct pair pair;
    if (address_of(name)) return;
    while (next_pair(&pair, &text) == NEXT_PAIR) {
        if (!is_key(&pair, keys)) continue;
        add_unquoted(out, &pair);
        return;
    }
}

// ---- addresses ----

// Where the user and the password end, in the widest reading; NULL where there are none.
static const char *end_of_user(const char *address) { return strrchr(address, '@'); }

// Letters, digits, the marks that RFC 3986 lets stand for themselves in userinfo, or %HH but for
// %00, which libpq repeats with what stands around it.
static const char *skip_plain(const char *at)
{
    for (;; at++) {
        if (*at == '%' && isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2]) &&
            (at[1] != '0' || at[2] != '0')) {
            at += 2;
        } else if (!isalnum((unsigned char)*at) && (*at == '\0' || !strchr("-._~!$'()*+,;", *at))) {
            return at;
        }
    }
}

// Whether each [ stands around the number of a host, which a port, another host, the database or
// the options follow: of others libpq repeats the whole address.
static bool has_sound_brackets(const char *hosts)
{
    for (const char *at = hosts; (at = strpbrk(at, "[/?")) && *at == '[';) {
        const char *end = strpbrk(at + 1, "]/?");
        if (!end || *end != ']' || end == at + 1) return false;
        at = end + 1;
        if (*at && !strchr(":,/?", *at)) return false;
    }
    return true;
}

static enum terr_code check_address(const char *address, struct terr_error *err)
{
    const char *user_end = end_of_user(address);
    const char *options = strchr(address, '?');
    bool is_plain = true;
    if (user_end && memchr(address, ':', (size_t)(user_end - address))) {
        const char *at = skip_plain(address);
        if (*at == ':') at = skip_plain(at + 1);
        is_plain = at == user_end;
    }
    for (const char *at = options; at && mentions_secret(options) && *at && is_plain;) {
        at = skip_plain(at + 1); // a key, behind ? or &
        is_plain = *at == '=';
        if (is_plain) at = skip_plain(at + 1);
        is_plain = is_plain && (*at == '&' || *at == '\0');
    }
    if (!has_sound_brackets(user_end ? user_end + 1 : address)) {
        return terr_fail(err, TERR_EARG,
                         "brackets in an address stand around a number of IPv6, as in "
                         "postgresql://[::1]:5432/NAME");
    }
    if (is_plain) return TERR_OK;
    return terr_fail(err, TERR_EARG,
                     "signs other than letters, digits and -._~ of a user, password or option are "
                     "to be percent-encoded in an address");
}

static void show_address(struct terr_text *out, const char *address)
{
    const char *user_end = end_of_user(address);
    const char *from = user_end ? user_end + 1 : address;
    terr_text_add(out, ADDRESS);
    terr_text_add_bytes(out, from, strcspn(from, "?"));
}

// ---- either ----

enum terr_code terr_connection_check(const char *name, struct terr_error *err)
{
    const char *address = address_of(name);
    return address ? check_address(address, err) : check_pairs(without_prefix(name), err);
}

void terr_connection_add_shown(struct terr_text *out, const char *name)
{
    const char *address = address_of(name);
    if (address) {
        show_address(out, address);
        return;
    }
    terr_text_add(out, PREFIX);
    show_pairs(out, without_prefix(name));
}
