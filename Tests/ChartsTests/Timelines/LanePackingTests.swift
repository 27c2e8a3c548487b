import Charts
import Testing

struct LanePackingTests {
    private func lanes(_ stretches: [(Int64, Int64)], _ packing: LanePacking = LanePacking()) -> [Int] {
        var packing = packing
        return stretches.map { packing.place(from: $0.0, to: $0.1).lane }
    }

    @Test func takesTheFirstLaneThatIsFree() {
        #expect(lanes([(0, 10), (1, 5), (5, 9), (9, 12), (10, 11)]) == [0, 1, 1, 1, 0])
        #expect(lanes([(0, 0), (0, 0), (0, 3), (2, 2)]) == [0, 0, 0, 1])
    }

    /// No two overlap in a lane, and there are no more lanes than overlap at once.
    @Test(arguments: 1...20 as ClosedRange<Int64>)
    func needsNoMoreLanesThanOverlapAtOnce(seed: Int64) {
        let stretches = (1...300).map { (number: Int64) -> (Int64, Int64) in
            let begin = (number * 7_919 * seed) % 1_009
            return (begin, begin + 1 + (number * 104_729 * seed) % 61)
        }.sorted { $0.0 < $1.0 }
        let lanes = lanes(stretches)
        for lane in Set(lanes) {
            let own = zip(stretches, lanes).filter { $0.1 == lane }.map(\.0)
            #expect(zip(own, own.dropFirst()).allSatisfy { $0.1 <= $1.0 })
        }
        let most = stretches.map { one in stretches.count { $0.0 <= one.0 && $0.1 > one.0 } }.max()
        #expect(Set(lanes).count == most)
    }

    /// The next beginning is told a little before the end, which doesn't make a second slot.
    @Test func letsOneBeginALittleEarly() {
        var packing = LanePacking(lanes: 1, tolerance: 5)
        #expect(packing.place(from: 0, to: 100) == (0, 0))
        #expect(packing.place(from: 95, to: 200) == (0, 100))
        // It would have ended before it is shown to begin; or begins too early.
        #expect(packing.place(from: 196, to: 199) == (1, 196))
        #expect(packing.place(from: 198, to: 400) == (1, 199))
        #expect(packing.place(from: 300, to: 500) == (0, 300))
        #expect(packing.place(from: 350, to: 500) == (2, 350))
        #expect(packing.count == 3)
    }
}
