#include <geo/base/draft_set.h>

#include <geo/base/draft.h>
#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/base/system.h>
#include <geo/base/text.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

struct placing {
    const struct terr_draft_file *files;
    size_t count;
    struct terr_draft **drafts; // those that are whole, not in their place yet
    bool *is_new;               // no file stood there
};

// The last file is the one whose name the caller puts in front.
static enum terr_code within_file(const struct placing *placing, size_t index,
                                  struct terr_error *err)
{
    if (index + 1 == placing->count) return err->code;
    return terr_within(err, "%s", terr_path_name(placing->files[index].target));
}

static enum terr_code make_drafts(struct placing *placing, bool overwrite, struct terr_error *err)
{
    for (size_t i = 0; i < placing->count; i++) {
        const struct terr_draft_file *file = &placing->files[i];
        placing->is_new[i] = terr_file_kind(file->target) == TERR_FILE_MISSING;
        if (terr_draft_open(&placing->drafts[i], file->target, overwrite, err) ||
            terr_draft_fill(placing->drafts[i], file->bytes, file->length, err)) {
            return within_file(placing, i, err);
        }
    }
    return TERR_OK;
}

// Takes the lock of the folder in which the last file stands: of two who replace the same files at
// once, one would replace some of them after, some before the other. *lock is -1 where the file
// system has no locks, or the folder may not be read.
static enum terr_code lock_folder(int *lock, const struct placing *placing, struct terr_error *err)
{
    const char *target = placing->files[placing->count - 1].target;
    struct terr_text folder = TERR_TEXT_INIT;
    *lock = -1;
    terr_text_add_bytes(&folder, target, (size_t)(terr_path_name(target) - target));
    terr_text_add(&folder, ".");
    const enum terr_code code = terr_text_check(&folder, err);
    if (!code) *lock = terr_system_open(folder.bytes, O_RDONLY | O_DIRECTORY, 0);
    terr_text_dispose(&folder);
    while (*lock >= 0 && flock(*lock, LOCK_EX)) {
        if (errno == EINTR) continue;
        close(*lock);
        *lock = -1;
    }
    return code;
}

static enum terr_code place_drafts(struct placing *placing, struct terr_error *err)
{
    for (size_t i = 0; i < placing->count; i++) {
        struct terr_draft *draft = placing->drafts[i];
        placing->drafts[i] = NULL;
        if (terr_draft_finish(draft, err) == TERR_OK) continue;
        for (size_t j = 0; j < i; j++) {
            if (placing->is_new[j]) unlink(placing->files[j].target);
        }
        return within_file(placing, i, err);
    }
    return TERR_OK;
}

enum terr_code terr_draft_write_set(const struct terr_draft_file *files, size_t count,
                                    bool overwrite, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    struct placing placing = {files, count, NULL, NULL};
    int lock = -1;
    placing.drafts = terr_memory_new(count, sizeof(struct terr_draft *), err);
    if (placing.drafts) placing.is_new = terr_memory_new(count, sizeof *placing.is_new, err);
    if (!placing.is_new) {
        code = err->code;
        goto cleanup;
    }
    code = make_drafts(&placing, overwrite, err);
    if (!code) code = lock_folder(&lock, &placing, err);
    if (!code) code = place_drafts(&placing, err);
    if (lock >= 0) close(lock);
cleanup:
    for (size_t i = 0; placing.drafts && i < count; i++) terr_draft_discard(placing.drafts[i]);
    terr_memory_free(placing.drafts);
    terr_memory_free(placing.is_new);
    return code;
}
