/* support/check.h - cmocka, and the few checks it lacks. Include it first in every test program. */
#ifndef TESTS_SUPPORT_CHECK_H
#define TESTS_SUPPORT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <geo/base/error.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The call succeeded and left the error untouched; shows the message where it did not. `call` names
 * the variable `err`, which must be in scope. */
#define check_ok(call)                                                          \
    do {                                                                        \
        memset(&err, 0x5a, sizeof err);                                         \
        const enum terr_code code_ = (call);                                    \
        if (code_) fail_msg("%s: code %d, %s", #call, (int)code_, err.message); \
        assert_int_equal((unsigned char)err.message[0], 0x5a);                  \
    } while (0)

/* The call failed with `expected`, and its sentence is exactly `sentence`. */
#define check_fails(call, expected, sentence)                   \
    do {                                                        \
        const enum terr_code code_ = (call);                    \
        if (code_ == TERR_OK) fail_msg("%s: succeeded", #call); \
        assert_string_equal(err.message, sentence);             \
        assert_int_equal(code_, expected);                      \
        assert_int_equal(err.code, expected);                   \
    } while (0)

/* |actual - expected| <= tolerance; a NaN fails. */
#define check_near(actual, expected, tolerance)                                             \
    do {                                                                                    \
        const double actual_ = (actual), expected_ = (expected), tolerance_ = (tolerance);  \
        if (!(fabs(actual_ - expected_) <= tolerance_)) {                                   \
            fail_msg("%s is %.17g, expected %.17g within %g (off by %g)", #actual, actual_, \
                     expected_, tolerance_, actual_ - expected_);                           \
        }                                                                                   \
    } while (0)

#endif
