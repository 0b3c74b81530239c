#ifndef HEAPBOOK_CFUZZER_H
#define HEAPBOOK_CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer as a library (compiler-rt, lib/fuzzer/FuzzerInterface.h); the compiler's runtime has it where a program is
/// built with `--sanitize fuzzer`.
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*target)(const uint8_t *bytes, size_t size));

#endif
