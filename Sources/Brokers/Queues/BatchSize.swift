/// How many elements of unknown size to ask for at once, so that an answer stays near a number of bytes.
struct BatchSize: Sendable {
    private let target: Int
    private let limit: Int
    private var seen = (count: 0, bytes: 0)

    init(target: Int, limit: Int) {
        self.target = target
        self.limit = limit
    }

    /// The next number to ask for: few at first, then by the average of what came.
    var next: Int {
        guard seen.count > 0 else { return min(5, limit) }
        return max(1, min(limit, target / max(1, seen.bytes / seen.count)))
    }

    /// How many bytes have come.
    var bytes: Int { seen.bytes }

    /// Takes note of what came.
    mutating func note(_ elements: [[UInt8]]) {
        seen.count += elements.count
        seen.bytes += elements.reduce(0) { $0 + $1.count }
    }
}
