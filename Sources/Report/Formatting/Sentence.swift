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
        .list("parts", "the stretches of the sentence", \.parts)
    ]

    /// Takes a fragment such as `queue 'mail' has 3 messages` apart, and begins it with a capital.
    ///
    /// What stands in quotes is a name; so is any word with a sign that is alive in Markdown or in a ticket, wherever it stands.
    init(_ fragment: String, subject: String = "") {
        var parts: [Part] = []
        var isSpaced = false
        for piece in SentencePieces(Excerpt.full(fragment, limit: 4_000), subject: subject).pieces {
            switch piece {
            case .name(let name):
                parts.append(Part(isSpaced: isSpaced, text: nil, code: name))
                isSpaced = false
            case .words(let words):
                let text = words.drop { $0 == " " }
                let end = text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex
                isSpaced = isSpaced || text.count < words.count
                guard !text.isEmpty else { continue }
                let shown = parts.isEmpty ? Self.capitalized(String(text[..<end])) : String(text[..<end])
                parts.append(Part(isSpaced: isSpaced, text: shown, code: nil))
                isSpaced = end < text.endIndex
            }
        }
        self.parts = parts
    }

    /// Only a sentence that begins with a plain word begins with a capital; `'w' …` and `-E` stay as they are.
    private static func capitalized(_ text: String) -> String {
        guard let first = text.utf8.first, (97...122).contains(first) else { return text }
        return String(UnicodeScalar(first - 32)) + text.dropFirst()
    }
}
