#include <stddef.h>
#include <stdint.h>

/// Part of libFuzzer, which has no header of its own: runs a function of ours with one input after the other.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*run)(const uint8_t *start, size_t count));
