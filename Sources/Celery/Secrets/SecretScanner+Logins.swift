/// Secrets between signs, in lines that have no names.
extension SecretScanner {
    /// The last field of a line of PostgreSQL's password file: `host:5432:database:user:X`.
    func passwordFile(around port: Range<Int>) -> Secret? {
        let isOfField = { (byte: UInt8) in byte > 0x20 && !Self.isQuote(byte) && byte != UInt8(ascii: ":") }
        var start = port.lowerBound
        while start > 0, isOfField(bytes[start - 1]), !endsEscape(start) { start -= 1 }
        effort.spend(start..<port.lowerBound)
        guard start < port.lowerBound, byte(start - 1) != UInt8(ascii: ":") else { return nil }
        var index = port.upperBound
        for _ in 0..<2 {
            let field = index
            while index < bytes.count, isOfField(bytes[index]), bytes[index] != UInt8(ascii: "\\") { index += 1 }
            effort.spend(field..<index)
            guard index > field, byte(index) == UInt8(ascii: ":") else { return nil }
            index += 1
        }
        let end = endOfPlainWord(from: index)
        return end > index ? Secret(name: "password", range: index..<end) : nil
    }

    /// The password in Oracle's `user/X@host`.
    func login(from start: Int) -> Range<Int>? {
        var slash = start
        while slash < bytes.count, Self.isWordPart(bytes[slash]) || "_$#".utf8.contains(bytes[slash]) { slash += 1 }
        guard slash > start, byte(slash) == UInt8(ascii: "/"), byte(slash + 1) != UInt8(ascii: "/") else { return nil }
        if Self.isQuote(byte(slash + 1)) { return extent(of: slash + 1) }
        var end = slash + 1
        while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: "@"), !Self.isQuote(bytes[end]),
            bytes[end] != UInt8(ascii: "\\")
        { end += 1 }
        effort.spend(start..<end)
        let isScript = bytes[(slash + 1)..<end].suffix(4).elementsEqual(".sql".utf8)
        return end > slash + 1 && !isScript ? slash + 1..<end : nil
    }
}
