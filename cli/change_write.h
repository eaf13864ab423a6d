/* change_write.h - a change written in the form that it is asked for. */
#ifndef CLI_CHANGE_WRITE_H
#define CLI_CHANGE_WRITE_H

#include "change_settings.h"

/* Whether a database that is written to takes it: a run of minutes should not find out at its end.
 * Fails as terr_database_check. */
enum terr_code change_write_check(const struct change_settings *settings,
                                  struct terr_error *err) TERR_MUST_USE;

/* Writes figures and ground, in any format but those of a matrix. `warnings` as terr_json_change.
 * Fails as output_write, terr_vector_write_change and terr_database_write_change. */
enum terr_code change_write(const struct change_settings *settings,
                            const struct terr_measured_change *measured, size_t warnings,
                            struct terr_error *err) TERR_MUST_USE;

#endif
