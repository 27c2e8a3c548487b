import Testing

@testable import Charts

struct TicksTests {
    /// Domains of every size from 1e-6 to 1e9, from 0, around 0 and far from it.
    static let domains: [ClosedRange<Double>] = (-6...9).flatMap { exponent in
        [1, 1.7, 2.5, 3.3, 7, 9.99].flatMap { factor -> [ClosedRange<Double>] in
            let size = PowerOfTen.scale(factor, by: exponent)
            return [0...size, (-size / 3)...size, (-size)...0, (size * 1.1)...(size * 1.9)]
        }
    }

    @Test(arguments: domains, [1, 3, 4, 5, 10])
    func enclosesTheDomainWithEqualSteps(domain: ClosedRange<Double>, parts: Int) throws {
        let ticks = Ticks.numbers(around: domain, parts: parts)
        let values = ticks.ticks.map(\.value)
        let (first, last) = (try #require(values.first), try #require(values.last))
        #expect(first <= domain.lowerBound && domain.upperBound <= last)
        let step = (last - first) / Double(values.count - 1)
        #expect(domain.lowerBound - first < step * 1.000_001 && last - domain.upperBound < step * 1.000_001)
        for (one, next) in zip(values, values.dropFirst()) {
            #expect(((next - one) / step - 1).magnitude < 1e-6)
        }
        #expect((2...2 * parts + 3).contains(values.count))
        #expect(Set(ticks.ticks.map(\.label)).count == values.count)
    }

    @Test func neverShowsBinaryNoise() {
        #expect(Ticks.numbers(around: 0...0.35, parts: 4).ticks.map(\.label) == ["0", "0.1", "0.2", "0.3", "0.4"])
        #expect(Ticks.numbers(around: 0...0.35, parts: 4).ticks.map(\.value) == [0, 0.1, 0.2, 0.3, 0.4])
    }

    @Test(
        arguments: [
            (1e-6, ["0", "0.0000002", "0.0000004", "0.0000006", "0.0000008", "0.0000010"]),
            (0.07, ["0", "0.02", "0.04", "0.06", "0.08"]), (3, ["0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0"]),
            (1_400, ["0", "500", "1,000", "1,500"]),
            (1e9, ["0", "200,000,000", "400,000,000", "600,000,000", "800,000,000", "1,000,000,000"]),
            (1e15, ["0", "2e14", "4e14", "6e14", "8e14", "1e15"]),
            (1e-9, ["0", "2e-10", "4e-10", "6e-10", "8e-10", "1e-9"]),
        ] as [(Double, [String])])
    func takesDecimalsFromTheStep(top: Double, labels: [String]) {
        #expect(Ticks.numbers(around: 0...top, parts: top == 3 ? 6 : 4).ticks.map(\.label) == labels)
    }

    @Test(arguments: [1.0, 2, 3, 7, 60])
    func countsInWholeNumbers(top: Double) {
        let values = Ticks.numbers(around: 0...top, parts: 5, isWhole: true).ticks.map(\.value)
        #expect(values.allSatisfy { $0 == $0.rounded() })
    }

    @Test func writesPerCent() {
        let ticks = Ticks.numbers(around: 0...0.09, parts: 4, scale: 2, suffix: " %")
        #expect(ticks.ticks.map(\.label) == ["0", "2 %", "4 %", "6 %", "8 %", "10 %"])
        #expect(ticks.domain == 0...0.1)
    }

    @Test(arguments: [
        (0.002...0.8, ["1 ms", "10 ms", "100 ms", "1 s"]), (5...5, ["2 s", "5 s", "10 s"]), (1...1, ["1 s", "2 s"]),
        (0.3...40, ["100 ms", "1 s", "10 s", "1 min 40 s"]),
    ])
    func countsDecadesOnALogarithmicAxis(domain: ClosedRange<Double>, labels: [String]) {
        let ticks = Ticks.decades(around: domain, parts: 4, text: ValueUnit.seconds.text)
        #expect(ticks.ticks.map(\.label) == labels)
    }

    @Test func enclosesEveryDomainWithDecades() {
        for domain in Self.domains where domain.lowerBound > 0 {
            for top in [domain.upperBound, domain.upperBound * 1e7, domain.upperBound * 1e30] {
                let ticks = Ticks.decades(around: domain.lowerBound...top, parts: 4) { "\($0)" }
                #expect(ticks.domain.lowerBound <= domain.lowerBound && ticks.domain.upperBound >= top)
                #expect((2...11).contains(ticks.ticks.count))
            }
        }
    }
}
