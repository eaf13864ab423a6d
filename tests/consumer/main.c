/* A program of another project: how many maps are in a folder, and of which profile they are. */
#include <geo/territory.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct terr_error err;
    struct terr_archive *archive;
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    const char *const sources[] = {argc > 1 ? argv[1] : "."};

    if (terr_archive_open(&archive, sources, 1, &options, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    printf("%zu maps of %s\n", terr_archive_count(archive),
           terr_profile_name(terr_archive_profile(archive)));
    terr_archive_free(archive);
    return 0;
}
