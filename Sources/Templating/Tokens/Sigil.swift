/// The sign that says, at the beginning of a tag, what the tag is for.
struct Sigil {
    /// What the tag is for; the container of an end tag is found later.
    let kind: Token.Kind
    /// How many bytes the sign takes.
    let length: Int
    /// What has to stand before the closing delimiter.
    let terminator: [UInt8]

    /// Reads the sign at an offset; a tag without one shows a value.
    init(_ source: Source, at offset: Int) {
        let byte = source.bytes.indices.contains(offset) ? source.bytes[offset] : 0
        let kind = Sigil.kinds.first { $0.sign == UnicodeScalar(byte) }?.kind
        self.kind = kind ?? .variable
        length = kind == nil ? 0 : 1
        terminator =
            switch byte {
            case Byte.brace: Array("}".utf8)
            case Byte.equals: [Byte.equals]
            default: []
            }
    }

    private static let kinds: [(sign: UnicodeScalar, kind: Token.Kind)] = [
        ("#", .open(.section)), ("^", .open(.inverted)), ("/", .close(.section)), (">", .partial),
        ("<", .open(.parent)), ("$", .open(.block)), ("{", .raw), ("&", .raw), ("!", .comment), ("=", .delimiters),
    ]
}
