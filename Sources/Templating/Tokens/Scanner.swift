/// Cuts a template into text, line ends and tags, and tells every tag that can't be read.
struct Scanner {
    /// What is read.
    let source: Source
    /// The pieces so far.
    private(set) var tokens: [Token] = []
    /// The mistakes so far.
    private(set) var diagnostics: [Diagnostic] = []

    private var position = 0
    private var opening: [UInt8] = Array("{{".utf8)
    private var closing: [UInt8] = Array("}}".utf8)

    /// Reads the whole template.
    init(_ source: Source) {
        self.source = source
        while position < source.bytes.count {
            if source.matches(opening, at: position) { scanTag() } else { scanText() }
        }
    }

    private mutating func scanText() {
        let start = position
        while position < source.bytes.count, !source.matches(opening, at: position) {
            guard source.bytes[position] == Byte.lineFeed else {
                position += 1
                continue
            }
            let hasReturn = position > start && source.bytes[position - 1] == Byte.carriageReturn
            let end = hasReturn ? position - 1 : position
            append(.text, start..<end)
            position += 1
            append(.newline, end..<position)
            return
        }
        append(.text, start..<position)
    }

    private mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
        if !range.isEmpty { tokens.append(Token(kind: kind, range: range)) }
    }

    private mutating func scanTag() {
        let start = position
        let sigil = Sigil(source, at: start + opening.count)
        let content = start + opening.count + sigil.length
        guard let end = end(of: sigil, from: content) else {
            report("unclosed tag", at: start)
            position = start + opening.count
            append(.text, start..<position)
            return
        }
        position = end + sigil.terminator.count + closing.count
        let range = source.trimmed(content..<end)
        switch sigil.kind {
        case .comment: append(.comment, start..<position)
        case .delimiters: setDelimiters(range, tag: start..<position)
        case let kind: appendTag(kind, source.text(range), start..<position)
        }
    }

    /// Looks for the end of a tag's content; another tag's beginning, except in a comment, means that there is none.
    private func end(of sigil: Sigil, from start: Int) -> Int? {
        let terminator = sigil.terminator + closing
        var offset = start
        while offset < source.bytes.count {
            if source.matches(terminator, at: offset) { return offset }
            if sigil.kind != .comment, offset > start, source.matches(opening, at: offset) { return nil }
            offset += 1
        }
        return nil
    }

    private mutating func appendTag(_ kind: Token.Kind, _ name: String, _ range: Range<Int>) {
        if name.isEmpty {
            report("tag without a name", at: range.lowerBound)
        } else if name.utf8.contains(where: Byte.isWhitespace) {
            let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            report("the name '\(words)' has a space in it", at: range.lowerBound)
        }
        tokens.append(Token(kind: kind, range: range, name: name))
    }

    private mutating func setDelimiters(_ content: Range<Int>, tag: Range<Int>) {
        let parts = source.bytes[content].split(whereSeparator: Byte.isWhitespace)
        if parts.count == 2, !source.bytes[content].contains(Byte.equals) {
            (opening, closing) = (Array(parts[0]), Array(parts[1]))
        } else {
            report("delimiters are two words without '=', as in {{=<% %>=}}", at: tag.lowerBound)
        }
        append(.delimiters, tag)
    }

    private mutating func report(_ message: String, at offset: Int) {
        diagnostics.append(Diagnostic(place: source.place(of: offset), message: message))
    }
}
