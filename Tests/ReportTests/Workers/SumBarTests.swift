import Celery
import Charts
import Testing

@testable import Report

struct SumBarTests {
    private func counts(_ values: [Int]) -> Counts {
        var counts = Counts()
        for (outcome, value) in zip(Outcome.allCases, values) { counts[outcome] = value }
        counts.processed = values.reduce(0, +)
        return counts
    }

    @Test(arguments: [
        [10, 11, 10_203, 188, 184, 4, 2, 5, 3, 1], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 1_000_000_000, 1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    ])
    func drawsEveryPieceWithinTheBar(values: [Int]) throws {
        let bar = SumBar(Totals(counts: counts(values), ofWorkers: 1), workers: 1)
        let drawn = bar.parts.filter { $0.width.tenths > 0 }
        #expect(drawn.count == values.count { $0 > 0 })
        #expect(drawn.allSatisfy { $0.width.pixels >= 2 })
        let last = try #require(drawn.last)
        #expect(abs(last.x.pixels + last.width.pixels - 1_000) < 0.6)
        for (piece, next) in zip(drawn, drawn.dropFirst()) {
            #expect(next.x.pixels >= piece.x.pixels + piece.width.pixels + 0.8)
        }
    }

    @Test func namesEachColumnOnce() {
        #expect(Set(Outcome.inSums) == Set(Outcome.allCases))
        #expect(Outcome.inSums.count == Outcome.allCases.count)
    }

    @Test func drawsNothingOfNothing() {
        let bar = SumBar(Totals(counts: .zero, ofWorkers: 1), workers: 1)
        #expect(bar.parts.allSatisfy { $0.width.tenths == 0 })
        #expect(bar.headline == "0 attempts processed")
    }

    @Test func doesNotSayZeroOfTheUnknown() {
        let bar = SumBar(Totals(counts: Counts(), ofWorkers: 0), workers: 3)
        #expect(bar.parts.allSatisfy { $0.figure.text == "—" })
        #expect(!bar.isKnown)
        #expect(bar.remarks == ["The sums are over 0 of 3 workers: of none are all columns known."])
    }

    @Test func saysOverHowManyWorkersItSums() {
        let bar = SumBar(Totals(counts: counts([1]), ofWorkers: 2), workers: 3)
        #expect(bar.remarks == ["The sums are over 2 of 3 workers: of the others not all columns are known."])
    }
}
