#include <geo/source/fetch_verdict.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define STATUS_SIZE 64
// How much of an answer is shown that is not the file.
#define SHOWN_LENGTH 100

static const struct {
    long status;
    const char *words;
} statuses[] = {
    {401, "it wants a password"},
    {403, "forbidden"},
    {TERR_STATUS_TIMEOUT, "it waited too long for the request"},
    {TERR_STATUS_TOO_MANY, "too many requests"},
    {451, "not for legal reasons"},
    {500, "a fault of the server"},
    {502, "a fault behind the server"},
    {503, "not available now"},
    {504, "no answer from behind the server"},
};

static const char *status_words(char out[STATUS_SIZE], long status)
{
    snprintf(out, STATUS_SIZE, "%ld", status);
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        if (statuses[i].status != status) continue;
        snprintf(out, STATUS_SIZE, "%ld, %s", status, statuses[i].words);
    }
    return out;
}

// ---- what came in place of a file ----

static bool is_space(char letter) { return letter != '\0' && strchr(" \t\r\n", letter) != NULL; }

// The body without a byte order mark and the white space around it.
static const char *trimmed(size_t *length, const struct terr_transfer *transfer)
{
    const char *body = transfer->body;
    *length = transfer->body_length;
    if (*length >= 3 && memcmp(body, "\xef\xbb\xbf", 3) == 0) {
        body += 3;
        *length -= 3;
    }
    for (; *length > 0 && is_space(*body); body++) (*length)--;
    while (*length > 0 && is_space(body[*length - 1])) (*length)--;
    return body;
}

static bool begins(const char *body, size_t length, const char *start)
{
    return length >= strlen(start) && strncasecmp(body, start, strlen(start)) == 0;
}

// A web page in place of the file. A map in XML (KML, GML) begins with '<' too, and a careless
// server may call a JSON file text/html.
static bool is_page(const struct terr_transfer *transfer, const char *body, size_t length)
{
    const bool is_called_page = begins(transfer->type, strlen(transfer->type), "text/html") ||
                                begins(transfer->type, strlen(transfer->type), "application/xhtml");
    if (length == 0) return false;
    if (is_called_page) return *body != '{' && *body != '[';
    if (transfer->is_json) return *body == '<';
    return begins(body, length, "<!doctype html") || begins(body, length, "<html");
}

// ArcGIS and its like answer 200 to what they could not do, with {"error": ...}.
static bool is_error_object(const char *body, size_t length)
{
    if (length == 0 || *body != '{') return false;
    for (body++, length--; length > 0 && is_space(*body); body++) length--;
    return begins(body, length, "\"error\"");
}

// ---- sentences ----

static enum terr_verdict again(struct terr_error *fault, enum terr_code code)
{
    fault->code = code;
    return TERR_VERDICT_AGAIN;
}

static enum terr_verdict failed(struct terr_error *fault, enum terr_code code)
{
    fault->code = code;
    return TERR_VERDICT_FAILED;
}

static enum terr_verdict timed_out(const struct terr_transfer *transfer, struct terr_error *fault)
{
    const int seconds = transfer->timeout_s;
    if (!transfer->is_connected) {
        terr_fail(fault, TERR_EIO, "no connection within %d s", seconds);
    } else if (transfer->header_length == 0) {
        terr_fail(fault, TERR_EIO, "no answer within %d s", seconds);
    } else if (transfer->promised >= 0) {
        terr_fail(fault, TERR_EIO, "stopped after %lld of %lld bytes: nothing more within %d s",
                  (long long)transfer->got, (long long)transfer->promised, seconds);
    } else {
        terr_fail(fault, TERR_EIO, "stopped after %lld bytes: nothing more within %d s",
                  (long long)transfer->got, seconds);
    }
    return again(fault, TERR_EIO);
}

static enum terr_verdict broken(const struct terr_transfer *transfer, struct terr_error *fault)
{
    if (transfer->promised >= 0) {
        terr_fail(fault, TERR_EIO, "the connection broke off: got %lld of %lld bytes",
                  (long long)transfer->got, (long long)transfer->promised);
    } else {
        terr_fail(fault, TERR_EIO, "the connection broke off after %lld bytes",
                  (long long)transfer->got);
    }
    return again(fault, TERR_EIO);
}

static enum terr_verdict not_connected(const struct terr_transfer *transfer,
                                       struct terr_error *fault)
{
    if (transfer->system_number == ECONNREFUSED) {
        terr_fail(fault, TERR_EIO, "the host refuses the connection");
    } else {
        terr_fail(fault, TERR_EIO, "the host cannot be reached (%s)", transfer->reason);
    }
    return failed(fault, TERR_EIO);
}

static enum terr_verdict wrong_protocol(const struct terr_transfer *transfer,
                                        struct terr_error *fault)
{
    if (transfer->status >= 300 && transfer->status < 400) {
        terr_fail(fault, TERR_EDATA,
                  "a redirect leads away from http and https, or from https back to http");
    } else {
        terr_fail(fault, TERR_EDATA, "the answer is no HTTP (%s)", transfer->reason);
    }
    return failed(fault, TERR_EDATA);
}

static enum terr_verdict too_long(const struct terr_transfer *transfer, struct terr_error *fault)
{
    if (transfer->promised > 0 && (uint64_t)transfer->promised > transfer->size_max) {
        terr_fail(fault, TERR_EDATA, "has %lld bytes, at most %zu are read",
                  (long long)transfer->promised, transfer->size_max);
    } else {
        terr_fail(fault, TERR_EDATA, "has more than the %zu bytes that are read at most",
                  transfer->size_max);
    }
    return failed(fault, TERR_EDATA);
}

static enum terr_verdict stopped(const struct terr_transfer *transfer, struct terr_error *fault)
{
    switch (transfer->stop) {
    case TERR_STOP_MEMORY:
        return TERR_VERDICT_NO_MEMORY;
    case TERR_STOP_HEADERS:
        terr_fail(fault, TERR_EDATA, "the headers of the answer do not end");
        return failed(fault, TERR_EDATA);
    case TERR_STOP_SIZE:
    case TERR_STOP_NONE:
        break;
    }
    return too_long(transfer, fault);
}

// A transfer that libcurl calls failed.
static enum terr_verdict judge_trouble(const struct terr_transfer *transfer,
                                       struct terr_error *fault)
{
    switch (transfer->trouble) {
    case TERR_TROUBLE_HOST:
        terr_fail(fault, TERR_EIO, "no such host is known");
        return failed(fault, TERR_EIO);
    case TERR_TROUBLE_PROXY:
        terr_fail(fault, TERR_EIO, "no such host is known as that of the proxy");
        return failed(fault, TERR_EIO);
    case TERR_TROUBLE_CONNECTION:
        return not_connected(transfer, fault);
    case TERR_TROUBLE_TIME:
        return timed_out(transfer, fault);
    case TERR_TROUBLE_TLS:
        terr_fail(fault, TERR_EIO, "no secure connection (%s)", transfer->reason);
        return failed(fault, TERR_EIO);
    case TERR_TROUBLE_REDIRECTS:
        terr_fail(fault, TERR_EDATA, "redirected more than %ld times, at last to %.150s",
                  transfer->redirects, transfer->final_url);
        return failed(fault, TERR_EDATA);
    case TERR_TROUBLE_PROTOCOL:
        return wrong_protocol(transfer, fault);
    case TERR_TROUBLE_SIZE:
        return too_long(transfer, fault);
    case TERR_TROUBLE_NOTHING:
        terr_fail(fault, TERR_EIO, "the connection was closed without an answer");
        return again(fault, TERR_EIO);
    case TERR_TROUBLE_BROKEN:
        return broken(transfer, fault);
    case TERR_TROUBLE_PACKING:
        terr_fail(fault, TERR_EIO, "is said to be gzip, but cannot be unpacked");
        return again(fault, TERR_EIO);
    case TERR_TROUBLE_STOPPED:
        return stopped(transfer, fault);
    case TERR_TROUBLE_MEMORY:
        return TERR_VERDICT_NO_MEMORY;
    case TERR_TROUBLE_NONE:
    case TERR_TROUBLE_OTHER:
        break;
    }
    terr_fail(fault, TERR_EIO, "%s", transfer->reason);
    return failed(fault, TERR_EIO);
}

// A whole answer of 200.
static enum terr_verdict judge_body(const struct terr_transfer *transfer, struct terr_error *fault)
{
    size_t length;
    const char *body = trimmed(&length, transfer);
    if (length == 0) {
        terr_fail(fault, TERR_EDATA, "the answer is empty");
        return again(fault, TERR_EDATA);
    }
    if (is_page(transfer, body, length)) {
        terr_fail(fault, TERR_EDATA, "a web page came in place of the file%s%.150s",
                  transfer->redirects > 0 ? ", redirected to " : "",
                  transfer->redirects > 0 ? transfer->final_url : "");
        return again(fault, TERR_EDATA);
    }
    if (!transfer->is_json) return TERR_VERDICT_GOT;
    if (*body != '{') {
        terr_fail(fault, TERR_EDATA, "is no JSON object, it begins with '%.*s'",
                  length < SHOWN_LENGTH ? (int)length : SHOWN_LENGTH, body);
        return again(fault, TERR_EDATA);
    }
    if (is_error_object(body, length)) {
        terr_fail(fault, TERR_EDATA, "the server answers with an error: %.*s",
                  length < SHOWN_LENGTH ? (int)length : SHOWN_LENGTH, body);
        return failed(fault, TERR_EDATA);
    }
    // An answer without a length that breaks off looks whole to the protocol.
    if (body[length - 1] != '}') {
        terr_fail(fault, TERR_EDATA,
                  "breaks off after %zu bytes: JSON that begins with { has to "
                  "end with }",
                  transfer->body_length);
        return again(fault, TERR_EDATA);
    }
    return TERR_VERDICT_GOT;
}

static enum terr_verdict judge_status(const struct terr_transfer *transfer,
                                      struct terr_error *fault)
{
    char words[STATUS_SIZE];
    const long status = transfer->status;
    if (status == TERR_STATUS_OK) return judge_body(transfer, fault);
    if (status == TERR_STATUS_NOT_MODIFIED && transfer->is_conditional) {
        return TERR_VERDICT_UNCHANGED;
    }
    if (status == TERR_STATUS_NOT_FOUND || status == TERR_STATUS_GONE) return TERR_VERDICT_ABSENT;
    terr_fail(fault, TERR_EIO, "the server answers %s", status_words(words, status));
    if (status == TERR_STATUS_TIMEOUT || status == TERR_STATUS_TOO_MANY ||
        status >= TERR_STATUS_SERVER) {
        return again(fault, TERR_EIO);
    }
    return failed(fault, TERR_EDATA);
}

enum terr_verdict terr_transfer_judge(const struct terr_transfer *transfer, int tries,
                                      struct terr_error *fault)
{
    // Of the page of an error it does not matter how it ended, its status tells.
    const bool is_page_of_error = transfer->status != TERR_STATUS_OK && transfer->page_length > 0;
    const enum terr_verdict verdict = transfer->trouble == TERR_TROUBLE_NONE || is_page_of_error
                                          ? judge_status(transfer, fault)
                                          : judge_trouble(transfer, fault);
    if (verdict != TERR_VERDICT_AGAIN && verdict != TERR_VERDICT_FAILED) return verdict;
    const enum terr_code code = fault->code;
    if (tries > 1) {
        const struct terr_error once = *fault;
        terr_fail(fault, code, "%.400s (tried %d times)", once.message, tries);
    }
    terr_within(fault, "%.200s", transfer->url);
    return verdict;
}
