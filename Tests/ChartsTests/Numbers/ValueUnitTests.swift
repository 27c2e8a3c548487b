import Testing

@testable import Charts

struct ValueUnitTests {
    @Test(arguments: [
        (ValueUnit.count, 1_500.0, "1,500"), (.count, 0, "0"), (.perMinute, 98.43, "98.4"), (.number, 0.4217, "0.422"),
        (.ratio, 0.081, "8.1 %"), (.ratio, 1, "100 %"), (.seconds, 0.182, "182 ms"), (.number, 12_345.678, "12,346"),
        (.count, 1e15, "1e15"), (.number, -2.5, "−2.5"), (.ratio, 0.0000001, "0.00001 %"),
    ])
    func writesValuesOfEachUnit(unit: ValueUnit, value: Double, text: String) {
        #expect(unit.text(value) == text)
    }
}
