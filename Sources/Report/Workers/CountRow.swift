import Celery
package import Templating

/// The columns of counts of a row: of a worker, of several, of a task type.
package struct CountRow: TemplateRecord {
    let counts: Counts
    /// Of which attempts.
    let subject: Subject?

    /// Which attempts are counted.
    enum Subject {
        /// All.
        case all
        /// Those of a worker.
        case worker(WorkerName)
        /// Those of a task type.
        case type(String)

        /// A search for them.
        func search(_ outcome: Outcome?) -> String {
            switch self {
            case .all: TaskSearch([TaskSearch.Token.attempt(outcome)]).href
            case .worker(let name): TaskSearch([TaskSearch.Token.attempt(outcome, at: name)]).href
            case .type(let name): TaskSearch([.attempt(outcome), .type(name)]).href
            }
        }
    }

    /// What templates may name.
    package static let fields: [Field<CountRow>] =
        [
            .record("processed", "attempts alive in the span: the sum of the columns") { row in
                Figure(count: row.counts.processed, at: row.subject?.search(nil))
            },
            .record("carried", "those of them that were received before the span") { Figure(count: $0.counts.carried) },
            .record("scheduled", "those of received that wait for their ETA") { Figure(count: $0.counts.scheduled) },
        ]
        + Outcome.allCases.map { outcome in
            .record(outcome.rawValue, outcome.meaning) { row in
                Figure(count: row.counts[outcome], at: row.subject?.search(outcome))
            }
        }

    /// Without a subject, counts lead nowhere.
    init(_ counts: Counts, of subject: Subject? = nil) { (self.counts, self.subject) = (counts, subject) }
}

extension Outcome {
    /// What an attempt in this column has come to, in a few words.
    var meaning: String {
        switch self {
        case .active: "attempts that are executing"
        case .received: "attempts assigned to a worker and not begun"
        case .succeeded: "attempts that succeeded"
        case .failed: "attempts that failed"
        case .retried: "attempts that ended in a retry"
        case .revoked: "attempts that were revoked"
        case .rejected: "attempts that were rejected"
        case .returned: "attempts never begun, whose message went back to the queue"
        case .lost: "attempts begun, whose worker is gone"
        case .unaccounted: "attempts whose end was not seen, and that no worker holds"
        }
    }

    /// The order in which a sum is told: what is done first, what is in question last.
    static let inSums: [Outcome] = [
        .succeeded, .failed, .retried, .active, .received, .revoked, .rejected, .returned, .lost, .unaccounted,
    ]

    /// The colour in which a sum shows it.
    var tone: String {
        switch self {
        case .succeeded: "good"
        case .failed, .lost: "bad"
        case .retried, .unaccounted: "warn"
        case .active: "busy"
        case .received, .revoked, .rejected, .returned: "idle"
        }
    }
}
