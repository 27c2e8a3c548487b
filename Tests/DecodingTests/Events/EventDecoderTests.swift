import Celery
import Decoding
import Testing

struct EventDecoderTests {
    private let heard = Instant(microseconds: 1_795_339_800_000_000)

    private func decode(_ text: String) throws -> [Event] {
        var decoder = EventDecoder()
        return try decoder.decode(text.utf8, heard: heard)
    }

    private func task(_ text: String) throws -> TaskEvent {
        guard case .task(let event) = try #require(try decode(text).first) else {
            throw DecodingFailure.notA("a task")
        }
        return event
    }

    private func worker(_ text: String) throws -> WorkerEvent {
        guard case .worker(let event) = try #require(try decode(text).first) else {
            throw DecodingFailure.notA("a beat")
        }
        return event
    }

    @Test func readsASentTask() throws {
        let event = try task(Sample.sent)
        var facts = TaskFacts()
        facts.name = "shop.images.resize"
        facts.args = "('products/JAR-ÉTÉ/55929.jpg', [320, 640, 1280])"
        facts.kwargs = "{'megapixels': 6.3}"
        facts.root = TaskID("db8e83f8-1652-4032-8af8-414ce0e0f570")
        facts.retries = 0
        facts.queue = "images"
        let origin = EventOrigin(
            sender: "gen6743@web-1", timestamp: Instant(microseconds: 1_795_339_696_176_476), clock: 1,
            processID: 6743, heard: heard)
        #expect(
            event
                == TaskEvent(.sent, task: TaskID("db8e83f8-1652-4032-8af8-414ce0e0f570"), origin: origin, facts: facts))
    }

    @Test func readsAHeartbeat() throws {
        let event = try worker(Sample.heartbeat)
        #expect(event.kind == .heartbeat)
        #expect(event.origin.sender == "celery@mail-1")
        #expect(event.origin.timestamp.iso8601 == "2026-11-22T09:28:15.873812Z")
        #expect(event.interval == 2)
        #expect(event.active == 1)
        #expect(event.processed == 783)
        #expect(event.loadAverage == [0.16, 0.17, 0.11])
        #expect(event.software == Software(name: "py-celery", version: "5.7.0", system: "Linux"))
    }

    @Test func readsAHeartbeatOnDemand() throws {
        let event = try worker(
            #"{"type":"worker-heartbeat","hostname":"w","timestamp":1,"freq":5,"sw_ident":"py-celery"}"#)
        #expect(event.interval == 5)
        #expect(event.active == nil)
        #expect(event.processed == nil)
        #expect(event.loadAverage == nil)
    }

    @Test(arguments: [
        ("task-sent", TaskEvent.Kind.sent), ("task-received", .received), ("task-started", .started),
        ("task-succeeded", .succeeded), ("task-failed", .failed), ("task-retried", .retried),
        ("task-revoked", .revoked), ("task-rejected", .rejected), ("task-cancelled", .cancelled),
        ("task-progress", .custom("PROGRESS")), ("task-half-way", .custom("HALF-WAY")),
        ("task-größe", .custom("GRÖSSE")),
        ("task-", .custom("")), ("task-SENT", .custom("SENT")),
    ])
    func knowsTheKinds(type: String, kind: TaskEvent.Kind) throws {
        #expect(try task(#"{"type":"\#(type)","uuid":"u","hostname":"w","timestamp":1.5}"#).kind == kind)
    }

    @Test(arguments: ["worker-started", "worker-", "worker-onlinex", "workflow", "task", "herbarium-broker", ""])
    func passesOverWhatMeansNothing(type: String) throws {
        #expect(try decode(#"{"type":"\#(type)"}"#).isEmpty)
    }

    @Test func readsTheEndsOfAttempts() throws {
        let failed = try task(
            #"{"type":"task-failed","uuid":"u","hostname":"w","timestamp":1,"exception":"E('<b>')","traceback":"a\nb"}"#
        )
        #expect(failed.facts.exception == "E('<b>')")
        #expect(failed.facts.traceback == "a\nb")
        let succeeded = try task(
            #"{"type":"task-succeeded","uuid":"u","hostname":"w","timestamp":1,"result":"'x'","runtime":0.25}"#)
        #expect(succeeded.facts.result == "'x'")
        #expect(succeeded.facts.runtime == 0.25)
        let revoked = try task(
            #"{"type":"task-revoked","uuid":"u","hostname":"w","timestamp":1,"terminated":true,"signum":15,"expired":false}"#
        )
        #expect(revoked.facts.terminated == true)
        #expect(revoked.facts.expired == false)
        let rejected = try task(#"{"type":"task-rejected","uuid":"u","hostname":"w","timestamp":1,"requeue":true}"#)
        #expect(rejected.facts.requeued == true)
    }

    @Test func readsTimesOfMessages() throws {
        let event = try task(
            #"""
            {"type":"task-received","uuid":"u","hostname":"w","timestamp":1,"parent_id":"p","retries":3,
            "eta":"2026-11-22T12:19:12.855590+02:00","expires":"2026-11-22T12:00:00"}
            """#)
        #expect(event.facts.eta?.iso8601 == "2026-11-22T10:19:12.855590Z")
        #expect(event.facts.expires?.iso8601 == "2026-11-22T12:00:00.000000Z")
        #expect(event.facts.parent == TaskID("p"))
        #expect(event.facts.retries == 3)
    }

    @Test func takesNoValueFromAnotherType() throws {
        let event = try task(
            #"""
            {"type":"task-succeeded","uuid":"u","hostname":"w","timestamp":1,"name":7,"args":["a"],"kwargs":null,
            "retries":"2","eta":true,"runtime":null,"result":{"a":1},"pid":"5","clock":1.5,"root_id":false,"terminated":"yes"}
            """#)
        #expect(event.facts == TaskFacts())
        #expect(event.origin.processID == nil)
        #expect(event.origin.clock == 0)
        let heartbeat = try worker(
            #"{"type":"worker-online","hostname":"w","timestamp":1,"loadavg":[1,"x",2],"active":null,"freq":[],"sw_ver":5}"#
        )
        #expect(heartbeat.loadAverage == nil)
        #expect(heartbeat.active == nil)
        #expect(heartbeat.interval == nil)
        #expect(heartbeat.software == nil)
    }

    @Test func takesNoCountAndNoDurationBelowZero() throws {
        let event = try task(
            #"{"type":"task-succeeded","uuid":"u","hostname":"w","timestamp":1,"runtime":-0.5,"retries":-1,"pid":-7}"#)
        #expect(event.facts == TaskFacts())
        #expect(event.origin.processID == nil)
        let heartbeat = try worker(
            #"""
            {"type":"worker-heartbeat","hostname":"w","timestamp":1,"loadavg":[-1,0,0],"active":-5,"processed":-9,
            "freq":-2}
            """#)
        #expect(heartbeat.loadAverage == nil && heartbeat.interval == nil)
        #expect(heartbeat.active == nil && heartbeat.processed == nil)
        #expect(try worker(#"{"type":"worker-heartbeat","hostname":"w","timestamp":1,"freq":0}"#).interval == nil)
        let none = try worker(#"{"type":"worker-heartbeat","hostname":"w","timestamp":1,"active":0,"processed":0}"#)
        #expect(none.active == 0 && none.processed == 0)
    }

    @Test(arguments: [
        (#"{"uuid":"u","hostname":"w","timestamp":1}"#, "not an event: no usable 'type'"),
        (#"{"type":5,"uuid":"u","hostname":"w","timestamp":1}"#, "not an event: no usable 'type'"),
        (#"{"type":"task-sent","uuid":"u","timestamp":1}"#, "not an event: no usable 'hostname'"),
        (#"{"type":"task-sent","uuid":"u","hostname":"w"}"#, "not an event: no usable 'timestamp'"),
        (#"{"type":"task-sent","uuid":"u","hostname":"w","timestamp":"now"}"#, "not an event: no usable 'timestamp'"),
        (#"{"type":"task-sent","uuid":"u","hostname":"w","timestamp":NaN}"#, "not an event: no usable 'timestamp'"),
        (#"{"type":"task-sent","uuid":"u","hostname":"w","timestamp":1e300}"#, "not an event: no usable 'timestamp'"),
        (#"{"type":"task-sent","hostname":"w","timestamp":1}"#, "not a task event: no usable 'uuid'"),
        (#"{"type":"task-sent","uuid":"","hostname":"w","timestamp":1}"#, "not a task event: no usable 'uuid'"),
        ("7", "not an event"), ("null", "not an event"), ("[[]]", "not an event"), ("\"task-sent\"", "not an event"),
        ("{", "not JSON: a bracket, comma, colon or value is missing or too many"),
    ])
    func saysWhatLacks(text: String, message: String) {
        let error = #expect(throws: DecodingFailure.self) { try decode(text) }
        #expect(error?.description == message)
    }

    @Test func prefersTheTimeThatTheRecorderNoted() throws {
        let event = try task(#"{"type":"task-started","uuid":"u","hostname":"w","timestamp":1,"local_received":2.5}"#)
        #expect(event.origin.heard == Instant(microseconds: 2_500_000))
        let other = try task(#"{"type":"task-started","uuid":"u","hostname":"w","timestamp":1,"local_received":null}"#)
        #expect(other.origin.heard == heard)
    }

    @Test func ignoresTheOffsetOfTheSendersZone() throws {
        let event = try task(#"{"type":"task-started","uuid":"u","hostname":"w","timestamp":3600,"utcoffset":-2}"#)
        #expect(event.origin.timestamp == Instant(microseconds: 3_600_000_000))
    }

    @Test func keepsTheGoodEventsOfAList() throws {
        var decoder = EventDecoder()
        var events: [Event] = []
        let list = "[\(Sample.sent), 5, {}, \(Sample.heartbeat)]"
        #expect(throws: DecodingFailure.notA("an event")) {
            try decoder.decode(list.utf8, heard: heard, into: &events)
        }
        #expect(events.count == 2)
        try decoder.decode("[]".utf8, heard: heard, into: &events)
        #expect(events.count == 2)
    }

    @Test func readsTheSameWhereverStringsAreShared() throws {
        var decoder = EventDecoder()
        for number in 0..<20_000 {
            let id = "id-of-a-task-that-is-long-\(number % 7000)"
            let text =
                #"{"type":"task-received","uuid":"\#(id)","root_id":"\#(id)","hostname":"w","timestamp":\#(number)}"#
            guard case .task(let event) = try decoder.decode(text.utf8, heard: heard).first else {
                Issue.record("no task event of number \(number)")
                return
            }
            try #require(event.task == TaskID(id) && event.facts.root == TaskID(id))
        }
    }

    @Test func opensEnvelopes() throws {
        var decoder = EventDecoder()
        var events: [Event] = []
        try decoder.decode(envelope: Sample.envelope.utf8, heard: heard, into: &events)
        guard case .worker(let event) = events.first else { throw DecodingFailure.notA("a beat") }
        #expect(event.origin.sender == "w1@vm")
        #expect(event.kind == .offline)
    }
}
