extension HTMLWriter {
    /// Opens a link, unless its target is dangerous or another link is open; says whether it did.
    mutating func openLink(to target: MarkdownTarget) -> Bool {
        guard !isInLink, let address = WebAddress(target.url) else { return false }
        open(address, title: target.title)
        return true
    }

    /// Writes an image in a line of text.
    mutating func image(_ target: MarkdownTarget, alt: [UInt8]) {
        if WebAddress.isChart(target.url) {
            chart(target, alt: alt)
        } else if !isInLink, let address = WebAddress(target.url) {
            open(address, title: target.title)
            text(alt.isEmpty ? target.url : alt)
            markup("</a>")
        } else {
            text(alt)
        }
    }

    /// Writes an image that stands alone: what replaces it may be a block, which a paragraph couldn't hold.
    mutating func figure(_ target: MarkdownTarget, alt: [UInt8]) {
        if let fragment = fragment(for: target) {
            markup(fragment)
            markup("\n")
        } else {
            markup("<p>")
            image(target, alt: alt)
            markup("</p>\n")
        }
    }

    private mutating func chart(_ target: MarkdownTarget, alt: [UInt8]) {
        switch images {
        case .files:
            markup("<img src=\"")
            text(target.url)
            markup("\" alt=\"")
            text(alt)
            markup("\">")
        case .inline:
            if let fragment = fragment(for: target) { markup(fragment) } else { text(alt) }
        }
    }

    private func fragment(for target: MarkdownTarget) -> [UInt8]? {
        guard case .inline(let find) = images, WebAddress.isChart(target.url) else { return nil }
        return find(String(decoding: target.url, as: UTF8.self))
    }

    private mutating func open(_ address: WebAddress, title: [UInt8]) {
        markup("<a href=\"")
        markup(address.attribute)
        if !title.isEmpty {
            markup("\" title=\"")
            text(title)
        }
        markup("\">")
    }
}
