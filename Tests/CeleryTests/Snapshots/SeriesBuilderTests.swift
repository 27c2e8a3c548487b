import Celery
import TestSupport
import Testing

struct SeriesBuilderTests {
    private func series(_ name: String, of snapshot: Snapshot) -> [Series] {
        snapshot.series.filter { $0.name == name }
    }

    private func values(_ series: Series?) -> [Double?] { series?.points.map(\.value) ?? [] }

    @Test func countsEachOutcomeOfEachWorker() throws {
        var stream = EventStream()
        stream.attempt("a", at: 10.1)
        stream.attempt("b", ending: .failed, on: "w2@a", at: 20.1)
        stream.attempt("c", ending: .retried, at: 30.1)
        let snapshot = stream.events.snapshot(at: 100)
        for (name, worker, second) in [
            ("tasks.succeeded", "w1@a", 10), ("tasks.failed", "w2@a", 20), ("tasks.retried", "w1@a", 30),
        ] {
            let all = series(name, of: snapshot)
            #expect(all.map(\.labels) == [["worker": "w1@a"], ["worker": "w2@a"]])
            let own = try #require(all.first { $0.labels["worker"] == worker })
            #expect(own.points.filter { $0.value == 60 }.map(\.time) == [EventStream.at(Double(second))])
            #expect(own.points.count { $0.value == 0 } == 99)
        }
        #expect(series("tasks.revoked", of: snapshot).isEmpty)
    }

    @Test func tellsRuntimesOfTheHeaviestTypesAlone() {
        var stream = EventStream()
        for number in 0..<8 {
            let id = "t\(number)"
            stream.task(.received, id, at: 1) { $0.name = "type-\(number)" }
            stream.task(.started, id, at: 2)
            stream.task(.succeeded, id, at: 3) { $0.runtime = Double(number + 1) }
        }
        let runtimes = series("tasks.runtime", of: stream.events.snapshot(at: 10))
        #expect(Set(runtimes.compactMap { $0.labels["name"] }) == Set((3..<8).map { "type-\($0)" }))
        #expect(runtimes.prefix(3).map(\.labels) == [["statistic": "p50"], ["statistic": "p95"], ["statistic": "p99"]])
        let heaviest = runtimes.first { $0.labels == ["name": "type-7", "statistic": "p50"] }
        #expect(values(heaviest).compactMap { $0 }.map { ($0 * 10).rounded() / 10 } == [8])
    }

    /// A 95th percentile of three durations is the longest of them.
    @Test(arguments: [(1, 15), (3, 10), (12, 2), (40, 1)])
    func makesPercentilesOfEnough(perSecond: Int, width: Int) throws {
        var stream = EventStream()
        for second in 0..<60 {
            for number in 0..<perSecond {
                let (id, begin) = ("\(second)-\(number)", Double(second) + 0.2)
                stream.task(.received, id, at: begin)
                stream.task(.started, id, at: begin)
                stream.task(.succeeded, id, at: begin + 0.5) { $0.runtime = 0.5 }
            }
        }
        let runtime = try #require(series("tasks.runtime", of: stream.events.snapshot(at: 60)).first)
        let times = runtime.points.map(\.time)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1.since($0) == Double(width) }, "\(times.prefix(3))")
    }

    @Test func putsEachRuntimeIntoOneBin() {
        var stream = EventStream()
        for (number, runtime) in [0.0, 0.05, 0.3, 0.3, 3].enumerated() {
            stream.task(.received, "t\(number)", at: 1)
            stream.task(.started, "t\(number)", at: 1)
            stream.task(.succeeded, "t\(number)", at: 1.5) { $0.runtime = runtime }
        }
        let bins = series("tasks.runtime.counts", of: stream.events.snapshot(at: 10))
        let hits = bins.filter { values($0).contains { ($0 ?? 0) > 0 } }
        #expect(
            hits.map(\.labels) == [
                ["above": "0", "upto": "0.001"], ["above": "0.02", "upto": "0.05"], ["above": "0.2", "upto": "0.5"],
                ["above": "2", "upto": "5"],
            ])
        #expect(hits.map { values($0)[1] } == [1, 1, 2, 1])
    }

    @Test func countsWorkersByTheirHeartbeats() {
        var stream = EventStream()
        for second in stride(from: 1.0, through: 39, by: 2) { stream.worker(.heartbeat, at: second, active: 3) }
        for second in stride(from: 0.5, through: 19, by: 2) {
            stream.worker(.heartbeat, "w2@a", at: second, active: 1)
        }
        stream.worker(.offline, "w2@a", at: 20.5)
        for second in stride(from: 0.5, through: 9, by: 2) {
            stream.worker(.heartbeat, "w3@a", at: second, active: 0)
        }
        let snapshot = stream.events.snapshot(at: 40)
        let online = values(series("workers.online", of: snapshot).first)
        // Whoever has listened for less than two heartbeats can't say who is missing.
        #expect(online.prefix(3) == [nil, nil, nil])
        #expect(online[5] == 3 && online[18] == 2 && online[30] == 1)
        let active = values(series("workers.active", of: snapshot).first)
        #expect(active[5] == 4 && active[30] == 3)
        // Nobody was asked how many tasks fit.
        #expect(values(series("workers.concurrency", of: snapshot).first).allSatisfy { $0 == nil })
    }

    @Test func doesNotTakeTimeThatNobodyWatchedForTimeWithoutWorkers() {
        var stream = EventStream()
        for second in stride(from: 1.0, through: 10, by: 2) { stream.worker(.heartbeat, at: second, load: 3) }
        for second in stride(from: 31.0, through: 40, by: 2) { stream.worker(.heartbeat, at: second) }
        let watched = [(0.0, 10.0), (30, 40)].map { TimeSpan(since: EventStream.at($0), until: EventStream.at($1)) }
        let snapshot = stream.events.snapshot(at: 40, watched: watched)
        let online = values(series("workers.online", of: snapshot).first)
        #expect(online[12..<33].allSatisfy { $0 == nil })
        #expect(!online.contains(0))
        let load = values(series("worker.load", of: snapshot).first)
        #expect(load[5] == 3 && load[10...].allSatisfy { $0 == nil })
    }

    /// As reports on a schedule make them: workers send events, but most of the time nobody listens.
    @Test func tellsByCountersWhatRanWhileNobodyListened() throws {
        var stream = EventStream()
        stream.attempt("a", at: 10)
        for (time, processed) in [(20.0, 5), (610, 105)] { stream.worker(.heartbeat, at: time, processed: processed) }
        func counted(_ watched: [TimeSpan]) -> [Series] {
            series("tasks.processed", of: stream.events.snapshot(at: 630, watched: watched))
        }
        let times = [0.0, 30, 600, 630].map { EventStream.at($0) }
        let lines = counted([TimeSpan(since: times[0], until: times[1]), TimeSpan(since: times[2], until: times[3])])
        #expect(lines.map(\.labels) == [["worker": "w1@a", "source": "counters"]])
        let rates = values(lines.first).compactMap { $0 }
        #expect(rates.count > 10 && rates.allSatisfy { abs($0 - 6000 / 590) < 0.01 })
        #expect(counted([TimeSpan(since: times[0], until: times[3])]).isEmpty)
    }

    @Test func tellsWhenWorkersCameAndWent() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 1, processed: 9)
        stream.worker(.online, at: 10, pid: 8, processed: 0)
        stream.worker(.heartbeat, at: 11, pid: 8, processed: 1)
        stream.worker(.heartbeat, "w2@a", at: 5)
        stream.worker(.offline, "w2@a", at: 20)
        let turns = stream.events.snapshot(at: 1_000).turns
        #expect(
            turns == [
                WorkerTurn(.restart, of: WorkerName("w1@a"), time: EventStream.at(10)),
                WorkerTurn(.silence, of: WorkerName("w1@a"), time: EventStream.at(11)),
                WorkerTurn(.goodbye, of: WorkerName("w2@a"), time: EventStream.at(20)),
            ])
    }

    @Test func keepsReadyAndUnacknowledgedMessagesApart() {
        var evidence = Evidence()
        evidence.queues = [
            QueueReading(time: EventStream.at(1), queues: [QueueContent(name: "q", ready: 4)]),
            QueueReading(time: EventStream.at(5), queues: [QueueContent(name: "q", ready: 0, unacknowledged: 9)]),
        ]
        let snapshot = [Event]().snapshot(evidence: evidence)
        #expect(series("queue.ready", of: snapshot).map(values) == [[4, 0]])
        #expect(series("queue.unacked", of: snapshot).map(values) == [[nil, 9]])
    }

    @Test func keepsThePeaksOfVeryManyReadings() throws {
        var evidence = Evidence()
        evidence.queues = (0..<40_000).map { number in
            let size = number == 12_345 ? 9_999 : number == 20_000 ? nil : 1 + number % 3
            return QueueReading(
                time: EventStream.at(Double(number) * 60), queues: [QueueContent(name: "q", ready: size)])
        }
        let points = try #require(series("queue.ready", of: [Event]().snapshot(evidence: evidence)).first?.points)
        #expect(points.count < 1_500)
        #expect(points.contains(Series.Point(EventStream.at(12_345 * 60), 9_999)))
        #expect(points.contains(Series.Point(EventStream.at(20_000 * 60), nil)))
        #expect(points.first?.time == EventStream.at(0) && points.last?.time == EventStream.at(39_999 * 60))
        #expect(zip(points, points.dropFirst()).allSatisfy { $0.time < $1.time })
    }

    @Test func fallsBackOnWhatTheResultBackendHolds() {
        var evidence = Evidence()
        evidence.results = (0..<3).map { number in
            StoredResult(
                task: TaskID("r\(number)"), state: number == 0 ? "FAILURE" : "SUCCESS",
                finished: EventStream.at(Double(number) * 10))
        }
        let snapshot = [Event]().snapshot(evidence: evidence)
        #expect(series("tasks.succeeded", of: snapshot).map(\.labels) == [["source": "results"]])
        #expect(series("tasks.retried", of: snapshot).isEmpty)
        let failed = values(series("tasks.failed", of: snapshot).first)
        #expect(failed.first == 60 && failed.dropFirst().allSatisfy { $0 == 0 })
    }

    /// Two slots, of which heartbeats tell: on average of each second, and nothing of a process that had more of them.
    @Test func tellsWhatPartOfItsSlotsAWorkerUses() throws {
        var stream = EventStream()
        for (time, active) in [(1.2, 0), (1.6, 1), (3.1, 2), (5.5, 7)] {
            stream.worker(.heartbeat, at: time, active: active)
        }
        stream.worker(.heartbeat, "w2@a", at: 2, active: 1)
        stream.worker(.offline, at: 8)
        var evidence = Evidence()
        evidence.inspection = Inspection(asked: EventStream.at(9), answered: EventStream.at(9))
        var answer = WorkerInspection()
        (answer.isAlive, answer.concurrency) = (true, 2)
        evidence.inspection?.workers[WorkerName("w1@a")] = answer
        let all = series("worker.utilization", of: stream.events.snapshot(at: 10, evidence: evidence))
        // Of the other one nobody knows how many slots it has.
        #expect(all.map(\.labels) == [["worker": "w1@a", "source": "heartbeats"]])
        #expect(values(all.first).prefix(6) == [nil, 0.25, nil, 1, nil, nil])
        #expect(series("worker.utilization", of: stream.events.snapshot(at: 10)).isEmpty)
    }

    @Test func tellsWaitsByQueue() throws {
        var stream = EventStream()
        for (id, queue, wait) in [("a", "mail", 1.5), ("b", "mail", 3), ("c", "images", 0.5)] {
            stream.task(.sent, id, on: "producer", at: 2) { $0.queue = queue }
            stream.task(.received, id, at: 2.1)
            stream.task(.started, id, at: 2 + wait)
            stream.task(.succeeded, id, at: 6) { $0.runtime = 1 }
        }
        let waits = series("queue.wait", of: stream.events.snapshot(at: 10))
        #expect(
            waits.map(\.labels) == [
                ["queue": "images", "statistic": "p95"], ["queue": "mail", "statistic": "p95"],
            ])
        #expect(values(waits.last).compactMap { $0 }.max() == 3 && waits.allSatisfy { $0.unit == "seconds" })
    }

    /// The same message at the head of a queue grows older from reading to reading, from when it was sent on where that
    /// was heard; of another one nobody knows more than when it was seen first.
    @Test func tellsHowOldTheOldestMessageWas() throws {
        func reading(_ time: Double, _ head: String?, ready: Int = 3) -> QueueReading {
            var content = QueueContent(name: "mail", ready: ready)
            content.storedHead = head.map { TaskID($0).digest }
            return QueueReading(time: EventStream.at(time), queues: [content, QueueContent(name: "untold", ready: 2)])
        }
        var evidence = Evidence()
        evidence.earlierQueues = [
            reading(10, "a"), reading(20, "a"), reading(30, nil), reading(40, "a"), reading(50, "b"), reading(60, "b"),
            reading(70, nil, ready: 0), reading(80, "b"), reading(90, nil),
        ]
        evidence.queues = [reading(95, "c"), reading(100, "c")]
        var stream = EventStream()
        stream.task(.sent, "a", on: "producer", at: 4.25) { $0.queue = "mail" }
        let ages = series("queue.oldest", of: stream.events.snapshot(at: 100, evidence: evidence))
        #expect(ages.map(\.labels) == [["queue": "mail"]])
        #expect(values(ages.first) == [5.75, 15.75, nil, 35.75, 0, 10, 0, 0, nil, 0, 5])
        for index in evidence.earlierQueues.indices { evidence.earlierQueues[index].queues[0].storedHead = nil }
        evidence.queues = []
        #expect(series("queue.oldest", of: stream.events.snapshot(at: 100, evidence: evidence)).isEmpty)
    }
}
