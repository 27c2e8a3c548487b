extension HTMLWriter {
    /// Writes a part that holds no others.
    mutating func write(_ leaf: MarkdownLeaf) {
        switch leaf {
        case .text(let bytes): text(bytes)
        case .code(let bytes):
            markup("<code>")
            text(bytes)
            markup("</code>")
        case .codeBlock(let info, let bytes): codeBlock(info: info, bytes)
        case .html(let bytes):
            if !isComment(bytes) { text(bytes) }
        case .htmlBlock(let bytes): htmlBlock(bytes)
        case .softBreak: markup("\n")
        case .lineBreak: markup("<br>\n")
        case .rule: markup("<hr>\n")
        case .image(let target, let alt): image(target, alt: alt)
        case .figure(let target, let alt): figure(target, alt: alt)
        }
    }

    private mutating func codeBlock(info: [UInt8], _ bytes: [UInt8]) {
        let language = Array(info.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
        markup("<pre tabindex=\"0\"><code")
        if !language.isEmpty {
            markup(" class=\"language-")
            text(language)
            markup("\"")
        }
        markup(">")
        text(bytes)
        markup("</code></pre>\n")
    }

    private mutating func htmlBlock(_ bytes: [UInt8]) {
        guard !isComment(bytes) else { return }
        markup("<p>")
        text(bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes)
        markup("</p>\n")
    }

    private func isComment(_ bytes: [UInt8]) -> Bool {
        let blank: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        let rest = bytes.drop { blank.contains($0) }
        return rest.starts(with: "<!--".utf8) && rest.reversed().drop { blank.contains($0) }.starts(with: ">--".utf8)
    }
}
