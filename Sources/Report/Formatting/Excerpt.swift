import Templating

/// Cuts text from the cluster to what a page has room for; how much was cut is said.
enum Excerpt {
    /// How many bytes a cell of a table has room for, where nothing else is said.
    private static let cellBytes = 96

    /// Whether a cell has room for the whole of a text.
    static func isWholeInCell(_ text: String) -> Bool { text.utf8.count <= cellBytes }

    /// For a cell of a table: one line of at most `limit` bytes of UTF-8, ending in `…` where it was cut.
    static func cell(_ text: String, limit: Int = cellBytes) -> String {
        guard let kept = beginning(of: text, bytes: limit) else { return text }
        return kept + "…"
    }

    /// For the place that shows a text in full: at most `limit` bytes of UTF-8.
    static func full(_ text: String, limit: Int = 60_000) -> String {
        guard let kept = beginning(of: text, bytes: limit) else { return text }
        return kept + "… (\(Wording.count(text.utf8.count - kept.utf8.count)) more bytes are in data/snapshot.json)"
    }

    /// A text for a script, without the characters that pages drop: controls, and what is no character.
    static func shown(_ text: String) -> String {
        // Only controls and what begins like U+FFFE need a closer look.
        let isClear = text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 >= 0x20 && $0 != 0xEF } } ?? false
        if isClear || text.unicodeScalars.allSatisfy(isShown) { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter(isShown)))
    }

    /// The last `lines` lines, and how many came before them; for a traceback, whose end tells most.
    static func ending(of text: String, lines: Int) -> (text: String, omitted: Int) {
        let all = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard all.count > lines else { return (text, 0) }
        let kept = all.suffix(lines).map { String(Substring($0)) }
        return (kept.joined(separator: "\n"), all.count - lines)
    }

    private static func beginning(of text: String, bytes limit: Int) -> String? {
        guard text.utf8.count > limit else { return nil }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: limit)
        while end > text.utf8.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F..<0xA0: false
        default: !scalar.isNoncharacter
        }
    }
}
