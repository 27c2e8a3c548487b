/// What about workflows needs attention.
struct WorkflowFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [.chordStuck: .workRepeats]

    private let assessment: Assessment

    /// The task by which backends without counters find out whether a chord's header has ended: it asks again and again,
    /// every second unless that was changed.
    private static let unlocker = "celery.chord_unlock"
    /// It has had time for that after so many seconds.
    private static let patience = 60.0

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        self.assessment = assessment
    }

    /// Chords whose header has ended, though what waits for that goes on asking: the body was never sent.
    var all: [Finding] {
        let unlocking = assessment.tasks.filter { task in
            task.facts.name == Self.unlocker && task.facts.root != nil && isAsking(task)
        }
        guard !unlocking.isEmpty else { return [] }
        let roots = Set(unlocking.compactMap(\.facts.root))
        let members = Dictionary(
            grouping: assessment.tasks.filter { task in
                task.facts.name != Self.unlocker && task.facts.root.map(roots.contains) == true
            }
        ) { $0.facts.root }
        var stuck: [(root: TaskID, name: String?, ended: Instant)] = []
        for root in roots.sorted() {
            guard let own = members[root], let ended = end(of: own),
                assessment.rules.moment.since(ended) >= Self.patience, !assessment.rules.isGap(after: ended)
            else { continue }
            stuck.append((root, own.first { $0.id == root }?.facts.name ?? own.first?.facts.name, ended))
        }
        guard let longest = stuck.min(by: { $0.ended < $1.ended }) else { return [] }
        return [.chordStuck(longest.root, of: longest.name, since: longest.ended, count: stuck.count)]
    }

    /// Whether it asked, and will ask again.
    private func isAsking(_ task: Assessment.JudgedTask) -> Bool {
        guard let last = task.attempts.last else { return false }
        return last.outcome.isPending || last.outcome == .retried
    }

    /// When the last of these ended; `nil` while one of them goes on, or it isn't known whether it does.
    private func end(of tasks: [Assessment.JudgedTask]) -> Instant? {
        var last: Instant?
        for task in tasks {
            guard let judged = task.attempts.last, let finished = judged.attempt.finished,
                [.succeeded, .failed, .revoked, .rejected].contains(judged.outcome),
                assessment.lead(of: judged.attempt.worker) == 0
            else { return nil }
            last = max(last ?? finished, finished)
        }
        return last
    }
}

extension Finding.Code {
    /// A chord's header has ended, and its body was never sent.
    package static let chordStuck = Self("chord_stuck")
}

/// What is said of workflows.
extension Finding {
    /// What a chord waits for is over, and it waits.
    static func chordStuck(_ root: TaskID, of name: String?, since: Instant, count: Int) -> Finding {
        let type: Phrase = name.map { " of \(name: $0)" } ?? ""
        return Finding(
            .warning, .chordStuck, subject: name ?? root.description,
            facts: ["root": .text(root.description), "chords": .count(count)],
            message: "a chord in the workflow \(name: root.description)" + type
                + " waits though all of its header has ended: its body was never sent"
                + (count > 1 ? "; so do \(Phrase.count(count - 1, "other"))" : ""), time: since)
    }
}
