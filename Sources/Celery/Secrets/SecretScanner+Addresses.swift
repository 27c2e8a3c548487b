/// Secrets in addresses.
extension SecretScanner {
    /// The password in `scheme://user:password@host`, also where the text ends before the host, or where the password
    /// holds what it shouldn't, unescaped; in the web's addresses also the only thing before an `@`, which is a token.
    func credentials(at colon: Int) -> Secret? {
        guard colon > 0, Self.isNamePart(bytes[colon - 1]) else { return nil }
        let start = colon + 3
        var end = start
        while end < bytes.count, !Self.endsAuthority(bytes[end]) { end += 1 }
        effort.spend(start..<max(start, end))
        let authority = bytes[start..<end]
        guard let separator = authority.firstIndex(of: UInt8(ascii: ":")) else {
            guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > start, isWeb(before: colon) else {
                return nil
            }
            return url(start..<at)
        }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            return at > separator ? url(separator + 1..<at) : nil
        }
        let rest = bytes[(separator + 1)..<end]
        let isPort = rest.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
        if authority.first == UInt8(ascii: "[") || isPort && separator > start { return nil }
        let isCut = end == bytes.count || rest.suffix(3).elementsEqual("...".utf8)
        if !isCut, let password = unescapedPassword(from: separator + 1) { return password }
        // What was cut need not say so: a port has no letters, and a name that stands for one no digits.
        let isMixed = rest.contains(where: Self.isDigit) && rest.contains(where: Self.isLetter)
        return isCut || isMixed && Self.isSpace(byte(end)) ? url(separator + 1..<end) : nil
    }

    /// A password with a `/`, `?` or `#` in it, which goes to the last `@` of the address.
    private func unescapedPassword(from start: Int) -> Secret? {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, !Self.isQuote(bytes[end]), bytes[end] != 0x5C { end += 1 }
        effort.spend(start..<end)
        return bytes[start..<end].lastIndex(of: UInt8(ascii: "@")).flatMap { url(start..<$0) }
    }

    private func url(_ range: Range<Int>) -> Secret? {
        range.isEmpty || String(decoding: bytes[range], as: UTF8.self) == Redactor.mark
            ? nil : Secret(name: "url", range: range)
    }

    private func isWeb(before colon: Int) -> Bool {
        colon >= 5 && equals(colon - 5..<colon, "https") || colon >= 4 && equals(colon - 4..<colon, "http")
    }

    /// The password in `user:password@tcp(host:3306)/shop`.
    func socketCredentials(before at: Int) -> Secret? {
        var start = at
        while start > 0, at - start < 256, bytes[start - 1] > 0x20, !Self.isQuote(bytes[start - 1]),
            bytes[start - 1] != UInt8(ascii: ":")
        { start -= 1 }
        return byte(start - 1) == UInt8(ascii: ":") ? url(start..<at) : nil
    }

    /// What stands under a short name in an address: `?sig=…`, also percent-encoded.
    func parameter(_ letters: Range<Int>, _ name: String) -> Secret? {
        var start = letters.upperBound
        if byte(start) == UInt8(ascii: "=") {
            start += 1
        } else {
            guard word(["%3d", "\\u003d"], at: start) != nil else { return nil }
            start += bytes[start] == UInt8(ascii: "%") ? 3 : 6
        }
        let end = endOfParameter(start)
        // `?code=404` and `?key=id` are none.
        guard end - start >= 5 || name.contains("sig") || !name.contains("key") && isCut(end) else { return nil }
        return Secret(name: String(name.drop { !$0.isLetter }), range: start..<end)
    }

    /// Where a parameter's value ends.
    func endOfParameter(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, !Self.isDelimiter(bytes[end]), bytes[end] != UInt8(ascii: "#") {
            if bytes[end] == UInt8(ascii: "%"), word(["%26"], at: end) != nil { break }
            end += 1
        }
        effort.spend(start..<max(start, end))
        return end
    }
}
