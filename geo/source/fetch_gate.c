#include <geo/source/fetch_gate.h>

#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/fetch_verdict.h>
#include <geo/version.h>
#include <curl/curl.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define LANES 4
#define TIMEOUT_S 30
#define TRIES 5
#define PAUSE_MS 500
#define PAUSE_MAX_MS 30000
#define RETRY_AFTER_MAX_S 60
#define REDIRECTS_MAX 10L
// Headers of honest servers have a few KB.
#define HEADERS_MAX ((size_t)1 << 18)
// How much of the page that comes with an error is let through before the line is cut.
#define ERROR_PAGE_MAX ((size_t)1 << 16)
// How often the caller's progress is asked.
#define STEP_MS 100
// Slower than this all through a time-out is no transfer.
#define SPEED_MIN_BYTES_S 100L

// One transfer at a time: its handle is used again, and with it the connection.
struct lane {
    struct terr_fetch_lanes *fetcher;
    CURL *easy;
    const struct terr_fetch_request *request; // NULL: idle
    size_t index;
    bool is_running;
    int tries;
    int64_t due_ms;    // when the next try begins
    int64_t active_ms; // when the last byte came
    struct curl_slist *headers;
    struct terr_bytes body;
    size_t capacity;
    struct terr_transfer transfer;
    char reason[CURL_ERROR_SIZE];
};

struct terr_fetch_lanes {
    struct terr_fetch_options options;
    CURLM *multi;
    struct lane lanes[LANES];
};

// What one call of terr_fetch_all is at.
struct run {
    struct terr_fetch_lanes *fetcher;
    const struct terr_fetch_request *requests;
    size_t count;
    size_t next; // the first request not begun
    size_t done;
    terr_fetch_take take;
    void *payload;
    size_t refused; // the least index that `take` refused, and its sentence; `count`: none
    struct terr_error refusal;
};

// ---- libcurl ----

// curl_global_init may run once in a process; what it sets up is libcurl's, not ours.
static pthread_once_t started = PTHREAD_ONCE_INIT;
static CURLcode start_outcome;
static void start_curl(void) { start_outcome = curl_global_init(CURL_GLOBAL_DEFAULT); }

static const char *version(void) { return curl_version_info(CURLVERSION_NOW)->version; }

static int64_t now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *payload)
{
    struct lane *lane = payload;
    (void)bytes;
    lane->active_ms = now_ms();
    lane->transfer.header_length += size * count;
    if (lane->transfer.header_length <= HEADERS_MAX) return size * count;
    lane->transfer.stop = TERR_STOP_HEADERS;
    return 0;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *payload)
{
    struct lane *lane = payload;
    struct terr_transfer *transfer = &lane->transfer;
    const size_t length = size * count;
    long status = 0;
    lane->active_ms = now_ms();
    curl_easy_getinfo(lane->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != TERR_STATUS_OK) {
        transfer->page_length += length;
        return transfer->page_length <= ERROR_PAGE_MAX ? length : 0;
    }
    if (length > transfer->size_max - lane->body.length) {
        transfer->stop = TERR_STOP_SIZE;
        return 0;
    }
    struct terr_error ignored;
    char *moved = terr_memory_grow(lane->body.bytes, &lane->capacity,
                                   lane->body.length + length + 1, 1, &ignored);
    if (!moved) {
        transfer->stop = TERR_STOP_MEMORY;
        return 0;
    }
    lane->body.bytes = moved;
    memcpy(moved + lane->body.length, bytes, length);
    lane->body.length += length;
    moved[lane->body.length] = '\0';
    return length;
}

// What holds for every transfer of a lane.
static bool prepare_lane(struct lane *lane)
{
    const long timeout_s = lane->fetcher->options.timeout_s;
    CURL *easy = lane->easy;
    return !curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") &&
           !curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L) &&
           !curl_easy_setopt(easy, CURLOPT_MAXREDIRS, REDIRECTS_MAX) &&
           !curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) &&
           !curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L) &&
           !curl_easy_setopt(easy, CURLOPT_USERAGENT, "territory/" TERR_VERSION) &&
           !curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, timeout_s) &&
           !curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, SPEED_MIN_BYTES_S) &&
           !curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, timeout_s) &&
           !curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header) &&
           !curl_easy_setopt(easy, CURLOPT_HEADERDATA, lane) &&
           !curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body) &&
           !curl_easy_setopt(easy, CURLOPT_WRITEDATA, lane) &&
           !curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, lane->reason) &&
           !curl_easy_setopt(easy, CURLOPT_PRIVATE, lane);
}

static void lanes_free(struct terr_fetch_lanes *fetcher);

static enum terr_code lanes_new(struct terr_fetch_lanes **out,
                                const struct terr_fetch_options *options, struct terr_error *err)
{
    *out = NULL;
    pthread_once(&started, start_curl);
    if (start_outcome) return terr_fail(err, TERR_EIO, "libcurl does not start");
    struct terr_fetch_lanes *fetcher = terr_memory_new(1, sizeof *fetcher, err);
    if (!fetcher) return err->code;
    fetcher->options = *options;
    if (options->timeout_s <= 0) fetcher->options.timeout_s = TIMEOUT_S;
    if (options->tries <= 0) fetcher->options.tries = TRIES;
    if (options->pause_ms <= 0) fetcher->options.pause_ms = PAUSE_MS;
    if (options->size_max == 0) fetcher->options.size_max = TERR_FILE_SIZE_MAX;
    fetcher->multi = curl_multi_init();
    bool ready = fetcher->multi != NULL;
    for (size_t i = 0; i < LANES && ready; i++) {
        struct lane *lane = &fetcher->lanes[i];
        lane->fetcher = fetcher;
        lane->easy = curl_easy_init();
        ready = lane->easy && prepare_lane(lane);
    }
    if (!ready) {
        lanes_free(fetcher);
        return terr_fail(err, TERR_ENOMEM, "out of memory");
    }
    *out = fetcher;
    return TERR_OK;
}

// Ends what the lane is at, finished or not.
static void clear_lane(struct lane *lane)
{
    if (lane->is_running) curl_multi_remove_handle(lane->fetcher->multi, lane->easy);
    lane->is_running = false;
    lane->request = NULL;
    terr_bytes_dispose(&lane->body);
    lane->capacity = 0;
    curl_slist_free_all(lane->headers);
    lane->headers = NULL;
}

static void lanes_free(struct terr_fetch_lanes *fetcher)
{
    if (!fetcher) return;
    for (size_t i = 0; i < LANES; i++) {
        if (!fetcher->lanes[i].easy) continue;
        clear_lane(&fetcher->lanes[i]);
        curl_easy_cleanup(fetcher->lanes[i].easy);
    }
    curl_multi_cleanup(fetcher->multi);
    terr_memory_free(fetcher);
}

// ---- one transfer ----

static enum terr_code add_header(struct lane *lane, const char *name, const char *value,
                                 struct terr_error *err)
{
    struct terr_text line = TERR_TEXT_INIT;
    terr_text_print(&line, "%s: %s", name, value);
    enum terr_code code = terr_text_check(&line, err);
    struct curl_slist *longer = code ? NULL : curl_slist_append(lane->headers, line.bytes);
    terr_text_dispose(&line);
    if (longer) lane->headers = longer;
    return longer ? TERR_OK : terr_fail(err, TERR_ENOMEM, "out of memory");
}

static enum terr_code begin_request(struct lane *lane, struct terr_error *err)
{
    const struct terr_fetch_request *request = lane->request;
    const bool is_safe = strncasecmp(request->url, "https:", 6) == 0;
    enum terr_code code = TERR_OK;
    if (request->etag) code = add_header(lane, "If-None-Match", request->etag, err);
    if (!code && request->modified) {
        code = add_header(lane, "If-Modified-Since", request->modified, err);
    }
    if (code) return code;
    CURL *easy = lane->easy;
    if (curl_easy_setopt(easy, CURLOPT_URL, request->url) ||
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lane->headers) ||
        // who asked for a connection that nobody reads or changes is to have one to the end
        curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, is_safe ? "https" : "http,https") ||
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, request->is_packed ? NULL : "gzip") ||
        curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE,
                         (curl_off_t)lane->fetcher->options.size_max)) {
        return terr_fail(err, TERR_ENOMEM, "out of memory");
    }
    return TERR_OK;
}

static enum terr_code begin_try(struct lane *lane, struct terr_error *err)
{
    const struct terr_transfer fresh = {.timeout_s = lane->fetcher->options.timeout_s,
                                        .size_max = lane->fetcher->options.size_max};
    lane->transfer = fresh;
    lane->body.length = 0;
    lane->reason[0] = '\0';
    lane->tries++;
    if (curl_multi_add_handle(lane->fetcher->multi, lane->easy)) {
        return terr_fail(err, TERR_ENOMEM, "out of memory");
    }
    lane->is_running = true;
    lane->active_ms = now_ms();
    return TERR_OK;
}

static const char *header_of(const struct lane *lane, const char *name)
{
    struct curl_header *header;
    if (curl_easy_header(lane->easy, name, 0, CURLH_HEADER, -1, &header)) return NULL;
    return header->value;
}

static enum terr_trouble trouble_of(CURLcode outcome)
{
    switch (outcome) {
    case CURLE_OK:
        return TERR_TROUBLE_NONE;
    case CURLE_COULDNT_RESOLVE_HOST:
        return TERR_TROUBLE_HOST;
    case CURLE_COULDNT_RESOLVE_PROXY:
        return TERR_TROUBLE_PROXY;
    case CURLE_COULDNT_CONNECT:
        return TERR_TROUBLE_CONNECTION;
    case CURLE_OPERATION_TIMEDOUT:
        return TERR_TROUBLE_TIME;
    case CURLE_TOO_MANY_REDIRECTS:
        return TERR_TROUBLE_REDIRECTS;
    case CURLE_UNSUPPORTED_PROTOCOL:
        return TERR_TROUBLE_PROTOCOL;
    case CURLE_FILESIZE_EXCEEDED:
        return TERR_TROUBLE_SIZE;
    case CURLE_GOT_NOTHING:
        return TERR_TROUBLE_NOTHING;
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return TERR_TROUBLE_BROKEN;
    case CURLE_BAD_CONTENT_ENCODING:
        return TERR_TROUBLE_PACKING;
    case CURLE_WRITE_ERROR:
        return TERR_TROUBLE_STOPPED;
    case CURLE_OUT_OF_MEMORY:
        return TERR_TROUBLE_MEMORY;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return TERR_TROUBLE_TLS;
    default:
        return TERR_TROUBLE_OTHER;
    }
}

// Gathers what source/fetch_verdict.c judges by.
static void describe_transfer(struct lane *lane, CURLcode outcome)
{
    struct terr_transfer *transfer = &lane->transfer;
    curl_off_t got = 0, promised = -1, connected_us = 0, retry_after_s = 0;
    char *final_url = NULL, *type = NULL;
    curl_easy_getinfo(lane->easy, CURLINFO_RESPONSE_CODE, &transfer->status);
    curl_easy_getinfo(lane->easy, CURLINFO_SIZE_DOWNLOAD_T, &got);
    curl_easy_getinfo(lane->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &promised);
    curl_easy_getinfo(lane->easy, CURLINFO_CONNECT_TIME_T, &connected_us);
    curl_easy_getinfo(lane->easy, CURLINFO_RETRY_AFTER, &retry_after_s);
    curl_easy_getinfo(lane->easy, CURLINFO_EFFECTIVE_URL, &final_url);
    curl_easy_getinfo(lane->easy, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(lane->easy, CURLINFO_REDIRECT_COUNT, &transfer->redirects);
    curl_easy_getinfo(lane->easy, CURLINFO_OS_ERRNO, &transfer->system_number);
    transfer->trouble = trouble_of(outcome);
    transfer->reason = *lane->reason ? lane->reason : curl_easy_strerror(outcome);
    transfer->is_connected = connected_us > 0;
    transfer->got = got;
    transfer->promised = promised;
    transfer->retry_after_s = retry_after_s;
    transfer->url = lane->request->url;
    transfer->final_url = final_url ? final_url : lane->request->url;
    transfer->type = type ? type : "";
    transfer->is_conditional = lane->request->etag || lane->request->modified;
    transfer->is_json = lane->request->is_json;
    transfer->body = lane->body.length > 0 ? lane->body.bytes : "";
    transfer->body_length = lane->body.length;
}

static int64_t pause_before(const struct lane *lane)
{
    int64_t pause_ms = lane->fetcher->options.pause_ms;
    for (int i = 1; i < lane->tries && pause_ms < PAUSE_MAX_MS; i++) pause_ms *= 2;
    if (pause_ms > PAUSE_MAX_MS) pause_ms = PAUSE_MAX_MS;
    int64_t asked_s = lane->transfer.retry_after_s;
    if (asked_s > RETRY_AFTER_MAX_S) asked_s = RETRY_AFTER_MAX_S;
    return asked_s * 1000 > pause_ms ? asked_s * 1000 : pause_ms;
}

// ---- the run ----

static void refuse(struct run *run, size_t index, const struct terr_error *refusal)
{
    if (index >= run->refused) return;
    run->refused = index;
    run->refusal = *refusal;
}

// Gives the answer away and makes the lane free.
static void deliver(struct run *run, struct lane *lane, enum terr_fetch_outcome outcome,
                    const struct terr_error *fault)
{
    const bool is_new = outcome == TERR_FETCH_GOT || outcome == TERR_FETCH_UNCHANGED;
    const struct terr_fetch_answer answer = {.outcome = outcome,
                                             .body = &lane->body,
                                             .etag = is_new ? header_of(lane, "ETag") : NULL,
                                             .modified =
                                                 is_new ? header_of(lane, "Last-Modified") : NULL,
                                             .fault = fault};
    struct terr_error refusal;
    if (run->take(run->payload, lane->index, &answer, &refusal)) {
        refuse(run, lane->index, &refusal);
    }
    run->done++;
    clear_lane(lane);
}

static enum terr_code finish_try(struct run *run, struct lane *lane, CURLcode outcome,
                                 struct terr_error *err)
{
    struct terr_error fault;
    describe_transfer(lane, outcome);
    const enum terr_verdict verdict = terr_transfer_judge(&lane->transfer, lane->tries, &fault);
    if (verdict == TERR_VERDICT_AGAIN && lane->tries < lane->fetcher->options.tries) {
        curl_multi_remove_handle(lane->fetcher->multi, lane->easy);
        lane->is_running = false;
        lane->due_ms = now_ms() + pause_before(lane);
        return TERR_OK;
    }
    switch (verdict) {
    case TERR_VERDICT_GOT:
        deliver(run, lane, TERR_FETCH_GOT, NULL);
        break;
    case TERR_VERDICT_UNCHANGED:
        deliver(run, lane, TERR_FETCH_UNCHANGED, NULL);
        break;
    case TERR_VERDICT_ABSENT:
        deliver(run, lane, TERR_FETCH_ABSENT, NULL);
        break;
    case TERR_VERDICT_NO_MEMORY:
        return terr_fail(err, TERR_ENOMEM, "out of memory");
    case TERR_VERDICT_AGAIN:
    case TERR_VERDICT_FAILED:
        deliver(run, lane, TERR_FETCH_FAILED, &fault);
        break;
    }
    return TERR_OK;
}

static enum terr_code collect(struct run *run, struct terr_error *err)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(run->fetcher->multi, &left));) {
        struct lane *lane = NULL;
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode outcome = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &lane);
        const enum terr_code code = finish_try(run, lane, outcome, err);
        if (code) return code;
    }
    return TERR_OK;
}

// Ends what nothing comes of any more. libcurl would too, but its speed is a mean of some seconds.
static enum terr_code end_idle(struct run *run, struct terr_error *err)
{
    const int64_t timeout_ms = (int64_t)run->fetcher->options.timeout_s * 1000;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < LANES && !code; i++) {
        struct lane *lane = &run->fetcher->lanes[i];
        if (!lane->is_running || now_ms() - lane->active_ms < timeout_ms) continue;
        code = finish_try(run, lane, CURLE_OPERATION_TIMEDOUT, err);
    }
    return code;
}

// Puts lanes to work: on their next try, where that is due, or on the next request.
static enum terr_code occupy(struct run *run, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < LANES && !code; i++) {
        struct lane *lane = &run->fetcher->lanes[i];
        if (lane->request && lane->index > run->refused) clear_lane(lane);
        if (lane->is_running) continue;
        if (lane->request) {
            if (lane->due_ms <= now_ms()) code = begin_try(lane, err);
            continue;
        }
        if (run->next >= run->refused) continue;
        lane->index = run->next;
        lane->request = &run->requests[run->next++];
        lane->tries = 0;
        code = begin_request(lane, err);
        if (!code) code = begin_try(lane, err);
    }
    return code;
}

static size_t count_busy(const struct run *run)
{
    size_t count = 0;
    for (size_t i = 0; i < LANES; i++) count += run->fetcher->lanes[i].request != NULL;
    return count;
}

static enum terr_code fetch_step(struct run *run, const struct terr_progress *progress,
                                 struct terr_error *err)
{
    enum terr_code code;
    int running = 0;
    if ((code = terr_progress_step(progress, run->done, run->count, err))) return code;
    if ((code = occupy(run, err))) return code;
    if (curl_multi_perform(run->fetcher->multi, &running)) {
        return terr_fail(err, TERR_EIO, "libcurl does not go on");
    }
    if ((code = collect(run, err))) return code;
    if ((code = end_idle(run, err))) return code;
    // Pauses end late by up to one step, which nobody minds.
    const size_t busy = count_busy(run);
    if (busy == LANES || (busy > 0 && run->next >= run->refused)) {
        (void)curl_multi_poll(run->fetcher->multi, NULL, 0, STEP_MS, NULL);
    }
    return TERR_OK;
}

static enum terr_code fetch_all(struct terr_fetch_lanes *fetcher,
                                const struct terr_fetch_request *requests, size_t count,
                                terr_fetch_take take, void *payload,
                                const struct terr_progress *progress, struct terr_error *err)
{
    struct run run = {.fetcher = fetcher,
                      .requests = requests,
                      .count = count,
                      .take = take,
                      .payload = payload,
                      .refused = count};
    enum terr_code code = TERR_OK;
    do code = fetch_step(&run, progress, err);
    while (!code && (count_busy(&run) > 0 || run.next < run.refused));
    for (size_t i = 0; i < LANES; i++) clear_lane(&fetcher->lanes[i]);
    if (!code && run.refused < count) {
        *err = run.refusal;
        code = err->code;
    }
    return code;
}

// ---- addresses ----

// libcurl takes other schemes too.
static bool is_http(const char *url)
{
    return strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0;
}

// A part of a URL as memory of ours; "" where the URL has no such part.
static enum terr_code copy_part(char **out, CURLU *address, CURLUPart which, struct terr_error *err)
{
    char *part = NULL;
    const CURLUcode outcome = curl_url_get(address, which, &part, 0);
    if (outcome == CURLUE_OUT_OF_MEMORY) return terr_fail(err, TERR_ENOMEM, "out of memory");
    const char *text = part ? part : "";
    const char *start = which == CURLUPART_PATH ? strrchr(text, '/') : NULL;
    if (start) text = start + 1;
    *out = terr_memory_copy(text, strlen(text), err);
    curl_free(part);
    return *out ? TERR_OK : err->code;
}

static enum terr_code parse_url(CURLU *address, const char *url, struct terr_error *err)
{
    const CURLUcode outcome = curl_url_set(address, CURLUPART_URL, url, CURLU_DISALLOW_USER);
    if (outcome == CURLUE_OUT_OF_MEMORY) return terr_fail(err, TERR_ENOMEM, "out of memory");
    if (outcome == CURLUE_USER_NOT_ALLOWED) {
        // the address is not repeated: there is a password in it
        return terr_fail(err, TERR_EARG,
                         "an address with a user name or password in it is not fetched, because it "
                         "would be kept with the file");
    }
    if (outcome || !is_http(url)) {
        return terr_fail(err, TERR_EARG, "%.200s: is no address of http or https that can be read",
                         url);
    }
    return TERR_OK;
}

static enum terr_code url_parts(char **host, char **name, const char *url, struct terr_error *err)
{
    *host = NULL;
    *name = NULL;
    CURLU *address = curl_url();
    if (!address) return terr_fail(err, TERR_ENOMEM, "out of memory");
    enum terr_code code = parse_url(address, url, err);
    if (!code) code = copy_part(host, address, CURLUPART_HOST, err);
    if (!code) code = copy_part(name, address, CURLUPART_PATH, err);
    if (!code && (**name == '\0' || strcmp(*name, ".") == 0 || strcmp(*name, "..") == 0)) {
        code = terr_fail(err, TERR_EARG, "%.200s: names no file, its path ends in a folder", url);
    }
    curl_url_cleanup(address);
    if (code) {
        terr_memory_free(*host);
        terr_memory_free(*name);
        *host = NULL;
        *name = NULL;
    }
    return code;
}

extern const struct terr_fetch_gate terr_module_fetch;
const struct terr_fetch_gate terr_module_fetch = {lanes_new, lanes_free, fetch_all, url_parts,
                                                  version};
