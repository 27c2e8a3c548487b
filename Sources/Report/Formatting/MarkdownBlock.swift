import Templating

/// Blocks of Markdown made of text from the cluster.
enum MarkdownBlock {
    /// A block of code in which nothing is alive, ended by a line break.
    ///
    /// The fence is longer than any run of backticks in the text; characters that could hide or turn text round are
    /// left out.
    static func code(_ text: String) -> Fragment {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar == "\n" || !isHidden(scalar) { kept.append(scalar) }
        let fence = String(repeating: "`", count: max(3, longestRun(of: UInt8(ascii: "`"), in: String(kept)) + 1))
        return Fragment(markdown: "\(fence)text\n\(String(kept))\n\(fence)\n")
    }

    /// Markdown of the user's as a quotation, ended by a line break.
    ///
    /// A fence, a comment or a tag that is left open would swallow all that follows; in a quotation it ends with that.
    static func quotation(_ markdown: String) -> Fragment {
        let lines = markdown.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        let kept = lines.reversed().drop { $0.allSatisfy(\.isWhitespace) }.reversed()
        return Fragment(markdown: kept.map { $0.isEmpty ? ">\n" : "> \($0)\n" }.joined())
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x09, 0x0A..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
            true
        default: scalar.isNoncharacter
        }
    }

    private static func longestRun(of byte: UInt8, in text: String) -> Int {
        var (longest, current) = (0, 0)
        for other in text.utf8 {
            current = other == byte ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
