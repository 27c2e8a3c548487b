/// A template as a tree: what is left when tags are matched and standalone lines are gone.
indirect enum Node: Sendable {
    /// The beginning of a line, with the whitespace it has in the source: what indentation applies to.
    case lineStart([UInt8])
    case text([UInt8])
    case variable(Tag, isRaw: Bool)
    case section(Tag, isInverted: Bool, [Node])
    case inclusion(Inclusion)
    case block(Block)
}

/// What a tag names, and where it is.
struct Tag: Sendable {
    /// The name as it was written.
    let name: String
    /// Where the tag begins.
    let place: Place
}

/// A partial, or a parent, which is a partial with arguments.
struct Inclusion: Sendable {
    /// Names the template.
    let tag: Tag
    /// The whitespace before a tag that stands alone, which indents all that is included; nil for a tag within a line.
    let margin: [UInt8]?
    /// The arguments.
    var blocks: [Block] = []
}

/// A block: a part of a template that can be replaced, or what replaces it.
struct Block: Sendable {
    /// Names the block.
    let tag: Tag
    /// Whether the content begins on the line after the tag.
    let opensLine: Bool
    /// The whitespace before a tag that is the first on its line.
    let margin: [UInt8]?
    /// The content.
    var nodes: [Node] = []
    /// Whether the content's last line has an end.
    var endsLine = false
    /// The line end behind a block that is all that its line holds; an argument that brings its own takes its place.
    var tail: [UInt8] = []

    /// The indentation of the content: the whitespace that its first line with something on it begins with.
    var indentation: [UInt8]? {
        guard opensLine else { return nil }
        for (index, node) in nodes.enumerated() {
            switch node {
            case .lineStart(let whitespace):
                if !isBlank(after: index) { return whitespace }
            case .inclusion(let inclusion):
                return inclusion.margin
            case .block(let block):
                return block.indentation ?? block.margin
            case .section(_, _, let nodes):
                if case .lineStart(let whitespace)? = nodes.first { return whitespace }
            case .text, .variable: break
            }
        }
        return nil
    }

    private func isBlank(after index: Int) -> Bool {
        guard nodes.indices.contains(index + 1), case .text(let text) = nodes[index + 1] else { return false }
        return text.allSatisfy(Byte.isWhitespace)
    }
}
