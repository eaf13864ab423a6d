/* base/octet.h - eight bytes at a time, in one register. */
#ifndef GEO_BASE_OCTET_H
#define GEO_BASE_OCTET_H

#include <stdint.h>

/* One byte, times this, is that byte in all eight places. */
#define TERR_EVERY_BYTE UINT64_C(0x0101010101010101)

/* The eight bytes at `text`, the first one lowest whatever the processor's order; compilers make
 * this one load. */
static inline uint64_t terr_octet_load(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;
    return (uint64_t)byte[0] | (uint64_t)byte[1] << 8 | (uint64_t)byte[2] << 16 |
           (uint64_t)byte[3] << 24 | (uint64_t)byte[4] << 32 | (uint64_t)byte[5] << 40 |
           (uint64_t)byte[6] << 48 | (uint64_t)byte[7] << 56;
}

#endif
