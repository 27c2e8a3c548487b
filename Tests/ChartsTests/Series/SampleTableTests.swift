import Testing

@testable import Charts

struct SampleTableTests {
    private let span = TimeSpan(since: 0, until: 10)

    @Test func putsSamplesOfOneInstantSideBySide() {
        let one = Series(name: "a", points: [TimePoint(1, 10), TimePoint(3, nil), TimePoint(11, 5)])
        let other = Series(name: "b", points: [TimePoint(2, 1), TimePoint(3, 2), TimePoint(3, 4)])
        let table = SampleTable([one, other], span: span)
        #expect(table.times == [1, 2, 3])
        #expect((0..<3).map { table.value(at: $0, of: 0) } == [10, nil, nil])
        #expect((0..<3).map { table.value(at: $0, of: 1) } == [nil, 1, 4])
        #expect((0..<3).map(table.total) == [10, 1, 4])
        #expect(table.runningSums(at: 2) == [0, 4])
    }

    @Test func isEmptyWithoutSamples() {
        #expect(SampleTable([], span: span).times.isEmpty)
        #expect(SampleTable([Series(name: "", points: [])], span: span).times.isEmpty)
        let unknown = SampleTable([Series(name: "", points: [TimePoint(1, .nan)])], span: span)
        #expect(unknown.times == [1] && unknown.total(at: 0) == nil)
    }

    @Test func keepsTheLargestRowOfEachColumn() {
        let points = [(0, 1.0), (1, 7), (2, 3), (6, -9), (7, 2)].map { TimePoint($0.0, $0.1) }
        let table = SampleTable([Series(name: "a", points: points)], span: span)
        #expect(table.largestRows(Downsampling(span: span, columns: 2)) == [1, 3])
    }
}
