import Celery

/// The number under which a task is found: FNV-1a (Fowler, Noll, Vo) of its identifier, eight bytes at a time.
///
/// A number of eight bytes makes an index half the size of one over UUIDs. Where two tasks have one, the later takes
/// the next that is free.
enum TaskKey {
    static func first(of task: TaskID) -> Int64 {
        var text = task.description
        return Int64(bitPattern: text.withUTF8 { words($0) })
    }

    private static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var offset = 0
        while offset + 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            // Multiplication carries bits upwards only: fold the upper half back each time.
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            offset += 8
        }
        for byte in raw[offset...] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (hash ^ (hash >> 29)) &* 0x9E37_79B9_7F4A_7C15
    }

    /// FNV-1a of any bytes.
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}
