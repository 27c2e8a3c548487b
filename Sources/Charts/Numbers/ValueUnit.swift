/// What a chart's values are, which decides about steps and texts.
package enum ValueUnit: Sendable {
    /// How many there are: steps are whole numbers.
    case count
    /// A plain number that need not be whole, such as a load average.
    case number
    /// How many happen in a minute; need not be whole.
    case perMinute
    /// A duration in seconds.
    case seconds
    /// A part of a whole, 1 being all of it; shown in per cent.
    case ratio

    /// Whether values of several series add up to something: counts do, percentiles, ratios and hosts' loads don't.
    package var isAdditive: Bool {
        switch self {
        case .count, .perMinute: true
        case .number, .seconds, .ratio: false
        }
    }

    /// A measured value in words, rounded to what a reader can use: `1,500`, `182 ms`, `8.1 %`.
    ///
    /// The value is finite.
    package func text(_ value: Double) -> String {
        switch self {
        case .count, .number, .perMinute: plain(value)
        case .seconds: DurationText.text(seconds: value)
        case .ratio: plain(value * 100) + " %"
        }
    }

    private func plain(_ value: Double) -> String {
        if value == value.rounded(), value.magnitude < 1e11 {
            return DecimalNumber(digits: Int(value), exponent: 0).text
        }
        let before = value == 0 ? 0 : PowerOfTen.exponent(of: value.magnitude) + 1
        return DecimalNumber(value, significantDigits: min(15, max(3, before))).shortText
    }
}
