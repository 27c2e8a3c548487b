import Charts
import Testing

struct BusyColumnsTests {
    @Test func sharesOutWhatIsTaken() {
        var columns = BusyColumns(TimeSpan(since: 0, until: 400), count: 4)
        columns.add(from: 50, to: 250)
        #expect(columns.shares(of: 1) == [0.5, 1, 0.5, 0])
        columns.add(from: -900, to: 25)
        columns.add(from: 399, to: 9000)
        columns.add(from: 100, to: 200)
        #expect(columns.shares(of: 2).map { ($0 * 1_000).rounded() } == [375, 1_000, 250, 5])
    }

    @Test func addsNothingOfWhatIsOutsideOrTakesNoTime() {
        var columns = BusyColumns(TimeSpan(since: 0, until: 10), count: 2)
        for (begin, end) in [(-5, 0), (10, 20), (3, 3), (7, 2), (Int64.min, -1), (11, .max)] as [(Int64, Int64)] {
            columns.add(from: begin, to: end)
        }
        #expect(columns.shares(of: 0) == [0, 0])
        var none = BusyColumns(TimeSpan(since: 5, until: 5), count: 0)
        none.add(from: 0, to: 10)
        #expect(none.shares(of: 1) == [0])
    }

    /// Together the parts hold what the stretches do.
    @Test(arguments: [1, 2, 3, 7, 40, 69])
    func losesNothing(count: Int) {
        let span = TimeSpan(since: 1_000, until: 98_765)
        var columns = BusyColumns(span, count: count)
        var sum = 0.0
        for number in 1...50 as ClosedRange<Int64> {
            let begin = (number * 7_919_777) % 100_003
            let end = begin + 1 + (number * 104_729) % 20_011
            columns.add(from: begin, to: end)
            sum += Double(max(0, min(end, span.until) - max(begin, span.since)))
        }
        let shares = columns.shares(of: 50)
        #expect(abs(shares.reduce(0, +) * 50 * Double(span.duration) / Double(count) - sum) < 0.01)
    }
}
