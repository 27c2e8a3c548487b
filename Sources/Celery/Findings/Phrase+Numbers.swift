extension Phrase {
    /// `1 message`, `412 messages`.
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> Phrase {
        "\(grouped(number)) \(words: number == 1 ? noun : plural ?? noun + "s")"
    }

    /// `10,611`.
    static func grouped(_ number: Int) -> Phrase { "\(words: number.grouped)" }

    /// `8 s`, `3 min`, `2 h`, `4 d`: how long something lasts, as exactly as one says it.
    static func roughly(_ seconds: Double) -> Phrase {
        let units: [(Double, String)] = [(86_400, "d"), (3600, "h"), (60, "min")]
        for (length, name) in units where seconds >= 2 * length { return "\(Int(seconds / length)) \(words: name)" }
        return "\(Int(seconds)) s"
    }

    /// `0.4 s`, `8.2 s`, `3 min`: the same with a tenth where that matters.
    static func briefly(_ seconds: Double) -> Phrase {
        guard seconds < 10 else { return roughly(seconds) }
        let tenths = Int((seconds * 10).rounded(.up))
        return "\(tenths / 10).\(tenths % 10) s"
    }

    /// `8.1 %` of seconds.
    static func share(_ part: Double, of whole: Double) -> Phrase {
        percent(Int((part * 1000).rounded()), of: Int((whole * 1000).rounded()))
    }

    /// `8.1 %`.
    static func percent(_ part: Int, of whole: Int) -> Phrase {
        let tenths = (Double(part) * 1000 / Double(max(whole, 1))).rounded()
        return "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
    }
}

extension Int {
    /// `4,102`, `−10,611`.
    package var grouped: String {
        let digits = Array(String(magnitude))
        var text = self < 0 ? "−" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
