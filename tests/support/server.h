/* support/server.h - tests/support/http_server.py, started and ended by a test program. */
#ifndef TESTS_SUPPORT_SERVER_H
#define TESTS_SUPPORT_SERVER_H

#include <stdbool.h>
#include <stddef.h>

/* A server of the files in `folder`. */
struct server {
    long process;
    char folder[128]; /* of its port and its log  */
    char base[64];    /* http://127.0.0.1:PORT    */
};

/* False where there is no python3; fails the running test (cmocka) where the server does not start.
 * Takes the proxies out of the environment. */
bool server_start(struct server *server, const char *folder);
void server_stop(struct server *server);

/* How many requests it had. */
size_t server_request_count(const struct server *server);

#endif
