#include <geo/base/system.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#define WRITE_STEP ((size_t)1 << 30) // POSIX leaves writes beyond SSIZE_MAX undefined

static const struct {
    int number;
    const char *words;
} reasons[] = {
    {ENOENT, "no such file"},
    {EISDIR, "is a folder"},
    {ENOTDIR, "a part of the path is not a folder"},
    {EACCES, "permission denied"},
    {EPERM, "operation not permitted"},
    {ELOOP, "too many symbolic links"},
    {ENAMETOOLONG, "the name is too long"},
    {EEXIST, "already exists"},
    {EMFILE, "too many open files"},
    {ENFILE, "too many open files on this machine"},
    {ENOSPC, "no space left"},
    {EDQUOT, "disk quota exceeded"},
    {EFBIG, "the file is too large"},
    {EROFS, "the file system is read-only"},
    {EIO, "input/output error"},
    {EPIPE, "the reader has gone"},
    {EBADF, "the stream is closed"},
    {ENXIO, "no such device"},
    {ETXTBSY, "the file is in use"},
    {ENOMEM, "out of memory"},
};

#define REASON_SIZE 64

static const char *reason_of(char out[REASON_SIZE], int number)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].number == number) return reasons[i].words;
    }
    snprintf(out, REASON_SIZE, "errno %d", number);
    return out;
}

enum terr_code terr_system_fail(struct terr_error *err, enum terr_code code, int number)
{
    char buffer[REASON_SIZE];
    return terr_fail(err, code, "%s", reason_of(buffer, number));
}

int terr_system_open(const char *path, int flags, mode_t mode)
{
    int fd;
    do fd = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

bool terr_system_try_again(int fd, short events)
{
    if (errno == EINTR) return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
    struct pollfd ready = {.fd = fd, .events = events};
    return poll(&ready, 1, -1) > 0 || errno == EINTR;
}

enum terr_code terr_system_write(int fd, const char *bytes, size_t length, struct terr_error *err)
{
    while (length) {
        const ssize_t put = write(fd, bytes, length < WRITE_STEP ? length : WRITE_STEP);
        if (put < 0 && terr_system_try_again(fd, POLLOUT)) continue;
        if (put < 0) return terr_system_fail(err, TERR_EOUTPUT, errno);
        bytes += put;
        length -= (size_t)put;
    }
    return TERR_OK;
}
