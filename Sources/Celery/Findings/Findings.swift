/// Looks for findings of some kinds.
protocol Finder: Sendable {
    /// Each kind that it finds, and what that does harm to.
    static var kinds: [Finding.Code: Finding.Harm] { get }

    /// Looks at a snapshot, and at what it was made of.
    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState)

    /// What it found.
    var all: [Finding] { get }
}

/// What in a snapshot needs attention, in sentences.
enum Findings {
    /// All who look for something.
    static let finders: [any Finder.Type] = [
        SourceFindings.self, WorkerFindings.self, EventFindings.self, ControlFindings.self, ConsumerFindings.self,
        TaskFindings.self, ExecutionFindings.self, RedeliveryFindings.self, WorkflowFindings.self, QueueFindings.self,
        StandstillFindings.self, QueueAudit.self,
    ]

    /// What they find, the most severe first, then what does the most harm.
    static func all(in snapshot: Snapshot, assessment: Assessment, state: ClusterState) -> [Finding] {
        let found = finders.flatMap { finder in
            let own = finder.init(snapshot: snapshot, assessment: assessment, state: state).all
            assert(own.allSatisfy { finder.kinds[$0.code] != nil }, "\(finder) has no harm of what it finds")
            return own
        }
        return Finding.Severity.allCases.flatMap { severity in
            let alike = found.enumerated().filter { $0.element.severity == severity }
            return alike.sorted { one, other in
                (one.element.code.harm, one.offset) < (other.element.code.harm, other.offset)
            }.map(\.element)
        }
    }
}
