#include "check.h"

#include "server.h"

#include "sample.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WAIT_MS 50
#define WAITS_MAX 400

static void forget_proxies(void)
{
    static const char *const names[] = {"http_proxy", "https_proxy", "all_proxy",
                                        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) unsetenv(names[i]);
}

static void path_in(char out[256], const struct server *server, const char *name)
{
    snprintf(out, 256, "%s/%s", server->folder, name);
}

// False until the server has written its port.
static bool read_port(int *port, const struct server *server)
{
    char path[256];
    path_in(path, server, "port");
    FILE *file = fopen(path, "r");
    if (!file) return false;
    const bool found = fscanf(file, "%d", port) == 1;
    fclose(file);
    return found;
}

bool server_start(struct server *server, const char *folder)
{
    const struct timespec pause = {0, WAIT_MS * 1000000L};
    char port_file[256], log[256];
    int port = 0;
    if (system("command -v python3 >/dev/null") != 0) return false;
    forget_proxies();
    sample_folder_make(server->folder, NULL);
    path_in(port_file, server, "port");
    path_in(log, server, "log");
    server->process = fork();
    assert_true(server->process >= 0);
    if (server->process == 0) {
        execlp("python3", "python3", TEST_SUPPORT "/http_server.py", folder, port_file, log,
               (char *)NULL);
        _exit(127);
    }
    for (int i = 0; i < WAITS_MAX && !read_port(&port, server); i++) nanosleep(&pause, NULL);
    if (port == 0) fail_msg("the server did not start");
    snprintf(server->base, sizeof server->base, "http://127.0.0.1:%d", port);
    return true;
}

void server_stop(struct server *server)
{
    if (server->process <= 0) return;
    kill((pid_t)server->process, SIGTERM);
    waitpid((pid_t)server->process, NULL, 0);
    sample_folder_remove(server->folder);
    server->process = 0;
}

size_t server_request_count(const struct server *server)
{
    char path[256];
    size_t count = 0;
    path_in(path, server, "log");
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (int letter; (letter = fgetc(file)) != EOF;) count += letter == '\n';
    fclose(file);
    return count;
}
