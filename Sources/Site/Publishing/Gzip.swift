import CZlib

/// Packs bytes by gzip (RFC 1952), without a name and a time, so that the same bytes are packed alike.
package enum Gzip {
    /// The packed bytes, one member.
    package static func deflate(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard shim_deflate_init_gzip(&stream) == Z_OK else { preconditionFailure("zlib has no memory to begin with") }
        defer { deflateEnd(&stream) }
        var packed: [UInt8] = []
        bytes.withUnsafeBufferPointer { input in
            var read = 0
            var code = Z_OK
            while code != Z_STREAM_END {
                if stream.avail_in == 0 {
                    // The counter of zlib has 32 bits.
                    let count = min(input.count - read, 1 << 30)
                    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + read })
                    stream.avail_in = UInt32(count)
                    read += count
                }
                packed += [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    code = CZlib.deflate(&stream, read == input.count ? Z_FINISH : Z_NO_FLUSH)
                    count = buffer.count - Int(stream.avail_out)
                }
            }
        }
        return packed
    }
}
