import Brokers
import Capture
import Celery
import Testing

struct CaptureTests {
    private func capture(
        _ broker: ImaginedBroker, request: CaptureRequest = CaptureRequest(listen: .milliseconds(50)),
        results: Capture.ResultReading? = nil, privacy: Privacy = Privacy()
    ) async throws -> Observation {
        try await Capture(of: broker, results: results, request: request, privacy: privacy, now: { .now }).run()
    }

    private func status(_ name: String, in observation: Observation) -> SourceReport.Status? {
        observation.sources.first { $0.name == name }?.status
    }

    private func event(kwargs: String = "{}") -> Event {
        var facts = TaskFacts()
        facts.kwargs = kwargs
        return .task(
            TaskEvent(
                .received, task: TaskID("t"), origin: EventOrigin(sender: "w@a", timestamp: .now), facts: facts))
    }

    @Test func collectsWhatEverySourceKnows() async throws {
        var broker = ImaginedBroker()
        broker.events = [event()]
        var results = ResultReport()
        results.results = [StoredResult(task: TaskID("r"), state: "SUCCESS")]
        let stored = results
        let observation = try await capture(broker, results: { () throws(BrokerError) in stored })
        #expect(observation.sources.map(\.name) == ["events", "inspect", "queues", "results"])
        #expect(observation.sources.allSatisfy { $0.status == .ok })
        #expect(!observation.isIncomplete)
        #expect(observation.state.tasks.count == 1 && observation.evidence.results.count == 1)
        #expect(observation.evidence.queues.count == 2)
        #expect(observation.watched.count == 1)
    }

    @Test func throwsWhenTheBrokerCannotBeReached() async {
        var broker = ImaginedBroker()
        broker.identity = .failure(.timedOut(broker: ImaginedBroker.address))
        await #expect(throws: BrokerError.timedOut(broker: ImaginedBroker.address)) { try await capture(broker) }
    }

    @Test func goesOnWhenASourceFailsAndSaysSo() async throws {
        var broker = ImaginedBroker()
        broker.listening = .failure(.closed(broker: ImaginedBroker.address))
        let observation = try await capture(broker)
        #expect(status("events", in: observation) == .failed)
        #expect(status("queues", in: observation) == .ok)
        #expect(observation.watched.isEmpty)
        #expect(observation.isIncomplete)
    }

    @Test func goesOnWhenWorkersCannotBeToldToSendEvents() async throws {
        var broker = ImaginedBroker()
        broker.enabling = .failure(.blocked(broker: ImaginedBroker.address, reason: "low on memory"))
        var request = CaptureRequest(listen: .milliseconds(50))
        request.enablesEvents = true
        let observation = try await capture(broker, request: request)
        let inspect = try #require(observation.sources.first { $0.name == "inspect" })
        #expect(inspect.status == .partial)
        #expect(inspect.detail.text.hasSuffix("takes no messages at present: low on memory"))
        #expect(status("events", in: observation) == .ok && !observation.isIncomplete)
    }

    @Test func saysWhenThereIsNoSignOfCelery() async throws {
        var broker = ImaginedBroker()
        var survey = QueueSurvey(reading: QueueReading(time: .now, queues: []))
        survey.notes = [.nothingOfCelery]
        broker.queues = .success(survey)
        let observation = try await capture(broker)
        #expect(status("queues", in: observation) == .partial)
        #expect(!observation.isIncomplete)
    }

    @Test func skipsTheInspectionWhereNothingMayBeWritten() async throws {
        var broker = ImaginedBroker()
        for error in [BrokerError.passive, .notPermitted(broker: ImaginedBroker.address, command: "sadd")] {
            broker.inspection = .failure(error)
            let observation = try await capture(broker)
            #expect(status("inspect", in: observation) == .skipped)
            #expect(!observation.isIncomplete)
        }
    }

    @Test func doesNotListenWhereNobodyIsTo() async throws {
        var broker = ImaginedBroker()
        broker.events = [event()]
        let observation = try await capture(broker, request: CaptureRequest(listen: .zero))
        #expect(status("events", in: observation) == .skipped)
        #expect(observation.watched.isEmpty && observation.state.events == 0)
    }

    @Test func endsByTheDeadlineWhateverHangs() async throws {
        var broker = ImaginedBroker()
        broker.hangs = true
        let observation = try await capture(
            broker, request: CaptureRequest(listen: .milliseconds(50), deadline: .milliseconds(400)))
        #expect(status("inspect", in: observation) == .failed && status("queues", in: observation) == .failed)
        #expect(status("events", in: observation) == .ok)
    }

    @Test func asksAtTheEndOfTheListening() async throws {
        let observation = try await capture(
            ImaginedBroker(), request: CaptureRequest(listen: .seconds(1), inspectTimeout: .milliseconds(300)))
        let watched = try #require(observation.watched.first)
        let asked = try #require(observation.evidence.inspection?.asked)
        #expect(asked.since(watched.since) > 0.6)
    }

    @Test func asksAtOnceWhenTheListeningBreaksOff() async throws {
        var broker = ImaginedBroker()
        broker.listening = .failure(.closed(broker: ImaginedBroker.address))
        let clock = ContinuousClock()
        let start = clock.now
        let observation = try await capture(
            broker, request: CaptureRequest(listen: .seconds(600), deadline: .seconds(900)))
        #expect(clock.now - start < .seconds(600))
        #expect(status("inspect", in: observation) == .ok)
    }

    @Test func isIncompleteWhenAWorkerThatHeardTheQuestionsIsSilent() async throws {
        var broker = ImaginedBroker()
        broker.inspection = .success(InspectionReport(Inspection(asked: .now, answered: .now, expected: 1)))
        let observation = try await capture(broker)
        #expect(status("inspect", in: observation) == .partial)
        #expect(observation.isIncomplete)
    }

    /// A broker of queues alone: what it doesn't carry is skipped, is never asked for, and is nothing that failed.
    @Test func isCompleteWithABrokerThatCarriesOnlyQueues() async throws {
        var broker = ImaginedBroker()
        broker.features = []
        (broker.listening, broker.inspection) = (.failure(.closed(broker: "b")), .failure(.closed(broker: "b")))
        broker.enabling = .failure(.closed(broker: "b"))
        var request = CaptureRequest(listen: .milliseconds(50))
        request.enablesEvents = true
        let observation = try await capture(broker, request: request)
        #expect(["events", "inspect"].map { status($0, in: observation) } == [.skipped, .skipped])
        #expect(status("queues", in: observation) == .ok && !observation.isIncomplete)
        #expect(observation.evidence.inspection == nil && observation.watched.isEmpty)
    }

    /// What a dump tells is of one past moment, and says so; what isn't in it, is skipped.
    @Test func saysOfADumpHowOldItIs() async throws {
        var broker = ImaginedBroker()
        broker.features = []
        let saved = try #require(Instant(iso8601: "2026-11-22T08:00:00Z"))
        broker.saved = saved
        broker.queues = .success(QueueSurvey(reading: QueueReading(time: saved, queues: [])))
        var results = ResultReport()
        results.expired = 2
        let stored = results
        let observation = try await Capture(
            of: broker, results: { () throws(BrokerError) in stored }, request: CaptureRequest(listen: .zero),
            privacy: Privacy(), now: { saved }
        ).run()
        #expect(observation.ended == saved && observation.watched.isEmpty && !observation.isIncomplete)
        #expect(observation.evidence.queues.map(\.time) == [saved], "two looks at one moment are one")
        let told = Dictionary(uniqueKeysWithValues: observation.sources.map { ($0.name, $0) })
        #expect(["events", "inspect"].map { told[$0]?.status } == [.skipped, .skipped])
        #expect(told["inspect"]?.detail.text == "a dump holds none of it: only workers tell, while they live")
        #expect(told["queues"]?.detail.text == "0 queues, as the dump left them at 2026-11-22T08:00:00Z")
        #expect(told["results"]?.status == .ok)
        #expect(
            told["results"]?.detail.text
                == "0 of 0 results read; 2 keys of the dump have expired since it was saved, and results may be among "
                + "them"
        )
    }

    @Test func keepsNoSecret() async throws {
        var broker = ImaginedBroker()
        broker.events = [event(kwargs: "{'password': 'hunter2'}")]
        let observation = try await capture(broker)
        #expect(observation.redactions.values == ["password": 1])
        #expect(!"\(observation.state)".contains("hunter2"))
        let strangers = try await capture(broker, privacy: Privacy(isPublic: true))
        #expect(strangers.broker.url == "redis://[redacted]")
        #expect(!"\(strangers.state)".contains("password"))
    }
}
