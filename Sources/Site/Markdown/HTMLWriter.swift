/// Writes the events of a Markdown document as HTML.
struct HTMLWriter {
    /// What is written so far.
    private(set) var html: [UInt8] = []
    let headingShift: Int
    let images: MarkdownRenderer.Images
    private var hasBody = false
    /// For each link that is open, whether it was fit to be one.
    private var links: [Bool] = []

    /// A writer that has written nothing yet.
    init(headingShift: Int, images: MarkdownRenderer.Images) {
        self.headingShift = headingShift
        self.images = images
    }

    /// Writes one event.
    mutating func write(_ event: MarkdownEvent) {
        switch event {
        case .open(let container): open(container)
        case .close(let container): close(container)
        case .leaf(let leaf): write(leaf)
        }
    }

    /// Appends markup of ours as it is.
    mutating func markup(_ text: String) {
        html += text.utf8
    }

    /// Appends finished markup as it is.
    mutating func markup(_ bytes: [UInt8]) {
        html += bytes
    }

    /// Appends a stranger's text, in an element or a double-quoted attribute alike.
    mutating func text(_ bytes: [UInt8]) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): markup("&amp;")
            case UInt8(ascii: "<"): markup("&lt;")
            case UInt8(ascii: ">"): markup("&gt;")
            case UInt8(ascii: "\""): markup("&quot;")
            case UInt8(ascii: "'"): markup("&#39;")
            case 0x09, 0x0A, 0x20...0x7E, 0x80...: html.append(byte)
            default: break  // HTML has no other control characters
            }
        }
    }

    private mutating func open(_ container: MarkdownContainer) {
        switch container {
        case .paragraph(let isTight): markup(isTight ? "" : "<p>")
        case .heading(let level): markup("<h\(shifted(level))>")
        case .blockQuote: markup("<blockquote>\n")
        case .bulletList: markup("<ul>\n")
        case .orderedList(let start): markup(start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n")
        case .item: markup("<li>")
        case .emphasis: markup("<em>")
        case .strong: markup("<strong>")
        case .strikethrough: markup("<del>")
        case .link(let target): links.append(openLink(to: target))
        case .table: openTable()
        case .tableRow(let isHeader): openRow(isHeader: isHeader)
        case .tableCell(let isHeader, let alignment): openCell(isHeader: isHeader, alignment)
        }
    }

    private mutating func close(_ container: MarkdownContainer) {
        switch container {
        case .paragraph(let isTight): markup(isTight ? "" : "</p>\n")
        case .heading(let level): markup("</h\(shifted(level))>\n")
        case .blockQuote: markup("</blockquote>\n")
        case .bulletList: markup("</ul>\n")
        case .orderedList: markup("</ol>\n")
        case .item: markup("</li>\n")
        case .emphasis: markup("</em>")
        case .strong: markup("</strong>")
        case .strikethrough: markup("</del>")
        case .link: markup(links.popLast() == true ? "</a>" : "")
        case .table: markup(hasBody ? "</tbody>\n</table></div>\n" : "</table></div>\n")
        case .tableRow(let isHeader): markup(isHeader ? "</tr>\n</thead>\n" : "</tr>\n")
        case .tableCell(let isHeader, _): markup(isHeader ? "</th>" : "</td>")
        }
    }

    private func shifted(_ level: Int) -> Int {
        min(max(level + headingShift, 1), 6)
    }
}

extension HTMLWriter {
    private mutating func openTable() {
        hasBody = false
        markup("<div class=\"scroll\" tabindex=\"0\"><table>\n")
    }

    private mutating func openRow(isHeader: Bool) {
        if isHeader {
            markup("<thead>\n")
        } else if !hasBody {
            hasBody = true
            markup("<tbody>\n")
        }
        markup("<tr>")
    }

    private mutating func openCell(isHeader: Bool, _ alignment: MarkdownAlignment) {
        markup(isHeader ? "<th scope=\"col\"" : "<td")
        switch alignment {
        case .none: markup(">")
        case .left: markup(" class=\"l\">")
        case .center: markup(" class=\"c\">")
        case .right: markup(" class=\"r\">")
        }
    }
}

extension HTMLWriter {
    /// Whether a link is open around what comes next: links do not nest.
    var isInLink: Bool { links.contains(true) }
}
