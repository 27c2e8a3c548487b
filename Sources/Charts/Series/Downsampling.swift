/// Thins samples out to what a picture can show: the least and the most of each pixel column, and the ends of each run.
///
/// Nothing is averaged, so that no spike is lost; linear in the number of samples.
package struct Downsampling: Sendable {
    /// What is shown.
    let span: TimeSpan
    /// How many pixel columns it has, at least 1.
    let columns: Int
    /// Samples further apart than so many microseconds are not joined; nil to join them however far.
    let longestJoin: Int64?

    /// Takes the span, its pixel columns, and the longest distance that is joined.
    package init(span: TimeSpan, columns: Int, longestJoin: Int64? = nil) {
        self.span = span
        self.columns = max(1, columns)
        self.longestJoin = longestJoin
    }

    /// Samples that hang together, without a gap that could be seen.
    package struct Run: Equatable, Sendable {
        /// The indices of those that are kept, in order; never empty.
        package var kept: [Int]
        /// The index of the sample that is not known and ends the run; nil at the end.
        package var end: Int?
    }

    /// The runs of a series; indices are those of `points`. Samples outside of the span are skipped.
    package func runs(of points: [TimePoint]) -> [Run] {
        runs(over: points.indices, time: { points[$0].time }, value: { points[$0].known })
    }

    /// The runs of samples given by index. A gap within one pixel column cannot be seen, and does not part a run.
    func runs(over indices: Range<Int>, time: (Int) -> Int64, value: (Int) -> Double?) -> [Run] {
        var runs: [Run] = []
        var open = OpenRun()
        var gap: Int?
        for index in indices where span.contains(time(index)) {
            guard let value = value(index) else {
                gap = gap ?? index
                continue
            }
            let column = column(of: time(index))
            let isFar = longestJoin.map { limit in open.last.map { time(index) - time($0) > limit } ?? false } ?? false
            if isFar || gap != nil, column != open.column, let run = open.finish(end: gap) { runs.append(run) }
            gap = nil
            open.add(index, value: value, column: column)
        }
        if let run = open.finish(end: gap) { runs.append(run) }
        return runs
    }

    /// The pixel column of an instant in the span.
    func column(of time: Int64) -> Int {
        guard span.duration > 0 else { return 0 }
        return min(columns - 1, Int(Double(time - span.since) / Double(span.duration) * Double(columns)))
    }
}

/// A run while it grows: what is kept of the columns before, and the extremes of the present one.
private struct OpenRun {
    private(set) var column = -1
    private(set) var last: Int?
    private var kept: [Int] = []
    private var least = (index: 0, value: 0.0)
    private var most = (index: 0, value: 0.0)

    mutating func add(_ index: Int, value: Double, column: Int) {
        if column != self.column {
            flush()
            if last == nil { kept.append(index) }
            (least, most) = ((index, value), (index, value))
            self.column = column
        } else {
            if value < least.value { least = (index, value) }
            if value > most.value { most = (index, value) }
        }
        last = index
    }

    /// Ends the run and starts anew; nil when nothing was added.
    mutating func finish(end: Int?) -> Downsampling.Run? {
        guard let last else { return nil }
        flush()
        keep(last)
        defer { self = OpenRun() }
        return Downsampling.Run(kept: kept, end: end)
    }

    private mutating func flush() {
        guard last != nil else { return }
        keep(min(least.index, most.index))
        keep(max(least.index, most.index))
    }

    private mutating func keep(_ index: Int) {
        if index > kept.last ?? -1 { kept.append(index) }
    }
}
