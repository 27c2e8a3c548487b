/// A `task-*` event.
package struct TaskEvent: Sendable, Equatable {
    /// What happened; the words are Celery's.
    package enum Kind: Hashable, Sendable {
        case sent, received, started, succeeded, failed, retried, revoked, rejected, cancelled
        /// None of Celery's: evidence other than an event proved that the worker holds nothing of the task any more.
        case dropped
        /// None of Celery's: an inspection found the task in the worker's hands, of which no event had told.
        case held(isBegun: Bool)
        /// An application's own `task-<name>`.
        case custom(String)
    }

    /// What happened.
    package var kind: Kind
    /// The task it happened to.
    package var task: TaskID
    /// Who says so, and when.
    package var origin: EventOrigin
    /// What the event tells of the task.
    package var facts: TaskFacts {
        get { shared.facts }
        set { shared = SharedFacts(newValue) }
    }
    private(set) var shared: SharedFacts

    /// About how many bytes it takes in memory, texts and all.
    package var footprint: Int { shared.footprint }

    /// Makes an event.
    package init(_ kind: Kind, task: TaskID, origin: EventOrigin, facts: TaskFacts = TaskFacts()) {
        self.kind = kind
        self.task = task
        self.origin = origin
        shared = SharedFacts(facts)
    }
}

extension TaskEvent.Kind {
    /// Whether Celery, or an application, told of it; else it is what other evidence proved.
    package var isEvent: Bool {
        switch self {
        case .dropped, .held: false
        case .sent, .received, .started, .succeeded, .failed, .retried, .revoked, .rejected, .cancelled, .custom: true
        }
    }
}
