/// How much of each of many equal parts of time is taken, by any number of stretches: linear in stretches and parts.
package struct BusyColumns: Sendable {
    private let span: TimeSpan
    /// Microseconds of what begins or ends within a part, or lies in it.
    private var edges: [Double]
    /// How many more stretches take all of a part than take all of the one before.
    private var changes: [Int]

    /// Cuts a span into so many parts.
    package init(_ span: TimeSpan, count: Int) {
        self.span = span
        edges = [Double](repeating: 0, count: max(1, count))
        changes = [Int](repeating: 0, count: max(1, count) + 1)
    }

    /// How long a part is, in microseconds.
    private var length: Double { Double(span.duration) / Double(edges.count) }

    /// Adds a stretch; what lies outside of the span is left out.
    package mutating func add(from begin: Int64, to end: Int64) {
        guard end > begin, let own = span.intersection(TimeSpan(since: begin, until: end)) else { return }
        let (since, until) = (Double(own.since - span.since) / length, Double(own.until - span.since) / length)
        let (first, last) = (min(Int(since), edges.count - 1), min(Int(until), edges.count - 1))
        guard first < last else {
            edges[first] += (until - since) * length
            return
        }
        edges[first] += (Double(first + 1) - since) * length
        edges[last] += (until - Double(last)) * length
        changes[first + 1] += 1
        changes[last] -= 1
    }

    /// The share of each part that is taken where there is room for so many stretches at once, from 0 to 1.
    package func shares(of room: Int) -> [Double] {
        var whole = 0
        return edges.indices.map { index in
            whole += changes[index]
            guard length > 0 else { return 0 }
            return min(1, max(0, (Double(whole) + edges[index] / length) / Double(max(1, room))))
        }
    }
}
