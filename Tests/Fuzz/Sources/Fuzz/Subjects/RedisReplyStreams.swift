@testable import RedisReplies

/// What Redis sends, whole and in two parts.
enum RedisReplyStreams {
    /// The first byte says where it is cut.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first else { return }
        let all = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes.dropFirst()))
        let cut = min(Int(first), all.count)
        let whole = replies([all])
        let parted = replies([
            UnsafeRawBufferPointer(rebasing: all[..<cut]), UnsafeRawBufferPointer(rebasing: all[cut...]),
        ])
        precondition(whole == parted, "\(whole) and \(parted)")
    }

    /// The replies until the end, or until something that Redis doesn't send.
    private static func replies(_ parts: [UnsafeRawBufferPointer]) -> [RedisReply] {
        let reader = RedisReader()
        var replies: [RedisReply] = []
        for part in parts where !part.isEmpty {
            do throws(RedisReader.Violation) {
                try reader.feed(part)
                while let reply = try reader.next() { replies.append(reply) }
            } catch { return replies }
        }
        return replies
    }
}
