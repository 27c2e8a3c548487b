/// The tags of a page in order, by a strict reading: attributes in double quotes, void elements known, nothing left
/// open but what the next cell, row or entry closes.
struct PageTokens: Equatable {
    /// Names of elements as they open and close, with the names of their attributes.
    private(set) var tags: [String] = []
    /// The elements that were never closed, or closed out of turn.
    private(set) var mistakes: [String] = []
    /// Each value of an attribute, by the attribute's name.
    private(set) var values: [String: [String]] = [:]

    private static let void: Set = ["meta", "link", "br", "hr", "img", "input", "circle", "path", "rect", "line"]

    /// What the beginning, or the end, of an element closes by itself (HTML, section 13.1.2.4).
    private static let closedByStart: [String: Set<String>] = [
        "td": ["td", "th"], "th": ["td", "th"], "tr": ["td", "th", "tr"], "tbody": ["td", "th", "tr", "tbody"],
        "tfoot": ["td", "th", "tr", "tbody"], "li": ["li"], "dt": ["dt", "dd"], "dd": ["dt", "dd"],
    ]
    private static let closedByEnd: [String: Set<String>] = [
        "tr": ["td", "th"], "tbody": ["td", "th", "tr"], "table": ["td", "th", "tr", "tbody", "tfoot"], "ul": ["li"],
        "ol": ["li"], "dl": ["dt", "dd"],
    ]

    init(_ page: String) {
        let bytes = Array(page.utf8)
        var open: [String] = []
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            guard let end = Self.end(of: bytes, from: start) else {
                mistakes.append("a tag without end")
                return
            }
            let tag = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
            index = end + 1
            read(tag, open: &open)
            guard open.last == "style", let close = Self.find("</style>", in: bytes, from: index) else { continue }
            index = close
        }
        mistakes += open.map { "\($0) is left open" }
    }

    /// The first tag that differs from another page's, with the one before it; `nil` where all are the same.
    func difference(from other: PageTokens) -> String? {
        guard tags != other.tags else { return nil }
        let place =
            zip(tags, other.tags).enumerated().first { $1.0 != $1.1 }?.offset ?? min(tags.count, other.tags.count)
        let near = { (tags: [String]) in tags[max(0, place - 3)..<min(tags.count, place + 2)].joined(separator: ", ") }
        return "\(near(tags)) instead of \(near(other.tags))"
    }

    private mutating func read(_ tag: String, open: inout [String]) {
        if tag.hasPrefix("!doctype") { return }
        if tag.hasPrefix("/") {
            let name = String(tag.dropFirst())
            tags.append(tag)
            while let last = open.last, Self.closedByEnd[name]?.contains(last) == true { open.removeLast() }
            if open.popLast() != name { mistakes.append("</\(name)> out of turn") }
            return
        }
        let (name, attributes) = Self.parts(of: tag.hasSuffix("/") ? String(tag.dropLast()) : tag)
        for (attribute, value) in attributes { values[attribute, default: []].append(value) }
        while let last = open.last, Self.closedByStart[name]?.contains(last) == true { open.removeLast() }
        tags.append(([name] + attributes.map(\.name)).joined(separator: " "))
        if !tag.hasSuffix("/"), !Self.void.contains(name) { open.append(name) }
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var isQuoted = false
        for index in start..<bytes.count {
            if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if bytes[index] == UInt8(ascii: ">"), !isQuoted { return index }
        }
        return nil
    }

    private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        return bytes.indices[start...].first { bytes[$0...].starts(with: wanted) }
    }

    private static func parts(of tag: String) -> (name: String, attributes: [(name: String, value: String)]) {
        let pieces = tag.split(separator: "\"", omittingEmptySubsequences: false)
        let head = pieces[0].split { $0 == " " || $0 == "\n" }
        var attributes: [(name: String, value: String)] = []
        for (place, piece) in pieces.enumerated() where place.isMultiple(of: 2) {
            let words = (place == 0 ? pieces[0].drop { $0 != " " } : piece).split { $0 == " " || $0 == "\n" }
            for word in words {
                let value = word.hasSuffix("=") && place + 1 < pieces.count ? String(pieces[place + 1]) : ""
                attributes.append((String(word.hasSuffix("=") ? word.dropLast() : word), value))
            }
        }
        return (String(head.first ?? ""), attributes)
    }
}
