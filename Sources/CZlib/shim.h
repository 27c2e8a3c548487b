#include <zlib.h>

/// `inflateInit2` is a macro with a `sizeof` in it, so Swift cannot call it; this fixes the gzip form.
static inline int shim_inflate_init_gzip(z_stream *stream) {
    return inflateInit2(stream, 16 + MAX_WBITS);
}

/// The same of `deflateInit2`.
static inline int shim_deflate_init_gzip(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
