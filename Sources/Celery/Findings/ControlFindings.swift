/// What about asking the workers needs attention.
struct ControlFindings {
    let snapshot: Snapshot
    let evidence: Evidence

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
