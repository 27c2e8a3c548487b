extension Output {
    /// What is written in place of an address that would run something, or load it from elsewhere.
    private static let refusedAddress = "about:invalid"

    /// Writes a value that is an address, or begins one.
    mutating func append(address value: Value, isOwn: Bool, as kind: OutputKind) {
        switch value {
        case .text(let text), .code(let text):
            var isHarmless = true
            text.withBytes { isHarmless = Self.isHarmless($0, isOwn: isOwn) }
            append(isHarmless ? value : .text(Self.refusedAddress), as: kind)
        default: append(value, as: kind)
        }
    }

    /// Whether an address leads to a page, and runs nothing; an own one leads to none of other hosts.
    ///
    /// What stands before the first `/`, `?` or `#` and ends with a colon is a scheme, whatever white space a browser
    /// skips.
    private static func isHarmless(_ bytes: UnsafeBufferPointer<UInt8>, isOwn: Bool) -> Bool {
        var scheme: [UInt8] = []
        for byte in bytes {
            switch byte {
            case 0...0x20: continue
            case UInt8(ascii: "/"), UInt8(ascii: "\\"): return !isOwn || !scheme.isEmpty
            case UInt8(ascii: "?"), UInt8(ascii: "#"): return true
            case UInt8(ascii: ":"):
                return !isOwn && ["http", "https", "mailto"].contains(String(decoding: scheme, as: UTF8.self))
            default: scheme.append((65...90).contains(byte) ? byte + 32 : byte)
            }
        }
        return true
    }
}
