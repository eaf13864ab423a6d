/* source/fetch_gate.h - what the library asks of libcurl. The table of the module "curl"
 * (base/module.h), which source/fetch.c goes through.
 */
#ifndef GEO_SOURCE_FETCH_GATE_H
#define GEO_SOURCE_FETCH_GATE_H

#include <geo/source/fetch.h>

TERR_BEGIN_DECLS

/* A fetcher as libcurl has it: its transfers, one beside the other. */
struct terr_fetch_lanes;

/* As the functions terr_fetcher_*, terr_fetch_* and terr_url_parts (source/fetch.h) of like names.
 */
struct terr_fetch_gate {
    enum terr_code (*lanes_new)(struct terr_fetch_lanes **out,
                                const struct terr_fetch_options *options, struct terr_error *err);
    void (*lanes_free)(struct terr_fetch_lanes *lanes);
    enum terr_code (*fetch_all)(struct terr_fetch_lanes *lanes,
                                const struct terr_fetch_request *requests, size_t count,
                                terr_fetch_take take, void *payload,
                                const struct terr_progress *progress, struct terr_error *err);
    enum terr_code (*url_parts)(char **host, char **name, const char *url, struct terr_error *err);
    const char *(*version)(void);
};

TERR_END_DECLS

#endif
