/// How a page in one folder leads to another folder.
package struct FolderAddress {
    /// Relative, percent-encoded, with a slash at its end: `../eu/`; empty for the folder itself.
    package let text: String

    /// Leads from one folder to another, each told by its path as users write it, from the folder `base`.
    ///
    /// Links on the way are not followed: where a web server shows both folders, it shows them by these names.
    package init(from origin: String, to target: String, in base: String) {
        let (from, to) = (Self.parts(of: origin, in: base), Self.parts(of: target, in: base))
        let common = zip(from, to).prefix { $0.utf8.elementsEqual($1.utf8) }.count
        let steps = Array(repeating: "..", count: from.count - common) + to.dropFirst(common).map(Self.encoded)
        text = steps.map { $0 + "/" }.joined()
    }

    private static func parts(of path: String, in base: String) -> [String] {
        let whole = path.utf8.first == UInt8(ascii: "/") ? path : base + "/" + path
        return whole.split(separator: "/").reduce(into: []) { parts, part in
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(String(part))
            }
        }
    }

    /// A name as a part of an address, in which nothing has to be escaped, in Markdown neither.
    private static func encoded(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain = (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
            if isPlain || "-._~".utf8.contains(byte) { return String(Unicode.Scalar(byte)) }
            return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
