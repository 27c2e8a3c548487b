/// Estimates how wide a text will be without knowing the font; errs on the wide side.
package struct TextMetrics: Sendable {
    /// The font's size in pixels.
    package let fontSize: Double
    /// The width of a narrow character in parts of the font's size. Digits of the widest usual sans (DejaVu, Verdana)
    /// take 0.64.
    package let advance: Double
    /// What is written for words of ours, months and units; the same in English.
    package let words: @Sendable (String) -> String

    /// Takes the font's size and the width of a character in parts of it.
    ///
    /// `words` says something else for words of ours, in another language.
    package init(
        fontSize: Double, advance: Double = 0.65, words: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.fontSize = fontSize
        self.advance = advance
        self.words = words
    }

    /// Words of ours with names in them, in whose places `\u{E000}`, `\u{E001}` and so on stand.
    func words(_ text: String, around names: String...) -> String {
        words(text).unicodeScalars.reduce(into: "") { told, scalar in
            let place = Int(scalar.value) - 0xE000
            if names.indices.contains(place) { told += names[place] } else { told.unicodeScalars.append(scalar) }
        }
    }

    /// The height of a line of text in pixels.
    package var lineHeight: Double { (fontSize * 1.25).rounded() }

    /// An estimate of a text's width in pixels. Characters from Hangul on may fill a whole square.
    package func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 || isPunctuation($1) ? advance : 1) } * fontSize
    }

    /// The text, cut and ended with `…` where it would be wider than so many pixels; nil when not even three characters
    /// fit.
    package func elided(_ text: String, toWidth limit: Double) -> String? {
        var width = 0.0
        var fitting = text.startIndex
        let ellipsis = self.width(of: "…")
        for index in text.indices {
            width += self.width(of: String(text[index]))
            if width + ellipsis <= limit { fitting = text.index(after: index) }
            if width > limit {
                let kept = text[..<fitting]
                return kept.count < 3 ? nil : kept + "…"
            }
        }
        return text
    }

    /// The text in lines of whole words, each no wider than so many pixels; a word that is wider is elided.
    ///
    /// A line may also end before an ideograph, which needs no space.
    package func lines(of text: String, within width: Double) -> [String] {
        var lines: [String] = []
        for piece in Self.pieces(of: text) {
            let (word, space) = (piece.text, piece.isSpaced ? " " : "")
            if let line = lines.last, self.width(of: "\(line)\(space)\(word)") <= width {
                lines[lines.count - 1] = "\(line)\(space)\(word)"
            } else {
                lines.append(elided(word, toWidth: width) ?? "…")
            }
        }
        return lines
    }

    /// The pieces between which a line may end, and whether a space comes before each.
    package static func pieces(of text: String) -> [(text: String, isSpaced: Bool)] {
        text.split(separator: " ").flatMap { word in
            guard word.unicodeScalars.contains(where: isIdeograph) else { return [(String(word), true)] }
            var pieces: [(text: String, isSpaced: Bool)] = []
            for character in word {
                let isBreak = character.unicodeScalars.first.map(isIdeograph) ?? false
                let follows = pieces.last?.text.unicodeScalars.last.map(isIdeograph) ?? false
                if let last = pieces.indices.last, !isBreak, !follows || character.isPunctuation {
                    pieces[last].text.append(character)
                } else {
                    pieces.append((String(character), pieces.isEmpty))
                }
            }
            return pieces
        }
    }

    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool { (0x2E80...0x9FFF).contains(scalar.value) }

    private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        (0x2000...0x206F).contains(scalar.value) || scalar.value == 0x2212
    }
}
