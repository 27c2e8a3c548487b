/// A reader of HTML, written apart from the templates' own: what elements there are, with which attributes, and what a
/// browser would run or load.
struct MarkupReader {
    /// The structure, one line an element; addresses are in it by their scheme alone.
    private(set) var outline: [String] = []
    private let text: [Unicode.Scalar]
    private var index = 0

    init(_ bytes: [UInt8]) {
        text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        while index < text.count { step() }
    }

    private func at(_ offset: Int) -> Unicode.Scalar { index + offset < text.count ? text[index + offset] : "\0" }

    private func begins(_ word: String) -> Bool {
        let word = Array(word.unicodeScalars)
        return index + word.count <= text.count
            && zip(text[index...], word).allSatisfy { String($0).lowercased() == String($1).lowercased() }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { "\t\n\u{C}\r ".unicodeScalars.contains(scalar) }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private mutating func skip(to word: String) {
        while index < text.count, !begins(word) { index += 1 }
        index += word.unicodeScalars.count
    }

    private mutating func step() {
        guard at(0) == "<" else { return index += 1 }
        if begins("<!--") {
            index += 4
            if begins(">") || begins("->") { return skip(to: ">") }
            while index < text.count, !begins("-->"), !begins("--!>") { index += 1 }
            outline.append("comment")
            return skip(to: ">")
        }
        if begins("<!") || begins("<?") || begins("</") && !Self.isLetter(at(2)) {
            outline.append("bogus")
            return skip(to: ">")
        }
        guard Self.isLetter(at(1)) || at(1) == "/" else { return index += 1 }
        readTag()
    }

    private mutating func readTag() {
        let beginning = index
        index += 1
        let isEnd = at(0) == "/"
        if isEnd { index += 1 }
        var name = ""
        while index < text.count, !Self.isSpace(at(0)), at(0) != "/", at(0) != ">" {
            name.unicodeScalars.append(at(0))
            index += 1
        }
        var line = (isEnd ? "/" : "") + name.lowercased()
        while index < text.count, at(0) != ">" { line += readAttribute() }
        let marks = text[beginning..<min(index, text.count)].count { $0 == "\"" || $0 == "'" }
        guard index < text.count else { return outline.append("\(marks) quotation marks") }
        index += 1
        outline.append("\(line), \(marks) quotation marks")
        guard !isEnd,
            ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"].contains(name.lowercased())
        else { return }
        let start = index
        while index < text.count, !endsRaw(name) { index += 1 }
        if ["script", "style"].contains(name.lowercased()) {
            var content = ""
            content.unicodeScalars.append(contentsOf: text[start..<index])
            outline.append("content " + content)
        }
    }

    /// Whether the end tag of such an element begins here: `</title>`, and not `</titles>`.
    private func endsRaw(_ name: String) -> Bool {
        guard begins("</" + name) else { return false }
        let next = at(2 + name.unicodeScalars.count)
        return Self.isSpace(next) || next == "/" || next == ">"
    }

    private mutating func readAttribute() -> String {
        while index < text.count, Self.isSpace(at(0)) || at(0) == "/" { index += 1 }
        guard index < text.count, at(0) != ">" else { return "" }
        var (name, value) = ("", "")
        repeat {
            name.unicodeScalars.append(at(0))
            index += 1
        } while index < text.count && !Self.isSpace(at(0)) && at(0) != "/" && at(0) != ">" && at(0) != "="
        while index < text.count, Self.isSpace(at(0)) { index += 1 }
        guard at(0) == "=" else { return " " + name }
        index += 1
        while index < text.count, Self.isSpace(at(0)) { index += 1 }
        if at(0) == "\"" || at(0) == "'" {
            let quote = at(0)
            index += 1
            while index < text.count, at(0) != quote {
                value.unicodeScalars.append(at(0))
                index += 1
            }
            index += 1
        } else {
            while index < text.count, !Self.isSpace(at(0)), at(0) != ">" {
                value.unicodeScalars.append(at(0))
                index += 1
            }
        }
        return " " + name.lowercased() + "=" + Self.danger(name.lowercased(), value)
    }

    /// What of a value may be run: all of a handler and of a style, of an address the scheme that runs something.
    private static func danger(_ name: String, _ value: String) -> String {
        if name.hasPrefix("on") || ["style", "srcdoc", "srcset"].contains(name) { return value }
        let plain = value.replacing("&amp;", with: "&").unicodeScalars.filter { $0.value > 0x20 }.map {
            String($0).lowercased()
        }.joined()
        let isAddress = ["href", "src", "action", "formaction", "xlink:href", "data", "poster"].contains(name)
        return isAddress ? ["javascript:", "vbscript:", "data:"].first { plain.hasPrefix($0) } ?? "" : ""
    }
}
