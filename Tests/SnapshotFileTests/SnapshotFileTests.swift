import Celery
import TestSupport
import Testing

@testable import Decoding
@testable import SnapshotFile

struct SnapshotFileTests {
    /// A snapshot in which nothing is left unset.
    static func full() -> Snapshot {
        let time = Instant(microseconds: 1_790_000_000_123_456)
        var facts = TaskFacts.complete
        facts.name = "shop.\u{1}\"é😀</script>"
        (facts.args, facts.kwargs, facts.result) = ("(1,)", "{'a': '\\n'}", "None")
        (facts.exception, facts.traceback, facts.queue) = ("E()", "Traceback\n  x", "mail")
        (facts.retries, facts.eta, facts.expires, facts.runtime) = (2, time, time + 1, 0.1)
        (facts.parent, facts.root) = (TaskID("p"), TaskID("r"))
        (facts.terminated, facts.expired, facts.requeued) = (true, false, true)
        var counts = Counts.zero
        (counts[.failed], counts.processed, counts.carried, counts.scheduled) = (1, 1, 1, 0)
        var answer = WorkerInspection()
        answer.isAlive = true
        var heldFacts = TaskFacts()
        (heldFacts.name, heldFacts.args, heldFacts.kwargs, heldFacts.eta, heldFacts.retries) = (
            "n", "()", "{}", time, 1
        )
        answer.active = [
            HeldTask(task: TaskID("h"), facts: heldFacts, started: time, processID: 4, isAcknowledged: true)
        ]
        (answer.reserved, answer.scheduled, answer.revoked, answer.registered) = (
            [HeldTask(task: TaskID("i"), facts: heldFacts, started: time, processID: 4, isAcknowledged: false)],
            [HeldTask(task: TaskID("j"), facts: heldFacts, started: time, processID: 4, isAcknowledged: false)],
            [TaskID("x")], ["n [rate_limit=1/s]"]
        )
        answer.queues = [ConsumedQueue(name: "mail", attributes: [NamedValue("durable", "True")])]
        (answer.executions, answer.processID, answer.uptime) = (["n": 3], 7, 60)
        (answer.concurrency, answer.prefetchCount, answer.visibilityTimeout) = (2, 8, 3600)
        (answer.pool, answer.broker) = ([NamedValue("a", "1")], [NamedValue("b", "2")])
        (answer.system, answer.other, answer.configuration) = (
            [NamedValue("c", "3")], [NamedValue("d", "4")], [NamedValue("e", "5")]
        )
        answer.asOf = time - 60
        answer.periodic = [PeriodicEntry(name: "tick", task: "n", text: "30")]
        var worker = WorkerRow(
            name: WorkerName("w@a"), status: .online, counts: counts, unseen: 1, unseenMargin: 1, executions: 2,
            loadAverage: [0.1, 0.2, 1], lastHeartbeat: time, lifetimeProcessed: 9, concurrency: 2, processID: 7,
            uptime: 60, software: Software(name: "py-celery", version: "5.7.0", system: "Linux"), queues: ["mail"],
            sendsEvents: true, inspection: answer)
        (worker.slotSeconds, worker.busySeconds) = (60, 12.000001)
        let task = TaskRow(
            id: TaskID("t"), state: "FAILURE", facts: facts, sent: time, received: time, started: time,
            finished: time, wait: 0.5, prefetchWait: 0.25, worker: WorkerName("w@a"), source: .inspect,
            attempts: [
                AttemptRow(
                    worker: WorkerName("w@a"), outcome: .failed, sent: time, received: time, started: time,
                    finished: time, runtime: 1e-7, retries: 1, exception: "E()", failure: "f")
            ], isUnacknowledged: true, redelivery: time, failure: "f")
        let percentiles = Percentiles(count: 3, p50: 1, p95: 2, p99: 3, max: 4)
        let said: Phrase = "of \(name: "it's") at \(place: "/p"): \(quote: "no")"
        var snapshot = Snapshot(
            capturedAt: time, producer: .init(version: "1", host: "h"),
            coverage: .init(
                span: TimeSpan(since: time - 60, until: time), watched: [TimeSpan(since: time - 5, until: time)],
                events: 12, tasks: 1, offlineAfter: 300, forgetOffline: 86_400),
            report: .init(
                title: "t", timeZone: "Europe/Berlin", note: "# note", isProtected: true, checks: ["c"], known: ["f"]),
            broker: BrokerIdentity(transport: "redis", url: "redis://a/0", server: "Redis 7"),
            sources: [SourceReport(name: "events", status: .partial, detail: said, duration: 5.1)], workers: [worker],
            totals: Totals(counts: counts, ofWorkers: 1), tasks: [task],
            taskTypes: [
                TaskTypeRow(
                    name: "n", counts: counts, runtime: percentiles, wait: percentiles, totalRuntime: 1.5,
                    busy: BusyTime(microseconds: [1_500_000, 1, 2, 3]))
            ],
            failures: [
                FailureGroup(
                    name: "n", exceptionType: "E", fingerprint: "0", count: 1, fromResults: 1, first: time, last: time,
                    workers: [WorkerName("w@a")], example: TaskID("t"), exception: "E()", traceback: "T")
            ],
            histograms: [HistogramRow(name: "n", measure: "wait", buckets: [.init(upper: 0.5, count: 2)])],
            queues: [
                timed(
                    QueueRow(
                        name: "mail", type: "list", ready: 4, unacknowledged: 1, consumers: 2, idleSince: time,
                        priorities: [0: 3, 9: 1], waiting: [.init(name: "n", count: 2)], sampled: 2,
                        inFlight: [
                            .init(
                                task: TaskID("t"), name: "n", delivered: time, worker: WorkerName("w@a"),
                                redelivery: time)
                        ], growth: -2.5, redelivered: 3, settings: [NamedValue("durable", "true")]))
            ],
            series: [Series(name: "s", unit: "u", labels: ["a": "b"], points: [.init(time, 1), .init(time + 1, 2)])],
            findings: [
                Finding(
                    .note, .init(rawValue: "c"), subject: "s",
                    facts: ["a": .count(1), "b": .number(0.5), "c": .text("t"), "d": .truth(true)],
                    message: said + Phrase([.unparted("u")]), time: time)
            ],
            redactions: .init(values: ["password": 3], omitted: ["args"], isPublic: true))
        snapshot.etaBacklog = [BacklogRow(dueWithin: 60, count: 2)]
        snapshot.queues[0].delayed = 3
        snapshot.failures[0].burst = .init(count: 5, since: time - 30, until: time - 10)
        snapshot.incidents = [
            Incident(
                since: time - 60, until: time, severity: .note, subject: "s", sentence: "died at \(time: time)",
                findings: [0])
        ]
        snapshot.hours = [HourCount(time: time, succeeded: 3, failed: 1, watched: 1_800.5)]
        snapshot.changes = [
            ClusterChange(time: time, kind: .setting, subject: "w@a", item: "i", before: "b", after: "a")
        ]
        snapshot.grouping = grouping
        var periodic = PeriodicRow(name: "tick", task: "n", schedule: "30")
        (periodic.last, periodic.next) = (time - 10, time + 20)
        (periodic.source, periodic.asOf) = (.redBeat, time - 60)
        (periodic.expected, periodic.seen, periodic.missed, periodic.overlapping) = (3, 2, 1, 0)
        snapshot.periodic = [periodic]
        var workflow = WorkflowRow(
            root: TaskID("r"), name: "n", state: .failed, count: 2,
            sums: [WorkflowRow.Sum(name: "n", state: "FAILURE", count: 2)],
            tree: [WorkflowRow.Node(task: TaskID("r"), depth: 0), WorkflowRow.Node(task: TaskID("t"), depth: 1)],
            path: [TaskID("r"), TaskID("t")])
        (workflow.since, workflow.until) = (time - 5, time)
        snapshot.workflows = [workflow]
        snapshot.turns = [WorkerTurn(.silence, of: WorkerName("w@a"), time: time)]
        return snapshot
    }

    private static var grouping: Grouping {
        var row = Grouping.Row(.value, value: "7")
        (row.values, row.waiting, row.unacknowledged, row.active) = (1, 2, 3, 4)
        (row.processed, row.succeeded, row.failed, row.retried, row.busySeconds) = (5, 6, 7, 8, 9.5)
        return Grouping(path: "kwargs.team", rows: [row], attempts: 10, sampled: 11)
    }

    /// A snapshot in which nothing is known.
    private static func empty() -> Snapshot {
        var snapshot = full()
        snapshot.workers = [WorkerRow(name: WorkerName(""), status: .unknown, counts: Counts())]
        snapshot.tasks = [TaskRow(id: TaskID(""), state: "", facts: TaskFacts(), source: .results, attempts: [])]
        snapshot.queues = [QueueRow(name: "", priorities: [:], waiting: [])]
        snapshot.totals = Totals(counts: Counts(), ofWorkers: 0)
        (snapshot.broker.server, snapshot.report.note, snapshot.producer.host) = (nil, nil, nil)
        snapshot.queues += [QueueRow(name: "q", priorities: [:], waiting: [.init(name: nil, count: 1)])]
        snapshot.etaBacklog = nil
        snapshot.grouping?.rows = [Grouping.Row(.unknown)]
        snapshot.periodic = [PeriodicRow(name: "", task: "", schedule: "")]
        snapshot.workflows = [
            WorkflowRow(
                root: TaskID(""), name: nil, state: .unknown, count: 0,
                sums: [WorkflowRow.Sum(name: nil, state: "", count: 0)], tree: nil, path: [])
        ]
        snapshot.taskTypes = [TaskTypeRow(counts: Counts(), totalRuntime: 0)]
        snapshot.series = [Series(name: "s", unit: "u", points: [.init(snapshot.capturedAt, nil)])]
        (snapshot.findings, snapshot.failures, snapshot.histograms) = ([], [], [])
        return snapshot
    }

    /// A queue of which everything is known.
    private static func timed(_ row: QueueRow) -> QueueRow {
        var row = row
        (row.growthSeconds, row.trend, row.drainSeconds) = (60, .draining, 96.5)
        row.peak = QueueRow.Peak(ready: 9, time: EventStream.at(5))
        row.wait = QueueWait(
            Percentiles(count: 3, p50: 1, p95: 2, p99: 3, max: 3.5), withinTarget: 0.5, target: 1.5)
        row.oldest = OldestMessage(age: 12.25, basis: .header, isAtLeast: true)
        (row.arrivals, row.departures) = (0.5, 0.541_666)
        return row
    }

    @Test(arguments: [full(), empty()])
    func readsWhatWasWritten(snapshot: Snapshot) async throws {
        let bytes = SnapshotFile.bytes(of: snapshot)
        let decoded = try await SnapshotFile.read(bytes)
        #expect(decoded == snapshot)
        #expect(SnapshotFile.bytes(of: decoded) == bytes)
    }

    /// What isn't declared isn't read back, which only a snapshot tells in which all is set.
    @Test func isTriedWithASnapshotInWhichNothingIsUnset() {
        // Of what a worker holds, it tells less, and a worker's configuration remembers no runs.
        let unset = Self.unset(in: Self.full(), at: "snapshot").filter {
            !$0.contains(".some.0.facts") && !$0.contains(".inspection.periodic.")
        }
        #expect(unset == [])
    }

    private static func unset(in value: Any, at place: String) -> [String] {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional || mirror.displayStyle == .collection, mirror.children.isEmpty {
            return [place]
        }
        return mirror.children.enumerated().flatMap { number, child in
            unset(in: child.value, at: "\(place).\(child.label ?? "\(number)")")
        }
    }

    /// A file of before has text alone: of what was said of faults nobody knows whose words they are.
    @Test func readsTheTextOfAFileThatDoesNotPartIt() async throws {
        let text = String(decoding: SnapshotFile.bytes(of: Self.full()), as: UTF8.self)
        let older = text.replacing(#/,"parts":\[[^\]]*\]/#, with: "")
        #expect(!older.contains("parts"))
        let decoded = try await SnapshotFile.read(Array(older.utf8))
        #expect(decoded.sources.map(\.detail.parts) == [[.quote("of 'it's' at '/p': no")]])
        #expect(decoded.findings.map(\.message.parts) == [[.unparted("of 'it's' at '/p': nou")]])
        #expect(decoded.findings.map(\.message.text) == Self.full().findings.map(\.message.text))
    }

    @Test(arguments: ["total_runtime\":1.5", "p95\":2.0", "offline_after\":300.0", "growth\":-2.5"])
    func refusesNumbersBeyondAllBounds(number: String) async throws {
        let name = String(number.prefix { $0 != ":" })
        let text = String(decoding: SnapshotFile.bytes(of: Self.full()), as: UTF8.self)
        #expect(text.contains(number))
        await #expect(throws: DecodingFailure.self) {
            try await SnapshotFile.read(Array(text.replacing(number, with: name + ":1e999").utf8))
        }
    }

    @Test func writesKeysInOrder() throws {
        var parser = JSONParser()
        try parser.withParsed(SnapshotFile.bytes(of: Self.full())) { Self.expectSortedKeys($0, at: "snapshot") }
    }

    private static func expectSortedKeys(_ node: JSONNode, at place: String) {
        if let fields = node.fields {
            let keys = fields.map(\.key.text)
            #expect(keys == keys.sorted(), "\(place)")
            for (key, value) in fields { expectSortedKeys(value, at: "\(place).\(key.text)") }
        }
        for element in node.elements.map(Array.init) ?? [] { expectSortedKeys(element, at: "\(place)[]") }
    }

    /// More than a piece of them, with what could be taken for the end of a piece within a text.
    @Test func readsManyTasksInPieces() async throws {
        var snapshot = Self.full()
        let texts = ["\n],\"totals\":", "\n],\"tasks\":[\n", "]", "},\n{"]
        snapshot.tasks = (0..<900).map { number in
            var facts = TaskFacts()
            facts.args = String(repeating: texts[number % texts.count], count: 60)
            return TaskRow(id: TaskID("\(number)"), state: "SUCCESS", facts: facts, source: .events, attempts: [])
        }
        let json = SnapshotFile.bytes(of: snapshot)
        #expect(try #require(SnapshotPieces(json, size: 10_000)).tasks.count > 2)
        #expect(try await SnapshotFile.read(json, pieceSize: 10_000).tasks == snapshot.tasks)
    }

    @Test func handsALongFileOnInStretches() async throws {
        var snapshot = Self.full()
        let task = try #require(snapshot.tasks.first)
        snapshot.tasks = Array(repeating: task, count: 2_000)
        var (json, longest): ([UInt8], Int) = ([], 0)
        SnapshotFile.write(snapshot) { stretch in
            json += stretch
            longest = max(longest, stretch.count)
        }
        #expect(try await SnapshotFile.read(json) == snapshot)
        #expect(longest < json.count / 4)
    }

    /// However another program lays the document out, and in whatever order: its tasks are read in pieces, and as they
    /// are.
    @Test(arguments: ["", " ", "\n", "\r\n\t  "], [false, true])
    func readsTasksInPiecesHoweverTheyAreWritten(blank: String, isReversed: Bool) async throws {
        var snapshot = Self.full()
        let texts = ["\\", "\"", "\\\"", "]}", "\"tasks\":[", "[{\"", "\\\\"]
        let task = try #require(snapshot.tasks.first)
        snapshot.tasks = (0..<200).map { number in
            var task = task
            task.facts.args = String(repeating: texts[number % texts.count], count: 20)
            task.facts.traceback = texts[number / texts.count % texts.count]
            return task
        }
        let bytes = try Layout(blank: blank, isReversed: isReversed).bytes(SnapshotFile.bytes(of: snapshot))
        #expect(try #require(SnapshotPieces(bytes, size: 1_000)).tasks.count > 50)
        #expect(try await SnapshotFile.read(bytes, pieceSize: 1_000) == snapshot)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"tasks":[]}"#, #"{"tasks":[1"#, #"{"tasks":{"tasks":[1]}}"#, #"{"a":{"tasks":[1]}}"#,
        #"["tasks",[1]]"#, #"{"a":"\"tasks\":[1]"}"#, #"}{"tasks":[1]}"#,
        #"{"task\u0073":[1]}"#,
    ])
    func findsNoPiecesWhereThereAreNone(text: String) { #expect(SnapshotPieces(Array(text.utf8)) == nil) }

    @Test func saysWhatIsWrongAmongTheTasks() async throws {
        var json = SnapshotFile.bytes(of: Self.full())
        let pieces = try #require(SnapshotPieces(json))
        json[try #require(pieces.tasks.first).lowerBound + 1] = UInt8(ascii: "}")
        await #expect(throws: DecodingFailure.self) { try await SnapshotFile.read(json) }
    }

    @Test func passesOverWhatItDoesNotKnow() async throws {
        let text = String(decoding: SnapshotFile.bytes(of: Self.full()), as: UTF8.self)
        let extended = "{\"later\":[{\"a\":1}]," + text.dropFirst()
        #expect(try await SnapshotFile.read(Array(extended.utf8)) == Self.full())
    }

    @Test(arguments: [
        "", "[]", "{}", "null", #"{"schema":"other/1"}"#, #"{"schema":"herbarium.snapshot/1"}"#, #"{"schema":7}"#,
        #"{"schema":"herbarium.snapshot/2","captured_at":"2026-11-22T08:00:00Z"}"#,
    ])
    func refusesWhatIsNoSnapshotOfThisVersion(text: String) async {
        await #expect(throws: DecodingFailure.self) { try await SnapshotFile.read(Array(text.utf8)) }
    }
}
