import Celery
import Decoding
import Testing

struct RecordingDecoderTests {
    private static let broker =
        #"{"type": "herbarium-broker", "timestamp": 1, "url": "redis://h/0", "server": "Redis 7", "transport": "redis"}"#

    private func decode(_ lines: String...) throws -> Recording {
        try RecordingDecoder.decode(([Self.broker] + lines).joined(separator: "\n").utf8)
    }

    @Test func readsTheFrame() throws {
        let recording = try decode(#"{"type": "herbarium-watched", "timestamp": 9, "since": 2.5, "until": 8}"#, "")
        #expect(recording.identity.transport == "redis")
        #expect(recording.identity.url == "redis://h/0")
        #expect(recording.identity.server == "Redis 7")
        #expect(
            recording.watched == [
                TimeSpan(since: Instant(microseconds: 2_500_000), until: Instant(microseconds: 8_000_000))
            ])
        #expect(recording.end == Instant(microseconds: 8_000_000))
        #expect(recording.events.isEmpty)
        #expect(recording.evidence == Evidence())
    }

    @Test func readsEventsAsTheyCame() throws {
        let event = #"{"type": "task-started", "uuid": "u", "hostname": "w", "timestamp": 3, "local_received": 4}"#
        let recording = try decode(
            event, "[\(event), \(event)]", #"{"type": "herbarium-of-the-future", "timestamp": 1}"#)
        #expect(recording.events.count == 3)
        guard case .task(let first) = recording.events[0] else { throw DecodingFailure.notA("a task event") }
        #expect(first.origin.heard == Instant(microseconds: 4_000_000))
    }

    @Test func readsQueuesAndWhatIsInThem() throws {
        let message = #"{"body": "[[1], {}, {}]", "headers": {"id": "a", "task": "t", "argsrepr": "(1,)"}}"#
        let recording = try decode(
            #"{"type": "herbarium-queues", "timestamp": 5, "queues": [{"name": "mail", "ready": 9}]}"#,
            #"{"type": "herbarium-message", "timestamp": 6, "queue": "mail", "message": \#(message)}"#,
            #"{"type": "herbarium-unacked", "timestamp": 6, "tag": "x", "score": 2, "entry": [\#(message), "", "mail"]}"#,
            #"{"type": "herbarium-unacked", "timestamp": 6, "tag": "y", "score": 3, "entry": [{}, "ex", "mail"]}"#,
            #"{"type": "herbarium-queues", "timestamp": 7, "queues": [{"name": "mail", "ready": 3, "priorities": {"0": 2, "9": 1, "x": 1}}, {"name": "é", "ready": 0}]}"#
        )
        #expect(recording.evidence.queues.map(\.time.seconds) == [5, 7])
        #expect(recording.evidence.queues.first?.queues == [QueueContent(name: "mail", type: "list", ready: 9)])
        let mail = try #require(recording.evidence.queues.last?.queues.first)
        #expect(mail.ready == 3)
        #expect(mail.priorities == [0: 2, 9: 1])
        #expect(mail.unacknowledged == 1)
        #expect(mail.sample?.map(\.task) == [TaskID("a")])
        #expect(mail.sample?.first?.facts.kwargs == "{}")
        let delivered = try #require(recording.evidence.unacknowledged)
        #expect(delivered.map(\.task) == [TaskID("a"), nil])
        #expect(delivered.map(\.facts.queue) == ["mail", nil])
        #expect(delivered.map(\.delivered?.seconds) == [2, 3])
    }

    @Test func readsAnswers() throws {
        func reply(_ method: String, _ worker: String, _ asked: Int, _ answer: String) -> String {
            """
            {"type": "herbarium-reply", "timestamp": \(asked + 1), "method": "\(method)", "worker": "\(worker)", \
            "asked": \(asked), "expected": 2, "reply": \(answer)}
            """
        }
        let complete = try decode(
            reply("ping", "w1", 5, #"{"ok": "pong"}"#), reply("ping", "w2", 6, #"{"ok": "pong"}"#),
            reply("unheard-of", "w3", 1, "{}"))
        let inspection = try #require(complete.evidence.inspection)
        #expect(inspection.asked.seconds == 5)
        #expect(inspection.answered.seconds == 7)
        #expect(inspection.expected == 2)
        #expect(inspection.isComplete)
        #expect(inspection.workers.keys.sorted() == [WorkerName("w1"), WorkerName("w2")])
        let partial = try decode(
            reply("ping", "w1", 5, "{}"), reply("ping", "w2", 5, "{}"), reply("active", "w1", 5, "[]"))
        #expect(partial.evidence.inspection?.isComplete == false)
        #expect(partial.evidence.inspection?.workers[WorkerName("w1")]?.active == [])
        let refused = try decode(reply("ping", "w1", 5, "{}"), reply("ping", "w2", 5, #"{"error": "no"}"#))
        #expect(refused.evidence.inspection?.isComplete == false)
    }

    @Test func putsTheNewestResultFirst() throws {
        func result(_ id: String, _ done: String) -> String {
            """
            {"type": "herbarium-result", "timestamp": 9, "value": \
            {"task_id": "\(id)", "status": "SUCCESS", "date_done": \(done)}}
            """
        }
        let recording = try decode(
            result("old", "\"2026-11-22T08:00:00\""), result("running", "null"),
            result("new", "\"2026-11-22T09:00:00\""))
        #expect(recording.evidence.results.map(\.task.description) == ["new", "old", "running"])
    }

    @Test func namesTheLineThatIsWrong() {
        let error = #expect(throws: DecodingFailure.self) { try decode("", "{") }
        #expect(error?.description == "line 3: not JSON: a bracket, comma, colon or value is missing or too many")
        #expect(throws: DecodingFailure.self) { try decode(#"{"type": "herbarium-watched", "timestamp": 1}"#) }
        #expect(throws: DecodingFailure.self) { try RecordingDecoder.decode([]) }
    }
}
