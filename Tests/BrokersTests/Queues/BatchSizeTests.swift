import Testing

@testable import Brokers

struct BatchSizeTests {
    @Test func startsSmallAndGrowsToItsLimit() {
        var size = BatchSize(target: 1000, limit: 50)
        #expect(size.next == 5)
        size.note([[1], [2]])
        #expect(size.next == 50)
    }

    @Test func shrinksToOneWhereElementsAreLarge() {
        var size = BatchSize(target: 1000, limit: 50)
        size.note([Array(repeating: 0, count: 300)])
        #expect(size.next == 3)
        size.note([Array(repeating: 0, count: 100_000)])
        #expect(size.next == 1)
        #expect(size.bytes == 100_300)
    }

    @Test func survivesElementsWithoutAByte() {
        var size = BatchSize(target: 1000, limit: 50)
        size.note([[], []])
        #expect(size.next == 50)
        size.note([])
        #expect(size.next == 50)
    }
}
