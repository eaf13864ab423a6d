/* base/date.h - civil days and instants.
 *
 * A day is a number: days since 1970-01-01 in the proleptic Gregorian calendar. An instant is Unix
 * time: seconds since 1970-01-01T00:00:00Z, leap seconds not counted. Which day an instant falls on
 * depends on the time zone (base/timezone.h).
 */
#ifndef GEO_BASE_DATE_H
#define GEO_BASE_DATE_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

#define TERR_SECONDS_PER_DAY 86400

/* Years that can be written with four digits: 0001 to 9999. */
#define TERR_YEAR_MIN 1
#define TERR_YEAR_MAX 9999

struct terr_civil {
    int year;  /* 1 to 9999 */
    int month; /* 1 to 12   */
    int day;   /* 1 to 31   */
};

/* The day number of a civil date; false where no such date exists (month 13, 30 February, year 0).
 * `*day` is then untouched. */
TERR_API bool terr_day_from_civil(int32_t *day, struct terr_civil civil);

/* The civil date of a day number within years 1 to 9999. */
TERR_API struct terr_civil terr_day_civil(int32_t day);

/* 0 = Monday to 6 = Sunday, as ISO 8601 orders the week. */
TERR_API int terr_day_weekday(int32_t day);

/* The last day of the calendar month that `day` lies in. */
TERR_API int32_t terr_day_month_end(int32_t day);

/* Bytes of "YYYY-MM-DD" with its NUL. */
#define TERR_DAY_SIZE 11

/* Writes YYYY-MM-DD. */
TERR_API void terr_day_print(char out[TERR_DAY_SIZE], int32_t day);

/* A point in time as someone wrote it: a day, or a day with a time, perhaps with its offset. */
struct terr_moment {
    int32_t day;
    bool has_time;
    int32_t second_of_day; /* 0 to 86400 (24:00:00), when has_time                */
    bool has_offset;       /* "Z" or "+03:00" was written                         */
    int32_t offset_s;      /* seconds east of UTC, when has_offset                */
};

/* Reads ISO 8601: YYYY-MM-DD, or that with 'T' or one space and HH:MM, HH:MM:SS or
 * HH:MM:SS.fraction (dropped), then nothing, Z, +HH:MM, +HHMM or +HH. The whole of `text` must
 * match.
 *
 * Fails with TERR_EARG and a sentence that shows the text: a wrong form, or a date or time that
 * does not exist. `*moment` is then untouched. */
TERR_API enum terr_code terr_moment_parse(struct terr_moment *moment, const char *text,
                                          struct terr_error *err) TERR_MUST_USE;

/* The instant of a moment as its own offset tells, or as if in UTC where it has none. A moment
 * without a time stands for the beginning of its day. */
TERR_API int64_t terr_moment_instant(const struct terr_moment *moment);

/* Bytes of "YYYY-MM-DDTHH:MM:SS+HH:MM" with its NUL. */
#define TERR_MOMENT_SIZE 26

/* Writes a moment as ISO 8601 has it, with its time and its offset (Z for 0) where it has them. */
TERR_API void terr_moment_print(char out[TERR_MOMENT_SIZE], const struct terr_moment *moment);

/* An instant as a moment in UTC: with a time, and the offset 0. The instant lies in years 1 to
 * 9999. */
TERR_API struct terr_moment terr_moment_at(int64_t instant_s);

/* Bytes of "YYYY-MM-DDTHH:MM:SSZ" with its NUL. */
#define TERR_INSTANT_SIZE 21

/* Writes an instant in UTC, YYYY-MM-DDTHH:MM:SSZ. The instant lies in years 1 to 9999. */
TERR_API void terr_instant_print(char out[TERR_INSTANT_SIZE], int64_t instant_s);

TERR_END_DECLS

#endif
