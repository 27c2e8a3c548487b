import Celery
import TestSupport
import Testing

@testable import History

/// What was told of schedules is kept for each time that it was another.
struct ScheduleTableTests {
    private func reading(
        _ names: [String], at time: Double, source: PeriodicRow.Source = .redBeat, last: Double? = nil
    ) -> ScheduleReading {
        let entries = names.map { name in
            var entry = PeriodicEntry(name: name, task: "shop.\(name)", text: "60")
            (entry.zone, entry.lastZone) = ("Europe/Berlin", name == "a" ? "UTC" : nil)
            entry.last = last.map { EventStream.at($0) }
            return entry
        }
        return ScheduleReading(source: source, entries: entries, at: EventStream.at(time))
    }

    private func kept(by keeper: Keeper, _ readings: [ScheduleReading]) throws -> [ScheduleReading] {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        for reading in readings {
            var writer = history.writer()
            writer.add([reading])
            _ = try writer.commit()
        }
        #expect(try history.flaws() == [])
        let span = TimeSpan(since: EventStream.at(0), until: EventStream.at(3600))
        return try history.read(HistoryRequest(span: span, now: EventStream.at(3600))).schedules
    }

    @Test(arguments: Keeper.all)
    func keepsOneRowForWhatStaysTheSame(keeper: Keeper) throws {
        let kept = try kept(
            by: keeper,
            [
                reading(["a", "b"], at: 10), reading(["b", "a"], at: 20, last: 15), reading(["b"], at: 30),
                reading(["b"], at: 40),
            ])
        #expect(kept.map(\.since) == [10, 30].map { EventStream.at($0) })
        #expect(kept.map(\.until) == [20, 40].map { EventStream.at($0) })
        #expect(kept.map { $0.entries.map(\.name) } == [["a", "b"], ["b"]])
        let first = try #require(kept.first?.entries.first)
        #expect(first.last == EventStream.at(15) && first.read == EventStream.at(20) && first.next == nil)
        #expect(first.zone == "Europe/Berlin" && first.lastZone == "UTC" && first.task == "shop.a")
    }

    /// Sources stand beside each other, and what comes late changes nothing.
    @Test(arguments: Keeper.all)
    func keepsSourcesApart(keeper: Keeper) throws {
        let kept = try kept(
            by: keeper,
            [
                reading(["a"], at: 30), reading(["b"], at: 10, source: .configuration), reading(["c"], at: 20),
                reading([], at: 40),
            ])
        #expect(kept.map(\.source) == [.configuration, .redBeat, .redBeat])
        #expect(kept.map { $0.entries.map(\.name) } == [["b"], ["a"], []])
    }

    /// One of two applications' workers didn't answer: its entries stay as they were, and say since when.
    @Test(arguments: Keeper.all)
    func keepsWhatAPartialReadingLeavesOut(keeper: Keeper) throws {
        var partial = reading(["b"], at: 20)
        partial.isWhole = false
        let kept = try kept(by: keeper, [reading(["a", "b"], at: 10), partial])
        #expect(kept.count == 1 && kept.first?.until == EventStream.at(20))
        #expect(kept.first?.entries.map(\.read) == [10, 20].map { EventStream.at($0) })
    }

    @Test(arguments: Keeper.all)
    func refusesBytesOfAnotherVersion(keeper: Keeper) throws {
        let reading = reading(["a"], at: 1)
        var entries = ScheduleCode.entries(of: reading)
        let times = ScheduleCode.times(of: reading)
        #expect(try ScheduleCode.decode(entries: entries, times: times, until: reading.until).count == 1)
        for length in 0..<entries.count {
            #expect(throws: StoredFlaw.self) {
                try ScheduleCode.decode(entries: Array(entries.prefix(length)), times: times, until: reading.until)
            }
        }
        entries[0] = 9
        #expect(throws: StoredFlaw.self) {
            try ScheduleCode.decode(entries: entries, times: times, until: reading.until)
        }
    }
}
