/// A piece of a template's source.
struct Token {
    /// What a piece can be.
    enum Kind: Equatable {
        /// Text without a line end.
        case text
        case newline
        case variable
        case raw
        case comment
        case delimiters
        case partial
        case open(Container)
        /// The end of what the container's tag opened.
        case close(Container)
    }

    /// The tags that have an end tag.
    enum Container {
        case section
        case inverted
        case parent
        case block
    }

    /// What it is.
    var kind: Kind
    /// Where it is in the source, in bytes.
    let range: Range<Int>
    /// What a tag names; empty for text and for comments.
    var name = ""
    /// Whether whitespace rules take it out of the output, as they do with the line of a tag that stands alone.
    var isDropped = false
    /// The whitespace before a tag that begins its line.
    var margin: Range<Int>?
    /// Whether the tag has nothing but whitespace, or the end of the file, behind it on its line.
    var endsLine = false
    /// Whether the tag is taken to have a line of its own, line end included.
    var ownsLine = false

    /// Whether it is a tag rather than text.
    var isTag: Bool { kind != .text && kind != .newline }

    /// Whether it is a tag of template inheritance.
    var isInheritance: Bool {
        switch kind {
        case .open(.parent), .open(.block), .close(.parent), .close(.block): true
        default: false
        }
    }

    /// Whether the tag can stand alone on a line, which then isn't rendered.
    var canStandAlone: Bool { isTag && kind != .variable && kind != .raw }
}
