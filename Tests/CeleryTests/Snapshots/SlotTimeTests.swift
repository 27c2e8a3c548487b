import Celery
import TestSupport
import Testing

/// Slot time, worked out by hand: ten minutes, of which nobody watched the third and a half.
struct SlotTimeTests {
    private static let now = 700.0
    private static let watched = [
        TimeSpan(since: EventStream.at(40), until: EventStream.at(300)),
        TimeSpan(since: EventStream.at(400), until: EventStream.at(now)),
    ]

    /// A worker of two slots: what began before the span, straddles the gap, lies in it, or never ends.
    private static func busy() -> EventStream {
        var stream = EventStream()
        stream.worker(.online, at: 20, processed: 0, active: 0)
        for second in [50.0, 150, 290, 410, 699] { stream.worker(.heartbeat, at: second, processed: 9) }
        execute("before", from: 90, to: 110.5, in: &stream)
        execute("whole", from: 200, to: 203, in: &stream)
        execute("across", .failed, from: 280, to: 420.25, in: &stream)
        execute("unwatched", .retried, from: 310, to: 390, in: &stream)
        execute("again", .retried, from: 500, to: 500.000_007, in: &stream)
        execute("endless", nil, from: 650.000_001, to: 0, in: &stream)
        return stream
    }

    private static func execute(
        _ id: String, _ ending: TaskEvent.Kind? = .succeeded, on worker: String = "w1@a", from start: Double,
        to end: Double, in stream: inout EventStream
    ) {
        stream.task(.received, id, on: worker, at: start - 1)
        stream.task(.started, id, on: worker, at: start)
        if let ending { stream.task(ending, id, on: worker, at: end) }
    }

    private static func snapshot(
        _ stream: EventStream, _ evidence: Evidence = Evidence(), watched: [TimeSpan] = watched, now: Double = now
    ) -> Snapshot {
        var state = ClusterState()
        for event in stream.events { state.apply(event) }
        let rules = AssessmentRules(
            span: TimeSpan(since: EventStream.at(100), until: EventStream.at(now)), watched: watched,
            now: EventStream.at(now))
        return SnapshotBuilder(
            state: state, evidence: evidence, rules: rules,
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: nil), sources: [],
            producer: Snapshot.Producer(version: "1", host: "test"),
            report: Snapshot.ReportRequest(title: "test", timeZone: "UTC")
        ).snapshot()
    }

    private static func answers(_ concurrency: [String: Int]) -> Evidence {
        var evidence = Evidence()
        evidence.inspection = Inspection(asked: EventStream.at(698), answered: EventStream.at(699))
        for (name, count) in concurrency {
            var answer = WorkerInspection()
            (answer.isAlive, answer.concurrency) = (true, count)
            evidence.inspection?.workers[WorkerName(name)] = answer
        }
        return evidence
    }

    @Test func countsWhatLiesWithinTheWatchedPartsToTheMicrosecond() throws {
        let snapshot = Self.snapshot(Self.busy(), Self.answers(["w1@a": 2]))
        let worker = try #require(snapshot.workers.first)
        #expect(worker.slotSeconds == 1000)
        #expect(worker.busySeconds == 10.5 + 3 + 20 + 20.25 + 0.000_007 + 49.999_999)
        #expect(worker.utilization == 103.750_006 / 1000)
        let time = try #require(snapshot.taskTypes.first?.busy)
        #expect(BusyTime.Kind.allCases.map { time[$0] } == [13.5, 40.25, 0.000_007, 49.999_999])
    }

    /// By parts of five seconds, of two slots each; where nobody watched nothing is known, and the sum is that of the row.
    @Test func tellsWhatPartWasInUseOverTime() throws {
        let snapshot = Self.snapshot(Self.busy(), Self.answers(["w1@a": 2]))
        let all = snapshot.series.filter { $0.name == "worker.utilization" }
        #expect(all.map(\.labels) == [["worker": "w1@a"]])
        let points = try #require(all.first).points
        let told = Dictionary(points.map { ($0.time.since(EventStream.epoch), $0.value) }) { first, _ in first }
        let byHand: [Double: Double?] = [
            100: 0.5, 105: 0.5, 110: 0.05, 115: 0, 200: 0.3, 280: 0.5, 295: 0.5, 300: nil, 395: nil, 400: 0.5, 415: 0.5,
            420: 0.025, 500: 0.000_000_7, 645: 0, 650: 0.499_999_9, 655: 0.5, 695: 0.5,
        ]
        for (second, value) in byHand { #expect(told[second] == .some(value), "\(second)") }
        let sum = points.compactMap(\.value).reduce(0, +) * 10
        #expect(abs(sum - 103.750_006) < 1e-9)
    }

    /// Where events don't tell what a worker did, its heartbeats do.
    @Test func asksHeartbeatsWhereEventsTellNothing() throws {
        var stream = EventStream()
        for second in stride(from: 42.0, through: 698, by: 2) {
            stream.worker(.heartbeat, at: second, processed: 1, active: second < 300 ? 1 : 2)
        }
        let snapshot = Self.snapshot(stream, Self.answers(["w1@a": 2]))
        #expect(snapshot.workers.first?.busySeconds == nil)
        let series = try #require(snapshot.series.first { $0.name == "worker.utilization" })
        #expect(series.labels["source"] == "heartbeats")
        #expect(series.points.compactMap(\.value).allSatisfy { $0 == 0.5 || $0 == 1 })
    }

    @Test func knowsNoSlotsWithoutAWordOfThem() throws {
        let worker = try #require(Self.snapshot(Self.busy()).workers.first)
        #expect(worker.slotSeconds == nil && worker.utilization == nil && worker.busySeconds == 103.750_006)
    }

    /// What a process was executing when it died ran until its last heartbeat; the time to the next process is no
    /// slot's.
    private static func restarted() -> EventStream {
        var stream = EventStream()
        stream.worker(.online, at: 100, pid: 1, processed: 0, active: 0)
        stream.worker(.heartbeat, at: 200, pid: 1, processed: 1, active: 1)
        execute("lost", nil, from: 150, to: 0, in: &stream)
        stream.worker(.online, at: 260, pid: 2, processed: 0, active: 0)
        for second in [299.0, 699] { stream.worker(.heartbeat, at: second, pid: 2, processed: 0, active: 0) }
        return stream
    }

    @Test(
        arguments: [
            ([(120.0, 4)], 4 * 100 + 1 * 340), ([(120, 4), (280, 1)], 740), ([(120, 1)], 440), ([], nil),
            ([(120, 4), (150, 3)], nil), ([(280, 2)], nil),
        ] as [([(Double, Int)], Double?)])
    func countsEachProcessBySlotsThatItTold(told: [(Double, Int)], slots: Double?) throws {
        var evidence = Self.answers(["w1@a": 1])
        evidence.earlierConcurrency[WorkerName("w1@a")] = told.map {
            ConcurrencyReading(time: EventStream.at($0.0), concurrency: $0.1)
        }
        let worker = try #require(Self.snapshot(Self.restarted(), evidence).workers.first)
        #expect(worker.counts[.lost] == 1 && worker.busySeconds == 50)
        #expect(worker.slotSeconds == slots)
    }

    /// One that was there before anybody listened, and was heard for the last time at 298.
    @Test func endsWithTheLastHeartbeatOfAWorkerThatIsGone() throws {
        var stream = EventStream()
        for second in [101.5, 298] { stream.worker(.heartbeat, at: second, processed: 0, active: 0) }
        var evidence = Evidence()
        evidence.earlierTraits[WorkerName("w1@a")] = WorkerTraits(seen: EventStream.at(150), concurrency: 3)
        let worker = try #require(Self.snapshot(stream, evidence).workers.first)
        #expect(worker.status == .offline && worker.slotSeconds == 3 * 198)
    }

    /// Watched all the time, and silent for longer than one that is gone: nobody saw where it was.
    @Test(arguments: [(0.0, 210.0), (300, 510), (301, 210), (350, 210)])
    func countsNoSlotsOverALongSilence(listened: Double, slots: Double) throws {
        var stream = EventStream()
        for second in [100.0, 200, 550, 660] { stream.worker(.heartbeat, at: second, processed: 0, active: 0) }
        let worker = try #require(Self.silent(stream, listened: listened).workers.first)
        #expect(worker.slotSeconds == slots)
    }

    /// Watched from the beginning, so many seconds of the silence between 200 and 550, and until 660, which is now.
    private static func silent(_ stream: EventStream, listened: Double = 350) -> Snapshot {
        let watched = [(0, 200 + listened), (550, 660)].map {
            TimeSpan(since: EventStream.at($0.0), until: EventStream.at($0.1))
        }
        return snapshot(stream, answers(["w1@a": 1]), watched: watched, now: 660)
    }

    /// A solo worker is silent as long as its task runs.
    @Test func countsTheSlotOfAWorkerThatIsSilentSinceItIsBusy() throws {
        var stream = EventStream()
        for second in [100.0, 200, 550] { stream.worker(.heartbeat, at: second, processed: 0, active: 0) }
        Self.execute("long", from: 201, to: 549, in: &stream)
        let worker = try #require(Self.silent(stream).workers.first)
        #expect(worker.slotSeconds == 560 && worker.busySeconds == 348)
    }

    /// One that was heard first long after somebody began to listen.
    @Test func countsNoSlotsBeforeItWasHeard() throws {
        var stream = EventStream()
        for second in [600.0, 660] { stream.worker(.heartbeat, at: second, processed: 0, active: 0) }
        #expect(try #require(Self.silent(stream).workers.first).slotSeconds == 60)
    }

    /// Of a worker with a clock of its own nobody knows what of its work was watched, and that isn't nothing.
    @Test func knowsNoSlotTimeByAClockThatIsWrong() throws {
        var stream = Self.busy()
        for second in [200.0, 690] {
            stream.worker(.heartbeat, "w2@a", at: second + 7200, processed: 1, active: 0, heard: second)
        }
        stream.task(.received, "other", on: "w2@a", at: 7400, heard: 200) { $0.name = "shop.other" }
        stream.task(.started, "other", on: "w2@a", at: 7400, heard: 200)
        stream.task(.succeeded, "other", on: "w2@a", at: 7500, heard: 300) { $0.runtime = 100 }
        let snapshot = Self.snapshot(stream, Self.answers(["w1@a": 2, "w2@a": 1]))
        let worker = try #require(snapshot.workers.first { $0.name == WorkerName("w2@a") })
        #expect(worker.busySeconds == nil && worker.slotSeconds == nil && worker.utilization == nil)
        #expect(snapshot.taskTypes.map { $0.busy?.seconds } == [nil, 103.750_006])
    }

    /// Without task events nobody can tell what its slots did.
    @Test func leavesOpenWhatAWorkerWithoutEventsDid() throws {
        var stream = EventStream()
        for (second, count) in [(101.5, 3), (290, 20), (410, 50), (699, 80)] {
            stream.worker(.heartbeat, at: second, processed: count, active: 1)
        }
        let worker = try #require(Self.snapshot(stream, Self.answers(["w1@a": 2])).workers.first)
        #expect(worker.busySeconds == nil && worker.utilization == nil && worker.slotSeconds == 1000)
    }

    /// What ends without a word, as a task does that is ignored, took nobody knows how long.
    @Test func countsNothingOfWhatEndedUnheard() throws {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 401, processed: 0, active: 0)
        Self.execute("ignored", nil, from: 410, to: 0, in: &stream)
        for second in [690.0, 699] { stream.worker(.heartbeat, at: second, processed: 1, active: 0) }
        let worker = try #require(Self.snapshot(stream, Self.answers(["w1@a": 1])).workers.first)
        #expect(worker.counts[.unaccounted] == 1 && worker.busySeconds == 0 && worker.slotSeconds == 300)
    }

    /// A clock that goes back, a worker of no slots, and one of more than there can be.
    @Test func survivesAbsurdities() throws {
        var stream = Self.busy()
        Self.execute("backwards", from: 600, to: 590, in: &stream)
        for count in [0, Int.max] {
            let worker = try #require(Self.snapshot(stream, Self.answers(["w1@a": count])).workers.first)
            // It began after it had ended, and goes on.
            #expect(worker.busySeconds == 203.750_006 && worker.utilization == nil)
        }
    }
}
