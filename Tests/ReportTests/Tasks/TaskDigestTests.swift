import Celery
import Testing

@testable import Report

/// What pages ask of all tasks.
struct TaskDigestTests {
    private func task(_ id: String, runtime: Double? = nil, worker: String? = nil, isStored: Bool = false) -> TaskRow {
        var facts = TaskFacts()
        facts.runtime = runtime
        var row = TaskRow(
            id: TaskID(id), state: "SUCCESS", facts: facts, source: isStored ? .results : .events, attempts: [])
        row.worker = worker.map(WorkerName.init)
        return row
    }

    @Test func putsTheLongestFirstAndOfEqualOnesTheSmallerIdentifier() {
        let tasks = [task("b", runtime: 2), task("c"), task("a", runtime: 2), task("d", runtime: 9)]
        #expect(TaskDigest(tasks).slowest.map { tasks[$0].id.description } == ["d", "a", "b"])
        #expect(TaskDigest((0..<50).map { task("\($0)", runtime: 1) }).slowest.count == 10)
    }

    @Test func keepsTheNewestOfEachWorker() {
        let tasks = (0..<50).map { task("\($0)", worker: $0.isMultiple(of: 2) ? "even" : nil) }
        #expect(TaskDigest(tasks).newest == [WorkerName("even"): (0..<20).map { 2 * $0 }])
    }

    @Test func countsThoseThatOnlyTheResultBackendKnows() {
        #expect(TaskDigest([task("a", isStored: true), task("b")]).stored == 1)
        #expect(TaskDigest([]).slowest.isEmpty)
    }
}
