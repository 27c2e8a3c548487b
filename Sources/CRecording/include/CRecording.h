#ifndef CRECORDING_H
#define CRECORDING_H

#include <stddef.h>

/// The recording that `herbarium demo` shows: NDJSON, compressed with gzip; made by `Tests/Support/record-demo`.
///
/// A function, because Swift imports no array of unknown length and takes no global pointer for safe to share.
const unsigned char *_Nonnull herbarium_recording(void);

/// How many bytes `herbarium_recording` points at.
size_t herbarium_recording_size(void);

#endif
