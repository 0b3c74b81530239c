#include "CWoff2.h"

#include <woff2/encode.h>

size_t cwoff2_max_compressed_size(const uint8_t *font, size_t length) {
    return woff2::MaxWOFF2CompressedSize(font, length);
}

size_t cwoff2_compress(const uint8_t *font, size_t length, uint8_t *output, size_t capacity) {
    size_t written = capacity;
    return woff2::ConvertTTFToWOFF2(font, length, output, &written) ? written : 0;
}
