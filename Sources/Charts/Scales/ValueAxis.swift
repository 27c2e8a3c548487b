/// The axis of values: ticks, labels, and the pixels of values.
package struct ValueAxis: Sendable {
    /// The ticks, from the lowest.
    package let ticks: [ValueTick]
    /// The values between the first tick and the last.
    package let domain: ClosedRange<Double>
    private let scale: ValueScale
    private let bottom: Double
    private let top: Double

    /// Makes the axis for values of an extent, drawn from one pixel up to another.
    ///
    /// `extent` is the least and the most, or nil when nothing is known; `bottom` and `top` are the pixels of the
    /// lowest and the highest tick; `parts` is about how many steps there should be.
    package init(
        extent: ClosedRange<Double>?, unit: ValueUnit, scale: ValueScale = .linear, baseline: Baseline = .zero,
        bottom: Double, top: Double, parts: Int
    ) {
        let made =
            switch (scale, extent) {
            case (.logarithmic, .some(let extent)) where extent.lowerBound > 0:
                unit == .seconds
                    ? Ticks.longerDurations(around: extent, parts: parts)
                        ?? Ticks.decades(around: extent, parts: parts, text: unit.text)
                    : Ticks.decades(around: extent, parts: parts, text: unit.text)
            case (.linear, _), (.logarithmic, _):
                Self.linearTicks(Self.domain(extent, unit: unit, baseline: baseline), unit: unit, parts: parts)
            }
        (ticks, domain) = (made.ticks, made.domain)
        self.scale = made.domain.lowerBound > 0 ? scale : .linear
        self.bottom = bottom
        self.top = top
    }

    /// An axis without ticks, just as wide as its values; a single value lies at the bottom when it is 0.
    init(flatExtent extent: (least: Double, most: Double), bottom: Double, top: Double) {
        ticks = []
        domain = extent.least...(extent.most > extent.least ? extent.most : extent.least + 1)
        scale = .linear
        (self.bottom, self.top) = (bottom, top)
    }

    /// The pixel of a value.
    package func position(of value: Double) -> Double {
        switch scale {
        case .linear: LinearScale(domain: domain, from: bottom, to: top).position(of: value)
        case .logarithmic: LogScale(domain: domain, from: bottom, to: top).position(of: value)
        }
    }

    private static func linearTicks(_ domain: ClosedRange<Double>, unit: ValueUnit, parts: Int) -> Ticks {
        switch unit {
        case .count: Ticks.numbers(around: domain, parts: parts, isWhole: true)
        case .number, .perMinute: Ticks.numbers(around: domain, parts: parts)
        case .ratio: Ticks.numbers(around: domain, parts: parts, scale: 2, suffix: " %")
        case .seconds: Ticks.durations(around: domain, parts: parts)
        }
    }

    /// A domain with an inside: a single value gets room around it, and nothing at all gets 0 to 1.
    private static func domain(
        _ extent: ClosedRange<Double>?, unit: ValueUnit, baseline: Baseline
    ) -> ClosedRange<Double> {
        guard let extent else { return 0...1 }
        switch baseline {
        case .zero:
            let domain = min(0, extent.lowerBound)...max(0, extent.upperBound)
            return domain.lowerBound == domain.upperBound ? 0...1 : domain
        case .fitted:
            let largest = max(extent.lowerBound.magnitude, extent.upperBound.magnitude)
            guard extent.upperBound - extent.lowerBound <= largest * 1e-9 else { return extent }
            let room = largest == 0 ? 1 : largest / 10
            return (extent.lowerBound - room)...(extent.upperBound + room)
        }
    }
}
