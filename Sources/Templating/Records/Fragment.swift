/// A ready-made piece of a file, made by our own code: all that a raw tag may show.
package struct Fragment: Sendable {
    /// The language that a fragment is written in.
    package enum Format: Sendable {
        case html
        case svg
        case markdown
    }

    /// The language of `source`.
    package let format: Format
    /// The bytes to be written as they are.
    package let source: String

    /// Makes a fragment of a page; what is put in must have been escaped.
    package init(html source: String) {
        self.init(format: .html, source: source)
    }

    /// Makes a drawing, which may stand in a page as well.
    package init(svg source: String) {
        self.init(format: .svg, source: source)
    }

    /// Makes a fragment of a Markdown file.
    package init(markdown source: String) {
        self.init(format: .markdown, source: source)
    }

    private init(format: Format, source: String) {
        self.format = format
        self.source = source
    }
}

extension Fragment.Format: CustomStringConvertible {
    /// The language's own name.
    package var description: String {
        switch self {
        case .html: "HTML"
        case .svg: "SVG"
        case .markdown: "Markdown"
        }
    }

    /// Whether such a fragment may stand in a file of `kind`.
    func fits(_ kind: OutputKind) -> Bool {
        switch (self, kind) {
        case (.html, .html), (.svg, .html), (.svg, .svg), (.markdown, .markdown): true
        default: false
        }
    }
}
