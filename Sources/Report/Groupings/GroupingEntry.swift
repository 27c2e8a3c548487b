import Celery
package import Templating

/// What waits, runs and ended, by an argument of the tasks: the rows that a page has something to tell of.
package struct GroupingEntry: TemplateRecord {
    /// The argument.
    let path: String
    let rows: [Row]
    let basis: String

    /// What templates may name.
    package static let fields: [Field<GroupingEntry>] = [
        .code("path", "the argument, such as kwargs.team_id", \.path),
        .list("rows", "its values, the largest first, then the rest", \.rows),
        .text("basis", "on what the counts rest, as a sentence", \.basis),
    ]

    /// A value, and what has it.
    package struct Row: TemplateRecord {
        let row: Grouping.Row
        /// The sums over all rows.
        let all: (failed: Int, busy: Double)
        /// Whether tasks say which value they have, so that they can be searched for.
        let isSearchable: Bool

        /// What templates may name.
        package static let fields: [Field<Row>] = [
            .code("value", "the value; nothing where the row isn't of one", \.value),
            .text("label", "what the row is of, where it isn't of a value", \.label),
            .record("waiting", "messages that wait, of those looked at") { Figure(count: $0.row.waiting) },
            .record("unacked", "messages delivered and not acknowledged") { Figure(count: $0.row.unacknowledged) },
            .record("active", "attempts that are executing") { $0.figure(\.active, .active) },
            .record("processed", "attempts alive in the span") { $0.figure(\.processed, nil) },
            .record("succeeded", "those that succeeded") { $0.figure(\.succeeded, .succeeded) },
            .record("failed", "those that failed") { $0.figure(\.failed, .failed) },
            .record("retried", "those that ended in a retry") { $0.figure(\.retried, .retried) },
            .record("failure_rate", "the failed of those that succeeded or failed") {
                Figure(share: $0.row.failed, of: $0.row.failed + $0.row.succeeded)
            },
            .record("failed_share", "its share of all that failed") { Figure(share: $0.row.failed, of: $0.all.failed) },
            .record("busy", "the slot time of its attempts") { Figure(seconds: $0.row.busySeconds) },
            .record("share", "its share of all slot time") { Figure(share: $0.row.busySeconds, of: $0.all.busy) },
        ]

        private func figure(_ count: KeyPath<Grouping.Row, Int>, _ outcome: Outcome?) -> Figure {
            Figure(count: row[keyPath: count], at: search(outcome))
        }

        private func search(_ outcome: Outcome?) -> String? {
            guard isSearchable, row.kind == .value, let value = row.value, !value.isEmpty else { return nil }
            return TaskSearch([.attempt(outcome), .whole("group", value)]).href
        }

        private var value: String? { row.value.flatMap { $0.isEmpty ? nil : Excerpt.cell($0, limit: 120) } }

        private var label: String? {
            switch row.kind {
            case .value: row.value?.isEmpty == true ? "an empty text" : nil
            case .absent: "without it"
            case .others: Wording.count(row.values, "other value")
            case .unknown: "not known"
            }
        }
    }
}

extension Report {
    /// The rows of the grouping of which something is true; `nil` where there are none, or nobody asked for groups.
    func grouping(most limit: Int, basis: Basis, where isTold: (Grouping.Row) -> Bool) -> GroupingEntry? {
        guard let grouping = snapshot.grouping, limit > 0 else { return nil }
        let rows = grouping.rows.filter(isTold)
        guard !rows.isEmpty else { return nil }
        let all = (
            failed: grouping.rows.reduce(0) { $0 + $1.failed },
            busy: grouping.rows.reduce(0) { $0 + $1.busySeconds }
        )
        let omitted = Set(snapshot.redactions.omitted)
        let isSearchable = !omitted.contains(grouping.path.hasPrefix("args") ? "args" : "kwargs")
        let attempts = "\(Wording.count(grouping.attempts, "attempt")) that are known one by one"
        let messages = "\(Wording.count(grouping.sampled, "message")) that were looked at"
        let words =
            switch basis {
            case .attempts: "Of the \(attempts)."
            case .messages: "Waiting: of the \(messages). Active: of the \(attempts)."
            }
        return GroupingEntry(
            path: Excerpt.cell(grouping.path),
            rows: rows.map { GroupingEntry.Row(row: $0, all: all, isSearchable: isSearchable) }, basis: words)
    }

    /// On what a table of groups rests.
    enum Basis { case attempts, messages }
}
