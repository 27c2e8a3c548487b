import Celery

/// The answers of remote control that a recording holds, one a line.
struct RecordedInspection {
    private var workers: [WorkerName: WorkerInspection] = [:]
    private var methods: Set<InspectionMethod> = []
    private var answers: [InspectionMethod: Set<WorkerName>] = [:]
    private var asked: Instant?
    private var answered: Instant?
    private var expected: Int?

    /// Reads `{"method": …, "worker": …, "asked": …, "expected": …, "reply": …}`; what lacks one of them is passed
    /// over.
    mutating func take(_ node: JSONNode, at time: Instant) {
        guard let method = node["method"]?.string.flatMap(InspectionMethod.init), let reply = node["reply"],
            let worker = node["worker"]?.string.map({ WorkerName($0) })
        else { return }
        let asked = node["asked"]?.epoch ?? time
        self.asked = min(self.asked ?? asked, asked)
        answered = max(answered ?? time, time)
        expected = node["expected"]?.count ?? expected
        workers[worker, default: WorkerInspection()].merge(reply, to: method)
        if reply.refusal == nil { answers[method, default: []].insert(worker) }
        methods.insert(method)
    }

    /// All answers; `nil` where nobody asked.
    var finished: Inspection? {
        guard let asked, let answered else { return nil }
        let isComplete = methods.allSatisfy { answers[$0]?.count == expected ?? workers.count }
        return Inspection(
            asked: asked, answered: answered, expected: expected, workers: workers, isComplete: isComplete)
    }
}
