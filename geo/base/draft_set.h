/* base/draft_set.h - files that make sense only together, written all or none. */
#ifndef GEO_BASE_DRAFT_SET_H
#define GEO_BASE_DRAFT_SET_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_draft_file {
    const char *target;
    const char *bytes;
    size_t length;
};

/* Writes each file as terr_draft_write does, but none takes its place before all are whole on disk,
 * and then they do in this order: put the one that readers look for last. Where one cannot, those
 * before it that are new are removed again; a file that stood there and was replaced stays
 * replaced, which a lack of space or of leave does not lead to. Who does the same in that folder
 * waits meanwhile, so that the files that are left are those of one of them; but whoever is killed
 * in between leaves files of before and after.
 *
 * Fails with TERR_EOUTPUT, as terr_draft_open and terr_draft_finish, the sentence beginning with
 * the name of the file where it is not the last; and where one is a stream; TERR_ENOMEM. */
TERR_API enum terr_code terr_draft_write_set(const struct terr_draft_file *files, size_t count,
                                             bool overwrite, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
