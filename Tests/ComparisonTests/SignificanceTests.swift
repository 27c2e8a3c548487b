import Testing

@testable import Comparison

struct SignificanceTests {
    private func isNear(_ p: Double?, _ expected: Double) -> Bool { p.map { abs($0 - expected) < 0.0005 } ?? false }

    /// The expected values were worked out apart, in Python, by whole binomials.
    @Test func comparesShares() {
        let pooled = Significance.proportions((80, 1_000), (120, 1_000))
        #expect(pooled?.method == .twoProportions && isNear(pooled?.p, 0.00287))
        let chance = Significance.proportions((8, 1_000), (10, 1_000))
        #expect(chance?.method == .twoProportions && isNear(chance?.p, 0.6358))
        let few = Significance.proportions((1, 10), (6, 10))
        #expect(few?.method == .fisher && isNear(few?.p, 0.05728))
        #expect(isNear(Significance.proportions((0, 3), (3, 3))?.p, 0.1))
        #expect(isNear(Significance.proportions((0, 1_000_000), (0, 5))?.p, 1))
        #expect(Significance.proportions((0, 0), (1, 2)) == nil)
    }

    @Test func comparesRatesByTheTimeTheyWereSeenIn() throws {
        #expect(Significance.rates((100, 1), (200, 2))?.p == 1)
        #expect(try #require(Significance.rates((100, 1), (200, 1))).p < 1e-6)
        #expect(try #require(Significance.rates((8, 1), (10, 1))).p > 0.5)
        #expect(Significance.rates((0, 1), (0, 1)) == nil && Significance.rates((1, 0), (1, 1)) == nil)
    }

    /// The same, by the formula with ties.
    @Test func comparesDistributionsByRanks() throws {
        let (slow, fast) = ([(1.0, 10), (2.0, 20), (4.0, 10)], [(1.0, 20), (2.0, 15), (4.0, 5)])
        #expect(isNear(Significance.ranks(slow, fast)?.p, 0.01935))
        #expect(Significance.ranks(slow, slow)?.p == 1)
        #expect(Significance.ranks([(1, 50)], [(1, 70)])?.p == 1)
        #expect(Significance.ranks([(1, 4)], [(2, 4)]) == nil)
        #expect(Significance.ranks([], slow) == nil)
        #expect(try #require(Significance.ranks([(1, 1_000_000)], [(2, 1_000_000)])).p < 1e-10)
    }

    @Test func countsTheTestsThatWereMade() {
        #expect(Significance.significant(among: [0.04]) == [true])
        #expect(Significance.significant(among: [0.04, 0.9, 0.001]) == [false, false, true])
        #expect(Significance.significant(among: [0.02, 0.04]) == [true, true])
        #expect(Significance.significant(among: []) == [])
    }
}
