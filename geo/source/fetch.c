#include <geo/source/fetch.h>

#include <geo/base/memory.h>
#include <geo/base/module.h>
#include <geo/source/fetch_gate.h>
#include <strings.h>

struct terr_fetcher {
    const struct terr_fetch_gate *gate;
    struct terr_fetch_lanes *lanes;
};

static enum terr_code open_gate(const struct terr_fetch_gate **gate, struct terr_error *err)
{
    const void *table;
    const enum terr_code code =
        terr_module_gate(&table, "curl", "terr_module_fetch", "fetching maps", TERR_EIO, err);
    if (!code) *gate = table;
    return code;
}

enum terr_code terr_fetcher_new(struct terr_fetcher **out, const struct terr_fetch_options *options,
                                struct terr_error *err)
{
    const struct terr_fetch_gate *gate;
    *out = NULL;
    enum terr_code code = open_gate(&gate, err);
    if (code) return code;
    struct terr_fetcher *fetcher = terr_memory_new(1, sizeof *fetcher, err);
    if (!fetcher) return err->code;
    fetcher->gate = gate;
    code = gate->lanes_new(&fetcher->lanes, options, err);
    if (code) {
        terr_memory_free(fetcher);
    } else {
        *out = fetcher;
    }
    return code;
}

void terr_fetcher_free(struct terr_fetcher *fetcher)
{
    if (!fetcher) return;
    fetcher->gate->lanes_free(fetcher->lanes);
    terr_memory_free(fetcher);
}

enum terr_code terr_fetch_all(struct terr_fetcher *fetcher,
                              const struct terr_fetch_request *requests, size_t count,
                              terr_fetch_take take, void *payload,
                              const struct terr_progress *progress, struct terr_error *err)
{
    return fetcher->gate->fetch_all(fetcher->lanes, requests, count, take, payload, progress, err);
}

bool terr_url_is(const char *source)
{
    return strncasecmp(source, "http://", 7) == 0 || strncasecmp(source, "https://", 8) == 0;
}

enum terr_code terr_url_parts(char **host, char **name, const char *url, struct terr_error *err)
{
    const struct terr_fetch_gate *gate;
    *host = NULL;
    *name = NULL;
    const enum terr_code code = open_gate(&gate, err);
    return code ? code : gate->url_parts(host, name, url, err);
}

const char *terr_fetch_engine_version(void)
{
    const struct terr_fetch_gate *gate;
    struct terr_error ignored;
    return open_gate(&gate, &ignored) ? TERR_MODULE_NO_VERSION : gate->version();
}
