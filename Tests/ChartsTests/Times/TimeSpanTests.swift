import Testing

@testable import Charts

struct TimeSpanTests {
    let span = TimeSpan(since: 0, until: 100)

    @Test func findsWhatNobodyWatched() {
        let watched = [(50, 60), (10, 20), (15, 30), (90, 200), (-5, 2)].map { TimeSpan(since: $0.0, until: $0.1) }
        let gaps = [(2, 10), (30, 50), (60, 90)].map { TimeSpan(since: $0.0, until: $0.1) }
        #expect(span.gaps(between: watched) == gaps)
        #expect(span.gaps(between: []) == [span])
        #expect(span.gaps(between: [TimeSpan(since: -1, until: 101)]).isEmpty)
        #expect(span.gaps(between: [TimeSpan(since: 100, until: 300)]) == [span])
    }

    @Test func putsEndsInOrderAndWithinReach() {
        #expect(TimeSpan(since: 5, until: 1) == TimeSpan(since: 1, until: 5))
        #expect(TimeSpan(since: .min, until: .max).duration > 0)
    }
}
