#include <geo/source/virtual_file.h>

#include <geo/base/memory.h>
#include <geo/base/module.h>
#include <geo/source/virtual_file_gate.h>
#include <string.h>

static enum terr_code open_gate(const struct terr_virtual_file_gate **gate, struct terr_error *err)
{
    const void *table;
    const enum terr_code code = terr_module_gate(&table, "gdal", "terr_module_virtual_file",
                                                 "reading packed files", TERR_EIO, err);
    if (!code) *gate = table;
    return code;
}

// ---- reading ----

struct taken {
    struct terr_bytes bytes;
    size_t capacity;
};

static enum terr_code take_bytes(void *payload, const char *bytes, size_t length,
                                 struct terr_error *err)
{
    struct taken *taken = payload;
    char *moved = terr_memory_grow(taken->bytes.bytes, &taken->capacity,
                                   taken->bytes.length + length + 1, 1, err);
    if (!moved) return err->code;
    taken->bytes.bytes = moved;
    memcpy(moved + taken->bytes.length, bytes, length);
    taken->bytes.length += length;
    moved[taken->bytes.length] = '\0';
    return TERR_OK;
}

enum terr_code terr_virtual_file_read(struct terr_bytes *out, const char *path,
                                      struct terr_error *err)
{
    const struct terr_bytes empty = {NULL, 0};
    struct taken taken = {{NULL, 0}, 0};
    const struct terr_virtual_file_gate *gate;
    *out = empty;
    enum terr_code code = open_gate(&gate, err);
    if (!code) code = gate->read(path, true, take_bytes, &taken, err);
    if (code) {
        terr_bytes_dispose(&taken.bytes);
    } else {
        *out = taken.bytes;
    }
    return code;
}

struct digesting {
    struct terr_digest *digest;
    uint64_t size;
};

static enum terr_code take_digest(void *payload, const char *bytes, size_t length,
                                  struct terr_error *err)
{
    struct digesting *digesting = payload;
    (void)err;
    terr_digest_add(digesting->digest, bytes, length);
    digesting->size += length;
    return TERR_OK;
}

enum terr_code terr_virtual_file_digest(char out[TERR_DIGEST_SIZE], uint64_t *size,
                                        const char *path, struct terr_error *err)
{
    struct digesting digesting = {NULL, 0};
    const struct terr_virtual_file_gate *gate;
    enum terr_code code = open_gate(&gate, err);
    if (!code) code = terr_digest_new(&digesting.digest, err);
    if (code) return code;
    code = gate->read(path, false, take_digest, &digesting, err);
    if (!code) {
        terr_digest_end(out, digesting.digest);
        *size = digesting.size;
    }
    terr_digest_free(digesting.digest);
    return code;
}

// ---- what is there ----

enum terr_code terr_virtual_file_check(const char *path, struct terr_error *err)
{
    const struct terr_virtual_file_gate *gate;
    const enum terr_code code = open_gate(&gate, err);
    return code ? code : gate->check(path, err);
}

enum terr_code terr_virtual_file_members(struct terr_paths *out, const char *path,
                                         bool (*wanted)(const char *path), struct terr_error *err)
{
    const struct terr_virtual_file_gate *gate;
    const enum terr_code code = open_gate(&gate, err);
    return code ? code : gate->members(out, path, wanted, err);
}

bool terr_virtual_file_exists(const char *path)
{
    const struct terr_virtual_file_gate *gate;
    struct terr_error ignored;
    return !open_gate(&gate, &ignored) && gate->exists(path);
}

bool terr_virtual_file_is_folder(const char *path)
{
    const struct terr_virtual_file_gate *gate;
    struct terr_error ignored;
    return !open_gate(&gate, &ignored) && gate->is_folder(path);
}
