extension Output {
    /// Writes text as a field of a CSV file (RFC 4180): within quotation marks, unless it is a plain word such as an
    /// identifier, a time or a name, which most are.
    ///
    /// A spreadsheet would take a field that begins like a formula for one; an apostrophe keeps it from that. NUL is
    /// dropped.
    mutating func append(csv text: String) {
        if text.isPlainWord { return append(text) }
        let quote = UInt8(ascii: "\"")
        append(quote)
        if let first = text.unicodeScalars.first(where: { $0 != "\0" }), first.beginsFormula {
            append(UInt8(ascii: "'"))
        }
        text.withBytes { source in
            var start = 0
            for (index, byte) in source.enumerated() where byte == quote || byte == 0 {
                // A quotation mark ends one stretch of bytes and begins the next, so that it is written twice.
                append(UnsafeBufferPointer(rebasing: source[start..<(byte == quote ? index + 1 : index)]))
                start = byte == quote ? index : index + 1
            }
            append(UnsafeBufferPointer(rebasing: source[start...]))
        }
        append(quote)
    }

    /// Writes text as it is but for control characters, which could steer a terminal.
    mutating func append(plain text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\r": append(UInt8(scalar.value))
            case "\0"..<" ", "\u{7F}"..."\u{9F}": break
            default: append(scalar)
            }
        }
    }
}

extension String {
    /// Whether it is letters and digits, and behind the first of them `.`, `:`, `@`, `_` and `-`.
    fileprivate var isPlainWord: Bool {
        var isPlain = false
        withBytes { bytes in
            guard let first = bytes.first, first.isLetterOrDigit else { return }
            isPlain = bytes.allSatisfy { $0.isLetterOrDigit || Self.marks.contains($0) }
        }
        return isPlain
    }

    private static let marks: [UInt8] = [
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "@"),
    ]
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}

extension Unicode.Scalar {
    /// Whether a spreadsheet may take what begins so for a formula; the wide forms count too.
    fileprivate var beginsFormula: Bool {
        switch self {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
