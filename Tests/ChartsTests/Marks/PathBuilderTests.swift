import Testing

@testable import Charts

struct PathBuilderTests {
    private func path(_ precision: PathPrecision, _ pieces: [[(Double, Double)]], closed: Bool = false) -> String {
        var path = PathBuilder(precision: precision)
        for piece in pieces {
            guard let first = piece.first else { continue }
            path.move(to: path.point(first.0, first.1))
            for corner in piece.dropFirst() { path.line(to: path.point(corner.0, corner.1)) }
            if closed { path.close() }
        }
        return path.text
    }

    @Test func writesRelativeWholeNumbers() {
        #expect(path(.pixels, [[(40, 50), (47, 47), (53, 49)]]) == "M40 50l7-3 6 2")
        #expect(path(.pixels, [[(1.4, 1.6), (2.6, 0.2)]]) == "M1 2l2-2")
    }

    @Test func writesTenthsWithoutLeadingZeros() {
        #expect(path(.tenths, [[(0.5, 10), (1, 9.5), (2.25, 11)]]) == "M.5 10l.5-.5 1.3 1.5")
        #expect(path(.tenths, [[(-0.5, -10), (0, 0.01)]]) == "M-.5-10l.5 10")
    }

    @Test func joinsLevelLines() {
        #expect(path(.pixels, [[(0, 5), (1, 5), (2, 5), (3, 5), (4, 6), (5, 6), (9, 6)]]) == "M0 5h3l1 1h5")
        #expect(path(.pixels, [[(0, 5), (4, 5), (2, 5)]]) == "M0 5h4-2")
        #expect(path(.pixels, [[(0, 5), (0, 9), (0, 1)]]) == "M0 5v4-8")
    }

    @Test func leavesOutLinesThatLeadNowhere() {
        #expect(path(.pixels, [[(1, 1), (1.1, 1.2), (2, 2), (2, 2)]]) == "M1 1l1 1")
        #expect(path(.pixels, []) == "")
    }

    @Test func beginsAnewForEveryPiece() {
        #expect(path(.pixels, [[(0, 0), (1, 1)], [(5, 5), (6, 4)]]) == "M0 0l1 1M5 5l1-1")
        #expect(
            path(.pixels, [[(0, 0), (1, 1), (2, 0)], [(5, 5), (6, 4)]], closed: true) == "M0 0l1 1 1-1zM5 5l1-1z")
    }

    @Test func addsUpWithoutDrift() {
        // Steps of 1.3 pixels are 1 or 2 on the grid, and lead to where 1,000 of them do.
        let steps = (0...1_000).map { (Double($0) * 1.3, Double($0 % 2)) }
        let numbers = path(.pixels, [steps]).dropFirst(5).split { $0 == " " || $0 == "-" }.compactMap { Int($0) }
        #expect(numbers.count == 2_000)
        #expect(stride(from: 0, to: 2_000, by: 2).reduce(0) { $0 + numbers[$1] } == 1_300)
    }
}
