/// The words and the names of a fragment, told apart.
struct SentencePieces {
    /// A stretch of a fragment.
    enum Piece: Equatable {
        /// Words of ours, with the spaces around them.
        case words(String)
        /// A name from the cluster, without quotes.
        case name(String)
    }

    /// The stretches in order.
    private(set) var pieces: [Piece] = []
    private var words: [UInt8] = []

    /// Takes a fragment apart; `subject` is a name that is known to be in it, and may have quotes of its own.
    init(_ fragment: String, subject: String) {
        let bytes = Array(fragment.utf8)
        let quoted = Array("'\(subject)'".utf8)
        var index = 0
        while index < bytes.count {
            if let end = Self.endOfName(in: bytes, at: index, subject: quoted) {
                finishWords()
                pieces.append(.name(String(decoding: bytes[(index + 1)..<(end - 1)], as: UTF8.self)))
                index = end
            } else {
                words.append(bytes[index])
                index += 1
            }
        }
        finishWords()
    }

    /// The index after a quoted name that begins here; after its end comes a space, a mark, or nothing.
    private static func endOfName(in bytes: [UInt8], at start: Int, subject: [UInt8]) -> Int? {
        guard bytes[start] == quote, start == 0 || " (".utf8.contains(bytes[start - 1]) else { return nil }
        if subject.count > 2, bytes[start...].starts(with: subject) { return start + subject.count }
        return bytes.indices.dropFirst(start + 2).first { index in
            bytes[index] == quote && (index + 1 == bytes.count || " ,.;:)".utf8.contains(bytes[index + 1]))
        }.map { $0 + 1 }
    }

    private mutating func finishWords() {
        var plain: [UInt8] = []
        for (place, word) in words.split(separator: Self.space, omittingEmptySubsequences: false).enumerated() {
            if place > 0 { plain.append(Self.space) }
            guard word.contains(where: Self.isAlive) else {
                plain += word
                continue
            }
            let isMarked = word.last.map { ",.;:".utf8.contains($0) } ?? false
            append(plain)
            pieces.append(.name(String(decoding: isMarked ? word.dropLast() : word, as: UTF8.self)))
            plain = isMarked ? Array(word.suffix(1)) : []
        }
        append(plain)
        words = []
    }

    private mutating func append(_ plain: [UInt8]) {
        if !plain.isEmpty { pieces.append(.words(String(decoding: plain, as: UTF8.self))) }
    }

    private static func isAlive(_ byte: UInt8) -> Bool { byte < 0x20 || "@#/!~&$_<>[]`*|\\{}=".utf8.contains(byte) }

    private static let quote = UInt8(ascii: "'")
    private static let space = UInt8(ascii: " ")
}
