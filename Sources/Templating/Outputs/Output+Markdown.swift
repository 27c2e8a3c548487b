extension Output {
    /// Writes text into GitHub-flavoured Markdown, so that it means nothing but itself, in a table's cell as well.
    ///
    /// Whatever could mean something is written as a numeric character reference, which no parser of blocks, inlines or
    /// links looks into. Hosts of tickets, though, look for addresses and names in what a parser has made of the text;
    /// they leave code alone, so `@` and `#` become that. Line breaks become spaces, since a cell can have none.
    mutating func append(markdown text: String) {
        let scalars = MarkdownScalars(text).scalars
        let followsCode = last == UInt8(ascii: "`")
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            let isPlain =
                switch scalar {
                case "0"..."9", "A"..."Z", "a"..."z", "\u{80}"...: true
                case " ": before != nil && after != nil
                case ",", ";", "%": true
                case "(": before == " " || before == nil && last == UInt8(ascii: " ")
                case ":", ".":
                    (before != nil || followsCode) && (after == " " || after == nil || before.isDigit && after.isDigit)
                case ")": before != nil || followsCode
                case "-", "'": before.isWord && after.isWord
                default: false
                }
            // "1." and "1)" at the beginning of a line would make it an item of a list.
            let endsNumber = (scalar == "." || scalar == ")") && !after.isDigit
            let isOrdinal = endsNumber && !(followsCode && index == 0) && scalars[..<index].allSatisfy(\.isDigit)
            // "www." is a link even if nothing of an address follows.
            let isLink =
                scalar == "." && !(followsCode && index == 0)
                && scalars[..<index].suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
            if scalar.callsSomebody {
                if !before.callsSomebody { append(UInt8(ascii: "`")) }
                append(scalar)
                if !after.callsSomebody { append(UInt8(ascii: "`")) }
            } else if isPlain && !isOrdinal && !isLink {
                append(scalar)
            } else {
                append("&#\(scalar.value);")
            }
        }
    }

    /// Writes text into GitHub-flavoured Markdown as a code span, in which no name, number or address comes alive.
    ///
    /// Made for cells of tables, where a vertical line has to be escaped even within code.
    mutating func append(markdownCode text: String) {
        let scalars = MarkdownScalars(text).scalars
        guard let first = scalars.first, let last = scalars.last else { return }
        let fence = String(repeating: "`", count: longestRun(in: scalars) + 1)
        // One space on either side is taken off again by whoever reads a span, unless it is all spaces.
        let isPadded = first == "`" || last == "`" || first == " " && last == " " && scalars.contains { $0 != " " }
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
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    /// Whether it begins a mention or a reference, or is what makes an address of mail one.
    fileprivate var callsSomebody: Bool { self == "@" || self == "#" }
}

extension Unicode.Scalar? {
    fileprivate var isDigit: Bool { self?.isDigit ?? false }

    fileprivate var callsSomebody: Bool { self?.callsSomebody ?? false }

    fileprivate var isWord: Bool {
        switch self {
        case ("0"..."9")?, ("A"..."Z")?, ("a"..."z")?: true
        default: false
        }
    }
}
