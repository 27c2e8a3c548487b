extension Output {
    /// Writes text as a field of a CSV file (RFC 4180), always within quotation marks.
    ///
    /// A spreadsheet would take a field that begins like a formula for one; an apostrophe keeps it from that. NUL is dropped.
    mutating func append(csv text: String) {
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

extension Unicode.Scalar {
    /// Whether a spreadsheet may take what begins so for a formula; the wide forms count too.
    fileprivate var beginsFormula: Bool {
        switch self {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
