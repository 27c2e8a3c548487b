import Brokers
import Celery
import Testing

@testable import Capture

/// Two readings by different steps are no growth.
struct PriorityStepsTests {
    @Test func comparesOnlyWhatWasCountedAlike() async throws {
        var broker = ImaginedBroker()
        var answer = WorkerInspection()
        answer.isAlive = true
        answer.configuration = [NamedValue("broker_transport_options.priority_steps", "0, 5")]
        broker.inspection = .success(
            InspectionReport(
                Inspection(asked: .now, answered: .now, expected: 1, workers: [WorkerName("w@h"): answer])))
        broker.countsByStep = true
        let request = CaptureRequest(listen: .zero, inspectTimeout: .seconds(1))
        let observation = try await Capture(
            of: broker, results: nil, request: request, privacy: Privacy(), now: { .now }
        ).run()
        #expect(observation.evidence.queues.map { $0.queues.map(\.ready) } == [[2]])
    }
}
