package import Celery

/// Rules as test cases, in the XML that JUnit's Ant task wrote and that CI servers read.
///
/// What can't be judged is an error rather than skipped, since no server fails a build for what was skipped. Attributes
/// and their order are those of Jenkins' `xunit-plugin`, `junit-10.xsd`.
package struct JUnitReport: Sendable {
    /// The document.
    package let bytes: [UInt8]

    /// Writes a test case for each rule.
    package init(_ judgements: [Judgement], capturedAt: Instant) {
        let failures = judgements.count { $0.verdict == .fail }
        let errors = judgements.count { $0.verdict == .unknown }
        let counts = "tests=\"\(judgements.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"herbarium\" \(counts) time=\"0\">\n"
        text += "<testsuite name=\"herbarium check\" \(counts) skipped=\"0\" time=\"0\""
        text += " timestamp=\"\(capturedAt.iso8601.prefix(19))\">\n"
        for judgement in judgements {
            text += "<testcase name=\"\(Self.escaped(judgement.text))\" classname=\"herbarium.check\" time=\"0\""
            switch judgement.verdict {
            case .pass: text += "/>\n"
            case .fail: text += Self.element("failure", judgement)
            case .unknown: text += Self.element("error", judgement)
            }
        }
        text += "</testsuite>\n</testsuites>\n"
        bytes = Array(text.utf8)
    }

    private static func element(_ name: String, _ judgement: Judgement) -> String {
        let message = escaped(judgement.phrase.text)
        let line = escaped(judgement.line)
        return
            ">\n<\(name) type=\"\(judgement.verdict.rawValue)\" message=\"\(message)\">\(line)</\(name)>\n</testcase>\n"
    }

    /// Text as an attribute or an element may hold it; what XML 1.0 has no place for becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
            case _ where scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
