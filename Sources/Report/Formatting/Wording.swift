import Celery
import Charts

/// Numbers in words, the same in every place and on every machine.
enum Wording {
    /// What stands where nothing is known.
    static let unknown = "—"

    /// `4,102`.
    static func count(_ number: Int) -> String {
        (0..<1_000).contains(number) ? String(number) : number.grouped
    }

    /// `1 task`, `4,102 tasks`; the plural may be given where an `s` doesn't make it.
    static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        count(number) + " " + (number == 1 ? noun : plural ?? noun + "s")
    }

    /// `380 ms`, `12.4 s`, `3 min 5 s`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite else { return unknown }
        return seconds == 0 ? "0 s" : DurationText.text(seconds: seconds)
    }

    /// `98 %`, `8.1 %`, `< 0.1 %`; all and nothing are said only of all and nothing.
    static func share(_ part: Double, of whole: Double) -> String {
        guard whole > 0, part.isFinite, whole.isFinite else { return unknown }
        let tenths = part / whole * 1000
        if tenths <= 0 { return "0 %" }
        if tenths < 1 { return "< 0.1 %" }
        if part < whole, tenths >= 999 { return "99.9 %" }
        let rounded = Int(tenths.rounded())
        return rounded >= 100 || rounded.isMultiple(of: 10)
            ? "\((rounded + 5) / 10) %" : "\(rounded / 10).\(rounded % 10) %"
    }

    /// `0.42`.
    static func hundredths(_ number: Double) -> String {
        guard number.isFinite, number.magnitude < 1e12 else { return unknown }
        let hundredths = Int((number.magnitude * 100).rounded())
        let rest = hundredths % 100
        return (number < 0 && hundredths > 0 ? "−" : "") + "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// `events, queues and results`.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
