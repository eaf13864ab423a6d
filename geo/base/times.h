/* base/times.h - where the time of a piece of work went, phase by phase.
 *
 * A stopwatch of one thread, which shows one phase at a time and is read only where the phase
 * changes. Times are told to people (-v); no figure and no output depends on them.
 */
#ifndef GEO_BASE_TIMES_H
#define GEO_BASE_TIMES_H

#include <geo/base/api.h>
#include <stdint.h>

TERR_BEGIN_DECLS

enum terr_phase {
    TERR_PHASE_NONE,  /* time that counts nowhere: waiting, and what is none of the others */
    TERR_PHASE_READ,  /* getting the bytes of a map, and their digest                      */
    TERR_PHASE_SCAN,  /* bytes to features                                                 */
    TERR_PHASE_CLEAN, /* features to zones: validity, repair, union                        */
    TERR_PHASE_DELTA, /* what differs between zones                                        */
    TERR_PHASE_AREA,  /* measuring                                                         */
    TERR_PHASE_WRITE, /* figures to bytes, and these to where they belong                  */
};
#define TERR_PHASE_COUNT 7

/* "read", "scan", ...; "none". Static. */
TERR_API const char *terr_phase_name(enum terr_phase phase);

/* All-zero: stopped, nothing counted. Needs no disposal. Used by one thread at a time. */
struct terr_times {
    int64_t spent_ns[TERR_PHASE_COUNT];
    enum terr_phase phase; /* which one runs now */
    int64_t since_ns;      /* and since when     */
};

/* Ends the phase that runs and begins another. Returns the one that ended, for whoever wants to go
 * back to it. `times` may be NULL: nothing is measured. */
TERR_API enum terr_phase terr_times_enter(struct terr_times *times, enum terr_phase phase);

/* Adds what `part` has counted to `sum`; the phase that runs in it counts once it has ended. */
TERR_API void terr_times_add(struct terr_times *sum, const struct terr_times *part);

/* Nanoseconds of a clock that only goes forward, from a beginning of its own. */
TERR_API int64_t terr_clock_ns(void);

TERR_END_DECLS

#endif
