#ifndef CWOFF2_H
#define CWOFF2_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The largest number of bytes that `cwoff2_compress` may write for this font.
size_t cwoff2_max_compressed_size(const uint8_t *font, size_t length);

/// Compresses an OpenType font to WOFF2. Returns the bytes written, or 0 where the font cannot be read. While it runs,
/// what other threads write to standard error is lost: the encoder writes there, and must not be heard.
size_t cwoff2_compress(const uint8_t *font, size_t length, uint8_t *output, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
