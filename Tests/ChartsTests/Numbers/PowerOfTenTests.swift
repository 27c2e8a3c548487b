import Testing

@testable import Charts

struct PowerOfTenTests {
    @Test func findsTheExponentOfEveryPowerAndOfItsNeighbours() {
        for exponent in 0...22 {
            let power = PowerOfTen.value(exponent)
            #expect(PowerOfTen.exponent(of: power) == exponent)
            #expect(PowerOfTen.exponent(of: power.nextDown) == exponent - 1)
            #expect(PowerOfTen.exponent(of: 1 / power) == -exponent)
        }
    }

    @Test(arguments: [
        (1.0, 0.0), (10, 1), (1e9, 9), (1e-6, -6), (2, 0.301_029_995_663_981_2), (5, 0.698_970_004_336_018_8),
    ])
    func takesDecimalLogarithms(number: Double, logarithm: Double) {
        #expect((PowerOfTen.logarithm(of: number) - logarithm).magnitude < 1e-14)
    }
}
