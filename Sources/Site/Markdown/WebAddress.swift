/// The target of a link that is fit for a page: `http`, `https`, relative, or a place in the page itself.
///
/// Scripts, `data:`, `file:` and all other schemes are refused, and so are `//host`, which on `file://` asks another
/// machine, and control characters, which browsers drop before they look for a scheme.
struct WebAddress {
    /// The target as it stands in a double-quoted attribute.
    let attribute: [UInt8]

    /// `nil` for a target that is no link at all, or a dangerous one.
    init?(_ url: [UInt8]) {
        guard !url.isEmpty, url.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        guard !url.starts(with: [slash, slash]), !url.contains(UInt8(ascii: "\\")) else { return nil }
        if let scheme = WebAddress.scheme(of: url), scheme != "http", scheme != "https" { return nil }
        attribute = WebAddress.encoded(url)
    }

    /// Whether a target is a chart of the site: `charts/<name>.svg`, the only kind of image that a page asks for.
    static func isChart(_ url: [UInt8]) -> Bool {
        let folder = Array("charts/".utf8), ending = Array(".svg".utf8)
        guard url.starts(with: folder), url.suffix(ending.count).elementsEqual(ending) else { return false }
        let name = url.dropFirst(folder.count).dropLast(ending.count)
        return !name.isEmpty && name.allSatisfy { isAlphanumeric($0) || "-_".utf8.contains($0) }
    }

    /// Lower-cased; `nil` for a relative target, where a slash, a question or a hash comes before any colon.
    private static func scheme(of url: [UInt8]) -> String? {
        let end = url.firstIndex { [colon, slash, UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
        guard let end, url[end] == colon else { return nil }
        return String(decoding: url[..<end], as: UTF8.self).lowercased()
    }

    private static func encoded(_ url: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in url {
            if byte == UInt8(ascii: "&") {
                result += "&amp;".utf8
            } else if isAlphanumeric(byte) || plain.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return result
    }
}

private let colon = UInt8(ascii: ":")
private let slash = UInt8(ascii: "/")

/// Of the characters with a meaning in URLs (RFC 3986) those that are harmless in an attribute; `%` for what is encoded
/// already.
private let plain = Set("-_.~:/?#@!$()*+,;=%".utf8)

private func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
}
