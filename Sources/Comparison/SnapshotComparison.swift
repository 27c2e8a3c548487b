package import Celery
import Glibc

func logarithm(_ value: Double) -> Double { log(value) }

/// Two snapshots side by side: what differs, the largest difference first, and what of it is more than chance.
///
/// Counts are compared for each watched hour, so that a longer span, or one that was watched less, is no change.
package struct SnapshotComparison: Sendable {
    /// A snapshot, as far as the comparison shows it.
    package struct Side: Sendable {
        /// When it was captured.
        package let capturedAt: Instant
        /// The span that its counts are about.
        package let span: TimeSpan
        /// How much of it was watched, in hours.
        package let hours: Double
        /// The same as a part of the span; `nil` where it has no length.
        package let coverage: Double?

        init(_ snapshot: Snapshot) {
            capturedAt = snapshot.capturedAt
            span = snapshot.coverage.span
            hours = snapshot.coverage.watchedSeconds / 3_600
            coverage = snapshot.coverage.watchedShare
        }
    }

    /// The earlier one.
    package let before: Side
    /// The later one.
    package let after: Side
    /// What differs: what is more than chance first, then what no test can tell of, then what may be chance; of each
    /// the largest first.
    package let changes: [Change]
    /// The failure groups of which the numbers differ, the new ones first.
    package let failures: [FailureChange]
    /// How many groups of failures are in both with the same numbers.
    package let sameFailures: Int
    /// How many tests were made; a p-value counts by how many there are.
    package let tests: Int

    /// Compares two snapshots; their tasks are not looked at.
    package init(_ before: Snapshot, _ after: Snapshot) {
        let pair = SnapshotPair(before: before, after: after)
        (self.before, self.after) = (pair.first, pair.second)
        var changes = pair.taskTypes + pair.queues + pair.workers + pair.settings
        var failures = pair.failures
        // Two percentiles of one distribution are one test.
        var values: [Double] = []
        var places: [ExactText: Int] = [:]
        func place(_ significance: Significance?, _ key: String) -> Int? {
            guard let significance else { return nil }
            if let known = places[key.exact] { return known }
            values.append(significance.p)
            places[key.exact] = values.count - 1
            return values.count - 1
        }
        let ofChanges = changes.map { change in
            let measure =
                change.significance?.method == .ranks ? String(change.measure.prefix { $0 != " " }) : change.measure
            return place(change.significance, "\(change.kind) \(measure) \(change.subject ?? "\u{0}")")
        }
        let ofFailures = failures.map {
            place($0.significance, "failures \($0.fingerprint) \($0.exception) \($0.type ?? "\u{0}")")
        }
        let significant = Significance.significant(among: values)
        func verdict(_ place: Int?) -> Change.Verdict {
            place.map { significant[$0] ? .moreThanChance : .maybeChance } ?? .notTested
        }
        for index in changes.indices { changes[index].verdict = verdict(ofChanges[index]) }
        for index in failures.indices { failures[index].verdict = verdict(ofFailures[index]) }
        self.changes = changes.sorted(by: Self.comesFirst)
        self.failures = failures.filter { $0.state != .stays || $0.before != $0.after }.sorted(by: Self.comesFirst)
        sameFailures = failures.count - self.failures.count
        tests = values.count
    }

    /// Whether nothing differs.
    package var isEmpty: Bool { changes.isEmpty && failures.isEmpty }

    private static func comesFirst(_ one: Change, _ other: Change) -> Bool {
        if one.verdict != other.verdict { return one.verdict.rank < other.verdict.rank }
        if one.size != other.size { return one.size > other.size }
        let kinds = Change.Kind.allCases
        if one.kind != other.kind { return kinds.firstIndex(of: one.kind) ?? 0 < kinds.firstIndex(of: other.kind) ?? 0 }
        let (left, right) = (one.subject ?? "", other.subject ?? "")
        return left != right ? NaturalOrder.areInIncreasingOrder(left, right) : one.measure < other.measure
    }

    private static func comesFirst(_ one: FailureChange, _ other: FailureChange) -> Bool {
        let states = FailureChange.State.allCases
        if one.state != other.state {
            return states.firstIndex(of: one.state) ?? 0 < states.firstIndex(of: other.state) ?? 0
        }
        let (more, less) = (max(one.before, one.after), max(other.before, other.after))
        if more != less { return more > less }
        return (one.type ?? "", one.exception, one.fingerprint) < (other.type ?? "", other.exception, other.fingerprint)
    }
}
