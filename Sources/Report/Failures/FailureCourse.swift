import Celery
package import Templating

/// Whether failures of a group go on or have stopped, and whether they are new.
package struct FailureCourse: TemplateRecord {
    /// `goes on`, `stopped` or `new`, for a cell of a table.
    let mark: StateMark
    /// The same with its times, as sentences.
    let sentence: String

    /// What templates may name.
    package static let fields: [Field<FailureCourse>] = [
        .record("mark", "goes on, new or stopped, as a word and a shape", \.mark),
        .text("sentence", "the same with its times, as sentences", \.sentence),
    ]

    /// Judges by the times of the group; `nil` where they aren't known, or where it wasn't watched whether more came.
    init?(_ group: FailureGroup, in snapshot: Snapshot, notation: Notation) {
        guard let first = group.first, let last = group.last else { return nil }
        let watched = snapshot.coverage.watched
        let now = min(snapshot.capturedAt, snapshot.coverage.span.until)
        let all = FailureGroup.Burst(count: group.count, since: first, until: last)
        let patience = FailureCourse.patience(all)
        let silence = max(0, now.since(last))
        let before = watched.first { $0.since <= first && first <= $0.until }.map { first.since($0.since) } ?? 0
        let isNew = before > patience
        let beginning =
            isNew
            ? "New at \(notation.short(first)): none in the \(Wording.duration(before.rounded())) watched before. " : ""
        if all.isOver(at: now, watched: watched) {
            mark = StateMark("stopped", .bar, "idle")
            sentence =
                beginning
                + "Stopped: none since \(notation.short(last)), for \(Wording.duration(silence.rounded()))."
        } else if silence <= patience {
            mark = isNew ? StateMark("new", .up, "bad") : StateMark("goes on", .up, "bad")
            sentence = beginning + "Goes on: the last came \(Wording.duration(silence.rounded())) before this report."
        } else {
            return nil
        }
    }

    /// Seconds without a failure after which they are over: see `FailureGroup.Burst.isOver`.
    private static func patience(_ all: FailureGroup.Burst) -> Double {
        max(60, 5 * all.until.since(all.since) / Double(max(1, all.count - 1)))
    }
}
