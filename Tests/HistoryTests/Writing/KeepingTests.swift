import Celery
import TestSupport
import Testing

@testable import History

/// What is kept for how long.
struct KeepingTests {
    private static let day = 86_400.0

    private func history(
        _ keeper: Keeper, _ folder: TemporaryFolder, keeping days: Double, _ streams: [EventStream]
    ) throws -> (
        History, HistoryReceipt
    ) {
        let history = try keeper.history(in: folder)
        var writer = history.writer(keeping: .init(tasks: days * Self.day), at: 400 * Self.day)
        var receipt = HistoryReceipt()
        for stream in streams {
            writer.add(stream.events)
            receipt.add(try writer.commit())
        }
        return (history, receipt)
    }

    @Test(arguments: Keeper.all)
    func takesAwayTasksThatAreTooOldAndKeepsFailuresThreeTimesAsLong(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        var (old, failed, new) = (EventStream(), EventStream(), EventStream())
        old.attempt("old", at: 0)
        failed.attempt("failed", ending: .failed, at: 10)
        new.attempt("new", at: 20 * Self.day)
        let (history, receipt) = try history(keeper, folder, keeping: 10, [old, failed, new])
        #expect(receipt.added == 9)
        let snapshot = try history.snapshot(since: -60, now: 20 * Self.day + 60)
        #expect(snapshot.tasks.map(\.id) == [TaskID("new"), TaskID("failed")])
        #expect(snapshot.totals.counts[.succeeded] == 2, "the counts stay for good")
        var newest = EventStream()
        newest.attempt("newest", at: 31 * Self.day)
        var writer = history.writer(keeping: .init(tasks: 10 * Self.day), at: 400 * Self.day)
        writer.add(newest.events)
        _ = try writer.commit()
        #expect(try history.snapshot(since: -60, now: 32 * Self.day).tasks.map(\.id) == [TaskID("newest")])
    }

    /// Whether a run was missed can't be told once the tasks are gone that tell of the others: it is unknown, and not
    /// missed.
    @Test(arguments: [(100.0, 59, 59, 1), (5.0, nil, nil, nil)] as [(Double, Int?, Int?, Int?)])
    func missesNothingOfWhatWasTakenAway(days: Double, seen: Int?, byClock: Int?, missed: Int?) throws {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        var (ticks, late) = (EventStream(), EventStream())
        for minute in 0..<60 where minute != 30 {
            let time = Double(minute) * 60 + 20
            for name in ["shop.tick", "shop.clock"] {
                // Failures stay three times as long.
                ticks.attempt("\(name) \(minute)", ending: minute == 7 ? .failed : .succeeded, at: time, name: name)
            }
        }
        late.attempt("late", at: 10 * Self.day)
        var schedule = ScheduleReading(
            source: .redBeat,
            entries: [
                PeriodicEntry(name: "clock", task: "shop.clock", text: "<crontab: * * * * * (m/h/dM/MY/d)>"),
                PeriodicEntry(name: "tick", task: "shop.tick", text: "60"),
            ], at: EventStream.at(0))
        schedule.until = EventStream.at(3600)
        var writer = history.writer(keeping: .init(tasks: days * Self.day), at: 400 * Self.day)
        writer.add(ticks.events)
        writer.add([schedule])
        writer.addWatched(TimeSpan(since: EventStream.at(0), until: EventStream.at(3600)))
        _ = try writer.commit()
        writer.add(late.events)
        _ = try writer.commit()
        let span = TimeSpan(since: EventStream.at(0), until: EventStream.at(3600))
        let now = EventStream.at(10 * Self.day + 60)
        let excerpt = try history.read(HistoryRequest(span: span, now: now, taskLimit: 10_000))
        var evidence = Evidence()
        evidence.earlierSchedules = excerpt.schedules
        let rows = excerpt.state.snapshot(
            AssessmentRules(span: span, watched: excerpt.watched, now: now), tally: excerpt.tally, evidence: evidence
        ).periodic
        #expect(rows.map(\.name) == ["clock", "tick"])
        #expect(rows.map(\.seen) == [byClock, seen] && rows.map(\.missed) == [missed, missed])
        // When it is due the clock tells by itself.
        #expect(rows[0].expected == 59 && rows[1].expected == seen.flatMap { seen in missed.map { seen + $0 } })
    }

    @Test(arguments: Keeper.all)
    func refusesAndCountsWhatIsTooOld(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        var (new, old) = (EventStream(), EventStream())
        new.attempt("new", at: 20 * Self.day)
        old.attempt("old", at: 0)
        let (history, receipt) = try history(keeper, folder, keeping: 10, [new, old])
        #expect(receipt.added == 3)
        #expect(receipt.refused == 3)
        #expect(try history.snapshot(since: -60, now: 21 * Self.day).totals.counts[.succeeded] == 1)
    }

    @Test(arguments: Keeper.all)
    func takesNoTimeFromTheFutureForAReason(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        var (now, future) = (EventStream(), EventStream())
        now.attempt("now", at: 0)
        future.attempt("future", at: 3000 * Self.day)
        let (history, receipt) = try history(keeper, folder, keeping: 10, [now, future, now])
        #expect(receipt.refused == 0)
        #expect(try history.snapshot(since: -60, now: Self.day).totals.counts[.succeeded] == 2)
    }

    @Test(arguments: Keeper.all)
    func keepsABeatAnHourOfOldDaysAndEveryTurn(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        var (old, new) = (EventStream(), EventStream())
        for minute in 0..<180 {
            let isNew = minute >= 90
            if minute == 90 { old.worker(.online, at: 90 * 60, pid: 8, processed: 0) }
            let heartbeat = 60 * Double(minute) + 5
            old.worker(.heartbeat, at: heartbeat, pid: isNew ? 8 : 7, processed: isNew ? minute - 90 : minute)
        }
        new.worker(.heartbeat, at: 20 * Self.day, pid: 8, processed: 500)
        let (history, _) = try history(keeper, folder, keeping: 10, [old, new])
        let minutes = try history.contents().heartbeats.keys.compactMap {
            $0.split(separator: " ").last.flatMap { Int($0) }
        }
        let first = EventStream.epoch.minute
        #expect(minutes.sorted() == [59, 90, 119, 179, 28_800].map { $0 + first })
        let processed = try history.snapshot(since: -60, until: Self.day, now: 20 * Self.day + 60).series.first {
            $0.name == "tasks.processed"
        }
        let grown = try #require(processed).points.compactMap(\.value)
        // What the first process began in its last minutes is not known any more.
        #expect(grown.contains { abs($0 - 1) < 0.1 } && grown.allSatisfy { $0 >= 0 && $0 < 1.1 })
    }

    @Test(arguments: Keeper.all)
    func keepsCountsOfOldDaysWhenTheirMinutesAreGone(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        var streams: [EventStream] = []
        for day in 0..<120 {
            var stream = EventStream()
            stream.attempt("a\(day)", at: Double(day) * Self.day + 100)
            stream.attempt("b\(day)", at: Double(day) * Self.day + 7300)
            streams.append(stream)
        }
        let (history, _) = try history(keeper, folder, keeping: 500, streams)
        #expect(try history.snapshot(since: 0, now: 120 * Self.day).totals.counts[.succeeded] == 240)
        let part = try history.snapshot(since: 50 * Self.day + 7200, now: 120 * Self.day)
        #expect(part.totals.counts[.succeeded] == 139, "hours are left, or the whole day counts")
    }
}
