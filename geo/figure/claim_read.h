/* figure/claim_read.h - one claim from its JSON. */
#ifndef GEO_FIGURE_CLAIM_READ_H
#define GEO_FIGURE_CLAIM_READ_H

#include <geo/base/json_node.h>
#include <geo/figure/claims.h>

/* Reads a claim from its object; its place and its digits are the caller's. Fails with TERR_EDATA,
 * the sentence begins with the path of the member. */
enum terr_code terr_claim_read(struct terr_claim *out, const struct terr_json_node *node,
                               struct terr_error *err) TERR_MUST_USE;

/* Reads "from", "to", "days", "month" and "year" into the window, after the measure
 * (figure/claim_window.c). */
enum terr_code terr_claim_read_window(struct terr_claim *claim, const struct terr_json_node *node,
                                      struct terr_error *err) TERR_MUST_USE;

/* Reads the member "area_model", where there is one. */
enum terr_code terr_claim_read_area_model(bool *has, enum terr_area_model *model,
                                          const struct terr_json_node *node,
                                          struct terr_error *err) TERR_MUST_USE;

/* Puts " (claim 'ID', line N)" behind the sentence of `err`, which is cut where both do not fit,
 * and returns its code. `id` NULL or "": the claim has none that could be told. */
enum terr_code terr_claim_tell_place(struct terr_error *err, const char *id, size_t line);

/* The members that a claim can have; closed by NULL. */
extern const char *const terr_claim_members[];

#endif
