/* zone/zone_store.h - the zones of an archive's snapshots, each built once, by the worker that
 * needs it first, and kept until it is forgotten. Several threads may ask at once.
 */
#ifndef GEO_ZONE_ZONE_STORE_H
#define GEO_ZONE_ZONE_STORE_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_origins;
struct terr_worker;
struct terr_zone_list;
struct terr_zones;

struct terr_zone_store;

/* An empty store; the archive and the list must outlive it. Fails with TERR_ENOMEM; *out is then
 * NULL. End with terr_zone_store_free. */
enum terr_code terr_zone_store_new(struct terr_zone_store **out, const struct terr_archive *archive,
                                   const struct terr_zone_list *list,
                                   struct terr_error *err) TERR_MUST_USE;
void terr_zone_store_free(struct terr_zone_store *store);

/* The zones of a snapshot: built by `worker` if nobody has; while another worker builds them it
 * waits. Borrowed until they are forgotten; nobody changes them. Fails as terr_zones_read, each
 * time it is asked; *out is then NULL. */
enum terr_code terr_zone_store_need(const struct terr_zones **out, struct terr_zone_store *store,
                                    struct terr_worker *worker, size_t snapshot,
                                    struct terr_error *err) TERR_MUST_USE;

/* Frees the zones of the snapshots before `snapshot`. None of them may be in use, nor be asked for
 * again. */
void terr_zone_store_forget(struct terr_zone_store *store, size_t snapshot);

/* How many of all snapshots that were built had something to repair, and the most that repairs
 * changed in one of them. */
size_t terr_zone_store_repaired(const struct terr_zone_store *store, double *max_m2);

/* What all zones that were built were made from, forgotten ones too: moved to `out`, which has a
 * place for each snapshot of the archive and keeps what it knows already. Nobody may be asking for
 * zones any more. */
void terr_zone_store_take_origins(struct terr_origins *out, struct terr_zone_store *store);

TERR_END_DECLS

#endif
