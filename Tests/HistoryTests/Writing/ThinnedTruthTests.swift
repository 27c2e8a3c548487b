import Celery
import TestSupport
import Testing

@testable import History

/// A day worked out by hand, as it is told at once, once its minutes are thinned to hours, and once its tasks are gone.
struct ThinnedTruthTests {
    private static let day = 86_400.0

    /// Two workers and two queues; each attempt begins and ends with a fraction of a second.
    private static func events() -> EventStream {
        var stream = EventStream()
        for hour in 1..<9 {
            for (worker, pid) in [("w1@a", 1), ("w2@a", 2)] {
                stream.worker(.heartbeat, worker, at: Double(hour) * 3600, pid: pid, processed: hour, active: 0)
            }
        }
        func execute(
            _ id: String, _ name: String, _ queue: String, on worker: String = "w1@a", sent: Double, from start: Double,
            for seconds: Double, _ ending: TaskEvent.Kind = .succeeded
        ) {
            stream.task(.sent, id, on: "producer", at: sent) { ($0.name, $0.queue) = (name, queue) }
            stream.task(.received, id, on: worker, at: start - 0.25) { $0.name = name }
            stream.task(.started, id, on: worker, at: start)
            stream.task(ending, id, on: worker, at: start + seconds) {
                if ending == .succeeded { $0.runtime = seconds }
            }
        }
        execute("a", "mail", "mail", sent: 3599.5, from: 3600.75, for: 12.000_001)
        execute("b", "mail", "mail", sent: 3600, from: 3610, for: 0.5, .failed)
        // Over the full hour.
        execute("c", "images", "slow", sent: 7100, from: 7190.5, for: 30.25)
        execute("d", "images", "slow", on: "w2@a", sent: 7100, from: 7300, for: 700.125, .retried)
        execute("e", "images", "mail", on: "w2@a", sent: 20_000, from: 20_001, for: 4)
        return stream
    }

    /// What a snapshot tells of the day, in the order of names.
    private func told(_ snapshot: Snapshot) -> [String] {
        let workers = snapshot.workers.map { row in
            "\(row.name) \(row.counts.processed ?? -1) \(row.counts[.succeeded] ?? -1) \(row.busySeconds ?? -1)"
        }
        let types = snapshot.taskTypes.map { row in
            "\(row.name ?? "") \(BusyTime.Kind.allCases.map { row.busy?[$0] ?? -1 }) \(row.counts.processed ?? -1)"
        }
        return workers + types
    }

    private static let byHand = [
        "w1@a 3 2 42.750001", "w2@a 2 1 704.125", "images [34.25, 0.0, 700.125, 0.0] 3",
        "mail [12.000001, 0.5, 0.0, 0.0] 2",
    ]

    @Test(arguments: [(1.0, 100.0), (20, 100), (20, 5), (200, 5), (200, 500)], Keeper.all)
    func tellsTheSameAfterThinning(days: (age: Double, kept: Double), keeper: Keeper) throws {
        let (age, kept) = days
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        let keeping = HistoryWriter.Keeping(tasks: kept * Self.day)
        var writer = history.writer(keeping: keeping, at: 400 * Self.day)
        writer.add(Self.events().events)
        writer.addWatched(TimeSpan(since: EventStream.at(0), until: EventStream.at(Self.day)))
        _ = try writer.commit()
        if age > 1 {
            var late = EventStream()
            late.attempt("late", on: "w3@a", at: age * Self.day)
            var writer = history.writer(keeping: keeping, at: 400 * Self.day)
            writer.add(late.events)
            _ = try writer.commit()
        }
        let snapshot = try history.snapshot(since: 0, until: Self.day, now: max(age, 1) * Self.day + 60)
        #expect(told(snapshot).filter { !$0.hasPrefix("w3@a") } == Self.byHand)
        let runtimes = snapshot.taskTypes.map { $0.runtime?.max }
        #expect(runtimes == [30.25, 12.000_001])
        let waits = Dictionary(
            snapshot.series.filter { $0.name == "queue.wait" }.map {
                ($0.labels["queue"] ?? "", $0.points.compactMap(\.value).max() ?? -1)
            }, uniquingKeysWith: { first, _ in first })
        // Percentiles are those of a histogram, exact to one percent.
        #expect(abs((waits["mail"] ?? 0) - 10) < 0.1 && abs((waits["slow"] ?? 0) - 200) < 2)
        // As many minutes are left as are kept.
        let minutes = try history.read { db in
            try db.number("SELECT COUNT(*) FROM worker_count WHERE \(db.dialect.own)level = 0") ?? 0
        }
        #expect((minutes > 3) == (age < 7))
    }
}
