import Celery
import TestSupport
import Testing

struct NaturalOrderTests {
    @Test func comparesNumbersByTheirValue() {
        let names = ["w10", "w2", "w1@b", "w1@a", "w02", "w", "x", "", "w999999999999999999999999"]
        let sorted = ["", "w", "w1@a", "w1@b", "w02", "w2", "w10", "w999999999999999999999999", "x"]
        #expect(names.sorted(by: NaturalOrder.areInIncreasingOrder) == sorted)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func isATotalOrder(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let names = (0..<3).map { _ in
            String((0..<4).map { _ in "a019".randomElement(using: &random) ?? "a" })
        }
        let less = NaturalOrder.areInIncreasingOrder
        for (first, second) in [(names[0], names[1]), (names[1], names[2])] {
            #expect(less(first, second) != less(second, first) || first == second)
        }
        if less(names[0], names[1]) && less(names[1], names[2]) { #expect(less(names[0], names[2])) }
    }
}
