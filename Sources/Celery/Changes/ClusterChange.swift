/// Something about a cluster that is another than at the capture before, or a mark of the user's.
package struct ClusterChange: Sendable, Hashable {
    /// What changed, as the snapshot's file says it.
    package enum Kind: String, CaseIterable, Sendable {
        case worker
        case version = "worker_version"
        case pool = "worker_pool"
        case concurrency = "worker_concurrency"
        case queues = "worker_queues"
        case tasks = "worker_tasks"
        case setting = "worker_setting"
        case taskType = "task_type"
        case queue
        case broker
        case failures
        case mark
    }

    /// When the capture was that told it first, or the time of a mark.
    package var time: Instant
    /// What changed.
    package var kind: Kind
    /// Of which worker, queue, task type or broker; of a mark, its text.
    package var subject: String
    /// The setting's name, or the fingerprint of failures; empty for all else.
    package var item: String
    /// What was before; `nil` where nothing was.
    package var before: String?
    /// What is after; `nil` where nothing is.
    package var after: String?

    /// Tells of a change.
    package init(
        time: Instant, kind: Kind, subject: String, item: String = "", before: String? = nil, after: String? = nil
    ) {
        (self.time, self.kind, self.subject, self.item) = (time, kind, subject, item)
        (self.before, self.after) = (before, after)
    }

    /// A mark.
    package static func mark(_ text: String, at time: Instant) -> ClusterChange {
        ClusterChange(time: time, kind: .mark, subject: text)
    }

    /// So many are told in a snapshot, the newest.
    package static let most = 2_000

    // By bytes: names that look alike are two.
    package static func == (one: ClusterChange, other: ClusterChange) -> Bool {
        (one.time, one.kind) == (other.time, other.kind) && one.texts == other.texts
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(time)
        hasher.combine(texts)
    }

    private var texts: [ExactText?] { [subject.exact, item.exact, before.exact, after.exact] }
}
