import Celery
import History
import TestSupport
import Testing

/// What a report gets from a history.
struct HistoryReadingTests {
    @Test(arguments: Keeper.all)
    func listsTheNewestTasksAndFailuresLast(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        for number in 1...100 {
            stream.attempt("t\(number)", ending: number % 20 == 1 ? .failed : .succeeded, at: Double(number) * 10)
        }
        try history.add(stream.events)
        let snapshot = try history.snapshot(taskLimit: 10)
        #expect(snapshot.tasks.count == 10)
        #expect(snapshot.tasks.count { $0.state == "FAILURE" } == 5)
        #expect(snapshot.tasks.first?.id == TaskID("t100"))
        #expect(snapshot.totals.counts.processed == 100)
        #expect(snapshot.coverage.tasks == 100)
        #expect(snapshot.failures.map(\.count) == [5])
    }

    @Test(arguments: Keeper.all)
    func saysNothingOfTimeThatNobodyWatched(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.attempt("t1", at: 30)
        stream.attempt("t2", at: 3000)
        let watched = [
            TimeSpan(since: EventStream.at(0), until: EventStream.at(120)),
            TimeSpan(since: EventStream.at(2940), until: EventStream.at(3600)),
        ]
        try history.add(stream.events, watched: watched)
        let snapshot = try history.snapshot(since: 0, now: 3600, taskLimit: 1)
        #expect(snapshot.coverage.watched == watched)
        let series = try #require(snapshot.series.first { $0.name == "tasks.succeeded" })
        let values = Dictionary(uniqueKeysWithValues: series.points.map { ($0.time, $0.value) })
        #expect(values[EventStream.at(0)] == 1.0)
        #expect(values[EventStream.at(60)] == 0.0)
        #expect(values[EventStream.at(1800)] == .some(nil))
        #expect(values[EventStream.at(3000)] == 1.0)
    }

    @Test(arguments: Keeper.all)
    func leavesAnAttemptUnaccountedThatWasOpenBeforeAGap(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.worker(.heartbeat, at: 1, processed: 0)
        stream.task(.received, at: 10)
        stream.task(.started, at: 11)
        stream.worker(.heartbeat, at: 3599, processed: 1)
        let watched = [
            TimeSpan(since: EventStream.at(0), until: EventStream.at(60)),
            TimeSpan(since: EventStream.at(3590), until: EventStream.at(3600)),
        ]
        try history.add(stream.events, watched: watched)
        #expect(try history.snapshot(since: 0, now: 3600).totals.counts[.unaccounted] == 1)
        #expect(try history.snapshot(since: 1800, now: 3600).totals.counts.processed == 0)
    }

    @Test(arguments: Keeper.all)
    func tellsRuntimesOfTheHeaviestTypesByStep(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        for number in 0..<7 {
            for (id, second) in [("a\(number)", 30.0), ("b\(number)", 3000)] {
                stream.task(.received, id, at: second) { $0.name = "type-\(number)" }
                stream.task(.started, id, at: second + 1)
                stream.task(.succeeded, id, at: second + 2) { $0.runtime = Double(number + 1) }
            }
        }
        try history.add(stream.events)
        let all = try history.snapshot(since: 0, now: 3600, taskLimit: 1).series.filter { $0.name == "tasks.runtime" }
        #expect(Set(all.compactMap { $0.labels["name"] }) == Set((2..<7).map { "type-\($0)" }))
        let own = try #require(all.first { $0.labels == ["name": "type-6", "statistic": "p95"] })
        // Of so few, a percentile is told for fifteen steps at once.
        #expect(own.points.filter { $0.value != nil }.map(\.time) == [EventStream.at(0), EventStream.at(2700)])
        #expect(own.points.compactMap(\.value).allSatisfy { abs($0 - 7) < 0.08 })
    }

    @Test(arguments: Keeper.all)
    func beginsItsChartsWhenSomebodyFirstWatched(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        for number in 0..<60 { stream.attempt("t\(number)", at: 80_000 + Double(number) * 10) }
        try history.add(
            stream.events, watched: [TimeSpan(since: EventStream.at(79_980), until: EventStream.at(80_700))])
        for (limit, step) in [(10, 60.0), (1_000, 10)] {
            let snapshot = try history.snapshot(since: 0, now: 80_700, taskLimit: limit)
            let points = try #require(snapshot.series.first { $0.name == "tasks.succeeded" }).points
            #expect(points.first?.time == EventStream.at(79_980))
            #expect(points[1].time.since(points[0].time) == step)
            let ended = points.reduce(0) { $0 + ($1.value ?? 0) * step / 60 }
            #expect(abs(ended - 60) < 1e-6)
        }
    }

    @Test(arguments: Keeper.all)
    func growsACurveFromCountersAlone(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.worker(.heartbeat, at: 10, processed: 100)
        stream.worker(.heartbeat, at: 610, processed: 700)
        try history.add(stream.events)
        let series = try #require(history.snapshot(since: 0, now: 1200).series.first { $0.name == "tasks.processed" })
        #expect(series.labels == ["worker": "w1@a", "source": "counters"])
        #expect(series.points.compactMap(\.value).allSatisfy { abs($0 - 60) < 0.01 })
        #expect(series.points.contains { $0.value == nil })
    }

    @Test(arguments: Keeper.all)
    func knowsQueuesOfEarlierReadings(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var writer = history.writer()
        let content = QueueContent(name: "mail \u{6}\u{16}", ready: 12, unacknowledged: 0)
        writer.add([QueueReading(time: EventStream.at(60), queues: [content, QueueContent(name: "empty")])])
        _ = try writer.commit()
        let span = TimeSpan(since: EventStream.at(0), until: EventStream.at(3600))
        let readings = try history.read(HistoryRequest(span: span, now: EventStream.at(3600))).readings
        #expect(readings.map(\.time) == [EventStream.at(60)])
        #expect(readings.first?.queues == [QueueContent(name: "empty"), content])
    }

    @Test(arguments: Keeper.all)
    func remembersWhatWorkersToldThatRarelyChanges(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var (old, new) = (WorkerTraits(seen: EventStream.at(60)), WorkerTraits(seen: EventStream.at(120)))
        old.registered = ["shop.work", "shop.old"]
        new.registered = ["shop.work"]
        new.queues = [ConsumedQueue(name: "mail", attributes: [NamedValue("durable", "True")])]
        new.configuration = [NamedValue("task_acks_late", "False"), NamedValue("größe", "\u{0}<b>")]
        (new.concurrency, new.visibilityTimeout) = (4, 3600)
        for traits in [new, old] {
            var writer = history.writer()
            writer.add([WorkerName("w1@a"): traits, WorkerName("w2@a"): WorkerTraits(seen: EventStream.at(1))])
            _ = try writer.commit()
        }
        let span = TimeSpan(since: EventStream.at(0), until: EventStream.at(3600))
        let traits = try history.read(HistoryRequest(span: span, now: EventStream.at(3600))).traits
        #expect(traits == [WorkerName("w1@a"): new, WorkerName("w2@a"): WorkerTraits(seen: EventStream.at(1))])
        var evidence = Evidence()
        evidence.earlierTraits = traits
        var stream = EventStream()
        stream.worker(.heartbeat, at: 3599)
        var state = ClusterState()
        for event in stream.events { state.apply(event) }
        let rules = AssessmentRules(span: span, watched: [span], now: EventStream.at(3600))
        let row = try #require(state.snapshot(rules, evidence: evidence).workers.first)
        #expect(row.queues == ["mail"] && row.concurrency == 4)
        #expect(row.inspection?.asOf == new.seen && row.inspection?.active == nil)
    }

    @Test(arguments: Keeper.all)
    func passesOverTasksThatNobodyCanTellAnyMoreOf(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        for number in 0..<50 { stream.task(.received, "old\(number)", at: 10) }
        stream.task(.received, "new", at: 7000)
        let watched = [
            TimeSpan(since: EventStream.at(0), until: EventStream.at(60)),
            TimeSpan(since: EventStream.at(6900), until: EventStream.at(7200)),
        ]
        try history.add(stream.events, watched: watched)
        func tasks(since: Double, mentioned: Set<TaskID> = []) throws -> Int {
            let span = TimeSpan(since: EventStream.at(since), until: EventStream.at(7200))
            let request = HistoryRequest(span: span, now: EventStream.at(7200), mentioned: mentioned)
            return try history.read(request).state.tasks.count
        }
        #expect(try tasks(since: 6000) == 1)
        #expect(try tasks(since: 6000, mentioned: [TaskID("old7")]) == 2)
        #expect(try tasks(since: 0) == 51)
    }

    @Test(arguments: Keeper.all)
    func drawsQueuesAsTheyWereBefore(keeper: Keeper) throws {
        var evidence = Evidence()
        evidence.earlierQueues = [10.0, 60].map {
            QueueReading(time: EventStream.at($0), queues: [QueueContent(name: "mail", ready: Int($0))])
        }
        evidence.queues = [QueueReading(time: EventStream.at(60), queues: [QueueContent(name: "mail", ready: 60)])]
        let span = TimeSpan(since: EventStream.at(0), until: EventStream.at(60))
        let snapshot = ClusterState().snapshot(
            AssessmentRules(span: span, watched: [span], now: EventStream.at(60)), evidence: evidence)
        let series = try #require(snapshot.series.first { $0.name == "queue.ready" })
        #expect(series.points == [Series.Point(EventStream.at(10), 10), Series.Point(EventStream.at(60), 60)])
        // Fifty more within fifty seconds.
        #expect(snapshot.queues.first?.growth == 60)
    }

    @Test(arguments: Keeper.all)
    func findsTasksThatOtherEvidenceSpeaksOf(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.attempt("long-ago", at: 10)
        try history.add(stream.events)
        let span = TimeSpan(since: EventStream.at(3600), until: EventStream.at(7200))
        let mentioned: Set = [TaskID("long-ago"), TaskID("never")]
        let excerpt = try history.read(HistoryRequest(span: span, now: EventStream.at(7200), mentioned: mentioned))
        #expect(Array(excerpt.state.tasks.keys) == [TaskID("long-ago")])
    }
}
