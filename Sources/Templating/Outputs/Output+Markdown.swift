extension Output {
    /// Writes text into GitHub-flavoured Markdown, so that it means nothing but itself, in a table's cell as well.
    ///
    /// Whatever could mean something is written as a numeric character reference, which no parser of blocks, inlines
    /// or links looks into. Line breaks become spaces, since a cell can have none.
    mutating func append(markdown text: String) {
        let scalars = MarkdownScalars(text).scalars
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            let isPlain =
                switch scalar {
                case "0"..."9", "A"..."Z", "a"..."z", "\u{80}"...: true
                case " ": before != nil && after != nil
                case ",", ";", "%": before != nil
                case "(": before == " "
                case ":", ".": before != nil && (after == " " || after == nil || before.isDigit && after.isDigit)
                case ")": before != nil
                case "-", "'": before.isWord && after.isWord
                default: false
                }
            // "1." and "1)" at the beginning of a line would make it an item of a list.
            let endsNumber = (scalar == "." || scalar == ")") && !after.isDigit
            let isOrdinal = endsNumber && scalars[..<index].allSatisfy(\.isDigit)
            if isPlain && !isOrdinal { append(scalar) } else { append("&#\(scalar.value);") }
        }
    }

    /// Writes text into GitHub-flavoured Markdown as a code span, in which no name, number or address comes alive.
    ///
    /// Made for cells of tables, where a vertical line has to be escaped even within code.
    mutating func append(markdownCode text: String) {
        let scalars = MarkdownScalars(text).scalars
        guard let first = scalars.first, let last = scalars.last else { return }
        let fence = String(repeating: "`", count: longestRun(in: scalars) + 1)
        // One space on either side is taken off again by whoever reads a span.
        let isPadded = first == "`" || last == "`" || first == " " && last == " "
        append(isPadded ? fence + " " : fence)
        for scalar in scalars {
            if scalar == "|" { append(UInt8(ascii: "\\")) }
            append(scalar)
        }
        append(isPadded ? " " + fence : fence)
    }

    /// The length of the longest run of backticks.
    private func longestRun(in scalars: [Unicode.Scalar]) -> Int {
        var (run, longest) = (0, 0)
        for scalar in scalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension Unicode.Scalar? {
    fileprivate var isDigit: Bool { self?.isDigit ?? false }

    fileprivate var isWord: Bool {
        switch self {
        case ("0"..."9")?, ("A"..."Z")?, ("a"..."z")?: true
        default: false
        }
    }
}
