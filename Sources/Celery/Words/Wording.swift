/// Numbers and durations in the words of findings.
enum Wording {
    /// `1 message`, `412 messages`.
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> Phrase {
        "\(grouped(number)) \(words: number == 1 ? noun : plural ?? noun + "s")"
    }

    /// `10,611`.
    static func grouped(_ number: Int) -> Phrase {
        var digits = Array(String(number.magnitude))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return "\(words: (number < 0 ? "-" : "") + String(digits))"
    }

    /// `8 s`, `3 min`, `2 h`, `4 d`.
    static func duration(_ seconds: Double) -> Phrase {
        let units: [(Double, String)] = [(86_400, "d"), (3600, "h"), (60, "min")]
        for (length, name) in units where seconds >= 2 * length { return "\(Int(seconds / length)) \(words: name)" }
        return "\(Int(seconds)) s"
    }

    /// `8.1 %`.
    static func percent(_ part: Int, of whole: Int) -> Phrase {
        let tenths = (Double(part) * 1000 / Double(max(whole, 1))).rounded()
        return "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
    }
}
