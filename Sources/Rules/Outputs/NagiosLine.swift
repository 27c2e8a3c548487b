import Celery

/// What a plugin of Nagios prints, in one line: the state, what it is about, and performance data behind a `|`.
///
/// The format is that of the Monitoring Plugins' development guidelines, "Plugin Output for Nagios" and "Performance
/// data".
package struct NagiosLine: Sendable {
    /// The line, without its end.
    package let text: String
    /// The plugin's exit code.
    package let code: Int32

    /// Nothing could be judged.
    package static let unknown: Int32 = 3

    private static let mostFailures = 5

    /// Tells what came of rules.
    package init(_ judgements: [Judgement]) {
        let state: String
        switch judgements.verdict {
        case .pass: (state, code) = ("OK", 0)
        case .fail: (state, code) = ("CRITICAL", 2)
        case .unknown: (state, code) = ("UNKNOWN", Self.unknown)
        }
        let decisive = judgements.filter { $0.verdict != .pass }
        let told = decisive.prefix(Self.mostFailures).map { "\($0.text) (\($0.phrase.text))" }
        let more = decisive.count > told.count ? ["and \(decisive.count - told.count) more"] : []
        let words = ([judgements.summary] + told + more).joined(separator: "; ")
        var labels: [String: Int] = [:]
        let data = judgements.compactMap { $0.performanceData(&labels) }.joined(separator: " ")
        text = "HERBARIUM \(state) - \(Self.plain(words))" + (data.isEmpty ? "" : " | \(data)")
    }

    /// Tells why nothing could be judged.
    package init(failure: String) {
        text = "HERBARIUM UNKNOWN - \(Self.plain(failure))"
        code = Self.unknown
    }

    /// Text that can't end the line or begin the performance data.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar {
                    case "|": "¦"
                    case _ where scalar.value < 32 || (127..<160).contains(scalar.value): " "
                    case "\u{2028}", "\u{2029}": " "
                    default: scalar
                    }
                }))
    }
}

extension Judgement {
    /// `'label'=value[unit];;critical`, with a label that no other of the line has.
    fileprivate func performanceData(_ labels: inout [String: Int]) -> String? {
        guard let rule else { return nil }
        let plain = String(
            String.UnicodeScalarView(
                rule.subject.unicodeScalars.compactMap { scalar in
                    switch scalar {
                    case "=": ":"
                    case "'", "\"": nil
                    case "|": "¦"
                    case _ where scalar.value < 32 || (127..<160).contains(scalar.value): " "
                    default: scalar
                    }
                }))
        labels[plain, default: 0] += 1
        let place = labels[plain] ?? 1
        let label = place == 1 ? plain : "\(plain) #\(place)"
        let (scale, unit): (Double, String) =
            switch rule.measure.unit {
            case .share: (100, "%")
            case .duration: (1, "s")
            case .count, .perHour, .perMinute: (1, "")
            }
        func number(_ value: Double) -> String { DecimalText.text(value * scale, digits: 6) }
        let value = decisive.flatMap { $0.value.isExact ? number($0.value.low) + unit : nil } ?? "U"
        return "'\(label)'=\(value);;\(range(rule.comparison, number(rule.bound)))"
    }

    /// Outside of which range a value is critical; `@` turns it around.
    private func range(_ comparison: Rule.Comparison, _ bound: String) -> String {
        switch comparison {
        case .atMost: "~:\(bound)"
        case .below: "@\(bound):"
        case .atLeast: "\(bound):"
        case .above: "@~:\(bound)"
        case .equal: "\(bound):\(bound)"
        case .unequal: "@\(bound):\(bound)"
        }
    }
}
