/// Finds the field of a key with one look at a table: a million events have sixteen million keys.
struct EventFieldTable {
    /// What tells keys of up to sixteen bytes apart: their length, and their first and last eight bytes.
    private struct Print: Equatable {
        let count: Int
        let head: UInt64
        let tail: UInt64

        /// A place in the table, by Knuth's multiplicative hashing: the top bits are the best mixed.
        var place: Int {
            let mixed = (head ^ (tail << 3) ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: mixed >> 56)
        }
    }

    private var slots = [(print: Print, field: EventField)?](repeating: nil, count: 256)

    /// Makes the table.
    init() {
        for field in EventField.allCases {
            guard let print = Array(field.rawValue.utf8).withUnsafeBufferPointer(Self.print) else { continue }
            var place = print.place
            while slots[place] != nil { place = (place + 1) & 0xFF }
            slots[place] = (print, field)
        }
    }

    /// The field of a key; `nil` for one that means nothing to us.
    func field(_ key: JSONKey) -> EventField? {
        guard let print = Self.print(key.bytes) else { return nil }
        var place = print.place
        while let slot = slots[place] {
            if slot.print == print { return slot.field }
            place = (place + 1) & 0xFF
        }
        return nil
    }

    /// `nil` for keys that are longer than any of ours.
    private static func print(_ bytes: UnsafeBufferPointer<UInt8>) -> Print? {
        let raw = UnsafeRawBufferPointer(bytes)
        guard raw.count <= 16 else { return nil }
        guard raw.count >= 8 else {
            var head: UInt64 = 0
            for byte in raw { head = head << 8 | UInt64(byte) }
            return Print(count: raw.count, head: head, tail: 0)
        }
        return Print(
            count: raw.count, head: raw.loadUnaligned(as: UInt64.self),
            tail: raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self))
    }
}
