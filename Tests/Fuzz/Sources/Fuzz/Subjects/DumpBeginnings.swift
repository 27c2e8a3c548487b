@testable import Dumps

/// What stands at the beginning of a dump of Redis.
enum DumpBeginnings {
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let header = try? DumpHeader(Array(bytes)[...]) else { return }
        precondition(header.version > 0 && header.memory.map { $0 > 0 } != false)
        // What stands behind a whole beginning changes nothing of it.
        guard bytes.count < 4_000 else { return }
        for end in [[0xFE, 0x00], [0xFF]] as [[UInt8]] {
            let longer = try? DumpHeader((Array(bytes) + end)[...])
            precondition(longer == nil || longer?.version == header.version)
        }
    }
}
