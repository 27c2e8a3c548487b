@testable import Markdown

/// Notes of a user's, in Markdown.
enum Notes {
    private static let tags: Set<String> = [
        "a", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li",
        "ol",
        "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "input", "span", "sup", "section",
    ]

    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        let markdown = Array(bytes)
        checkTags(MarkdownRenderer().html(markdown))
        checkTags(MarkdownRenderer(headingShift: 2, images: .inline { _ in nil }).html(markdown))
    }

    /// Every `<` begins an element of ours, and each that is opened is closed.
    private static func checkTags(_ html: [UInt8]) {
        var open: [String] = []
        var index = 0
        while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
            guard let end = html[start...].firstIndex(of: UInt8(ascii: ">")) else {
                preconditionFailure("an element without an end")
            }
            let words = String(decoding: html[(start + 1)..<end], as: UTF8.self)
            let isClosing = words.hasPrefix("/")
            let name = String(words.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
            precondition(tags.contains(name), "<\(words)>")
            // The class of a block of code has the words behind its fence, which nothing runs.
            let others = words.lowercased().replacing(#/ class="[^"]*"/#, with: "")
            precondition(!others.contains("javascript:"), "<\(words)>")
            if isClosing {
                precondition(open.popLast() == name, "</\(name)>")
            } else if !["br", "hr", "img", "input"].contains(name) {
                open.append(name)
            }
            index = end + 1
        }
        precondition(open.isEmpty, "\(open) is not closed")
    }
}
