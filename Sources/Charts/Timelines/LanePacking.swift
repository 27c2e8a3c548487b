/// Puts stretches of time into lanes in which none overlaps another, each into the first that is free.
///
/// Taken in the order of their beginnings they need no more lanes than overlap at once: interval partitioning
/// (Kleinberg and Tardos, Algorithm Design, 4.1).
package struct LanePacking: Sendable {
    private var ends: [Int64] = []
    private let lanes: Int?
    private let tolerance: Int64

    /// Begins with no lane.
    ///
    /// Where all of `lanes` are taken, a stretch may begin in the one that is free first, if that is within `tolerance`
    /// microseconds; it is shown from then on. Else it gets a lane more.
    package init(lanes: Int? = nil, tolerance: Int64 = 0) {
        self.lanes = lanes
        self.tolerance = tolerance
    }

    /// How many lanes there are.
    package var count: Int { ends.count }

    /// Finds the lane of the next stretch, and from when on it has that for itself.
    package mutating func place(from begin: Int64, to end: Int64) -> (lane: Int, begin: Int64) {
        if let lane = ends.firstIndex(where: { $0 <= begin }) {
            ends[lane] = max(begin, end)
            return (lane, begin)
        }
        if let lanes, ends.count >= lanes, let first = ends.indices.min(by: { ends[$0] < ends[$1] }),
            ends[first] - begin <= tolerance, ends[first] <= end
        {
            defer { ends[first] = end }
            return (first, ends[first])
        }
        ends.append(max(begin, end))
        return (ends.count - 1, begin)
    }
}
