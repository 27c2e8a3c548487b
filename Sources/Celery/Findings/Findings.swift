/// What in a snapshot needs attention, in sentences.
struct Findings {
    private let snapshot: Snapshot
    private let assessment: Assessment
    private let state: ClusterState

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        self.snapshot = snapshot
        self.assessment = assessment
        self.state = state
    }

    /// All of them, the most severe first, then those that do the most harm.
    var all: [Finding] {
        let found =
            snapshot.sources.compactMap(Finding.source)
            + WorkerFindings(snapshot: snapshot, assessment: assessment, state: state).all
            + ConsumerFindings(snapshot: snapshot, assessment: assessment).all
            + TaskFindings(snapshot: snapshot, assessment: assessment).all
            + ExecutionFindings(snapshot: snapshot, assessment: assessment).all
            + WorkflowFindings(assessment: assessment).all
            + QueueFindings(snapshot: snapshot, assessment: assessment).all
            + QueueAudit(snapshot: snapshot, assessment: assessment).all
        return Finding.Severity.allCases.flatMap { severity in
            let alike = found.enumerated().filter { $0.element.severity == severity }
            return alike.sorted { one, other in
                (one.element.code.harm, one.offset) < (other.element.code.harm, other.offset)
            }.map(\.element)
        }
    }
}
