/// What a snapshot has to satisfy: `measure{label="pattern"} operator value`, such as `queue.ready{queue="mail"} <=
/// 100`.
package struct Rule: Sendable {
    /// As it was written.
    package let text: String
    /// What is measured.
    package let measure: RuleMeasure
    /// Which of what is measured; all that a label doesn't tell apart.
    package let patterns: [LabelPattern]
    /// How it compares with the bound.
    package let comparison: Comparison
    /// In the measure's unit: a share of 1, seconds, a number.
    package let bound: Double
    private let writtenBound: String

    /// Reads a rule.
    ///
    /// - Throws: the first mistake, with its column.
    package init(_ text: String) throws(RuleMistake) {
        var parser = RuleParser(text)
        self = try parser.rule()
    }

    init(
        text: String, measure: RuleMeasure, patterns: [LabelPattern], comparison: Comparison, bound: Double,
        writtenBound: String
    ) {
        self.text = text
        self.measure = measure
        self.patterns = patterns
        self.comparison = comparison
        self.bound = bound
        self.writtenBound = writtenBound
    }

    /// What is measured and of which, without the bound.
    package var subject: String {
        guard !patterns.isEmpty else { return measure.name }
        return "\(measure.name){\(patterns.map(\.description).joined(separator: ", "))}"
    }

    /// The operator and the value as it was written, such as `<= 2%`; a share that was written without `%` gets one.
    package var condition: String {
        let isBare = measure.unit == .share && !writtenBound.hasSuffix("%")
        return "\(comparison.rawValue) \(isBare ? DecimalText.text(bound * 100, digits: 9) + "%" : writtenBound)"
    }

    /// Whether a thing with these labels is meant.
    func matches(_ labels: [RuleLabel]) -> Bool {
        patterns.allSatisfy { pattern in labels.contains { $0.name == pattern.label && pattern.accepts($0.value) } }
    }

    /// How a value has to be to its bound.
    package enum Comparison: String, CaseIterable, Sendable {
        case atMost = "<="
        case atLeast = ">="
        case equal = "=="
        case unequal = "!="
        case below = "<"
        case above = ">"

        /// What can be said of a value of which perhaps only limits are known.
        func verdict(of value: KnownValue, bound: Double) -> Verdict {
            if value.isUnknown { return .unknown }
            let (low, high) = (value.low, value.high)
            func judge(_ holds: Bool, _ fails: Bool) -> Verdict { holds ? .pass : fails ? .fail : .unknown }
            return switch self {
            case .atMost: judge(high <= bound, low > bound)
            case .below: judge(high < bound, low >= bound)
            case .atLeast: judge(low >= bound, high < bound)
            case .above: judge(low > bound, high <= bound)
            case .equal: judge(low == bound && high == bound, bound < low || bound > high)
            case .unequal: judge(bound < low || bound > high, low == bound && high == bound)
            }
        }

        /// Whether the first value is further on the wrong side than the second.
        func isWorse(_ one: KnownValue, than other: KnownValue) -> Bool {
            switch self {
            case .atMost, .below, .equal, .unequal: (one.high, one.low) > (other.high, other.low)
            case .atLeast, .above: (one.low, one.high) < (other.low, other.high)
            }
        }
    }
}

/// A value that a label of a rule has to have.
package struct LabelPattern: Sendable, CustomStringConvertible {
    /// The label.
    package let label: String
    /// The pattern as it was written, without its quotation marks.
    package let written: String
    private let parts: [[UInt8]]

    /// Takes a pattern in which `*` stands for anything, and a backslash for the character behind it.
    init(label: String, written: String) {
        (self.label, self.written) = (label, written)
        var (parts, isEscaped): ([[UInt8]], Bool) = ([[]], false)
        for byte in written.utf8 {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if !isEscaped, byte == UInt8(ascii: "*") {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
                isEscaped = false
            }
        }
        self.parts = parts
    }

    /// Whether it means one value alone.
    var isExact: Bool { parts.count == 1 }

    /// Whether a value is meant, by its bytes.
    package func accepts(_ value: String) -> Bool {
        var rest = Array(value.utf8)[...]
        guard let first = parts.first, let last = parts.last, rest.starts(with: first) else { return false }
        guard parts.count > 1 else { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = Self.end(of: part, in: rest) else { return false }
            rest = rest[found...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    private static func end(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= part.count else { return nil }
        for start in bytes.startIndex...(bytes.endIndex - part.count)
        where bytes[start..<start + part.count].elementsEqual(part) {
            return start + part.count
        }
        return nil
    }

    /// As a rule writes it.
    package var description: String { "\(label)=\"\(written)\"" }
}
