import Testing

@testable import Celery

struct HeldArgumentsTests {
    @Test func fillsInWhatTheCallerSaidElsewhere() {
        var evidence = Evidence()
        var inspection = WorkerInspection()
        inspection.active = [held("a", args: "('told',)")]
        inspection.reserved = [held("a"), held("b"), held("c"), held("d")]
        inspection.scheduled = [held("c")]
        evidence.inspection = Inspection(
            asked: Instant(microseconds: 2), answered: Instant(microseconds: 2),
            workers: [WorkerName("w@h"): inspection])
        evidence.unacknowledged = [message("b", args: "('real of b',)"), message("c", args: "('<masked>',)")]
        var state = ClusterState()
        var facts = TaskFacts()
        facts.args = "('<b>',)"
        state.apply(
            .task(
                TaskEvent(
                    .received, task: TaskID("b"),
                    origin: EventOrigin(sender: "w@h", timestamp: Instant(microseconds: 1)),
                    facts: facts)))
        evidence.fillArguments(from: state)
        let worker = evidence.inspection?.workers[WorkerName("w@h")]
        #expect(worker?.active?.map(\.facts.args) == ["('told',)"])
        #expect(worker?.reserved?.map(\.facts.args) == [nil, "('<b>',)", "('<masked>',)", nil])
        #expect(worker?.scheduled?.map(\.facts.args) == ["('<masked>',)"])
    }

    private func held(_ id: String, args: String? = nil) -> HeldTask {
        var task = HeldTask(task: TaskID(id))
        task.facts.args = args
        return task
    }

    private func message(_ id: String, args: String) -> UnacknowledgedMessage {
        var message = UnacknowledgedMessage(task: TaskID(id), delivered: nil)
        message.facts.args = args
        return message
    }
}
