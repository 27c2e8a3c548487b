import Celery

/// Where a list of tasks, newest first, is cut into pages, so that a report that comes later cuts the same past alike.
///
/// Time is halved, from the epoch on, until no part holds more than a page does: where a cut falls depends on nothing
/// but the tasks around it, neither on those that came since nor on those that were forgotten. The tasks of a single
/// second are cut by their number, from the oldest on.
struct TimeCuts: Sendable {
    /// The most rows of a page, and of a part that the search loads by itself.
    static let rowsOfPage = 150, rowsOfPart = 2_000

    /// A page.
    struct Cut: Sendable, Equatable {
        let rows: Range<Int>
        /// When its part of time begins, as a name: `20261122-080000`; more than one of a second are numbered.
        let name: String
    }

    /// The pages, newest first.
    private(set) var cuts: [Cut] = []
    /// The second of each task, none later than those before it: a list that isn't in order is cut as it stands.
    private let seconds: [Int]
    private let weights: TaskWeights
    /// The most rows between two cuts.
    private let mostRows: Int

    init(_ tasks: [TaskRow], weights: TaskWeights, mostRows: Int = rowsOfPage) {
        (self.weights, self.mostRows) = (weights, mostRows)
        var seconds: [Int] = []
        seconds.reserveCapacity(tasks.count)
        for place in tasks.indices {
            let second = tasks[place].time.map { Int($0.microseconds / 1_000_000) } ?? 0
            seconds.append(min(max(second, 0), seconds.last ?? .max))
        }
        self.seconds = seconds
        guard let newest = seconds.first, let oldest = seconds.last else { return }
        halve(tasks.indices, bits: Int.bitWidth - (newest ^ oldest).leadingZeroBitCount)
    }

    /// Cuts tasks whose seconds differ in the last so many bits alone.
    private mutating func halve(_ rows: Range<Int>, bits: Int) {
        let start = (seconds[rows.lowerBound] >> bits) << bits
        if weights.fits(rows, rows: mostRows) {
            cuts.append(Cut(rows: rows, name: name(of: rows, from: start)))
        } else if bits == 0 {
            count(rows, from: start)
        } else {
            let middle = firstRow(of: rows, before: start + (1 << (bits - 1)))
            for half in [rows.lowerBound..<middle, middle..<rows.upperBound] where !half.isEmpty {
                halve(half, bits: bits - 1)
            }
        }
    }

    private mutating func count(_ rows: Range<Int>, from start: Int) {
        let name = name(of: rows, from: start)
        var (parts, end) = ([Cut](), rows.upperBound)
        while end > rows.lowerBound {
            let begin = max(rows.lowerBound, weights.farthest(to: end, rows: mostRows))
            parts.append(Cut(rows: begin..<end, name: parts.isEmpty ? name : "\(name)-\(parts.count + 1)"))
            end = begin
        }
        cuts += parts.reversed()
    }

    private func firstRow(of rows: Range<Int>, before second: Int) -> Int {
        var (low, high) = (rows.lowerBound, rows.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if seconds[middle] < second { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// A part of time that begins long before its first task is named by the day of that one.
    private func name(of rows: Range<Int>, from start: Int) -> String {
        let oldest = seconds[rows.upperBound - 1]
        guard oldest > 0 else { return "undated" }
        let time = Instant(microseconds: Int64(max(start, oldest - oldest % 86_400)) * 1_000_000).iso8601(digits: 0)
        return String(time.filter(\.isNumber).prefix(8)) + "-" + String(time.filter(\.isNumber).suffix(6))
    }
}
