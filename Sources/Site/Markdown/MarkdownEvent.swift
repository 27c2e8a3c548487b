/// What a reader of a Markdown document meets, one after the other; the leaves stand alone, all else is opened and
/// closed.
enum MarkdownEvent: Equatable {
    case open(MarkdownContainer)
    case close(MarkdownContainer)
    case leaf(MarkdownLeaf)
}

/// A part of a document that holds others.
enum MarkdownContainer: Equatable {
    /// `isTight`: in a list whose items are not set apart, where HTML has no paragraph.
    case paragraph(isTight: Bool)
    case heading(level: Int)
    case blockQuote
    case bulletList
    case orderedList(start: Int)
    case item
    case emphasis
    case strong
    case strikethrough
    case link(MarkdownTarget)
    case table
    case tableRow(isHeader: Bool)
    case tableCell(isHeader: Bool, MarkdownAlignment)
}

/// A part of a document that holds nothing but its own text, as UTF-8.
enum MarkdownLeaf: Equatable {
    case text([UInt8])
    case code([UInt8])
    /// `info` is what follows the fence, mostly the name of a language.
    case codeBlock(info: [UInt8], text: [UInt8])
    case html([UInt8])
    case htmlBlock([UInt8])
    case softBreak
    case lineBreak
    case rule
    case image(MarkdownTarget, alt: [UInt8])
    /// An image that has a paragraph for itself.
    case figure(MarkdownTarget, alt: [UInt8])
}

/// Where a link or an image points, unjudged.
struct MarkdownTarget: Equatable {
    let url: [UInt8]
    let title: [UInt8]
}

/// How the cells of a column stand; `none` where the document says nothing.
enum MarkdownAlignment: Equatable {
    case none, left, center, right
}
