import Celery
import TestSupport
import Testing

@testable import History

struct HoursTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: Keeper.all)
    func tellsWhatEndedInEachHourAndHowMuchOfItWasWatched(keeper: Keeper) throws {
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.attempt("a", at: 600)
        stream.attempt("b", ending: .failed, at: 3_700)
        stream.attempt("c", at: 3_800)
        try history.add(
            stream.events,
            watched: [
                TimeSpan(since: EventStream.at(1_800), until: EventStream.at(5_400)),
                TimeSpan(since: EventStream.at(10_800), until: EventStream.at(10_900)),
            ])
        let hours = try history.hours(until: EventStream.at(20_000))
        let begin = EventStream.at(0)
        #expect(
            hours == [
                HourCount(time: begin, succeeded: 1, failed: 0, watched: 1_800),
                HourCount(time: begin + 3_600, succeeded: 1, failed: 1, watched: 1_800),
                HourCount(time: begin + 10_800, succeeded: 0, failed: 0, watched: 100),
            ])
        // Up to the end of a past span, and no further back than five weeks.
        #expect(try history.hours(until: EventStream.at(3_599)).map(\.watched) == [1_799])
        #expect(try history.hours(until: EventStream.at(36 * 86_400)).isEmpty)
        #expect(try keeper.history(in: folder, named: "new.sqlite").hours(until: begin).isEmpty)
    }

    @Test(arguments: Keeper.all)
    func stillTellsThemWhenTheTasksAreGone(keeper: Keeper) throws {
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.attempt("old", at: 600)
        stream.attempt("new", at: 20 * 86_400)
        try history.add(stream.events, watched: [TimeSpan(since: EventStream.at(0), until: EventStream.at(3_600))])
        _ = try history.prune(keeping: HistoryWriter.Keeping(tasks: 86_400))
        let hours = try history.hours(until: EventStream.at(20 * 86_400))
        #expect(hours.first == HourCount(time: EventStream.at(0), succeeded: 1, failed: 0, watched: 3_600))
    }
}
