extension Ticks {
    /// Durations in seconds, in steps that are nice in their own unit.
    ///
    /// There are about as many steps as `parts`.
    package static func durations(around domain: ClosedRange<Double>, parts: Int) -> Ticks {
        let raw = (domain.upperBound - domain.lowerBound) / Double(max(1, parts))
        if raw < 0.7e-9 { return scaled(around: domain, parts: parts, unit: "ns", seconds: 1e-9) }
        if raw > 14 * 86_400 { return scaled(around: domain, parts: parts, unit: "d", seconds: 86_400) }
        let step = DurationStep.nearest(to: raw)
        let size = step.value(of: 1)
        let first = Int((domain.lowerBound / size).rounded(.down))
        var last = Int((domain.upperBound / size).rounded(.up))
        if step.value(of: last - 1) >= domain.upperBound { last -= 1 }
        let multiples = Array(first...max(last, first + 1))
        return Ticks(values: multiples.map(step.value(of:)), labels: labels(of: multiples, step: step))
    }

    /// Durations on a logarithmic axis that goes beyond a minute, in seconds: decades up to ten seconds, then what
    /// clocks and calendars have.
    ///
    /// Nil where the axis ends before, or begins with nanoseconds or goes on for years, and decades do.
    static func longerDurations(around domain: ClosedRange<Double>, parts: Int) -> Ticks? {
        let steps: [Double] = [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 60, 600, 3_600, 21_600, 86_400, 864_000]
        guard domain.upperBound > 10, let first = steps.lastIndex(where: { $0 <= domain.lowerBound }),
            let last = steps.firstIndex(where: { $0 >= domain.upperBound }), first < last
        else { return nil }
        let stride = max(1, (last - first + parts - 1) / max(1, parts))
        let begin = max(0, last - (last - first + stride - 1) / stride * stride)
        let kept = Swift.stride(from: begin, through: last, by: stride).map { steps[$0] }
        return Ticks(values: kept, labels: kept.map(DurationText.text(seconds:)))
    }

    private static func scaled(
        around domain: ClosedRange<Double>, parts: Int, unit: String, seconds: Double
    ) -> Ticks {
        let inner = (domain.lowerBound / seconds)...(domain.upperBound / seconds)
        let ticks = numbers(around: inner, parts: parts, suffix: " " + unit).ticks
        return Ticks(values: ticks.map { $0.value * seconds }, labels: ticks.map(\.label))
    }

    private static func labels(of multiples: [Int], step: DurationStep) -> [String] {
        guard step.unit.perSecond > 1 else {
            return multiples.map { DurationText.compound(seconds: $0 * step.count * step.unit.seconds) }
        }
        let (unit, decimals) = decimalUnit(of: multiples, step: step)
        return multiples.map { multiple in
            let number = decimalNumber(multiple * step.count, decimals: decimals)
            return multiple == 0 ? "0" : number.text + " " + unit.rawValue
        }
    }

    /// The largest unit that needs at most one decimal: 0.5 s rather than 500 ms when the axis goes up to 3 s.
    private static func decimalUnit(
        of multiples: [Int], step: DurationStep
    ) -> (unit: DurationStep.Unit, decimals: Int) {
        let largest = multiples.map { ($0 * step.count).magnitude }.max() ?? 0
        let larger: DurationStep.Unit =
            switch step.unit {
            case .nanoseconds: .microseconds
            case .microseconds: .milliseconds
            case .milliseconds, .seconds, .minutes, .hours, .days: .seconds
            }
        return largest >= 1_000 && step.count >= 100 ? (larger, 3) : (step.unit, 0)
    }

    private static func decimalNumber(_ digits: Int, decimals: Int) -> DecimalNumber {
        var number = DecimalNumber(digits: digits, exponent: -decimals)
        while number.exponent < 0, number.digits % 10 == 0, number.digits != 0 {
            number = DecimalNumber(digits: number.digits / 10, exponent: number.exponent + 1)
        }
        return number
    }
}
