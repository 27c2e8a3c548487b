import Testing

@testable import Charts

struct DurationTicksTests {
    @Test(
        arguments: [
            (0.5, ["0", "100 ms", "200 ms", "300 ms", "400 ms", "500 ms"]), (0.6, ["0", "200 ms", "400 ms", "600 ms"]),
            (1.1, ["0", "0.2 s", "0.4 s", "0.6 s", "0.8 s", "1 s", "1.2 s"]),
            (18, ["0", "5 s", "10 s", "15 s", "20 s"]),
            (55, ["0", "15 s", "30 s", "45 s", "1 min"]), (100, ["0", "30 s", "1 min", "1 min 30 s", "2 min"]),
            (700, ["0", "2 min", "4 min", "6 min", "8 min", "10 min", "12 min"]),
            (12_000, ["0", "1 h", "2 h", "3 h", "4 h"]), (40 * 3_600, ["0", "12 h", "1 d", "1 d 12 h", "2 d"]),
            (4e-6, ["0", "1 µs", "2 µs", "3 µs", "4 µs"]),
            (1e-10, ["0", "0.02 ns", "0.04 ns", "0.06 ns", "0.08 ns", "0.10 ns"]),
            (100 * 86_400, ["0", "20 d", "40 d", "60 d", "80 d", "100 d"]),
        ] as [(Double, [String])])
    func stepsInUnitsOfTime(top: Double, labels: [String]) {
        #expect(Ticks.durations(around: 0...top, parts: 4).ticks.map(\.label) == labels)
    }

    @Test(
        arguments: [
            (0.1...30, ["100 ms", "1 s", "10 s", "1 min"]), (5...100_000, ["100 ms", "10 s", "10 min", "6 h", "10 d"]),
            (0.001...70, ["1 ms", "100 ms", "10 s", "10 min"]),
        ] as [(ClosedRange<Double>, [String])])
    func goesOnWithMinutesAndHoursOnALogarithmicAxis(domain: ClosedRange<Double>, labels: [String]) throws {
        let ticks = try #require(Ticks.longerDurations(around: domain, parts: 4))
        #expect(ticks.ticks.map(\.label) == labels)
        #expect(ticks.domain.lowerBound <= domain.lowerBound && ticks.domain.upperBound >= domain.upperBound)
    }

    @Test(arguments: [0.1...9, 1e-9...100, 1...1e9] as [ClosedRange<Double>])
    func leavesTheRestToDecades(domain: ClosedRange<Double>) {
        #expect(Ticks.longerDurations(around: domain, parts: 4) == nil)
    }

    @Test(arguments: TicksTests.domains, [2, 4])
    func enclosesTheDomainWithEqualSteps(domain: ClosedRange<Double>, parts: Int) {
        let ticks = Ticks.durations(around: domain, parts: parts)
        let values = ticks.ticks.map(\.value)
        let slack = (domain.upperBound - domain.lowerBound) * 1e-9
        #expect(ticks.domain.lowerBound <= domain.lowerBound + slack)
        #expect(ticks.domain.upperBound >= domain.upperBound - slack)
        #expect((2...14).contains(values.count))
        let step = (ticks.domain.upperBound - ticks.domain.lowerBound) / Double(values.count - 1)
        for (one, next) in zip(values, values.dropFirst()) { #expect(((next - one) / step - 1).magnitude < 1e-6) }
        #expect(Set(ticks.ticks.map(\.label)).count == values.count)
    }
}
