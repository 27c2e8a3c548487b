import Celery

/// The number under which a task is found: FNV-1a (Fowler, Noll, Vo) of its identifier.
///
/// A number of eight bytes makes an index half the size of one over UUIDs. Where two tasks have one, the later takes the
/// next that is free.
enum TaskKey {
    static func first(of task: TaskID) -> Int64 {
        // Multiplication moves little into the low bits of the top bytes, by which the index sorts: fold once more.
        let hash = hash(task.description.utf8)
        return Int64(bitPattern: (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15)
    }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}
