/// Tells texts that hold no secret from those that may, of which the scanner decides: most hold nothing that looks like it.
///
/// A secret needs a telling name, or something else that gives it away. These are looked for all at once: they are dealt to
/// eight buckets, and a table tells for each byte in which of them it may come first, second or third (the filter of the
/// Teddy algorithm in Intel's Hyperscan).
struct SecretFilter: Sendable {
    /// What isn't a name and gives a secret away, in the form of `SecretScanner.normalized`.
    private static let signs = ["pass", "auth", "://", "bearer", "basic", "_____begin", "eyj"]

    private let needles: [[UInt8]]
    /// For each byte the buckets that it may come first in; eight bits further up second, and again eight third.
    private var places = [UInt32](repeating: 0, count: 256)

    /// Looks for these names, which are normalized.
    init(names: [[UInt8]]) {
        needles = names + Self.signs.map { Array($0.utf8) }
        for (index, needle) in needles.enumerated() {
            let bucket: UInt32 = 1 << UInt32(index & 7)
            for place in 0..<3 {
                for byte in UInt8.min...UInt8.max {
                    // A shorter one may be followed by anything.
                    guard place >= needle.count || SecretScanner.normalized(byte) == needle[place] else { continue }
                    places[Int(byte)] |= bucket << UInt32(8 * place)
                }
            }
        }
    }

    /// Whether a text may hold a secret.
    func mayHoldSecret(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        places.withUnsafeBufferPointer { places in
            let all = UInt32.max
            var (second, third) = (bytes.first.map { places[Int($0)] } ?? all, all)
            for start in bytes.indices {
                let first = second
                second = start + 1 < bytes.count ? places[Int(bytes[start + 1])] : all
                third = start + 2 < bytes.count ? places[Int(bytes[start + 2])] : all
                if first & (second >> 8) & (third >> 16) & 0xFF != 0, isNeedle(bytes, at: start) { return true }
            }
            return false
        }
    }

    private func isNeedle(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        needles.contains { needle in
            needle.count <= bytes.count - start
                && needle.indices.allSatisfy { SecretScanner.normalized(bytes[start + $0]) == needle[$0] }
        }
    }
}
