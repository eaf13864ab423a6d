#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/source/archive_steps.h>
#include <geo/source/profile_fields.h>
#include <geo/source/snapshot_fields.h>
#include <stdatomic.h>

struct terr_kept_snapshot {
    _Atomic(struct terr_snapshot *) snapshot; // NULL once it was taken: threads may ask at once
    bool by_all;                              // read by all built-in profiles, not by the archive's
};

// Whether a part that was read by all built-in profiles would be the same by `profile` alone: it is
// plain GeoJSON, or wrapped as the profile says, and its layer is one of the profile's.
static bool is_read_alike(const struct terr_profile *profile, const struct terr_snapshot_part *part)
{
    const char *wrapper = profile->form.collection;
    if (part->layer && !terr_texts_hold(&profile->layers, part->layer)) return false;
    if (!part->document || terr_json_member(part->document, "type")) return true;
    return wrapper && part->root != part->document &&
           part->root == terr_json_member(part->document, wrapper);
}

static bool would_read_alike(const struct terr_profile *profile,
                             const struct terr_snapshot *snapshot)
{
    if (profile->form.latitude_first) return false;
    for (size_t i = 0; i < snapshot->part_count; i++) {
        if (!is_read_alike(profile, &snapshot->parts[i])) return false;
    }
    return true;
}

enum terr_code terr_archive_take(struct terr_snapshot **out, const struct terr_archive *archive,
                                 const struct terr_archive_entry *entry, bool polygons_only,
                                 struct terr_times *times, struct terr_error *err)
{
    const struct terr_profile *profile = archive->profile;
    struct terr_kept_snapshot *place = entry->kept;
    struct terr_snapshot *kept = place ? atomic_exchange(&place->snapshot, NULL) : NULL;
    if (kept && (!profile || !place->by_all || would_read_alike(profile, kept))) {
        *out = kept;
        return TERR_OK;
    }
    terr_snapshot_free(kept);
    return terr_archive_parse(out, archive, entry, profile, polygons_only, times, err);
}

enum terr_code terr_archive_keep(struct terr_archive *archive, struct terr_archive_entry *entry,
                                 struct terr_snapshot *snapshot, bool by_all,
                                 struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    if (!entry->kept && archive->places > 0) {
        entry->kept = terr_memory_new(1, sizeof *entry->kept, err);
        if (!entry->kept) code = err->code;
        archive->places--;
    }
    if (entry->kept) {
        entry->kept->by_all = by_all;
        snapshot = atomic_exchange(&entry->kept->snapshot, snapshot);
    }
    terr_snapshot_free(snapshot);
    return code;
}

void terr_archive_forget(struct terr_archive_entry *entry)
{
    if (!entry->kept) return;
    terr_snapshot_free(entry->kept->snapshot);
    terr_memory_free(entry->kept);
    entry->kept = NULL;
}
