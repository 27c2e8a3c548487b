/// What waits, runs and ended, by an argument of the tasks.
package struct Grouping: Sendable, Equatable {
    /// The path of the argument, as it was asked for.
    package var path: String
    /// The values that have most, the largest first; then all others together, and those of which the value isn't
    /// known.
    package var rows: [Row]
    /// How many attempts were looked at.
    package var attempts: Int
    /// How many messages that wait were looked at; the broker shows no others.
    package var sampled: Int

    /// Gives it.
    package init(path: String, rows: [Row], attempts: Int, sampled: Int) {
        (self.path, self.rows, self.attempts, self.sampled) = (path, rows, attempts, sampled)
    }

    /// What a row is of.
    package enum Kind: String, CaseIterable, Sendable {
        /// One value.
        case value
        /// Tasks that don't have this argument.
        case absent
        /// All values that there is no row for.
        case others
        /// Tasks of which nobody tells the argument.
        case unknown
    }

    /// A value, and what has it.
    package struct Row: Sendable, Equatable {
        /// What it is of.
        package var kind: Kind
        /// The value; `nil` where the row isn't of one.
        package var value: String?
        /// How many values it is of.
        package var values = 1
        /// Messages that wait, of those that were looked at.
        package var waiting = 0
        /// Messages delivered and not acknowledged; `nil` where nobody tells which those are.
        package var unacknowledged: Int?
        /// Attempts that are executing.
        package var active = 0
        /// Attempts alive in the span, as many as are known one by one.
        package var processed = 0
        /// Those of them that succeeded, failed, and ended in a retry.
        package var succeeded = 0, failed = 0, retried = 0
        /// Seconds of slot time that they took within what was watched.
        package var busySeconds = 0.0

        /// Begins with nothing.
        package init(_ kind: Kind, value: String? = nil) { (self.kind, self.value) = (kind, value) }

        /// Adds what another one has.
        mutating func add(_ other: Row) {
            waiting += other.waiting
            if let count = other.unacknowledged { unacknowledged = (unacknowledged ?? 0) + count }
            active += other.active
            processed += other.processed
            succeeded += other.succeeded
            failed += other.failed
            retried += other.retried
            busySeconds += other.busySeconds
        }
    }
}

/// Groups what a snapshot is made of.
struct GroupCounter {
    /// So many values have rows of their own.
    private static let most = 20

    private let path: GroupPath
    private var rows: [GroupPath.Value: Grouping.Row] = [:]
    private var attempts = 0
    private var sampled = 0
    private let namesMessages: Bool
    private let digest: KeyedDigest?

    /// With a digest, values are told by it alone.
    init(_ path: GroupPath, assessment: Assessment, digest: KeyedDigest?) {
        (self.path, self.digest) = (path, digest)
        let evidence = assessment.evidence
        namesMessages = evidence.unacknowledged != nil
        let spans = BusySpans(assessment)
        for task in assessment.tasks {
            for judged in task.attempts {
                guard Census.member(judged, of: task, in: assessment.rules) != nil else { continue }
                var facts = judged.attempt.facts
                facts.fill(task.facts)
                attempts += 1
                change(facts) { row in
                    row.processed += 1
                    row.busySeconds += Double(spans.microseconds(of: judged)) / 1_000_000
                    switch judged.outcome {
                    case .active: row.active += 1
                    case .succeeded: row.succeeded += 1
                    case .failed: row.failed += 1
                    case .retried: row.retried += 1
                    case .received, .revoked, .rejected, .returned, .lost, .unaccounted: break
                    }
                }
            }
        }
        for message in (evidence.queues.last?.queues ?? []).flatMap({ $0.sample ?? [] }) {
            sampled += 1
            change(message.facts) { $0.waiting += 1 }
        }
        for message in evidence.unacknowledged ?? [] {
            change(message.facts) { $0.unacknowledged = ($0.unacknowledged ?? 0) + 1 }
        }
    }

    private mutating func change(_ facts: TaskFacts, _ change: (inout Grouping.Row) -> Void) {
        let value = path.value(of: facts)
        var row = rows[value] ?? row(of: value)
        change(&row)
        rows[value] = row
    }

    private func row(of value: GroupPath.Value) -> Grouping.Row {
        var row: Grouping.Row
        switch value {
        case .told(let text): row = Grouping.Row(.value, value: digest?.word(for: text.text) ?? text.text)
        case .absent: row = Grouping.Row(.absent)
        case .unknown: row = Grouping.Row(.unknown)
        }
        if namesMessages { row.unacknowledged = 0 }
        return row
    }

    /// The largest by any share, and the rest: one that has few tasks, and most of the failures, is among them.
    var grouping: Grouping {
        let all = rows.values.reduce(into: Grouping.Row(.others)) { $0.add($1) }
        func weight(_ row: Grouping.Row) -> Double {
            let parts = [
                (row.processed, all.processed), (row.failed, all.failed), (row.active, all.active),
                (row.waiting, all.waiting), (row.unacknowledged ?? 0, all.unacknowledged ?? 0),
            ]
            return parts.map { $0.1 > 0 ? Double($0.0) / Double($0.1) : 0 }.max() ?? 0
        }
        let told = rows.values.filter { $0.kind == .value || $0.kind == .absent }
            .map { (row: $0, weight: weight($0)) }
            .sorted {
                ($1.weight, $1.row.processed, $0.row.value ?? "") < ($0.weight, $0.row.processed, $1.row.value ?? "")
            }
            .map(\.row)
        var shown = Array(told.prefix(Self.most))
        let rest = told.dropFirst(Self.most)
        if !rest.isEmpty {
            var others = Grouping.Row(.others)
            if namesMessages { others.unacknowledged = 0 }
            for row in rest { others.add(row) }
            others.values = rest.count
            shown.append(others)
        }
        if let unknown = rows[.unknown] { shown.append(unknown) }
        return Grouping(path: path.text, rows: shown, attempts: attempts, sampled: sampled)
    }
}
