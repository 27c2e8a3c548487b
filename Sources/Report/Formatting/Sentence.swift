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
    /// What comes before the name that the sentence is about; all of it where there is none.
    let before: String
    /// The name that the sentence is about, where it is quoted in it.
    let name: String?
    /// What comes after that name.
    let after: String

    /// What templates may name.
    package static let fields: [Field<Sentence>] = [
        .list("parts", "the stretches of the sentence, words and names told apart, for Markdown", \.parts),
        .code("before", "the sentence up to the name that it is about, or all of it", \.before),
        .code("name", "the name that the sentence is about", \.name),
        .code("after", "the rest of the sentence", \.after),
    ]

    /// Takes a fragment such as `queue 'mail' has 3 messages` apart, and begins it with a capital.
    ///
    /// What stands in quotes is a name; so is any word with a sign that is alive in Markdown or in a ticket, wherever it stands.
    init(_ fragment: String, subject: String = "") {
        let text = Excerpt.full(fragment, limit: 4_000)
        (before, name, after) = Self.split(Self.capitalized(text), around: subject)
        var parts: [Part] = []
        var isSpaced = false
        for piece in SentencePieces(text, subject: subject).pieces {
            switch piece {
            case .name(let name):
                parts.append(Part(isSpaced: isSpaced, text: nil, code: name))
                isSpaced = false
            case .words(let words):
                let trimmed = words.drop { $0 == " " }
                let end = trimmed.lastIndex { $0 != " " }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
                isSpaced = isSpaced || trimmed.count < words.count
                guard !trimmed.isEmpty else { continue }
                let shown = String(trimmed[..<end])
                parts.append(Part(isSpaced: isSpaced, text: parts.isEmpty ? Self.capitalized(shown) : shown, code: nil))
                isSpaced = end < trimmed.endIndex
            }
        }
        self.parts = parts
    }

    /// The sentence in three at the first quoted mention of a name; the structure of a page hangs on nothing else in it.
    private static func split(_ text: String, around name: String) -> (before: String, name: String?, after: String) {
        let (bytes, quoted) = (Array(text.utf8), Array("'\(name)'".utf8))
        let start = name.isEmpty ? nil : bytes.indices.first { bytes[$0...].starts(with: quoted) }
        guard let start else { return (text, nil, "") }
        let after = bytes[(start + quoted.count)...]
        return (String(decoding: bytes[..<start], as: UTF8.self), name, String(decoding: after, as: UTF8.self))
    }

    /// Only a sentence that begins with a plain word begins with a capital; `'w' …` and `-E` stay as they are.
    private static func capitalized(_ text: String) -> String {
        guard let first = text.utf8.first, (97...122).contains(first) else { return text }
        return String(UnicodeScalar(first - 32)) + text.dropFirst()
    }
}
