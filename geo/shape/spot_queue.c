#include <geo/shape/spot_queue.h>

#include <geo/base/memory.h>

enum terr_code terr_spot_queue_init(struct terr_spot_queue *queue, const struct terr_node *nodes,
                                    size_t capacity, struct terr_error *err)
{
    const struct terr_spot_queue empty = {.nodes = nodes};
    *queue = empty;
    queue->costs = terr_memory_new(capacity, sizeof *queue->costs, err);
    if (!queue->costs) return err->code;
    queue->heap = terr_memory_new(capacity, sizeof *queue->heap, err);
    if (!queue->heap) return err->code;
    queue->places = terr_memory_new(capacity, sizeof *queue->places, err);
    return queue->places ? TERR_OK : err->code;
}

void terr_spot_queue_dispose(struct terr_spot_queue *queue)
{
    const struct terr_spot_queue empty = {.nodes = NULL};
    terr_memory_free(queue->costs);
    terr_memory_free(queue->heap);
    terr_memory_free(queue->places);
    *queue = empty;
}

static bool goes_before(const struct terr_spot_queue *queue, size_t a, size_t b)
{
    if (queue->costs[a] != queue->costs[b]) return queue->costs[a] < queue->costs[b];
    const int order = terr_node_compare(queue->nodes[a], queue->nodes[b]);
    return order ? order < 0 : a < b;
}

static void set(struct terr_spot_queue *queue, size_t place, size_t spot)
{
    queue->heap[place] = spot;
    queue->places[spot] = place + 1;
}

static void move_up(struct terr_spot_queue *queue, size_t place)
{
    const size_t spot = queue->heap[place];
    while (place > 0) {
        const size_t parent = (place - 1) / 2;
        if (!goes_before(queue, spot, queue->heap[parent])) break;
        set(queue, place, queue->heap[parent]);
        place = parent;
    }
    set(queue, place, spot);
}

static void move_down(struct terr_spot_queue *queue, size_t place)
{
    const size_t spot = queue->heap[place];
    for (;;) {
        size_t child = 2 * place + 1;
        if (child >= queue->count) break;
        if (child + 1 < queue->count &&
            goes_before(queue, queue->heap[child + 1], queue->heap[child])) {
            child++;
        }
        if (!goes_before(queue, queue->heap[child], spot)) break;
        set(queue, place, queue->heap[child]);
        place = child;
    }
    set(queue, place, spot);
}

void terr_spot_queue_put(struct terr_spot_queue *queue, size_t spot, double cost)
{
    queue->costs[spot] = cost;
    if (!queue->places[spot]) set(queue, queue->count++, spot);
    move_up(queue, queue->places[spot] - 1);
    move_down(queue, queue->places[spot] - 1);
}

void terr_spot_queue_drop(struct terr_spot_queue *queue, size_t spot)
{
    if (!queue->places[spot]) return;
    const size_t place = queue->places[spot] - 1, last = queue->heap[--queue->count];
    queue->places[spot] = 0;
    if (last == spot) return;
    set(queue, place, last);
    move_up(queue, place);
    move_down(queue, queue->places[last] - 1);
}

size_t terr_spot_queue_pop(struct terr_spot_queue *queue)
{
    const size_t spot = queue->heap[0];
    terr_spot_queue_drop(queue, spot);
    return spot;
}
