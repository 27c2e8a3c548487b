import Charts

/// A text in lines of a picture, which doesn't break lines by itself.
enum TextLines {
    /// At most so many lines, each at most so many pixels wide, broken at spaces where there are any; where not all
    /// fits, the last ends with `…`.
    static func wrapped(_ text: String, toWidth width: Double, most: Int, metrics: TextMetrics) -> [String] {
        var lines: [String] = []
        var line = ""
        var words = TextMetrics.pieces(of: plain(text))[...]
        while let piece = words.popFirst() {
            let word = piece.text
            let longer = line.isEmpty ? word : line + (piece.isSpaced ? " " : "") + word
            if metrics.width(of: longer) <= width {
                line = longer
                continue
            }
            let head = beginning(of: word, width: width, metrics)
            // A word that no line has room for is broken where it comes.
            let isBroken = line.isEmpty || metrics.width(of: word) > width && lines.count + 1 < most
            if isBroken, line.isEmpty {
                lines.append(String(head))
                words = [(String(word.dropFirst(head.count)), true)] + words
            } else {
                lines.append(line)
                (line, words) = ("", [piece] + words)
            }
            if lines.count == most { break }
        }
        if lines.count < most, !line.isEmpty {
            lines.append(line)
            line = ""
        }
        let isWhole = line.isEmpty && words.allSatisfy(\.text.isEmpty)
        if !isWhole, let last = lines.popLast() {
            lines.append(metrics.elided(last + " " + String(repeating: "w", count: 200), toWidth: width) ?? "…")
        }
        return lines
    }

    /// The same in one line.
    static func line(_ text: String, toWidth width: Double, metrics: TextMetrics) -> String {
        metrics.elided(plain(text), toWidth: width) ?? "…"
    }

    private static func beginning(of word: String, width: Double, _ metrics: TextMetrics) -> Substring {
        var (sum, end) = (0.0, word.startIndex)
        for index in word.indices {
            sum += metrics.width(of: String(word[index]))
            if sum > width, end > word.startIndex { break }
            end = word.index(after: index)
        }
        return word[..<end]
    }

    /// Text without line breaks, and without what turns a line around: a picture has nothing that would keep it to its
    /// own place.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(8_000).map { scalar in
                    switch scalar.value {
                    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: " "
                    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
