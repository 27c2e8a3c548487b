/// Durations in words of two units at most: `200 ms`, `5.2 s`, `3 min 5 s`, `2 h`, `4 d 3 h`.
package enum DurationText {
    /// A measured duration, rounded to what a reader can use.
    ///
    /// The seconds are finite.
    package static func text(seconds: Double) -> String {
        guard seconds >= 0 else { return "−" + text(seconds: -seconds) }
        let rounded = PowerOfTen.scale(1, by: -9) > seconds ? seconds : roundedToThreeDigits(seconds)
        switch rounded {
        case 0: return "0"
        case ..<1e-6: return decimal(seconds * 1e9, "ns")
        case ..<1e-3: return decimal(seconds * 1e6, "µs")
        case ..<1: return decimal(seconds * 1e3, "ms")
        case ..<60: return decimal(seconds, "s")
        case ..<3_600: return compound(seconds: Int(seconds.rounded()))
        case ..<86_400: return compound(seconds: Int((seconds / 60).rounded()) * 60)
        case ..<8_640_000: return compound(seconds: Int((seconds / 3_600).rounded()) * 3_600)
        default: return decimal(seconds / 86_400, "d")
        }
    }

    /// An exact duration in days, hours, minutes and seconds, without the parts that are 0: `1 min 30 s`.
    static func compound(seconds: Int) -> String {
        guard seconds != 0 else { return "0" }
        var rest = seconds.magnitude
        var parts: [String] = []
        for (size, unit) in [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")] as [(UInt, String)]
        where rest >= size {
            parts.append(DecimalNumber(digits: Int(rest / size), exponent: 0).text + " " + unit)
            rest %= size
        }
        return (seconds < 0 ? "−" : "") + parts.joined(separator: " ")
    }

    private static func decimal(_ number: Double, _ unit: String) -> String {
        DecimalNumber(number, significantDigits: number < 1_000 ? 3 : 6).shortText + " " + unit
    }

    private static func roundedToThreeDigits(_ seconds: Double) -> Double {
        let number = DecimalNumber(seconds, significantDigits: 3)
        return PowerOfTen.scale(Double(number.digits), by: number.exponent)
    }
}
