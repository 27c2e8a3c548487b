/// A message of ours with the places that are filled in it, as a catalogue writes it.
///
///     {n} message[s] in {x}
///
/// `{n}` is a number or a share, `{d}` a duration, `{t}` a time or a span, `{x}` a name or anything else that is put
/// in as it is, `{s}` words that are messages themselves, `{l}` several of them with commas, `{*}` any text. One of
/// `[is|are]` stands there, and `[s]` or
/// nothing.
struct MessagePattern: Sendable {
    /// What a message is made of.
    enum Element: Sendable {
        case literal([Unicode.Scalar])
        case choice([[Unicode.Scalar]])
        case place(Place)
    }

    /// What may stand in a place.
    enum Place: Character, Sendable {
        case number = "n"
        case duration = "d"
        case time = "t"
        case part = "x"
        case words = "s"
        case list = "l"
        case anything = "*"
    }

    /// The message, as the catalogue writes it.
    let key: String
    /// What it is made of, in order.
    let elements: [Element]
    /// What is said in its place: texts, and the numbers of places from 0.
    let translation: [TranslationPart]
    /// How many letters of it are given: the more, the likelier it is meant.
    let weight: Int

    /// Which pairs of neighbours it has, so that most that doesn't fit is seen at once.
    let pairs: NeighbourPairs

    /// A stretch of a translation.
    enum TranslationPart: Sendable {
        case text(String)
        case place(Int)
    }

    /// Reads both; `nil` where a bracket is left open, a place isn't known, or one isn't in both as often.
    init?(_ key: String, _ translation: String) {
        self.key = key
        var elements: [Element] = []
        var literal: [Unicode.Scalar] = []
        var rest = Substring(key)
        func flush() {
            if !literal.isEmpty { elements.append(.literal(literal)) }
            literal = []
        }
        while let character = rest.popFirst() {
            switch character {
            case "{":
                guard let name = rest.popFirst(), let place = Place(rawValue: name), rest.popFirst() == "}" else {
                    return nil
                }
                flush()
                elements.append(.place(place))
            case "[":
                guard let end = rest.firstIndex(of: "]") else { return nil }
                flush()
                var choices = rest[..<end].split(separator: "|", omittingEmptySubsequences: false)
                if choices.count == 1 { choices.append("") }
                elements.append(.choice(choices.map { Array($0.unicodeScalars) }))
                rest = rest[rest.index(after: end)...]
            default: literal += character.unicodeScalars
            }
        }
        flush()
        self.elements = elements
        weight = elements.reduce(0) { sum, element in
            switch element {
            case .literal(let text): sum + text.count
            case .choice(let choices): sum + (choices.map(\.count).max() ?? 0)
            case .place: sum
            }
        }
        pairs = elements.reduce(into: NeighbourPairs()) { pairs, element in
            if case .literal(let text) = element { pairs.add(text[...]) }
        }
        guard let parts = Self.parts(of: translation) else { return nil }
        self.translation = parts
        guard Set(usedPlaces) == Set(0..<places) else { return nil }
    }

    /// How many places it has.
    var places: Int {
        elements.count { if case .place = $0 { true } else { false } }
    }

    /// Whether it has no words of its own, and only puts others together.
    var isJoining: Bool {
        elements.allSatisfy { element in
            switch element {
            case .place: true
            case .choice: false
            case .literal(let text):
                String(String.UnicodeScalarView(text)) == " and " || !text.contains { $0.properties.isAlphabetic }
            }
        }
    }

    private var usedPlaces: [Int] {
        translation.compactMap { if case .place(let number) = $0 { number } else { nil } }
    }

    /// `{2} 中的 {1}`, taken apart.
    private static func parts(of translation: String) -> [TranslationPart]? {
        var parts: [TranslationPart] = []
        var rest = Substring(translation)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"),
                let number = Int(rest[rest.index(after: open)..<close]), number > 0
            else { return nil }
            parts += [.text(String(rest[..<open])), .place(number - 1)]
            rest = rest[rest.index(after: close)...]
        }
        return parts + [.text(String(rest))]
    }
}

/// The pairs of neighbours in a text, as bits of a hash.
struct NeighbourPairs: Sendable {
    private var bits: (UInt64, UInt64) = (0, 0)

    /// Adds those of a text.
    mutating func add(_ text: ArraySlice<Unicode.Scalar>) {
        for (one, other) in zip(text, text.dropFirst()) {
            let hash = (one.value &* 31 &+ other.value) & 127
            if hash < 64 { bits.0 |= 1 << UInt64(hash) } else { bits.1 |= 1 << UInt64(hash - 64) }
        }
    }

    /// Whether a text with these pairs may hold all of another's.
    func mayHold(_ other: NeighbourPairs) -> Bool {
        other.bits.0 & ~bits.0 == 0 && other.bits.1 & ~bits.1 == 0
    }
}
