#include <geo/source/remote.h>

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/archive.h>
#include <geo/source/cache.h>
#include <geo/source/fetch.h>
#include <geo/source/obtain.h>
#include <geo/source/profile.h>
#include <geo/source/remote_span.h>
#include <string.h>

// ---- what a source is ----

const char *terr_remote_engine_version(void) { return terr_fetch_engine_version(); }

bool terr_source_is_url(const char *source) { return terr_url_is(source); }

// NAME: of small letters, digits, '-' and '_'.
static bool is_named(const char *source)
{
    const size_t length = strspn(source, "abcdefghijklmnopqrstuvwxyz0123456789-_");
    return length > 0 && strcmp(source + length, ":") == 0 &&
           terr_file_kind(source) == TERR_FILE_MISSING;
}

bool terr_source_is_remote(const char *source) { return terr_url_is(source) || is_named(source); }

// ---- the profile of a named one ----

static void add_name(struct terr_text *names, const struct terr_profile *profile)
{
    if (!terr_profile_remote_url(profile)) return;
    terr_text_print(names, "%s%s:", names->length > 0 ? ", " : "", terr_profile_name(profile));
}

static enum terr_code list_names(struct terr_text *names, const struct terr_profile *chosen,
                                 struct terr_error *err)
{
    for (size_t i = 0; i < terr_profile_builtin_count(); i++) {
        struct terr_profile *profile;
        const enum terr_code code = terr_profile_load(&profile, terr_profile_builtin_name(i), err);
        if (code) return code;
        const bool is_chosen =
            chosen && strcmp(terr_profile_name(chosen), terr_profile_name(profile)) == 0;
        if (!is_chosen) add_name(names, profile);
        terr_profile_free(profile);
    }
    if (chosen) add_name(names, chosen);
    return terr_text_check(names, err);
}

// `what` is wrong with the name; the sentence goes on with the names that there are.
static enum terr_code no_remote(const char *source, const char *what,
                                const struct terr_profile *chosen, struct terr_error *err)
{
    struct terr_text names = TERR_TEXT_INIT;
    enum terr_code code = list_names(&names, chosen, err);
    if (!code) {
        code = terr_fail(err, TERR_EARG, "%.100s %s: the remote sources are %.250s", source, what,
                         names.length > 0 ? names.bytes : "none");
    }
    terr_text_dispose(&names);
    return code;
}

static bool is_builtin(const char *name, size_t length)
{
    for (size_t i = 0; i < terr_profile_builtin_count(); i++) {
        const char *builtin = terr_profile_builtin_name(i);
        if (strlen(builtin) == length && memcmp(builtin, name, length) == 0) return true;
    }
    return false;
}

// The profile of "NAME:", `*owned` where it is not the chosen one.
static enum terr_code find_profile(const struct terr_profile **profile, struct terr_profile **owned,
                                   const char *source, const struct terr_profile *chosen,
                                   struct terr_error *err)
{
    const size_t length = strlen(source) - 1;
    *owned = NULL;
    *profile = chosen;
    if (!chosen || strlen(terr_profile_name(chosen)) != length ||
        memcmp(terr_profile_name(chosen), source, length) != 0) {
        if (!is_builtin(source, length)) {
            return no_remote(source, "is no file and no remote source", chosen, err);
        }
        char *name = terr_memory_copy(source, length, err);
        if (!name) return err->code;
        const enum terr_code code = terr_profile_load(owned, name, err);
        terr_memory_free(name);
        if (code) return code;
        *profile = *owned;
    }
    if (terr_profile_remote_url(*profile)) return TERR_OK;
    return no_remote(source, "cannot be fetched, its profile names no address", chosen, err);
}

// ---- expansion ----

static enum terr_code add_url(struct terr_paths *out, const char *url,
                              const struct terr_archive_options *options,
                              struct terr_paths *left_out, struct terr_error *err)
{
    const struct terr_remote_options *remote = &options->remote;
    struct terr_cache *cache = NULL;
    struct terr_obtainer *obtainer = NULL;
    struct terr_wanted wanted = {.url = url};
    char *host = NULL, *name = NULL, *path = NULL;
    enum terr_code code;
    if ((code = terr_url_parts(&host, &name, url, err))) goto cleanup;
    wanted.name = name;
    if ((code = terr_cache_open(&cache, remote->cache, host, url, err))) goto cleanup;
    if ((code = terr_obtainer_new(&obtainer, cache, remote, err))) goto cleanup;
    if ((code = terr_obtain(obtainer, &wanted, 1, options->keep_going, err))) goto cleanup;
    switch (wanted.state) {
    case TERR_WANTED_UNKNOWN:
        code = terr_fail(err, TERR_EDATA, "%.200s: offline, and it is not in the cache %s", url,
                         terr_cache_folder(cache));
        break;
    case TERR_WANTED_ABSENT:
        code = terr_fail(err, TERR_EIO, "%.200s: the server has no such file", url);
        break;
    case TERR_WANTED_UNUSABLE:
        code = terr_paths_add(left_out, wanted.fault, err);
        break;
    case TERR_WANTED_PRESENT:
        path = terr_cache_path(cache, name, err);
        code = path ? terr_paths_add(out, path, err) : err->code;
        break;
    }
cleanup:
    terr_memory_free(wanted.fault);
    terr_memory_free(path);
    terr_memory_free(host);
    terr_memory_free(name);
    terr_obtainer_free(obtainer);
    terr_cache_free(cache);
    return code;
}

static enum terr_code add_named(struct terr_paths *out, const char *source,
                                const struct terr_paths *local,
                                const struct terr_archive_options *options,
                                const struct terr_profile *chosen, struct terr_paths *left_out,
                                struct terr_error *err)
{
    const struct terr_profile *profile;
    struct terr_profile *owned = NULL;
    enum terr_code code = find_profile(&profile, &owned, source, chosen, err);
    if (!code) code = terr_remote_span_add(out, profile, local, options, left_out, err);
    terr_profile_free(owned);
    return code;
}

enum terr_code terr_remote_expand(struct terr_paths *out, const char *const *sources, size_t count,
                                  const struct terr_archive_options *options,
                                  const struct terr_profile *chosen, struct terr_paths *left_out,
                                  struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        if (is_named(sources[i])) continue;
        code = terr_url_is(sources[i]) ? add_url(out, sources[i], options, left_out, err)
                                       : terr_paths_add(out, sources[i], err);
    }
    const size_t others = out->count;
    for (size_t i = 0; i < count && !code; i++) {
        if (!is_named(sources[i])) continue;
        const struct terr_paths local = {out->paths, others, others};
        code = add_named(out, sources[i], &local, options, chosen,
                         options->keep_going ? left_out : NULL, err);
    }
    if (!code && count > 0 && out->count == 0) {
        // everything was left out: the last reason is the answer
        code = terr_fail(err, TERR_EDATA, "%s", left_out->paths[left_out->count - 1]);
    }
    return code;
}
