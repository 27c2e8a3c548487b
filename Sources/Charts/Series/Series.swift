/// A named sequence of samples.
package struct Series: Equatable, Sendable {
    /// What it is called; any text, escaped by whoever draws it.
    package var name: String
    /// In order of time.
    package let points: [TimePoint]
    /// How it is told apart; nil to have it chosen by name.
    package let slot: SeriesSlot?
    /// Whether it stands for the sum of all series that are not drawn themselves.
    package let isOthers: Bool
    /// What a heat map's row stands for, on the axis of values; nil for everything else.
    package let bin: ClosedRange<Double>?

    /// Takes samples in any order.
    package init(
        name: String, points: [TimePoint], slot: SeriesSlot? = nil, isOthers: Bool = false,
        bin: ClosedRange<Double>? = nil
    ) {
        self.name = name
        self.slot = slot
        self.bin = bin
        self.isOthers = isOthers
        let isOrdered = points.indices.dropFirst().allSatisfy { points[$0 - 1].time <= points[$0].time }
        if isOrdered {
            self.points = points
        } else {
            // The place settles equal times, so that the order does not hang on the sorting.
            self.points = points.enumerated()
                .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        }
    }

    /// The samples in a span.
    func points(in span: TimeSpan) -> ArraySlice<TimePoint> {
        let first = points.partitionIndex { $0.time >= span.since }
        let last = points.partitionIndex { $0.time > span.until }
        return points[first..<last]
    }
}

extension [TimePoint] {
    /// The first index from which on a condition holds, by halving.
    fileprivate func partitionIndex(where condition: (TimePoint) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
