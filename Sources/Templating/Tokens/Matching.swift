/// Finds the tag that each end tag closes, and mends what doesn't match, so that what follows can be checked as well.
struct Matching {
    /// How deep tags may nest.
    static let deepest = 100

    /// The tokens, every opened container closed.
    private(set) var tokens: [Token] = []
    /// The mistakes found.
    private(set) var diagnostics: [Diagnostic] = []

    /// Whether tags nest deeper than allowed.
    private(set) var isTooDeep = false

    private let source: Source
    private var opened: [Token] = []

    /// Goes through the tokens of `source`.
    init(_ scanned: [Token], of source: Source) {
        self.source = source
        for token in scanned {
            switch token.kind {
            case .open: open(token)
            case .close: close(token)
            default: tokens.append(token)
            }
        }
        while let last = opened.last {
            report("\(last.title) is never closed", at: last)
            closeLast(at: source.bytes.count..<source.bytes.count)
        }
    }

    private mutating func open(_ token: Token) {
        if opened.count == Matching.deepest, !isTooDeep {
            isTooDeep = true
            report("tags nest more than \(Matching.deepest) deep", at: token)
        }
        opened.append(token)
        tokens.append(token)
    }

    private mutating func close(_ token: Token) {
        guard let last = opened.last else {
            return report("'\(token.name)' is closed, but not open", at: token)
        }
        if last.name != token.name {
            let line = source.place(of: last.range.lowerBound).line
            report("\(last.title), opened in line \(line), is closed by '\(token.name)'", at: token)
            // A name that is open further out ends all that is within; any other is taken for a slip of the pen.
            while opened.contains(where: { $0.name == token.name }), opened.last?.name != token.name {
                closeLast(at: token.range.lowerBound..<token.range.lowerBound)
            }
        }
        closeLast(at: token.range)
    }

    private mutating func closeLast(at range: Range<Int>) {
        guard let last = opened.popLast(), case .open(let container) = last.kind else { return }
        tokens.append(Token(kind: .close(container), range: range, name: last.name))
    }

    private mutating func report(_ message: String, at token: Token) {
        diagnostics.append(Diagnostic(place: source.place(of: token.range.lowerBound), message: message))
    }
}

extension Token {
    /// What an error calls an opened container.
    fileprivate var title: String {
        switch kind {
        case .open(.parent): "parent '\(name)'"
        case .open(.block): "block '\(name)'"
        default: "section '\(name)'"
        }
    }
}
