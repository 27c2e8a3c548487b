package import Templating

/// A sentence of ours with the cluster's names in it, taken apart so that each is escaped as what it is.
package struct Sentence: TemplateRecord, Equatable {
    /// A stretch of a sentence: words, or a name; exactly one of both.
    package struct Part: TemplateRecord, Equatable {
        /// Words of ours.
        let text: String?
        /// A name from the cluster.
        let code: String?

        /// What templates may name.
        package static let fields: [Field<Part>] = [
            .text("text", "words", \.text),
            .code("code", "a name from the cluster, in place of words", \.code),
        ]
    }

    /// The stretches, in order; spaces are theirs.
    let parts: [Part]

    /// What templates may name.
    package static let fields: [Field<Sentence>] = [
        .list("parts", "the stretches of the sentence, spaces included", \.parts)
    ]

    /// Takes a fragment such as `queue 'mail' has 3 messages` apart, and begins it with a capital.
    ///
    /// What stands in quotes is a name; so is any word with a sign that is alive in Markdown or in a ticket, wherever it stands.
    init(_ fragment: String, subject: String = "") {
        let bytes = Array(Excerpt.full(fragment, limit: 4_000).utf8)
        let quotedSubject = Array("'\(subject)'".utf8)
        var parts: [Part] = []
        var words: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard let end = Self.endOfName(in: bytes, at: index, subject: quotedSubject) else {
                words.append(bytes[index])
                index += 1
                continue
            }
            parts += Self.parts(of: words, isFirst: parts.isEmpty)
            parts.append(Part(text: nil, code: String(decoding: bytes[(index + 1)..<(end - 1)], as: UTF8.self)))
            (words, index) = ([], end)
        }
        self.parts = parts + Self.parts(of: words, isFirst: parts.isEmpty)
    }

    /// The index after a quoted name that begins here; its end is followed by a space, a mark, or nothing.
    private static func endOfName(in bytes: [UInt8], at start: Int, subject: [UInt8]) -> Int? {
        guard bytes[start] == quote, start == 0 || " (".utf8.contains(bytes[start - 1]) else { return nil }
        if subject.count > 2, bytes[start...].starts(with: subject) { return start + subject.count }
        return bytes.indices.dropFirst(start + 2).first { index in
            bytes[index] == quote && (index + 1 == bytes.count || " ,.;:)".utf8.contains(bytes[index + 1]))
        }.map { $0 + 1 }
    }

    private static func parts(of words: [UInt8], isFirst: Bool) -> [Part] {
        var parts: [Part] = []
        var plain = ""
        let all = words.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        for (place, word) in all.enumerated() {
            if place > 0 { plain += " " }
            guard word.contains(where: isAlive) else {
                let text = String(decoding: word, as: UTF8.self)
                plain += isFirst && place == 0 ? capitalized(text) : text
                continue
            }
            if !plain.isEmpty { parts.append(Part(text: plain, code: nil)) }
            plain = ""
            let name = word.last.map { ",.;:)".utf8.contains($0) } ?? false ? word.dropLast() : word
            parts.append(Part(text: nil, code: String(decoding: name, as: UTF8.self)))
            if name.count < word.count { plain = String(decoding: word.suffix(1), as: UTF8.self) }
        }
        return plain.isEmpty ? parts : parts + [Part(text: plain, code: nil)]
    }

    private static func isAlive(_ byte: UInt8) -> Bool { byte < 0x20 || "@#/!~&$_<>[]`*|\\{}=".utf8.contains(byte) }

    /// Only a word of small letters alone begins with a capital; `'w' …`, `events: …` and `-E` stay as they are.
    private static func capitalized(_ word: String) -> String {
        guard let first = word.utf8.first, word.utf8.allSatisfy({ (97...122).contains($0) || $0 == 44 || $0 == 58 })
        else { return word }
        return String(UnicodeScalar(first - 32)) + word.dropFirst()
    }

    private static let quote = UInt8(ascii: "'")
}
