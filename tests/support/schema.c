#include "check.h"

#include "sample.h"
#include "schema.h"

#include <stdlib.h>
#include <sys/wait.h>

// SOURCE_ROOT, the root of the repository, comes from the build.
#define VALIDATOR_MISSING 77
#define PYTHON_MISSING 127

void schema_check(const struct terr_text *text, const char *schema, int expected)
{
    char folder[SAMPLE_PATH_SIZE], path[2 * SAMPLE_PATH_SIZE], command[4096];
    struct terr_error err;
    sample_folder_make(folder, NULL);
    snprintf(path, sizeof path, "%s/document.json", folder);
    check_ok(terr_draft_write(path, text->bytes, text->length, false, &err));
    snprintf(command, sizeof command,
             "python3 '%s/tests/support/validate_json.py' '%s/schemas/%s.schema.json' '%s'%s",
             SOURCE_ROOT, SOURCE_ROOT, schema, path, expected ? " 2>/dev/null" : "");
    const int status = system(command);
    sample_folder_remove(folder);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == VALIDATOR_MISSING || WEXITSTATUS(status) == PYTHON_MISSING) {
        print_message("not validated: Python or its package jsonschema is missing\n");
        return;
    }
    assert_int_equal(WEXITSTATUS(status), expected);
}
