import CZlib

/// Unpacks gzip (RFC 1952) piece by piece, for files that are too large to be held whole.
package struct GunzipStream: ~Copyable {
    /// zlib remembers where it stands, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var isBetweenMembers = true
    private var hasMembers = false

    /// Begins a file.
    ///
    /// - Throws: `.notGzip` where there is no memory for it.
    package init() throws(Gunzip.Flaw) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard shim_inflate_init_gzip(stream) == Z_OK else {
            stream.deallocate()
            throw .notGzip
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Unpacks the next piece and appends what it holds to `output`.
    package mutating func inflate(_ piece: [UInt8], into output: inout [UInt8]) throws(Gunzip.Flaw) {
        var offset = 0
        while offset < piece.count {
            // Tapes and some copies are filled up with zeros.
            if isBetweenMembers, hasMembers, piece[offset] == 0 {
                offset += 1
                continue
            }
            let (used, code) = step(piece[offset...], into: &output)
            offset += used
            switch code {
            case Z_OK, Z_BUF_ERROR: isBetweenMembers = false
            case Z_STREAM_END:
                (isBetweenMembers, hasMembers) = (true, true)
                guard inflateReset(stream) == Z_OK else { throw .notGzip }
            default: throw isBetweenMembers && hasMembers ? .trailing : .notGzip
            }
        }
    }

    /// Ends the file.
    ///
    /// - Throws: `.truncated` where more should have come.
    package func finish() throws(Gunzip.Flaw) {
        guard isBetweenMembers else { throw .truncated }
    }

    private mutating func step(_ piece: ArraySlice<UInt8>, into output: inout [UInt8]) -> (used: Int, code: Int32) {
        var (used, code) = (0, Z_OK)
        let unpacked = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
            piece.withUnsafeBufferPointer { input in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(buffer.count)
                code = CZlib.inflate(stream, Z_NO_FLUSH)
                used = input.count - Int(stream.pointee.avail_in)
                count = buffer.count - Int(stream.pointee.avail_out)
            }
        }
        output += unpacked
        return (used, code)
    }
}
