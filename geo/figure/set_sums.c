#include <geo/figure/set_sums.h>

#include <geo/figure/margins.h>
#include <math.h>

// Beside what must be shifted, so many times for each status something is shifted that only moves
// what is lacking from one status to another.
#define TRIES 8

struct status_sum {
    double lacking_m2; // its area less those of its sets
    double most_m2;    // what the set of it alone can take, and
    double least_m2;   // what can be taken of that: not above 0
};

struct sums {
    double *out_m2;
    const terr_status_set *sets;
    const double *true_m2;
    size_t count;
    struct status_sum of[TERR_STATUSES_MAX];
    size_t status_count;
};

static bool is_alone(terr_status_set set) { return set && (set & (set - 1)) == 0; }

// Sums stay as near the true ones as cells do, so that there are such cells.
static bool may_have(const struct sums *sums, size_t set, double m2)
{
    return m2 >= 0 && fabs(m2 - sums->true_m2[set]) < TERR_MARGINS_NEAR_M2;
}

static void round_alone(struct sums *sums, const double *status_m2)
{
    for (size_t s = 0; s < sums->status_count; s++) {
        sums->of[s] = (struct status_sum){floor(status_m2[s] + 0.5), 0, 0};
    }
    for (size_t i = 0; i < sums->count; i++) {
        const double m2 = floor(sums->true_m2[i] + 0.5);
        sums->out_m2[i] = sums->sets[i] ? m2 : TERR_MARGIN_FREE;
        for (size_t s = 0; s < sums->status_count; s++) {
            struct status_sum *sum = &sums->of[s];
            if (!(sums->sets[i] >> s & 1)) continue;
            sum->lacking_m2 -= m2;
            if (!is_alone(sums->sets[i])) continue;
            while (may_have(sums, i, m2 + sum->most_m2 + 1)) sum->most_m2++;
            while (may_have(sums, i, m2 + sum->least_m2 - 1)) sum->least_m2--;
        }
    }
}

// How much of what a status lacks the set of it alone cannot take.
static double left_over(const struct status_sum *sum, double lacking_m2)
{
    if (lacking_m2 > sum->most_m2) return lacking_m2 - sum->most_m2;
    return lacking_m2 < sum->least_m2 ? sum->least_m2 - lacking_m2 : 0;
}

// How much more would be left over of all statuses of a set with that shifted.
static double worsening(const struct sums *sums, terr_status_set set, double step_m2)
{
    double more_m2 = 0;
    for (size_t s = 0; s < sums->status_count; s++) {
        const struct status_sum *sum = &sums->of[s];
        if (!(set >> s & 1)) continue;
        more_m2 += left_over(sum, sum->lacking_m2 - step_m2) - left_over(sum, sum->lacking_m2);
    }
    return more_m2;
}

// Which set of several statuses is best shifted for one that lacks it, but for the one that was
// shifted last: that which leaves least over, and of those that which comes nearest to its area.
static size_t find_best(const struct sums *sums, size_t status, double step_m2, size_t last)
{
    size_t best = sums->count;
    double best_more_m2 = 0, best_off_m2 = 0;
    for (size_t i = 0; i < sums->count; i++) {
        const double m2 = sums->out_m2[i] + step_m2, off_m2 = fabs(m2 - sums->true_m2[i]);
        if (!(sums->sets[i] >> status & 1) || is_alone(sums->sets[i])) continue;
        if (i == last || !may_have(sums, i, m2)) continue;
        const double more_m2 = worsening(sums, sums->sets[i], step_m2);
        const bool is_better = best == sums->count || more_m2 < best_more_m2 ||
                               (more_m2 == best_more_m2 && off_m2 < best_off_m2);
        if (!is_better) continue;
        best = i;
        best_more_m2 = more_m2;
        best_off_m2 = off_m2;
    }
    return best;
}

static void shift(struct sums *sums, size_t set, double step_m2)
{
    sums->out_m2[set] += step_m2;
    for (size_t s = 0; s < sums->status_count; s++) {
        if (sums->sets[set] >> s & 1) sums->of[s].lacking_m2 -= step_m2;
    }
}

// The first status of which something is left over; their count where none is.
static size_t first_left_over(const struct sums *sums)
{
    size_t status = 0;
    while (status < sums->status_count &&
           left_over(&sums->of[status], sums->of[status].lacking_m2) == 0) {
        status++;
    }
    return status;
}

// Shifts sets of several statuses until those of one can take the rest. False where that was not
// reached.
static bool shift_shared(struct sums *sums)
{
    size_t last = sums->count;
    double tries = TRIES * (double)sums->status_count;
    // no set goes further than that, and so no sum
    const double most = (double)sums->count * TERR_MARGINS_NEAR_M2;
    for (size_t s = 0; s < sums->status_count; s++) {
        tries += left_over(&sums->of[s], sums->of[s].lacking_m2);
    }
    if (tries > (most + TRIES) * (double)sums->status_count) return false;
    for (double i = 0; i <= tries; i++) {
        const size_t status = first_left_over(sums);
        if (status == sums->status_count) return true;
        const double step_m2 = sums->of[status].lacking_m2 > 0 ? 1 : -1;
        const size_t set = find_best(sums, status, step_m2, last);
        if (set == sums->count) return false;
        shift(sums, set, step_m2);
        last = set;
    }
    return false;
}

bool terr_set_sums_round(double *out_m2, const terr_status_set *sets, const double *true_m2,
                         size_t count, const double *status_m2, size_t status_count)
{
    struct sums sums = {.out_m2 = out_m2,
                        .sets = sets,
                        .true_m2 = true_m2,
                        .count = count,
                        .status_count = status_count};
    round_alone(&sums, status_m2);
    if (!shift_shared(&sums)) return false;
    for (size_t i = 0; i < count; i++) {
        for (size_t s = 0; s < status_count && is_alone(sets[i]); s++) {
            if (sets[i] >> s & 1) out_m2[i] += sums.of[s].lacking_m2;
        }
    }
    return true;
}
