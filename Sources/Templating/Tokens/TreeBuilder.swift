/// Builds the tree of a template out of tokens whose containers match.
struct TreeBuilder {
    private let source: Source
    private var tokens: [Token]
    private var isAtLineStart = true
    private var opened: [Token] = []
    /// The content of each opened container, and that of the template first.
    private var contents: [[Node]] = [[]]

    /// Takes tokens over whose whitespace is settled.
    init(_ tokens: [Token], of source: Source) {
        self.source = source
        self.tokens = tokens
    }

    /// The tree.
    consuming func nodes() -> [Node] {
        for index in tokens.indices { add(index) }
        return contents[0]
    }

    private mutating func add(_ index: Int) {
        let token = tokens[index]
        switch token.kind {
        case .text, .newline:
            addText(token)
        case .open:
            beginLine(with: token)
            opened.append(token)
            contents.append([])
        case .close:
            beginLine(with: token)
            close(index)
        case .variable, .raw:
            beginLine(with: token)
            append(.variable(tag(token), isRaw: token.kind == .raw))
        case .partial:
            beginLine(with: token)
            append(.inclusion(Inclusion(tag: tag(token), margin: token.ownsLine ? bytes(token.margin) : nil)))
        case .comment, .delimiters:
            beginLine(with: token)
        }
    }

    private mutating func addText(_ token: Token) {
        if !token.isDropped {
            let content = isAtLineStart ? beginLine(token.range) : token.range
            if !content.isEmpty { append(.text(Array(source.bytes[content]))) }
        }
        if token.kind == .newline { isAtLineStart = true }
    }

    /// Marks the beginning of a line of text; what is left of it follows its whitespace.
    private mutating func beginLine(_ range: Range<Int>) -> Range<Int> {
        isAtLineStart = false
        let blank = source.bytes[range].prefix { $0 == 0x20 || $0 == 0x09 }
        append(.lineStart(Array(blank)))
        return blank.endIndex..<range.upperBound
    }

    private mutating func beginLine(with tag: Token) {
        if isAtLineStart && !tag.ownsLine { append(.lineStart([])) }
        isAtLineStart = false
    }

    private mutating func append(_ node: Node) {
        contents[contents.count - 1].append(node)
    }

    private mutating func close(_ index: Int) {
        guard let start = opened.popLast(), let nodes = contents.popLast() else { return }
        switch start.kind {
        case .open(.block):
            append(.block(block(start, nodes, closedAt: index)))
        case .open(.parent):
            let blocks = nodes.compactMap { if case .block(let block) = $0 { block } else { nil } }
            let margin = start.ownsLine ? bytes(start.margin) : nil
            append(.inclusion(Inclusion(tag: tag(start), margin: margin, blocks: blocks)))
        default:
            append(.section(tag(start), isInverted: start.kind == .open(.inverted), nodes))
        }
    }

    private mutating func block(_ start: Token, _ nodes: [Node], closedAt index: Int) -> Block {
        let end = tokens[index]
        var block = Block(tag: tag(start), opensLine: start.ownsLine, margin: bytes(start.margin), nodes: nodes)
        if case .text(let text)? = nodes.last { block.endsLine = text.last == Byte.lineFeed }
        if end.ownsLine && !nodes.isEmpty { block.endsLine = true }
        if start.margin != nil && !start.ownsLine && end.endsLine && !end.ownsLine {
            block.tail = takeLineEnd(after: index)
        }
        return block
    }

    private mutating func takeLineEnd(after index: Int) -> [UInt8] {
        var tail: [UInt8] = []
        for next in tokens.indices[(index + 1)...] where !tokens[next].isDropped {
            tokens[next].isDropped = true
            tail += source.bytes[tokens[next].range]
            if tokens[next].kind == .newline { break }
        }
        return tail
    }

    private func bytes(_ range: Range<Int>?) -> [UInt8]? {
        range.map { Array(source.bytes[$0]) }
    }

    private func tag(_ token: Token) -> Tag {
        Tag(name: token.name, place: source.place(of: token.range.lowerBound))
    }
}
