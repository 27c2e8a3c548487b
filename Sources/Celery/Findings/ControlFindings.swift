/// What about asking the workers needs attention.
struct ControlFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .workerSilentToInspection: .answersLack,
        .workerWithoutControl: .answersLack,
        .inspectionIncomplete: .answersLack,
        .inspectionUnreadable: .reportLacks,
        .namesLeft: .reportLacks,
    ]

    private let snapshot: Snapshot
    private let evidence: Evidence

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.snapshot, evidence) = (snapshot, assessment.evidence)
    }

    var all: [Finding] {
        snapshot.workers.compactMap(unanswered) + [expected, unreadable, leftNames].compactMap { $0 }
    }

    private func unanswered(_ worker: WorkerRow) -> Finding? {
        guard let inspection = evidence.inspection, worker.status == .online,
            inspection.workers[worker.name]?.isAlive != true
        else { return nil }
        // Who takes commands has its name at the broker.
        guard !evidence.namesBoundWorkers || evidence.boundWorkers.contains(worker.name) else {
            return .workerWithoutControl(worker.name)
        }
        // An answer that can't be read names nobody, so that who gave none isn't known either.
        return inspection.unreadableWorkers == 0 ? .workerSilentToInspection(worker.name) : nil
    }

    /// That fewer answered than heard the questions, where no finding says who did not.
    private var expected: Finding? {
        guard let inspection = evidence.inspection else { return nil }
        let heard = snapshot.workers.count { $0.status == .online }
        guard let expected = inspection.expected ?? (inspection.unreadableWorkers > 0 ? heard : nil) else { return nil }
        let answered = inspection.workers.values.count(where: \.isAlive) + inspection.unreadableWorkers
        let named = snapshot.workers.count { unanswered($0) != nil }
        return answered + named < expected ? .inspectionIncomplete(answered: answered, of: expected) : nil
    }

    /// Workers that answered in a form that is not read, such as pickle, which could run anything here.
    private var unreadable: Finding? {
        guard let count = evidence.inspection?.unreadableWorkers, count > 0 else { return nil }
        return .inspectionUnreadable(count)
    }

    /// Names that dead workers left in the broker, where they are too many for a row each.
    private var leftNames: Finding? {
        let listed = Set(snapshot.workers.map(\.name))
        let left = evidence.boundWorkers.count { !listed.contains($0) }
        return left > 0 ? .namesLeft(left) : nil
    }
}

extension Finding.Code {
    /// A worker sends heartbeats and did not answer.
    package static let workerSilentToInspection = Self("worker_silent_to_inspection")
    /// A worker takes no commands.
    package static let workerWithoutControl = Self("worker_without_control")
    /// Fewer workers answered than were asked.
    package static let inspectionIncomplete = Self("inspection_incomplete")
    /// Workers answered in a form that isn't read.
    package static let inspectionUnreadable = Self("inspection_unreadable")
    /// Dead workers left their names in the broker.
    package static let namesLeft = Self("names_left")
}

/// What is said of what asking the workers came to.
extension Finding {
    /// A worker is there, and takes no commands.
    static func workerWithoutControl(_ worker: WorkerName) -> Finding {
        Finding(
            .warning, .workerWithoutControl, subject: worker.description,
            message: "worker \(name: worker) sends heartbeats and takes no commands "
                + "(worker_enable_remote_control is off), so it could not be asked")
    }

    /// A worker is there, and did not answer.
    static func workerSilentToInspection(_ worker: WorkerName) -> Finding {
        Finding(
            .warning, .workerSilentToInspection, subject: worker.description,
            message: "worker \(name: worker) sends heartbeats and did not answer the inspection")
    }

    /// Fewer workers answered than were asked.
    static func inspectionIncomplete(answered: Int, of asked: Int) -> Finding {
        Finding(
            .warning, .inspectionIncomplete, subject: "inspect",
            facts: ["answered": .count(answered), "asked": .count(asked)],
            message: "\(Phrase.grouped(answered)) of \(Phrase.count(asked, "worker")) answered the inspection")
    }

    /// Workers answered in a form that isn't read.
    static func inspectionUnreadable(_ workers: Int) -> Finding {
        Finding(
            .warning, .inspectionUnreadable, subject: "inspect", facts: ["workers": .count(workers)],
            message: "\(Phrase.count(workers, "worker")) answered the inspection in a form that can't be read, "
                + "so that what \(workers == 1 ? "it executes" : "they execute") isn't known")
    }

    /// Dead workers left their names in the broker.
    static func namesLeft(_ workers: Int) -> Finding {
        Finding(
            .note, .namesLeft, subject: "workers", facts: ["workers": .count(workers)],
            message: "\(Phrase.count(workers, "worker is", "workers are")) only names in the broker: "
                + "nothing was heard of \(workers == 1 ? "it" : "them")")
    }
}
