import Testing

@testable import Charts

struct LabelPlacementTests {
    private let placement = LabelPlacement(bounds: 0...100, height: 10)

    @Test func leavesLabelsWhereTheyDoNotOverlap() {
        #expect(placement.middles(for: [50, 20, 80]) == [50, 20, 80])
    }

    @Test func pushesNeighboursApartEvenly() {
        #expect(placement.middles(for: [50, 50]) == [45, 55])
        #expect(placement.middles(for: [50, 52, 54]) == [42, 52, 62])
        #expect(placement.middles(for: [30, 20, 31]) == [27, 17, 37])
    }

    @Test func staysWithinTheBounds() {
        #expect(placement.middles(for: [0, 0, -50]) == [15, 25, 5])
        #expect(placement.middles(for: [100, 500]) == [85, 95])
    }

    @Test func dropsTheLastWhenThereIsNoRoom() {
        let middles = placement.middles(for: Array(repeating: 50, count: 13))
        #expect(middles.prefix(10).allSatisfy { $0 != nil } && middles.suffix(3).allSatisfy { $0 == nil })
        #expect(LabelPlacement(bounds: 0...5, height: 10).middles(for: [1]) == [nil])
        #expect(placement.middles(for: []) == [])
    }

    @Test func neverOverlapsWhateverIsWished() {
        var state: UInt64 = 1
        for count in 0...12 {
            for _ in 0..<50 {
                let wishes = (0..<count).map { _ -> Double in
                    state = state &* 6_364_136_223_846_793_005 &+ 1
                    return Double(state >> 33) / Double(1 << 31) * 140 - 20
                }
                let middles = placement.middles(for: wishes).compactMap(\.self).sorted()
                #expect(middles.count == min(10, count))
                #expect(middles.allSatisfy { (5 - 1e-9...95 + 1e-9).contains($0) })
                for (one, next) in zip(middles, middles.dropFirst()) { #expect(next - one >= 10 - 1e-9) }
            }
        }
    }
}
