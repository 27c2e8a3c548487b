import Celery
import Testing

@testable import Report

struct TimeCutsTests {
    /// Tasks at these seconds of a day, in this order.
    private func cuts(_ seconds: [Int?]) -> [TimeCuts.Cut] {
        let tasks = seconds.enumerated().map { number, second in
            TaskRow(
                id: TaskID("t\(number)"), state: "SUCCESS", facts: TaskFacts(),
                received: second.map { Instant(microseconds: 1_795_305_600_000_000) + Double($0) }, source: .events,
                attempts: [])
        }
        return TimeCuts(tasks, weights: TaskWeights(weightless: tasks.count)).cuts
    }

    @Test func cutsNothingThatFits() {
        #expect(cuts([]) == [])
        #expect(cuts(Array((0..<150).reversed())) == [TimeCuts.Cut(rows: 0..<150, name: "20261122-000000")])
    }

    @Test func halvesTimeUntilAllFits() {
        let cuts = cuts(Array((0..<300).reversed()))
        #expect(cuts.map(\.rows.count).reduce(0, +) == 300)
        #expect(cuts.allSatisfy { (1...150).contains($0.rows.count) })
        #expect(Set(cuts.map(\.name)).count == cuts.count)
    }

    @Test func numbersThePartsOfOneSecondFromTheOldestOn() {
        let cuts = cuts(Array(repeating: 7, count: 310))
        #expect(cuts.map(\.rows) == [0..<10, 10..<160, 160..<310])
        #expect(cuts.map(\.name) == ["20261122-000007-3", "20261122-000007-2", "20261122-000007"])
    }

    @Test func cutsWhatIsNotInOrderAsItStands() {
        let cuts = cuts((0..<10).flatMap { _ in (0..<50).reversed() } + [nil, nil])
        #expect(cuts.map(\.rows.count).reduce(0, +) == 502)
        #expect(cuts.allSatisfy { $0.rows.count <= 150 })
        #expect(cuts.last?.name == "undated")
    }
}
