#include <geo/zone/zone_store.h>

#include <geo/base/memory.h>
#include <geo/source/archive.h>
#include <geo/zone/zones.h>
#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>

struct slot {
    struct terr_zones *zones; // NULL before they are built and after they are forgotten
    bool is_being_built;
    struct terr_origin origin; // of zones that were built, forgotten or not
};

struct terr_zone_store {
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    pthread_mutex_t lock;
    pthread_cond_t built; // or given up
    struct slot *slots;   // of each snapshot of the archive
    size_t kept_from;     // those before are forgotten
};

enum terr_code terr_zone_store_new(struct terr_zone_store **out, const struct terr_archive *archive,
                                   const struct terr_zone_list *list, struct terr_error *err)
{
    *out = NULL;
    struct terr_zone_store *store = terr_memory_new(1, sizeof *store, err);
    if (!store) return err->code;
    store->slots = terr_memory_new(terr_archive_count(archive), sizeof *store->slots, err);
    if (!store->slots) {
        terr_memory_free(store);
        return err->code;
    }
    store->archive = archive;
    store->list = list;
    // without attributes neither can fail where POSIX threads are part of the C library
    (void)pthread_mutex_init(&store->lock, NULL);
    (void)pthread_cond_init(&store->built, NULL);
    *out = store;
    return TERR_OK;
}

void terr_zone_store_free(struct terr_zone_store *store)
{
    if (!store) return;
    const size_t count = terr_archive_count(store->archive);
    terr_zone_store_forget(store, count);
    for (size_t i = 0; i < count; i++) terr_origin_dispose(&store->slots[i].origin);
    pthread_cond_destroy(&store->built);
    pthread_mutex_destroy(&store->lock);
    terr_memory_free(store->slots);
    terr_memory_free(store);
}

// Builds the zones of a slot, with the lock given away meanwhile.
static enum terr_code build(struct terr_zone_store *store, struct terr_worker *worker,
                            size_t snapshot, struct terr_error *err)
{
    struct slot *slot = &store->slots[snapshot];
    struct terr_zones *zones;
    slot->is_being_built = true;
    pthread_mutex_unlock(&store->lock);
    const enum terr_code code =
        terr_zones_read(&zones, worker, store->archive, snapshot, store->list, err);
    pthread_mutex_lock(&store->lock);
    slot->is_being_built = false;
    slot->zones = zones;
    if (!code) {
        slot->origin = terr_zones_take_origin(zones);
    }
    pthread_cond_broadcast(&store->built);
    return code;
}

enum terr_code terr_zone_store_need(const struct terr_zones **out, struct terr_zone_store *store,
                                    struct terr_worker *worker, size_t snapshot,
                                    struct terr_error *err)
{
    const struct slot *slot = &store->slots[snapshot];
    enum terr_code code = TERR_OK;
    pthread_mutex_lock(&store->lock);
    assert(snapshot >= store->kept_from);
    while (slot->is_being_built) pthread_cond_wait(&store->built, &store->lock);
    if (!slot->zones) code = build(store, worker, snapshot, err);
    *out = slot->zones;
    pthread_mutex_unlock(&store->lock);
    return code;
}

void terr_zone_store_forget(struct terr_zone_store *store, size_t snapshot)
{
    pthread_mutex_lock(&store->lock);
    for (; store->kept_from < snapshot; store->kept_from++) {
        terr_zones_free(store->slots[store->kept_from].zones);
        store->slots[store->kept_from].zones = NULL;
    }
    pthread_mutex_unlock(&store->lock);
}

size_t terr_zone_store_repaired(const struct terr_zone_store *store, double *max_m2)
{
    size_t count = 0;
    *max_m2 = 0;
    for (size_t i = 0; i < terr_archive_count(store->archive); i++) {
        const struct terr_origin *origin = &store->slots[i].origin;
        count += origin->repair_count > 0;
        *max_m2 = fmax(*max_m2, origin->repair_m2);
    }
    return count;
}

void terr_zone_store_take_origins(struct terr_origins *out, struct terr_zone_store *store)
{
    static const struct terr_origin none;
    for (size_t i = 0; i < out->count; i++) {
        struct terr_origin *origin = &store->slots[i].origin;
        if (out->items[i].is_known || !origin->is_known) continue;
        out->items[i] = *origin;
        *origin = none;
    }
}
