import Celery

extension RuleMeasure {
    private static let worker = Label(name: "worker", meaning: "the worker's name")

    static let ofWorkers: [RuleMeasure] =
        [
            count(of: .online, "Workers that were heard, or answered, just now."),
            count(of: .offline, "Workers that left, or were silent for long."),
            each("worker.active", "Attempts that a worker executes.", unit: .count, restsOnWatching: true) {
                KnownValue($0.counts[.active])
            },
            each("worker.load", "The load of a worker's host over a minute.", unit: .count) {
                $0.loadAverage?.first.map { KnownValue($0) } ?? .unknown
            },
            each("worker.uptime", "How long ago a worker started.", unit: .duration) {
                $0.uptime.map { KnownValue($0) } ?? KnownValue(nil)
            },
            RuleMeasure(
                "worker.heartbeat_age", "How long ago a worker was last heard to say that it is there.",
                unit: .duration, labels: [worker]
            ) { subject in
                subject.snapshot.workers.map { row in
                    let age = row.lastHeartbeat.map { max(0, subject.snapshot.capturedAt.since($0)) }
                    return Reading(labels(of: row), age.map { KnownValue($0) } ?? KnownValue(nil))
                }
            },
        ]

    /// The columns of the workers' table, summed over workers.
    static let ofAttempts: [RuleMeasure] = Outcome.allCases.map { outcome in
        RuleMeasure(
            "attempts.\(outcome.rawValue)",
            "Attempts of the span in the column '\(outcome.rawValue)', over all workers.",
            unit: .count, .sum, labels: [worker], restsOnWatching: true
        ) { subject in
            subject.snapshot.workers.map { Reading(labels(of: $0), KnownValue($0.counts[outcome])) }
        }
    }

    private static func each(
        _ name: String, _ meaning: String, unit: RuleUnit, restsOnWatching: Bool = false,
        _ value: @escaping @Sendable (WorkerRow) -> KnownValue
    ) -> RuleMeasure {
        RuleMeasure(name, meaning, unit: unit, labels: [worker], restsOnWatching: restsOnWatching) { subject in
            subject.snapshot.workers.map { Reading(labels(of: $0), value($0)) }
        }
    }

    /// Of one that is silent for a while nothing is certain, and where not all were asked, nor listened to for long
    /// enough, there may be others.
    private static func count(of status: WorkerStatus, _ meaning: String) -> RuleMeasure {
        RuleMeasure("workers.\(status.rawValue)", meaning, unit: .count, .count, labels: [worker]) { subject in
            subject.snapshot.workers.compactMap { row -> Reading? in
                switch row.status {
                case status: Reading(labels(of: row), KnownValue(1))
                case .unknown:
                    Reading(labels(of: row), KnownValue(low: 0, high: 1), because: "some are silent for a while")
                case .online, .stopping, .offline: nil
                }
            }
        } unseen: { subject, _, _ in
            subject.snapshot.tellsOfAllWorkers ? nil : .unseen(because: "not all workers were heard")
        }
    }

    private static func labels(of row: WorkerRow) -> [RuleLabel] {
        [RuleLabel(name: "worker", value: row.name.description)]
    }
}
