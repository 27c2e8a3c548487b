import CZlib

/// Unpacks gzip (RFC 1952).
package enum Gunzip {
    /// Why something can't be unpacked.
    package enum Flaw: Error, Equatable, CustomStringConvertible {
        case notGzip, truncated
        /// What follows the end of the packed text is none.
        case trailing
        case tooLarge(limit: Int)

        /// What is wrong with it.
        package var description: String {
            switch self {
            case .notGzip: "not gzip, or damaged"
            case .truncated: "gzip that ends too early"
            case .trailing: "something that isn't gzip follows the end of gzip; what stands before it is read"
            case .tooLarge(let limit): "gzip of more than \(limit) bytes"
            }
        }
    }

    /// The contents of all members; `limit` guards against a small file that holds a huge one.
    package static func inflate(_ bytes: UnsafeRawBufferPointer, limit: Int = 1 << 30) throws(Flaw) -> [UInt8] {
        var stream = z_stream()
        guard shim_inflate_init_gzip(&stream) == Z_OK else { throw .notGzip }
        defer { inflateEnd(&stream) }
        let input = bytes.bindMemory(to: UInt8.self)
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(clamping: input.count)
        var output: [UInt8] = []
        while true {
            let code = append(&stream, to: &output)
            guard output.count <= limit else { throw .tooLarge(limit: limit) }
            switch code {
            case Z_STREAM_END:
                if stream.avail_in == 0 { return output }
                guard inflateReset(&stream) == Z_OK else { throw .notGzip }
            case Z_OK: continue
            case Z_BUF_ERROR: throw .truncated
            default: throw .notGzip
            }
        }
    }

    private static func append(_ stream: inout z_stream, to output: inout [UInt8]) -> Int32 {
        var code = Z_OK
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(buffer.count)
            code = CZlib.inflate(&stream, Z_NO_FLUSH)
            count = buffer.count - Int(stream.avail_out)
        }
        output += piece
        return code
    }
}
