#include "CWoff2.h"

#include <fcntl.h>
#include <mutex>
#include <unistd.h>
#include <woff2/encode.h>

namespace {

// Debian's build of the encoder writes a line about sizes to standard error for each font, and has no switch for it.
// While one font is compressed, standard error leads nowhere.
class QuietStandardError {
public:
    QuietStandardError() : saved_(dup(STDERR_FILENO)) {
        int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (saved_ >= 0 && nowhere >= 0) dup2(nowhere, STDERR_FILENO);
        if (nowhere >= 0) close(nowhere);
    }

    ~QuietStandardError() {
        if (saved_ < 0) return;
        dup2(saved_, STDERR_FILENO);
        close(saved_);
    }

    QuietStandardError(const QuietStandardError &) = delete;
    QuietStandardError &operator=(const QuietStandardError &) = delete;

private:
    int saved_;
};

// Two calls at once would save each other's redirection.
std::mutex one_at_a_time;

}  // namespace

size_t cwoff2_max_compressed_size(const uint8_t *font, size_t length) {
    return woff2::MaxWOFF2CompressedSize(font, length);
}

size_t cwoff2_compress(const uint8_t *font, size_t length, uint8_t *output, size_t capacity) {
    std::lock_guard<std::mutex> lock(one_at_a_time);
    QuietStandardError quiet;
    size_t written = capacity;
    return woff2::ConvertTTFToWOFF2(font, length, output, &written) ? written : 0;
}
