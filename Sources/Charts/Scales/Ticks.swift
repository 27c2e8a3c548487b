/// The ticks of an axis of values, and the domain widened so that it begins and ends with one.
package struct Ticks: Equatable, Sendable {
    /// From the first tick to the last.
    package let domain: ClosedRange<Double>
    /// In order; at least two.
    package let ticks: [ValueTick]

    /// Plain numbers in steps of 1, 2 or 5 times a power of ten, all with the decimals that the step needs.
    ///
    /// There are about as many steps as `parts`, and only whole ones if `isWhole`. Labels are multiplied by ten to the
    /// power of `scale`, 2 for per cent, and end with `suffix`, all but 0.
    package static func numbers(
        around domain: ClosedRange<Double>, parts: Int, isWhole: Bool = false, scale: Int = 0, suffix: String = ""
    ) -> Ticks {
        let step = TickStep(span: domain.upperBound - domain.lowerBound, parts: parts, isWhole: isWhole)
        let multiples = Array(step.multiples(around: domain))
        let numbers = multiples.map { multiple in
            let number = step.number(of: multiple)
            return DecimalNumber(digits: number.digits, exponent: number.exponent + scale)
        }
        let labels = texts(of: numbers).map { $0 == "0" ? $0 : $0 + suffix }
        return Ticks(values: multiples.map(step.value(of:)), labels: labels)
    }

    /// Decades of a domain above 0, with 2 and 5 times each where there is room.
    ///
    /// There are about as many steps as `parts`; `text` writes a value in words.
    package static func decades(
        around domain: ClosedRange<Double>, parts: Int, text: (Double) -> String
    ) -> Ticks {
        let first = PowerOfTen.exponent(of: domain.lowerBound)
        var last = PowerOfTen.exponent(of: domain.upperBound)
        if PowerOfTen.scale(1, by: last) < domain.upperBound || last == first { last += 1 }
        let mantissas = (last - first) * 3 <= parts + 2 ? [1.0, 2, 5] : [1]
        let stride = max(1, (last - first + parts - 1) / max(1, parts))
        var values: [Double] = []
        for exponent in Swift.stride(from: first, through: last + (stride - 1), by: stride) {
            values += mantissas.map { PowerOfTen.scale($0, by: exponent) }
        }
        let inner = values.lastIndex { $0 <= domain.lowerBound } ?? 0
        let outer = values.firstIndex { $0 >= domain.upperBound } ?? values.count - 1
        let kept = Array(values[min(inner, max(0, outer - 1))...max(outer, inner + 1)])
        return Ticks(values: kept, labels: kept.map(text))
    }

    /// Puts values in order and their labels together.
    init(values: [Double], labels: [String]) {
        domain = (values.first ?? 0)...(values.last ?? 0)
        ticks = zip(values, labels).map(ValueTick.init)
    }

    private static func texts(of numbers: [DecimalNumber]) -> [String] {
        let full = numbers.map(\.text)
        let short = numbers.map(\.scientificText)
        let isLong = (full.map(\.count).max() ?? 0) > 14 || (numbers.first?.exponent ?? 0) < -8
        return isLong && (short.map(\.count).max() ?? 0) < (full.map(\.count).max() ?? 0) ? short : full
    }
}
