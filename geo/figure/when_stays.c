#include <geo/figure/when_stays.h>

#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <string.h>

// ---- stays ----

static enum terr_code list_stays(struct terr_whereabouts *where, const size_t *states, size_t first,
                                 size_t count, struct terr_error *err)
{
    where->stays = terr_memory_new(count, sizeof *where->stays, err);
    if (!where->stays) return err->code;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || states[i] != states[i - 1]) {
            where->stays[where->stay_count++] =
                (struct terr_stay){states[i], first + i, first + i, 0};
        }
        struct terr_stay *stay = &where->stays[where->stay_count - 1];
        stay->last = first + i;
        stay->snapshot_count++;
    }
    return TERR_OK;
}

// The last stay in the state of stay `from` that is reached without being away for long; `from`
// itself where none is.
static size_t come_back(const struct terr_whereabouts *where, size_t from, const int32_t *days,
                        size_t first, int persist_days)
{
    const struct terr_stay *stays = where->stays;
    size_t back = from;
    if (from + 1 == where->stay_count) return from;
    const int32_t left = days[stays[from + 1].first - first];
    for (size_t i = from + 2; i < where->stay_count; i++) {
        if (days[stays[i].first - first] - left >= persist_days) break;
        if (stays[i].state == stays[from].state) back = i;
    }
    return back;
}

static void pass_over_blips(struct terr_whereabouts *where, const int32_t *days, size_t first,
                            int persist_days)
{
    struct terr_stay *stays = where->stays;
    size_t kept = 0, i = 0;
    while (i < where->stay_count) {
        struct terr_stay stay = stays[i];
        for (size_t back; (back = come_back(where, i, days, first, persist_days)) != i; i = back) {
            stay.last = stays[back].last;
            where->blip_count++;
        }
        stay.snapshot_count = stay.last - stay.first + 1;
        stays[kept++] = stay;
        i++;
    }
    where->stay_count = kept;
}

enum terr_code terr_stays_make(struct terr_whereabouts *where, const size_t *states,
                               const int32_t *days, size_t first, size_t count, int persist_days,
                               struct terr_error *err)
{
    const enum terr_code code = list_stays(where, states, first, count, err);
    if (code) return code;
    if (persist_days > 0) pass_over_blips(where, days, first, persist_days);
    return TERR_OK;
}

// ---- states ----

static bool is_state(const struct terr_state *state, const size_t *statuses, size_t count)
{
    return state->status_count == count &&
           memcmp(state->statuses, statuses, count * sizeof *statuses) == 0;
}

static enum terr_code name_state(struct terr_state *state, char *const *statuses,
                                 struct terr_error *err)
{
    struct terr_text name = TERR_TEXT_INIT;
    for (size_t i = 0; i < state->status_count; i++) {
        terr_text_print(&name, "%s%s", i > 0 ? "+" : "", statuses[state->statuses[i]]);
    }
    enum terr_code code = terr_text_check(&name, err);
    if (!code) {
        state->name = terr_memory_copy(name.bytes, name.length, err);
        if (!state->name) code = err->code;
    }
    terr_text_dispose(&name);
    return code;
}

// The index of a state; one that is new is added.
static enum terr_code find_state(size_t *found, struct terr_when *when, const size_t *statuses,
                                 size_t count, struct terr_error *err)
{
    for (*found = 0; *found < when->state_count; ++*found) {
        if (is_state(&when->states[*found], statuses, count)) return TERR_OK;
    }
    struct terr_state *states = terr_memory_grow(when->states, &when->state_capacity,
                                                 when->state_count + 1, sizeof *states, err);
    if (!states) return err->code;
    when->states = states;
    struct terr_state *state = &states[when->state_count++];
    memset(state, 0, sizeof *state);
    state->statuses = terr_memory_new(count, sizeof *state->statuses, err);
    if (!state->statuses) return err->code;
    memcpy(state->statuses, statuses, count * sizeof *statuses);
    state->status_count = count;
    return name_state(state, when->statuses, err);
}

// A point is in all that hold it, a polygon in what holds the most of it. `room` is for as many
// statuses as there are.
static enum terr_code state_at(size_t *state, struct terr_when *when, size_t snapshot, size_t place,
                               size_t *room, struct terr_error *err)
{
    size_t count;
    const struct terr_share *shares = terr_when_shares(&count, when, snapshot, place);
    if (when->spots.items[place].is_point) {
        for (size_t i = 0; i < count; i++) room[i] = shares[i].status;
        return find_state(state, when, room, count, err);
    }
    size_t most = 0;
    for (size_t i = 1; i < count; i++) {
        if (shares[i].area_m2 > shares[most].area_m2) most = i;
    }
    room[0] = count > 0 ? shares[most].status : when->status_count - 1;
    return find_state(state, when, room, 1, err);
}

// ---- presences ----

static void add_presence(struct terr_presence *of_status, const struct terr_stay *stay)
{
    if (of_status->snapshot_count == 0) of_status->first = stay->first;
    of_status->last = stay->last;
    of_status->snapshot_count += stay->snapshot_count;
}

static enum terr_code make_presences(struct terr_whereabouts *where, const struct terr_when *when,
                                     struct terr_error *err)
{
    where->presences = terr_memory_new(when->status_count, sizeof *where->presences, err);
    if (!where->presences) return err->code;
    for (size_t i = 0; i < where->stay_count; i++) {
        const struct terr_state *state = &when->states[where->stays[i].state];
        for (size_t j = 0; j < state->status_count; j++) {
            add_presence(&where->presences[state->statuses[j]], &where->stays[i]);
        }
    }
    for (size_t i = 0; i < when->status_count; i++) {
        if (where->presences[i].snapshot_count == 0) continue;
        struct terr_presence presence = where->presences[i];
        presence.status = i;
        size_t at = where->presence_count++;
        for (; at > 0 && where->presences[at - 1].first > presence.first; at--) {
            where->presences[at] = where->presences[at - 1];
        }
        where->presences[at] = presence;
    }
    return TERR_OK;
}

enum terr_code terr_stays_tell(struct terr_when *when, size_t place, const int32_t *days,
                               int persist_days, struct terr_error *err)
{
    struct terr_whereabouts *where = &when->places[place];
    const size_t count = when->snapshot_count;
    size_t *states = terr_memory_new(count, sizeof *states, err);
    size_t *room = states ? terr_memory_new(when->status_count, sizeof *room, err) : NULL;
    enum terr_code code = room ? TERR_OK : err->code;
    for (size_t i = 0; i < count && !code; i++) {
        code = state_at(&states[i], when, when->first + i, place, room, err);
    }
    if (!code) code = terr_stays_make(where, states, days, when->first, count, persist_days, err);
    if (!code) code = make_presences(where, when, err);
    terr_memory_free(states);
    terr_memory_free(room);
    return code;
}
