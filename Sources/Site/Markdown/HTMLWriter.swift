/// Writes the events of a Markdown document as HTML.
struct HTMLWriter {
    /// What is written so far.
    private(set) var html: [UInt8] = []
    let headingShift: Int
    let images: MarkdownRenderer.Images
    private var hasBody = false
    /// For each link that is open, whether it was fit to be one.
    private var links: [Bool] = []
    private let termPrefix: String?
    /// Where the first cell of a row began, and where its text did.
    private var term: (attributes: Int, text: Int)?
    private var isRowBegun = false

    /// A writer that has written nothing yet.
    init(headingShift: Int, images: MarkdownRenderer.Images, termPrefix: String? = nil) {
        self.headingShift = headingShift
        self.images = images
        self.termPrefix = termPrefix
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
        case .tableCell(let isHeader, _):
            nameTerm()
            markup(isHeader ? "</th>" : "</td>")
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
        isRowBegun = !isHeader
    }

    private mutating func openCell(isHeader: Bool, _ alignment: MarkdownAlignment) {
        markup(isHeader ? "<th scope=\"col\"" : "<td")
        let attributes = html.count
        defer {
            if isRowBegun, termPrefix != nil { term = (attributes, html.count) }
            isRowBegun = false
        }
        switch alignment {
        case .none: markup(">")
        case .left: markup(" class=\"l\">")
        case .center: markup(" class=\"c\">")
        case .right: markup(" class=\"r\">")
        }
    }
}

extension HTMLWriter {
    /// Gives the first cell of a row, which ends here, an `id`.
    private mutating func nameTerm() {
        guard let place = term, let termPrefix else { return }
        term = nil
        let isLetter = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
        let words = html[place.text...].map { (65...90).contains($0) ? $0 + 32 : $0 }
            .split { !isLetter($0) }
        guard !words.isEmpty else { return }
        let slug = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
        let id = " id=\"\(termPrefix)\(slug)\""
        html.insert(contentsOf: id.utf8, at: place.attributes)
    }

    /// Whether a link is open around what comes next: links do not nest.
    var isInLink: Bool { links.contains(true) }
}
