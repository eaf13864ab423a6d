/* base/system.h - calls to the system that are repeated when a signal breaks them off, and the
 * system's answers in words that no locale changes. */
#ifndef GEO_BASE_SYSTEM_H
#define GEO_BASE_SYSTEM_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

TERR_BEGIN_DECLS

/* Fails with `code` and the words for the errno `number`: "no such file". */
enum terr_code terr_system_fail(struct terr_error *err, enum terr_code code, int number);

/* open(), close-on-exec; -1 with errno where it fails. */
int terr_system_open(const char *path, int flags, mode_t mode);

/* True where a read or write that gave -1 should be repeated. A descriptor that another program
 * left non-blocking (a shared terminal, say) is waited for until `events` (of poll) come. */
bool terr_system_try_again(int fd, short events);

/* Writes all bytes. Fails with TERR_EOUTPUT. */
enum terr_code terr_system_write(int fd, const char *bytes, size_t length,
                                 struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
