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

    /// Headings go `headingShift` levels deeper, for a document that stands below a heading; `h6` is the last.
    package init(headingShift: Int = 0, images: Images = .files) {
        self.headingShift = headingShift
        self.images = images
    }

    /// HTML in UTF-8, blocks only, for any bytes whatever.
    ///
    /// Tables stand in `<div class="scroll">`; a cell of an aligned column has the class `l`, `c` or `r`.
    package func html(_ markdown: [UInt8]) -> [UInt8] {
        var writer = HTMLWriter(headingShift: headingShift, images: images)
        MarkdownDocument(markdown)?.forEachEvent { writer.write($0) }
        return writer.html
    }
}
