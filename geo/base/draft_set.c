#include <geo/base/draft_set.h>

#include <geo/base/draft.h>
#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/paths.h>
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
    placing.drafts = terr_memory_new(count, sizeof(struct terr_draft *), err);
    if (placing.drafts) placing.is_new = terr_memory_new(count, sizeof *placing.is_new, err);
    if (!placing.is_new) {
        code = err->code;
        goto cleanup;
    }
    code = make_drafts(&placing, overwrite, err);
    if (!code) code = place_drafts(&placing, err);
cleanup:
    for (size_t i = 0; placing.drafts && i < count; i++) terr_draft_discard(placing.drafts[i]);
    terr_memory_free(placing.drafts);
    terr_memory_free(placing.is_new);
    return code;
}
