/// Takes tags that stand alone on a line out of it, together with the line, as the specification wants it.
///
/// Inheritance goes further: its tags may share a line, and a parent stands alone if nothing is before its beginning
/// and nothing is behind its end, however many lines lie between.
struct Standalone {
    /// The tokens, with those that must not be rendered marked.
    private(set) var tokens: [Token]
    private let source: Source
    /// The index of the beginning of each parent that waits for its end.
    private var parents: [Int] = []

    /// Goes through the matched tokens of `source`, line by line.
    init(_ matched: [Token], of source: Source) {
        tokens = matched
        self.source = source
        var start = 0
        for index in tokens.indices where tokens[index].kind == .newline {
            layOut(start..<index + 1)
            start = index + 1
        }
        layOut(start..<tokens.count)
        for index in tokens.indices { pairParents(index) }
    }

    private mutating func layOut(_ line: Range<Int>) {
        let tags = line.filter { tokens[$0].isTag }
        guard let first = tags.first, let last = tags.last else { return }
        if isBlank(line.lowerBound..<first) {
            tokens[first].margin = tokens[line.lowerBound].range.lowerBound..<tokens[first].range.lowerBound
        }
        tokens[last].endsLine = isBlank(last + 1..<line.upperBound)
        guard line.allSatisfy({ tokens[$0].isTag || isBlank($0..<$0 + 1) }) else { return }
        let isAlone = tags.count == 1 && tokens[first].canStandAlone
        guard isAlone || tags.allSatisfy({ tokens[$0].isInheritance }), !holdsWholeContainer(tags) else { return }
        for index in line where !tokens[index].isTag { tokens[index].isDropped = true }
        for index in tags { tokens[index].ownsLine = true }
    }

    private func isBlank(_ indices: Range<Int>) -> Bool {
        indices.allSatisfy { !tokens[$0].isTag && source.isBlank(tokens[$0].range) }
    }

    /// Whether something begins and ends among the tags; what it shows is then the line's text.
    private func holdsWholeContainer(_ tags: [Int]) -> Bool {
        var depth = 0
        for index in tags {
            switch tokens[index].kind {
            case .open: depth += 1
            case .close where depth > 0: return true
            default: break
            }
        }
        return false
    }

    private mutating func pairParents(_ index: Int) {
        switch tokens[index].kind {
        case .open(.parent): parents.append(index)
        case .close(.parent):
            guard let start = parents.popLast() else { return }
            if tokens[start].margin != nil && tokens[index].endsLine {
                dropAround(start, index)
            } else {
                tokens[start].margin = nil
            }
        default: break
        }
    }

    /// Drops the whitespace before the beginning of a parent and, with the line end, that behind its end.
    private mutating func dropAround(_ start: Int, _ end: Int) {
        if start > 0, tokens[start - 1].kind == .text { tokens[start - 1].isDropped = true }
        tokens[start].ownsLine = true
        for index in tokens.indices[(end + 1)...] {
            tokens[index].isDropped = true
            if tokens[index].kind == .newline { break }
        }
    }
}
