/* timer.c - runs a command and adds a line to a file: what it cost as a whole process.
 *
 * usage: timer FILE COMMAND [ARGUMENT...]
 *
 * The line holds four numbers: wall seconds, user seconds, system seconds, and the peak of resident
 * memory in KiB, as the kernel accounts for the command and the children it waited for (the peak is
 * that of the largest of them). Exits as the command does; with 127 where it cannot be run.
 */
// wait4 is the one call that tells the usage of one child; BSD and Linux have it, POSIX has not.
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

static long peak_kib(const struct rusage *usage)
{
#ifdef __APPLE__
    return usage->ru_maxrss / 1024; // bytes there
#else
    return usage->ru_maxrss;
#endif
}

static int fail(const char *what)
{
    fprintf(stderr, "timer: %s: %s\n", what, strerror(errno));
    return 127;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: timer FILE COMMAND [ARGUMENT...]\n");
        return 2;
    }
    const double start = seconds_now();
    const pid_t child = fork();
    if (child < 0) return fail("fork");
    if (child == 0) {
        execvp(argv[2], argv + 2);
        _exit(fail(argv[2]));
    }
    int status = 0;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0) {
        if (errno != EINTR) return fail("wait4");
    }
    const double wall = seconds_now() - start;

    FILE *out = fopen(argv[1], "a");
    if (!out) return fail(argv[1]);
    fprintf(out, "%.6f %.6f %.6f %ld\n", wall, seconds_of(usage.ru_utime),
            seconds_of(usage.ru_stime), peak_kib(&usage));
    if (fclose(out) != 0) return fail(argv[1]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
