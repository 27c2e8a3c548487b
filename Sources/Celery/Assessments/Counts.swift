/// How many attempts of a span are in each column; `nil` is "nothing could tell".
///
/// Where `processed` is known, so are all columns, and it is exactly their sum.
package struct Counts: Sendable, Equatable {
    /// All attempts alive in the span.
    package var processed: Int?
    /// Those of them that were received before it.
    package var carried: Int?
    /// Those of `received` that wait for their ETA.
    package var scheduled: Int?
    private var columns: [Outcome: Int] = [:]

    /// Knows nothing.
    package init() {}

    /// How many are in a column.
    package subscript(outcome: Outcome) -> Int? {
        get { columns[outcome] }
        set { columns[outcome] = newValue }
    }

    /// Nothing seen, where everything would have been.
    ///
    /// One value, of which all that stay so share the memory.
    package static let zero: Counts = {
        var counts = Counts()
        counts.processed = 0
        counts.carried = 0
        counts.scheduled = 0
        for outcome in Outcome.allCases { counts[outcome] = 0 }
        return counts
    }()

    /// Counts one attempt more; only where all columns are known.
    mutating func add(_ outcome: Outcome, isCarried: Bool, isScheduled: Bool) {
        columns[outcome, default: 0] += 1
        processed = (processed ?? 0) + 1
        if isCarried { carried = (carried ?? 0) + 1 }
        if isScheduled && outcome == .received { scheduled = (scheduled ?? 0) + 1 }
    }

    /// Adds attempts of which events told the end.
    mutating func add(_ attempts: AttemptTally) {
        for outcome in Outcome.allCases { columns[outcome, default: 0] += attempts[outcome] }
        processed = (processed ?? 0) + attempts.ended
    }

    /// Says of one attempt, counted already, that it was received before the span.
    mutating func carryOne() { carried = (carried ?? 0) + 1 }

    /// The sums of all rows whose columns are all known, and of how many rows that is.
    ///
    /// Where that is none, each column is the sum of what is known of it, and `processed` is not.
    static func total(of rows: [Counts]) -> (counts: Counts, rows: Int) {
        let complete = rows.filter { $0.processed != nil }
        let summed = complete.isEmpty ? rows : complete
        var total = Counts()
        total.processed = sum(complete.map(\.processed))
        total.carried = sum(summed.map(\.carried))
        total.scheduled = sum(summed.map(\.scheduled))
        for outcome in Outcome.allCases { total[outcome] = sum(summed.map { $0[outcome] }) }
        return (total, complete.count)
    }

    private static func sum(_ values: [Int?]) -> Int? {
        let known = values.compactMap { $0 }
        return known.isEmpty ? nil : known.reduce(0, +)
    }
}
