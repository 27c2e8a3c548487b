/// A frame of AMQP 0-9-1 (section 4.2 of its specification): kind, channel, size, payload and an end mark.
struct AMQPFrame: Sendable {
    enum Kind: UInt8 { case method = 1, header = 2, body = 3, heartbeat = 8 }

    /// Bytes before the payload.
    static let headerSize = 7
    /// Bytes around the payload.
    static let overhead = 8
    /// The largest frame that may be sent before another size is agreed on, and that we agree on later.
    static let sizeLimit = 131_072
    private static let end: UInt8 = 0xCE

    let kind: Kind
    let channel: UInt16
    let payload: [UInt8]

    /// What was sent is not AMQP.
    struct Violation: Error {}

    /// The bytes to send.
    var wireFormat: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(payload.count + Self.overhead)
        bytes.append(kind.rawValue)
        bytes.append(bigEndian: channel)
        bytes.append(bigEndian: UInt32(payload.count))
        bytes += payload
        bytes.append(Self.end)
        return bytes
    }

    /// Reads the frame that begins at `position` and moves behind it; `nil` where it isn't there to its end.
    static func next(in bytes: [UInt8], at position: inout Int) throws(Violation) -> AMQPFrame? {
        guard bytes.count - position >= 1 else { return nil }
        guard let kind = Kind(rawValue: bytes[position]) else { throw Violation() }
        guard bytes.count - position >= overhead else { return nil }
        let channel = UInt16(bytes[position + 1]) << 8 | UInt16(bytes[position + 2])
        let size = bytes[position + 3..<position + headerSize].reduce(0) { $0 << 8 | Int($1) }
        guard size <= sizeLimit else { throw Violation() }
        let start = position + headerSize
        guard bytes.count - start > size else { return nil }
        guard bytes[start + size] == end else { throw Violation() }
        position = start + size + 1
        return AMQPFrame(kind: kind, channel: channel, payload: Array(bytes[start..<start + size]))
    }
}

extension [UInt8] {
    /// Appends a number in network byte order.
    mutating func append(bigEndian number: some FixedWidthInteger & UnsignedInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
