/* source/virtual_file.h - bytes inside other files and behind addresses, as GDAL's virtual file
 * systems open them: /vsizip/maps.zip/20240501.geojson, /vsitar/…, /vsigzip/…, /vsicurl/http://….
 *
 * What is packed can unpack to far more than it is. No more is read than TERR_FILE_SIZE_MAX, and
 * beyond 64 MiB no more than 200 times the packed file on this machine that it comes from; maps
 * shrink to a tenth or a twentieth.
 */
#ifndef GEO_SOURCE_VIRTUAL_FILE_H
#define GEO_SOURCE_VIRTUAL_FILE_H

#include <geo/base/digest.h>
#include <geo/base/file.h>
#include <geo/base/paths.h>
#include <geo/source/virtual_path.h>

TERR_BEGIN_DECLS

/* Reads the whole of a file, which may be a plain one too; one named .gz is unpacked. The bytes are
 * followed by a NUL that `out->length` does not count.
 *
 * Fails with TERR_EIO (it is not there, cannot be read, or breaks off), TERR_EDATA (it unpacks to
 * more than is read), TERR_ENOMEM; `out` is then empty. The sentence does not repeat the path. */
enum terr_code terr_virtual_file_read(struct terr_bytes *out, const char *path,
                                      struct terr_error *err) TERR_MUST_USE;

/* The SHA-256 of a file's bytes, as they are, and how many there are. Fails as
 * terr_virtual_file_read. */
enum terr_code terr_virtual_file_digest(char out[TERR_DIGEST_SIZE], uint64_t *size,
                                        const char *path, struct terr_error *err) TERR_MUST_USE;

/* Whether a file is there and no larger than is read. Fails as terr_virtual_file_read; TERR_EIO
 * also for a folder and for what is no regular file. */
enum terr_code terr_virtual_file_check(const char *path, struct terr_error *err) TERR_MUST_USE;

/* Appends the paths of the files inside a bundle or a virtual folder at any depth, where `wanted`
 * says so of the path, in byte order; hidden ones (a name on the way that begins with '.', or is
 * __MACOSX) are left aside. Fails with TERR_EIO (it cannot be opened), TERR_EDATA (more than 100
 * 000 entries), TERR_ENOMEM; paths already appended stay. */
enum terr_code terr_virtual_file_members(struct terr_paths *out, const char *path,
                                         bool (*wanted)(const char *path),
                                         struct terr_error *err) TERR_MUST_USE;

/* True where the path leads to something, and to a folder. Both ask the other end where that is a
 * server. */
bool terr_virtual_file_exists(const char *path);
bool terr_virtual_file_is_folder(const char *path);

TERR_END_DECLS

#endif
