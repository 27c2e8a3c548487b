package import Celery

/// Says of a snapshot what was asked, what answered, and what would have to change for it to tell more.
package struct ClusterCheckup {
    package let snapshot: Snapshot
    package let isPassive: Bool

    /// Checks what a capture told.
    package init(snapshot: Snapshot, isPassive: Bool) {
        self.snapshot = snapshot
        self.isPassive = isPassive
    }

    /// What was found.
    package var lines: [CheckupLine] { snapshot.sources.map(line) + workers + snapshot.findings.compactMap(line) }

    private func line(_ source: SourceReport) -> CheckupLine {
        let isWanted = source.isForbidden || source.name == "management"
        let grade: CheckupLine.Grade =
            switch source.status {
            case .ok: .ok
            case .skipped: isWanted ? .warning : .note
            case .partial, .failed: .warning
            }
        return CheckupLine(
            grade: grade, subject: source.name, text: source.detail.text,
            remedy: grade == .warning ? remedy(for: source) : nil)
    }

    /// What to do about a source: give it the rights that it lacks; elsewhere it said itself what is amiss.
    private func remedy(for source: SourceReport) -> String? {
        switch source.name {
        case "results", "management": source.status == .partial ? nil : Self.remedies[source.name]
        default: source.isForbidden ? Self.remedies[source.name] : nil
        }
    }

    private var workers: [CheckupLine] {
        let online = snapshot.workers.filter { $0.status == .online }
        guard !online.isEmpty else { return [] }
        let silent = online.filter { $0.sendsEvents == nil }
        let told = CheckupLine(
            grade: .ok, subject: "workers", text: "\(online.count) online")
        guard !silent.isEmpty, !isPassive else { return [told] }
        let names = silent.prefix(3).map { "'\($0.name)'" }.joined(separator: ", ")
        let more = silent.count > 3 ? " and \(silent.count - 3) more" : ""
        return [
            told,
            CheckupLine(
                grade: .note, subject: "workers",
                text: "whether \(names)\(more) would send task events isn't known: nothing was done meanwhile"),
        ]
    }

    private func line(_ finding: Finding) -> CheckupLine? {
        guard let (subject, remedy) = Self.ailments[finding.code] else { return nil }
        return CheckupLine(grade: .warning, subject: subject, text: finding.message.text, remedy: remedy)
    }

    /// The findings that say that something is set up wrong, with what they are about and what to do where they don't
    /// say it.
    private static let ailments: [Finding.Code: (subject: String, remedy: String?)] = [
        .eventsOff: ("workers", nil),
        .workerTwins: ("workers", "give each a name of its own, by -n"),
        .workerSilentToInspection: ("workers", "it hangs, or is busy itself: raise --inspect-timeout"),
        .workerWithoutControl: ("workers", nil),
        .inspectionIncomplete: ("workers", "some hang, or are busy: raise --inspect-timeout"),
        .noWorkers: (
            "workers", "start some, or look at another database or virtual host, or by --key-prefix or --event-exchange"
        ),
        .clockSkew: ("clocks", "let both hosts keep the time by NTP"),
        .resultsPlain: ("results", nil),
    ]

    private static let rights = "README lists the rights that the user needs at the broker"

    private static let remedies = [
        "events": rights, "inspect": "\(rights); without them, or with --passive, the workers aren't asked",
        "queues": rights,
        "results": "see that --result-backend is where the workers store them, and that its user may read there",
        "management":
            "enable the plugin rabbitmq_management, give the user the tag 'management', or say by --management where it is",
    ]
}
