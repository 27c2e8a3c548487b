import Testing

@testable import Charts

struct ValueAxisTests {
    private func axis(
        _ extent: ClosedRange<Double>?, _ unit: ValueUnit = .number, scale: ValueScale = .linear,
        baseline: Baseline = .zero
    ) -> ValueAxis {
        ValueAxis(extent: extent, unit: unit, scale: scale, baseline: baseline, bottom: 100, top: 0, parts: 4)
    }

    @Test func givesConstantSeriesASensibleDomain() {
        #expect(axis(5...5).domain == 0...5)
        #expect(axis(0...0).domain == 0...1)
        #expect(axis(-5 ... -5).domain == -5...0)
        #expect(axis(nil, .ratio).ticks.map(\.label) == ["0", "20 %", "40 %", "60 %", "80 %", "100 %"])
        #expect(axis(0...0, .count).ticks.map(\.label) == ["0", "1"])
        #expect(axis(5...5, baseline: .fitted).domain.contains(5))
        #expect(axis(0...0, baseline: .fitted).domain == -1...1)
        #expect(axis(1e15...(1e15 + 1), baseline: .fitted).ticks.count >= 2)
    }

    @Test func beginsAtZeroUnlessFitted() {
        #expect(axis(260...262).domain.lowerBound == 0)
        #expect(axis(260...262, baseline: .fitted).domain == 260...262)
    }

    @Test func putsValuesBetweenTheEdges() {
        let axis = axis(0...100)
        #expect(axis.position(of: 0) == 100)
        #expect(axis.position(of: 100) == 0)
        #expect(axis.position(of: 25) == 75)
    }

    @Test func putsEqualRatiosEquallyFarApart() {
        let axis = axis(0.001...1, .seconds, scale: .logarithmic)
        #expect((axis.position(of: 0.01) - 100 * 2 / 3).magnitude < 1e-9)
        #expect(axis.position(of: 1).magnitude < 1e-9)
        #expect(axis.position(of: -3) == 100)
    }

    @Test func isLinearWhereNothingIsAboveZero() {
        #expect(axis(nil, scale: .logarithmic).domain == 0...1)
        #expect(axis(0...8, scale: .logarithmic).position(of: 4) == 50)
    }

    @Test func keepsEveryTickInsideTheEdges() {
        for domain in TicksTests.domains {
            for unit in [ValueUnit.count, .number, .perMinute, .seconds, .ratio] {
                for baseline in [Baseline.zero, .fitted] {
                    let axis = axis(domain, unit, baseline: baseline)
                    #expect(axis.ticks.allSatisfy { (-1e-9...100 + 1e-9).contains(axis.position(of: $0.value)) })
                    #expect((2...14).contains(axis.ticks.count))
                }
            }
        }
    }
}
