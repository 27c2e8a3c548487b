/// A name from the cluster made fit for a file name or an anchor: the same name gives the same text, and two never do.
package struct SafeName: CustomStringConvertible {
    package let description: String

    /// Keeps a name of at most 100 letters, digits and `._@-`; any other is cleaned, and told apart by a hash
    /// after a `~`, which no kept name has.
    ///
    /// File systems that don't tell `A` from `a` are thought of: `isFile` gives names with capitals a hash, too.
    package init(_ name: String, isFile: Bool) {
        var name = name
        let isPlain = name.withUTF8 { $0.allSatisfy { Self.isSafe($0) && !(isFile && (65...90).contains($0)) } }
        if isPlain, !name.isEmpty, name.utf8.count <= 100, name.utf8.first != UInt8(ascii: ".") {
            description = name
            return
        }
        let bytes = Array(name.utf8)
        var clean = bytes.prefix(60).map { Self.isSafe($0) ? $0 : UInt8(ascii: "-") }
        if clean.first == UInt8(ascii: ".") { clean[0] = UInt8(ascii: "-") }
        description = String(decoding: clean, as: UTF8.self) + "~" + Self.hash(bytes)
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), as 16 hexadecimal digits.
    private static func hash(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
