import Celery

extension RuleMeasure {
    private static let type = Label(name: "type", meaning: "the task type")

    static let ofTaskTypes: [RuleMeasure] =
        [
            RuleMeasure(
                "failure_rate",
                "The failed of a type's attempts that succeeded or failed, without those under 'known'.",
                unit: .share, labels: [type], restsOnWatching: true
            ) { subject in
                subject.snapshot.taskTypes.compactMap { row in
                    guard let failed = row.counts[.failed], let succeeded = row.counts[.succeeded] else {
                        return Reading(labels(of: row.name), .unknown)
                    }
                    let counted = failed - min(failed, max(0, subject.knownFailures[row.name.exact] ?? 0))
                    // Of what never ended there is no rate that could be right or wrong.
                    guard counted + succeeded > 0 else { return nil }
                    return Reading(labels(of: row.name), KnownValue(Double(counted) / Double(counted + succeeded)))
                }
            },
            RuleMeasure(
                "retry_rate",
                "Of a type's attempts that ended in success, failure or a retry, those that were retried.",
                unit: .share, labels: [type], restsOnWatching: true
            ) { subject in
                subject.snapshot.taskTypes.compactMap { row in
                    guard let failed = row.counts[.failed], let succeeded = row.counts[.succeeded],
                        let retried = row.counts[.retried]
                    else { return Reading(labels(of: row.name), .unknown) }
                    let ended = failed + succeeded + retried
                    guard ended > 0 else { return nil }
                    return Reading(labels(of: row.name), KnownValue(Double(retried) / Double(ended)))
                }
            },
            RuleMeasure(
                "throughput", "A type's attempts that succeeded or failed, an hour of the time that was watched.",
                unit: .perHour, labels: [type], restsOnWatching: true
            ) { subject in
                let hours = subject.snapshot.coverage.watchedSeconds / 3_600
                return subject.snapshot.taskTypes.map { row in
                    guard let failed = row.counts[.failed], let succeeded = row.counts[.succeeded], hours > 0 else {
                        return Reading(labels(of: row.name), .unknown)
                    }
                    return Reading(labels(of: row.name), KnownValue(Double(failed + succeeded) / hours))
                }
            },
        ]
        + percentiles(
            "runtime", "How long a type's executions took", \.runtime, of: [.succeeded],
            unless: "no success told how long it took")
        + percentiles(
            "wait", "How long a type's attempts waited from sending (or ETA) to beginning", \.wait,
            of: Outcome.allCases.filter { $0 != .received && $0 != .returned }, unless: "no sending was told")

    static func labels(of type: String?) -> [RuleLabel] { [RuleLabel(name: "type", value: type ?? "")] }

    /// Of a type of which no attempt came to one of these outcomes there is nothing that could be long or short; where
    /// one did, or may have, and no figure is told, it can't be known.
    private static func percentiles(
        _ name: String, _ meaning: String, _ measure: @escaping @Sendable (TaskTypeRow) -> Percentiles?,
        of outcomes: [Outcome], unless reason: String
    ) -> [RuleMeasure] {
        let figures: [(String, String, @Sendable (Percentiles) -> Double)] = [
            ("p50", "the median", { $0.p50 }), ("p95", "the 95th percentile", { $0.p95 }),
            ("p99", "the 99th percentile", { $0.p99 }), ("max", "the longest", { $0.max }),
        ]
        return figures.map { suffix, words, figure in
            RuleMeasure(
                "\(name).\(suffix)", "\(meaning): \(words).", unit: .duration, labels: [type], restsOnWatching: true
            ) { subject in
                subject.snapshot.taskTypes.compactMap { row in
                    if let told = measure(row) { return Reading(labels(of: row.name), KnownValue(figure(told))) }
                    let isNone = outcomes.allSatisfy { row.counts[$0] == 0 }
                    return isNone ? nil : Reading(labels(of: row.name), KnownValue(nil), because: reason)
                }
            }
        }
    }
}
