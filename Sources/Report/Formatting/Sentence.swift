import Celery
package import Templating

/// A sentence of ours with the cluster's names in it, taken apart so that each is escaped as what it is.
package struct Sentence: TemplateRecord, Equatable {
    /// A stretch of a sentence: words, or a name; exactly one of both.
    package struct Part: TemplateRecord, Equatable {
        /// Whether a space comes before.
        let isSpaced: Bool
        /// Words of ours.
        let text: String?
        /// A name from the cluster.
        let code: String?

        /// What templates may name.
        package static let fields: [Field<Part>] = [
            .truth("is_spaced", "whether a space comes before", \.isSpaced),
            .text("text", "words, without spaces at their ends", \.text),
            .code("code", "a name from the cluster, in place of words", \.code),
        ]
    }

    /// The stretches, in order.
    let parts: [Part]
    /// What templates may name.
    package static let fields: [Field<Sentence>] = [
        .list("parts", "the stretches of the sentence, words and names told apart, for Markdown", \.parts)
    ]

    /// Begins a phrase such as `queue 'mail' has 3 messages` with a capital, and keeps its names apart.
    ///
    /// Times are in the notation, and in UTC where there is none; the words are those of its
    /// language. What others said goes as code, like a name: in a
    /// ticket their words may be alive in ways that no escape ends.
    init(_ phrase: Phrase, in notation: Notation? = nil) {
        var parts: [Part] = []
        var isSpaced = false
        let told = Self.capitalized(notation?.words(phrase) ?? phrase).parts.map { part -> Phrase.Part in
            guard case .time(let time) = part else { return part }
            return .words(notation.map { $0.words($0.short(time)) } ?? time.iso8601(digits: 0))
        }
        for part in Phrase(told).parts {
            switch part {
            case .time: continue
            case .name(let text), .place(let text), .quote(let text), .unparted(let text):
                parts.append(Part(isSpaced: isSpaced, text: nil, code: Excerpt.full(text, limit: 4_000)))
                isSpaced = false
            case .words(let words):
                let trimmed = words.drop { $0 == " " }
                let end = trimmed.lastIndex { $0 != " " }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
                isSpaced = isSpaced || trimmed.count < words.count
                guard !trimmed.isEmpty else { continue }
                parts.append(Part(isSpaced: isSpaced, text: String(trimmed[..<end]), code: nil))
                isSpaced = end < trimmed.endIndex
            }
        }
        self.parts = parts
    }

    /// Only what begins with a plain word of ours begins with a capital; `'w' …` and `-E` stay as they are.
    private static func capitalized(_ phrase: Phrase) -> Phrase {
        guard case .words(let words)? = phrase.parts.first, let first = words.utf8.first, (97...122).contains(first)
        else { return phrase }
        let capital = String(UnicodeScalar(first - 32)) + words.dropFirst()
        return Phrase([.words(capital)] + phrase.parts.dropFirst())
    }
}
