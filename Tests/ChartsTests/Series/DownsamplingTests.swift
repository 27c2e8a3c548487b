import Testing

@testable import Charts

struct DownsamplingTests {
    private let span = TimeSpan(since: 0, until: 1_000_000)

    /// Noise that is the same on every machine, from 0 to 1.
    private func noise(_ count: Int, seed: UInt64 = 7) -> [Double] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31)
        }
    }

    private func points(_ values: [Double?]) -> [TimePoint] {
        let step = Int64(1_000_000 / max(1, values.count))
        return values.enumerated().map { TimePoint(Int64($0.offset) * step, $0.element) }
    }

    @Test func keepsFewSamplesAsTheyAre() {
        let points = points([1, 2, 3, 2])
        #expect(Downsampling(span: span, columns: 100).runs(of: points) == [.init(kept: [0, 1, 2, 3], end: nil)])
    }

    @Test(arguments: [1, 2, 7, 100, 800])
    func keepsTheLeastAndTheMostOfEveryColumn(columns: Int) throws {
        let points = points(noise(10_000))
        let downsampling = Downsampling(span: span, columns: columns)
        let run = try #require(downsampling.runs(of: points).first)
        #expect(run.kept.count <= 2 * columns + 2)
        #expect(run.kept.first == 0 && run.kept.last == 9_999)
        for (one, next) in zip(run.kept, run.kept.dropFirst()) { #expect(one < next) }
        let column = { (index: Int) in downsampling.column(of: points[index].time) }
        let all = Dictionary(grouping: points.indices, by: column).mapValues { $0.compactMap { points[$0].value } }
        let kept = Dictionary(grouping: run.kept, by: column).mapValues { $0.compactMap { points[$0].value } }
        #expect(all.mapValues { $0.max() } == kept.mapValues { $0.max() })
        #expect(all.mapValues { $0.min() } == kept.mapValues { $0.min() })
    }

    @Test(arguments: [0, 1, 4_999, 5_000, 9_998, 9_999])
    func losesNoSpike(place: Int) {
        var values: [Double?] = Array(repeating: 1, count: 10_000)
        values[place] = 1_000
        let runs = Downsampling(span: span, columns: 50).runs(of: points(values))
        #expect(runs.flatMap(\.kept).contains(place))
        values[place] = -1_000
        #expect(Downsampling(span: span, columns: 50).runs(of: points(values)).flatMap(\.kept).contains(place))
    }

    @Test func partsRunsAtGaps() {
        let runs = Downsampling(span: span, columns: 100).runs(of: points([1, nil, 2, 3, .nan, .infinity, 4, nil]))
        #expect(runs == [.init(kept: [0], end: 1), .init(kept: [2, 3], end: 4), .init(kept: [6], end: 7)])
    }

    @Test func seesNoGapWithinAPixel() {
        let values: [Double?] = (0..<10_000).map { $0.isMultiple(of: 2) ? Double($0) : nil }
        let runs = Downsampling(span: span, columns: 100).runs(of: points(values))
        #expect(runs.count <= 100)
        #expect(runs.flatMap(\.kept).count <= 400)
        #expect(Downsampling(span: span, columns: 1).runs(of: points(values)).count == 1)
    }

    @Test func joinsOnlyWhatIsNear() {
        let points = [0, 100_000, 900_000].map { TimePoint($0, 1) }
        let runs = Downsampling(span: span, columns: 100, longestJoin: 200_000).runs(of: points)
        #expect(runs.map(\.kept) == [[0, 1], [2]])
    }

    @Test func leavesOutWhatIsOutside() {
        let points = [-1, 0, 1_000_000, 1_000_001].map { TimePoint($0, 1) }
        #expect(Downsampling(span: span, columns: 10).runs(of: points).map(\.kept) == [[1, 2]])
        #expect(Downsampling(span: span, columns: 10).runs(of: []).isEmpty)
        #expect(Downsampling(span: span, columns: 10).runs(of: [TimePoint(5, nil)]).isEmpty)
    }
}
