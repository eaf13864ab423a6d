#define _GNU_SOURCE 1 // dladdr, which POSIX has since 2024 only

#include <geo/base/module.h>

#include <geo/base/text.h>
#include <geo/version.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER_VARIABLE "TERRITORY_MODULES"
#define LINK_SIZE 4096 // PATH_MAX of Linux, beyond which /proc/self/exe cannot be read

// ---- where ----

// The length of a path without its last part, and without the slash before that; 0: it has one
// part.
static size_t folder_length(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/') length--;
    return length > 0 ? length - 1 : 0;
}

// Where modules lie beside the object that this code is in, which is the shared library, or what
// was linked with the static one. A program's own name, as the loader tells it, is what it was
// called by, which need not be a path.
static void add_folder_beside(struct terr_text *out)
{
    static const char anchor;
    char link[LINK_SIZE];
    Dl_info object = {NULL, NULL, NULL, NULL};
    if (!dladdr(&anchor, &object) || !object.dli_fname) return;
    const char *path = object.dli_fname;
    const size_t folder = folder_length(path, strlen(path));
    if (strncmp(path + folder + (folder > 0), "libterritory.", 13) == 0) {
        terr_text_add_bytes(out, path, folder);
        terr_text_add(out, folder > 0 ? "/territory" : "territory");
        return;
    }
    const ssize_t length = readlink("/proc/self/exe", link, sizeof link - 1);
    if (length > 0) {
        link[length] = '\0';
        path = link;
    }
    const size_t bin = folder_length(path, strlen(path));
    const size_t prefix = folder_length(path, bin);
    if (bin == 0) return;
    terr_text_add_bytes(out, path, prefix);
    terr_text_add(out, "/" TERR_MODULE_FOLDER_IN_PREFIX);
}

// Completes a folder to the path of the module; true where a file is there.
static bool complete(struct terr_text *path, const char *name)
{
    if (path->length == 0) return false;
    terr_text_print(path, "/libterritory-%s" TERR_MODULE_SUFFIX, name);
    return !path->failed && access(path->bytes, F_OK) == 0;
}

// The path of the module; where it is nowhere, the first at which it was looked for.
static bool find(struct terr_text *path, const char *name)
{
    const char *chosen = getenv(FOLDER_VARIABLE);
    if (chosen && *chosen != '\0') {
        terr_text_add(path, chosen);
        return complete(path, name);
    }
    struct terr_text built = TERR_TEXT_INIT;
    add_folder_beside(path);
    bool found = complete(path, name);
    if (!found) {
        terr_text_add(&built, TERR_MODULE_FOLDER);
        found = complete(&built, name);
    }
    if (found && built.length > 0) {
        const struct terr_text unused = *path;
        *path = built;
        built = unused;
    }
    if (path->length == 0) terr_text_add(path, TERR_MODULE_FOLDER "/");
    terr_text_dispose(&built);
    return found;
}

// ---- opening ----

static enum terr_code fail_to_load(const char *name, const char *doing, enum terr_code code,
                                   struct terr_error *err)
{
    const char *said = dlerror();
    return terr_fail(err, code,
                     "%s needs the module libterritory-%s" TERR_MODULE_SUFFIX
                     ", which does not load: %.300s",
                     doing, name, said ? said : "it is not said why");
}

// The handle is given back at once: RTLD_NODELETE keeps the module, and no state of ours is needed.
static enum terr_code load(const void **gate, const char *path, const char *name,
                           const char *symbol, const char *doing, enum terr_code code,
                           struct terr_error *err)
{
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!module) return fail_to_load(name, doing, code, err);
    const char *version = dlsym(module, TERR_MODULE_VERSION_SYMBOL);
    const void *table = dlsym(module, symbol);
    enum terr_code outcome = TERR_OK;
    if (version && !table && strcmp(version, TERR_VERSION) == 0) {
        outcome = terr_fail(err, code,
                            "%s needs %s of the module libterritory-%s" TERR_MODULE_SUFFIX
                            ", which %.300s has not",
                            doing, symbol, name, path);
    } else if (!version || strcmp(version, TERR_VERSION) != 0) {
        outcome = terr_fail(err, code,
                            "%s needs the module libterritory-%s" TERR_MODULE_SUFFIX
                            " of version " TERR_VERSION ", %.300s is %s",
                            doing, name, path, version ? version : "none");
    } else {
        *gate = table;
    }
    dlclose(module);
    return outcome;
}

enum terr_code terr_module_gate(const void **gate, const char *name, const char *symbol,
                                const char *doing, enum terr_code code, struct terr_error *err)
{
    struct terr_text path = TERR_TEXT_INIT;
    const bool found = find(&path, name);
    enum terr_code outcome = terr_text_check(&path, err);
    if (!outcome && found) {
        outcome = load(gate, path.bytes, name, symbol, doing, code, err);
    } else if (!outcome) {
        outcome = terr_fail(err, code,
                            "%s needs the module libterritory-%s" TERR_MODULE_SUFFIX
                            ", which is missing from %.*s",
                            doing, name, (int)folder_length(path.bytes, path.length), path.bytes);
    }
    terr_text_dispose(&path);
    return outcome;
}
