/// A step of 1, 2 or 5 times a power of ten, kept in whole numbers.
///
/// The n-th tick is computed from n and not by adding steps, so that 0.1 + 0.2 never shows. The thresholds between 1,
/// 2, 5 and 10 are the geometric means, as in Heckbert's nice numbers (Graphics Gems, 1990) and d3.
package struct TickStep: Equatable, Sendable {
    /// 1, 2 or 5.
    package let mantissa: Int
    /// The power of ten; negative for steps below 1.
    package let exponent: Int

    /// The step that cuts a span above 0 into about so many parts.
    ///
    /// With `isWhole` it is never below 1.
    package init(span: Double, parts: Int, isWhole: Bool) {
        let raw = span / Double(max(1, parts))
        let power = PowerOfTen.exponent(of: raw)
        let rest = PowerOfTen.scale(raw, by: -power)
        let (mantissa, carry) =
            switch rest * rest {
            case 50...: (1, 1)
            case 10...: (5, 0)
            case 2...: (2, 0)
            default: (1, 0)
            }
        if isWhole, power + carry < 0 {
            (self.mantissa, exponent) = (1, 0)
        } else {
            (self.mantissa, exponent) = (mantissa, power + carry)
        }
    }

    /// The step as a number.
    package var value: Double { value(of: 1) }

    /// The value of the n-th tick from 0.
    package func value(of multiple: Int) -> Double {
        PowerOfTen.scale(Double(multiple * mantissa), by: exponent)
    }

    /// The n-th tick as digits, for its text.
    package func number(of multiple: Int) -> DecimalNumber {
        DecimalNumber(digits: multiple * mantissa, exponent: exponent)
    }

    /// The ticks inside a domain, by number; empty when it lies between two.
    package func multiples(inside domain: ClosedRange<Double>) -> Range<Int> {
        var first = Int((domain.lowerBound / value).rounded(.up))
        var last = Int((domain.upperBound / value).rounded(.down))
        // VirtualHost may round across a tick at the very edge.
        if value(of: first - 1) >= domain.lowerBound { first -= 1 }
        if value(of: first) < domain.lowerBound { first += 1 }
        if value(of: last + 1) <= domain.upperBound { last += 1 }
        if value(of: last) > domain.upperBound { last -= 1 }
        return first..<max(first, last + 1)
    }

    /// The ticks that just enclose a domain, by number.
    package func multiples(around domain: ClosedRange<Double>) -> ClosedRange<Int> {
        let inside = multiples(inside: domain)
        let first = value(of: inside.lowerBound) > domain.lowerBound ? inside.lowerBound - 1 : inside.lowerBound
        let last = inside.upperBound - 1
        return first...(value(of: last) < domain.upperBound ? last + 1 : last)
    }
}
