/// Markdown of ours, or of a user, as a piece of a page.
///
/// Tables and strikethrough as on GitHub; nothing else comes alive: raw HTML is shown as the text that it is (a comment
/// is left out), a bare URL stays text, and a page asks no other host for anything: an image from elsewhere becomes a
/// link to it.
package struct MarkdownRenderer: Sendable {
    /// What becomes of `![…](charts/….svg)`, the only images there are.
    package enum Images: Sendable {
        /// They stay files beside the page.
        case files
        /// Each is replaced by a finished piece of HTML or SVG, which gets its target; where there is none, by its
        /// alternative text.
        case inline(@Sendable (_ url: String) -> [UInt8]?)
    }

    private let headingShift: Int
    private let images: Images
    private let termPrefix: String?

    /// Headings go `headingShift` levels deeper, for a document that stands below a heading; `h6` is the last.
    ///
    /// `termPrefix` makes of the first cell of each row of a table a place to link to, `<prefix><its words>`, in small
    /// letters with hyphens; for a document of ours, since a page has each `id` once.
    package init(headingShift: Int = 0, images: Images = .files, termPrefix: String? = nil) {
        self.headingShift = headingShift
        self.images = images
        self.termPrefix = termPrefix
    }

    /// HTML in UTF-8, blocks only, for any bytes whatever.
    ///
    /// Tables stand in `<div class="scroll">`; a cell of an aligned column has the class `l`, `c` or `r`.
    package func html(_ markdown: [UInt8]) -> [UInt8] {
        var writer = HTMLWriter(headingShift: headingShift, images: images, termPrefix: termPrefix)
        MarkdownDocument(markdown)?.forEachEvent { writer.write($0) }
        return writer.html
    }
}
