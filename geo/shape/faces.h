/* shape/faces.h - the faces between chains, by their winding number.
 *
 * Chains that lead as often into every node as out of it go round each point of the plane a
 * whole number of times, counter-clockwise counted positive: its winding number. It is the same in
 * all of a face, 0 in the outer one, and greater by a chain's weight on the left of the chain than
 * on the right.
 */
#ifndef GEO_SHAPE_FACES_H
#define GEO_SHAPE_FACES_H

#include <geo/shape/chains.h>
#include <geo/shape/rings.h>

TERR_BEGIN_DECLS

/* The faces of winding number 1 and those of -1, a polygon for each: its shell, counter-clockwise,
 * then its holes, clockwise. The inside of a face hangs together, and wherever its border comes
 * back to a node a ring is cut off, so the polygons are valid: their rings are simple and touch in
 * nodes alone. `chains` are as terr_noding_snap gives them.
 *
 * *sound is false, and no polygon is given, where the chains are no such thing: they do not balance
 * in a node, overlap, or wind otherwise than -1, 0 or 1 times.
 *
 * `once` and `minus_once` must be empty. Fails with TERR_ENOMEM; they are then empty. */
enum terr_code terr_faces_trace(struct terr_rings *once, struct terr_rings *minus_once, bool *sound,
                                const struct terr_chains *chains,
                                struct terr_error *err) TERR_MUST_USE;

/* The faces of each of `count` winding numbers, into the list of its place in `out`, as polygons in
 * the same form. Faces of other winding numbers are left out.
 *
 * *sound is false, and no polygon is given, where the chains do not balance in a node or overlap.
 *
 * The lists must be empty. Fails with TERR_ENOMEM; they are then empty. */
enum terr_code terr_faces_sort(struct terr_rings *out, bool *sound, const int64_t *windings,
                               size_t count, const struct terr_chains *chains,
                               struct terr_error *err) TERR_MUST_USE;

/* A run of rings, rings[first .. end), of the faces of one winding number. */
struct terr_wound {
    int64_t winding; /* not 0 */
    size_t first;
    size_t end;
};

/* All faces but those of winding number 0, as polygons in the same form, those of one number
 * together: `*count` runs in *wound, by rising numbers. Takes n log n, however many numbers there
 * are.
 *
 * *sound is false, and no polygon is given, where the chains do not balance in a node or overlap.
 *
 * `faces` must be empty. Fails with TERR_ENOMEM; it is then empty. *wound is to be freed with
 * terr_memory_free; it is NULL where there is none. */
enum terr_code terr_faces_trace_all(struct terr_rings *faces, struct terr_wound **wound,
                                    size_t *count, bool *sound, const struct terr_chains *chains,
                                    struct terr_error *err) TERR_MUST_USE;

/* What the chains wind round at least once, as polygons in the same form. *area2 is twice the area
 * of what is wound round once, twice and so on, in steps squared: for once it is that of the
 * polygons. *most is the greatest winding number; it is -1, and no polygon is given, where the
 * chains do not balance, overlap, or wind less than 0 or more than TERR_COVER_MAX times.
 *
 * `cover` must be empty. Fails with TERR_ENOMEM; it is then empty. */
#define TERR_COVER_MAX 16
enum terr_code terr_faces_cover(struct terr_rings *cover, terr_wide *area2, int64_t *most,
                                const struct terr_chains *chains,
                                struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
