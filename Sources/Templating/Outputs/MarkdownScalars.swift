/// What of a text is written into Markdown: line breaks as spaces, and nothing that can't be seen but changes what can.
struct MarkdownScalars {
    /// The characters that are left.
    private(set) var scalars: [Unicode.Scalar] = []

    /// Goes through `text`.
    init(_ text: String) {
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where last == "\r": break
            case "\t"..."\r", "\u{85}", "\u{2028}", "\u{2029}": scalars.append(" ")
            case "\0"..<" ", "\u{7F}"..."\u{9F}": break
            // Marks that turn the direction of the text around them.
            case "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
            case _ where scalar.isNoncharacter: break
            default: scalars.append(scalar)
            }
            last = scalar
        }
    }
}

extension Unicode.Scalar {
    /// Whether it is a noncharacter, which no text of HTML may have: the last two of each plane, and U+FDD0 to U+FDEF
    /// (the Unicode Standard, section 23.7).
    package var isNoncharacter: Bool { value & 0xFFFE == 0xFFFE || 0xFDD0..<0xFDF0 ~= value }
}
