/// In what a measure is given, and how rules write it.
package enum RuleUnit: String, Sendable {
    /// A number of things.
    case count = "number"
    /// A part of a whole, from 0 to 1.
    case share
    /// A length of time, in seconds.
    case duration
    /// How many an hour of the time that was watched.
    case perHour = "number an hour"
    /// By how many a minute.
    case perMinute = "number a minute"

    var noun: String { rawValue }

    var example: String {
        switch self {
        case .count, .perHour, .perMinute: "it as 4 or 0.5"
        case .share: "it as 2% or 0.02"
        case .duration: "it with a unit, as 500ms, 30s, 5m, 1h30m or 7d"
        }
    }

    private static let lengths: [(unit: String, seconds: Double)] = [
        ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400), ("w", 604_800),
    ]

    /// The value that a text tells; `nil` where it tells none.
    func value(of text: String) -> Double? {
        switch self {
        case .count, .perHour, .perMinute: return Self.number(text[...])
        case .share:
            if text.hasSuffix("%") { return Self.number(text.dropLast()).map { $0 / 100 } }
            // 95 in place of 95% would be passed by nothing, or by everything, and 1 may mean one percent, or all.
            return Self.number(text[...]).flatMap { $0.magnitude < 1 ? $0 : nil }
        case .duration:
            return text == "0" ? 0 : Self.seconds(text)
        }
    }

    private static func seconds(_ text: String) -> Double? {
        var (rest, sum) = (text[...], 0.0)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let unit = rest.dropFirst(digits.count).prefix { $0.isASCII && $0.isLetter }
            guard let number = number(digits), let length = lengths.first(where: { $0.unit == unit }) else {
                return nil
            }
            sum += number * length.seconds
            rest = rest.dropFirst(digits.count + unit.count)
        }
        return sum
    }

    private static func number(_ text: Substring) -> Double? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) else { return nil }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// A value as a rule would write it.
    package func text(_ value: Double) -> String {
        guard value.isFinite else { return "—" }
        switch self {
        case .count, .perHour, .perMinute: return DecimalText.text(value, digits: 4)
        case .share: return DecimalText.text(value * 100, digits: 4) + "%"
        case .duration: return Self.duration(value)
        }
    }

    /// A value as sentences have it: a share as `1.46 %`, with more digits where these would make it the bound that it
    /// isn't.
    func text(_ value: Double, beside bound: Double?) -> String {
        guard self == .share, value.isFinite else { return text(value) }
        func percents(_ value: Double, digits: Int) -> String { DecimalText.text(value * 100, digits: digits) + " %" }
        guard let bound, value != bound else { return percents(value, digits: 2) }
        let digits = (2..<6).first { percents(value, digits: $0) != percents(bound, digits: $0) } ?? 6
        return percents(value, digits: digits)
    }

    private static func duration(_ seconds: Double) -> String {
        guard seconds >= 60, seconds < 1e12 else {
            return seconds > 0 && seconds < 1
                ? DecimalText.text(seconds * 1_000, digits: 3) + "ms" : DecimalText.text(seconds, digits: 3) + "s"
        }
        let thousandths = Int((seconds * 1_000).rounded())
        let (minutes, rest) = (thousandths / 60_000, thousandths % 60_000)
        let parts = [(minutes / 1_440, "d"), (minutes / 60 % 24, "h"), (minutes % 60, "m")].filter { $0.0 > 0 }
        return parts.map { "\($0.0)\($0.1)" }.joined()
            + (rest > 0 ? DecimalText.text(Double(rest) / 1_000, digits: 3) + "s" : "")
    }
}

/// Numbers with no more digits than they need, the same on every machine.
package enum DecimalText {
    /// `4`, `0.25`, `-1.5`: rounded to so many digits behind the point.
    package static func text(_ value: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
        guard value.isFinite, value.magnitude * scale < 9e15 else { return "\(value)" }
        let scaled = Int((value.magnitude * scale).rounded())
        let (whole, rest) = (scaled / Int(scale), scaled % Int(scale))
        var fraction = String(rest)
        fraction = String(repeating: "0", count: digits - fraction.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        return (value < 0 && scaled > 0 ? "-" : "") + "\(whole)" + (fraction.isEmpty ? "" : "." + fraction)
    }
}
