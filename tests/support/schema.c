#include "check.h"

#include "sample.h"
#include "schema.h"

#include <stdlib.h>
#include <sys/wait.h>

// What stands before this in __FILE__ is the root of the repository.
#define THIS_FILE "tests/support/schema.c"

#define VALIDATOR_MISSING 77
#define PYTHON_MISSING 127

void schema_check(const struct terr_text *text, const char *schema, int expected)
{
    char folder[SAMPLE_PATH_SIZE], path[2 * SAMPLE_PATH_SIZE], command[4096];
    const int root_length = (int)(sizeof __FILE__ - sizeof THIS_FILE);
    struct terr_error err;
    sample_folder_make(folder, NULL);
    snprintf(path, sizeof path, "%s/document.json", folder);
    check_ok(terr_draft_write(path, text->bytes, text->length, false, &err));
    snprintf(command, sizeof command,
             "python3 '%.*stests/support/validate_json.py' '%.*sschemas/%s.schema.json' '%s'%s",
             root_length, __FILE__, root_length, __FILE__, schema, path,
             expected ? " 2>/dev/null" : "");
    const int status = system(command);
    sample_folder_remove(folder);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == VALIDATOR_MISSING || WEXITSTATUS(status) == PYTHON_MISSING) {
        print_message("not validated: Python or its package jsonschema is missing\n");
        return;
    }
    assert_int_equal(WEXITSTATUS(status), expected);
}
