import Celery

extension RuleMeasure {
    private static let findingLabels = [
        Label(name: "severity", values: Finding.Severity.allCases.map(\.rawValue)),
        Label(name: "code", meaning: "what kind of finding it is, as data/snapshot.json has it"),
        Label(name: "subject", meaning: "whom it is about"),
    ]

    static let ofTheWhole: [RuleMeasure] = [
        RuleMeasure("coverage", "The part of the span in which somebody of ours listened.", unit: .share) { subject in
            [Reading([], subject.watchedShare.map { KnownValue($0) } ?? .unknown, because: "the span has no length")]
        },
        RuleMeasure("events", "Events that the counts rest on.", unit: .count) { subject in
            [Reading([], KnownValue(subject.snapshot.coverage.events))]
        },
        RuleMeasure(
            "failures", "Failed tasks whose fingerprints are not under 'known'.", unit: .count, .count,
            labels: [
                Label(name: "type", meaning: "the task type"),
                Label(name: "exception", meaning: "the exception's type"),
                Label(name: "fingerprint", meaning: "the fingerprint of the group"),
            ]
        ) { subject in
            let groups = subject.snapshot.failures.filter { !subject.known.contains($0.fingerprint) }
            let readings = groups.map { group in
                Reading(
                    labels(of: group.name) + [
                        RuleLabel(name: "exception", value: group.exceptionType),
                        RuleLabel(name: "fingerprint", value: group.fingerprint),
                    ], KnownValue(group.count))
            }
            return readings
        } unseen: { subject, _, _ in
            (subject.watchedShare ?? 0) > 0 ? nil : .unseen(because: "nobody listened")
        },
        RuleMeasure("findings", "Findings.", unit: .count, .count, labels: findingLabels) { subject in
            subject.snapshot.findings.map { Reading(labels(of: $0), KnownValue(1)) }
        } unseen: { subject, _, _ in
            untold(subject)
        },
        RuleMeasure(
            "incidents", "Incidents: the findings of one cause count once.", unit: .count, .count,
            labels: findingLabels.filter { $0.name != "code" }
                + [Label(name: "state", values: states)]
        ) { subject in
            incidents(of: subject.snapshot)
        } unseen: { subject, _, _ in
            untold(subject)
        },
        RuleMeasure(
            "sources.failed", "Sources that failed, or told only a part of what they were asked.", unit: .count, .count,
            labels: [Label(name: "source", values: SourceReport.names)]
        ) { subject in
            subject.snapshot.sources.filter { $0.status == .failed || $0.status == .partial }.map {
                Reading([RuleLabel(name: "source", value: $0.name)], KnownValue(1))
            }
        } unseen: { subject, rule, _ in
            let isListed = subject.snapshot.sources.contains {
                rule.matches([RuleLabel(name: "source", value: $0.name)])
            }
            return isListed ? nil : .unseen(because: "the snapshot lists no such source")
        },
        RuleMeasure(
            "eta.overdue", "Tasks whose ETA has passed and that wait nevertheless.", unit: .count
        ) { subject in
            let overdue = subject.snapshot.etaBacklog.map { rows in
                rows.reduce(0) { $0 + ($1.dueWithin == 0 ? $1.count : 0) }
            }
            return [Reading([], KnownValue(overdue), because: "not all that waits was told")]
        },
    ]

    private static let (lasting, over) = ("lasting", "over")
    private static let states = [lasting, over]

    /// Where nobody told of workers, what would have been found isn't known.
    private static func untold(_ subject: RuleSubject) -> Reading? {
        subject.snapshot.tellsOfWorkers ? nil : .unseen(because: "neither workers nor the history told anything")
    }

    /// Where a file tells of none, as those don't that were made before incidents were, its findings may be some.
    private static func incidents(of snapshot: Snapshot) -> [Reading] {
        guard snapshot.incidents.isEmpty else {
            return snapshot.incidents.map { incident in
                Reading(labels(incident.severity, incident.subject, isOver: incident.until != nil), KnownValue(1))
            }
        }
        return snapshot.findings.filter { $0.severity != .note && $0.code.isOfCluster }.map { finding in
            Reading(
                labels(finding.severity, finding.subject, isOver: false), KnownValue(low: 0, high: 1),
                because: "findings that no incident is told of")
        }
    }

    private static func labels(_ severity: Finding.Severity, _ subject: String, isOver: Bool) -> [RuleLabel] {
        [
            RuleLabel(name: "severity", value: severity.rawValue), RuleLabel(name: "subject", value: subject),
            RuleLabel(name: "state", value: isOver ? over : lasting),
        ]
    }

    private static func labels(of finding: Finding) -> [RuleLabel] {
        [
            RuleLabel(name: "severity", value: finding.severity.rawValue),
            RuleLabel(name: "code", value: finding.code.rawValue),
            RuleLabel(name: "subject", value: finding.subject),
        ]
    }
}
