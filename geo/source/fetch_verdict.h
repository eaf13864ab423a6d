/* source/fetch_verdict.h - what the end of a transfer means, in words. */
#ifndef GEO_SOURCE_FETCH_VERDICT_H
#define GEO_SOURCE_FETCH_VERDICT_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

/* The statuses of HTTP (RFC 9110, section 15; 429: RFC 6585) that mean something of their own. */
#define TERR_STATUS_OK 200
#define TERR_STATUS_NOT_MODIFIED 304
#define TERR_STATUS_NOT_FOUND 404
#define TERR_STATUS_TIMEOUT 408
#define TERR_STATUS_GONE 410
#define TERR_STATUS_TOO_MANY 429
#define TERR_STATUS_SERVER 500 /* and all above: the server's own fault */

/* How a transfer ended, as libcurl sees it. */
enum terr_trouble {
    TERR_TROUBLE_NONE,
    TERR_TROUBLE_HOST,       /* no such host                                        */
    TERR_TROUBLE_PROXY,      /* no such host, of a proxy                            */
    TERR_TROUBLE_CONNECTION, /* refused, or no way there                            */
    TERR_TROUBLE_TIME,
    TERR_TROUBLE_TLS,
    TERR_TROUBLE_REDIRECTS, /* too many                                            */
    TERR_TROUBLE_PROTOCOL,  /* a redirect elsewhere than allowed, or no HTTP       */
    TERR_TROUBLE_SIZE,      /* longer than allowed, by its header                  */
    TERR_TROUBLE_NOTHING,   /* closed without an answer                            */
    TERR_TROUBLE_BROKEN,    /* closed in the middle                                */
    TERR_TROUBLE_PACKING,   /* gzip that is none                                   */
    TERR_TROUBLE_STOPPED,   /* by us: see `stop`                                   */
    TERR_TROUBLE_MEMORY,
    TERR_TROUBLE_OTHER
};

/* Why we stopped it. */
enum terr_stop {
    TERR_STOP_NONE,   /* enough of an error page came */
    TERR_STOP_SIZE,   /* longer than allowed          */
    TERR_STOP_MEMORY, /* out of memory                */
    TERR_STOP_HEADERS /* endless headers              */
};

/* A transfer that has ended. Texts are borrowed. */
struct terr_transfer {
    enum terr_trouble trouble;
    enum terr_stop stop;
    const char *reason; /* libcurl's words                                     */
    long system_number; /* errno of the connection                             */
    long status;        /* of the last answer; 0: none                         */
    long redirects;
    int timeout_s;
    size_t size_max;
    bool is_connected;
    size_t header_length;
    size_t page_length; /* of an error's page, thrown away                     */
    int64_t got;        /* bytes of the body as they came                      */
    int64_t promised;   /* Content-Length; -1: none                            */
    int64_t retry_after_s;
    bool is_conditional;
    bool is_json;
    const char *url;
    const char *final_url; /* after redirects                                     */
    const char *type;      /* Content-Type, "" where there is none                */
    const char *body;      /* unpacked                                            */
    size_t body_length;
};

enum terr_verdict {
    TERR_VERDICT_GOT,
    TERR_VERDICT_UNCHANGED,
    TERR_VERDICT_ABSENT,
    TERR_VERDICT_AGAIN,  /* a fault that may not be there the next time         */
    TERR_VERDICT_FAILED, /* one that will                                       */
    TERR_VERDICT_NO_MEMORY
};

/* Judges the transfer, the `tries`-th one of its file. With AGAIN and FAILED `fault` gets the
 * sentence, which begins with the URL: TERR_EDATA where the fault lies in the one file, TERR_EIO
 * where others would meet it too. */
enum terr_verdict terr_transfer_judge(const struct terr_transfer *transfer, int tries,
                                      struct terr_error *fault);

TERR_END_DECLS

#endif
