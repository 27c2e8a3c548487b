/// What about the tasks needs attention.
struct TaskFindings {
    let snapshot: Snapshot
    let assessment: Assessment

    /// A type fails unusually often from this share of its ended attempts on, and from this many failures.
    private static let unusualShare = 0.05
    private static let unusualCount = 5

    var all: [Finding] {
        snapshot.taskTypes.compactMap(failing) + [backwards, unaccounted, nameless].compactMap { $0 }
    }

    private func failing(_ type: TaskTypeRow) -> Finding? {
        let failed = type.counts[.failed] ?? 0
        let ended = failed + (type.counts[.succeeded] ?? 0)
        guard failed >= Self.unusualCount, Double(failed) >= Double(ended) * Self.unusualShare, let name = type.name
        else { return nil }
        let groups = snapshot.failures.filter { $0.name == name }
        let mostly = groups.first.map { ", mostly by \($0.exceptionType)" } ?? ""
        return Finding(
            .warning, "type_failing", subject: name,
            message: "'\(name)' failed \(Wording.count(failed, "time")) "
                + "(\(Wording.percent(failed, of: ended)) of what ended)\(mostly)")
    }

    private var backwards: Finding? {
        let members = assessment.tasks.flatMap(\.attempts).count(where: \.isBackwards)
        guard members > 0 else { return nil }
        return Finding(
            .warning, "negative_waits", subject: "clocks",
            message: "\(Wording.count(members, "attempt")) began before being sent or received: "
                + "the clocks of their hosts disagree; these waits are left out")
    }

    private var unaccounted: Finding? {
        guard let count = snapshot.totals.counts[.unaccounted], count > 0 else { return nil }
        return Finding(
            .note, "attempts_unaccounted", subject: "tasks",
            message: "the end of \(Wording.count(count, "attempt")) was not seen, and no worker holds "
                + (count == 1 ? "it" : "them") + " any more")
    }

    private var nameless: Finding? {
        let stored = snapshot.tasks.filter { $0.source == .results }
        let count = stored.count { $0.facts.name == nil }
        guard count > 0 else { return nil }
        return Finding(
            .note, "results_plain", subject: "results",
            message: "\(Wording.grouped(count)) of \(Wording.count(stored.count, "stored result")) have no name, "
                + "arguments or worker; set result_extended to keep them")
    }
}
