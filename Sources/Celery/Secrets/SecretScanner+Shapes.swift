/// Secrets that are told by how they look, or by what is around them.
extension SecretScanner {
    /// The password in `scheme://user:password@host`, also where the text ends before the host, or where the password
    /// holds what it shouldn't, unescaped; in the web's addresses also the only thing before an `@`, which is a token.
    func credentials(at colon: Int) -> Secret? {
        guard colon > 0, colon + 2 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"),
            bytes[colon + 2] == UInt8(ascii: "/"), Self.isNamePart(bytes[colon - 1])
        else { return nil }
        let start = colon + 3
        var end = start
        while end < bytes.count, !Self.endsAuthority(bytes[end]) { end += 1 }
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
        return isCut ? url(separator + 1..<end) : unescapedPassword(from: separator + 1)
    }

    /// A password with a `/`, `?` or `#` in it, which goes to the last `@` of the address.
    private func unescapedPassword(from start: Int) -> Secret? {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, !Self.isQuote(bytes[end]), bytes[end] != 0x5C { end += 1 }
        return bytes[start..<end].lastIndex(of: UInt8(ascii: "@")).flatMap { url(start..<$0) }
    }

    private func url(_ range: Range<Int>) -> Secret? {
        range.isEmpty || String(decoding: bytes[range], as: UTF8.self) == Redactor.mark
            ? nil : Secret(name: "url", range: range)
    }

    private func isWeb(before colon: Int) -> Bool {
        colon >= 5 && equals(colon - 5..<colon, "https") || colon >= 4 && equals(colon - 4..<colon, "http")
    }

    /// What follows `Bearer`, and `Basic` where it looks like Base64.
    func bearer(before space: Int) -> Secret? {
        let isBearer = space >= 6 && equals(space - 6..<space, "bearer")
        guard isBearer || space >= 5 && equals(space - 5..<space, "basic") else { return nil }
        var start = space + 1
        while start < bytes.count, Self.isSpace(bytes[start]) { start += 1 }
        var end = start
        while end < bytes.count, !Self.isDelimiter(bytes[end]) { end += 1 }
        let token = bytes[start..<end]
        guard token.count >= 6, token.first != UInt8(ascii: "[") else { return nil }
        let isMixed = token.contains { (65...90).contains($0) } && token.contains { (97...122).contains($0) }
        return isBearer || isMixed && token.count >= 8
            ? Secret(name: isBearer ? "bearer" : "basic", range: start..<end) : nil
    }

    /// What follows a program's option: `--password hunter2`.
    func argument(after space: Int) -> Secret? {
        guard let name = name(before: space), name.upperBound == space, name.count > 2,
            bytes[name.lowerBound] == UInt8(ascii: "-"), isTelling(name), space + 1 < bytes.count,
            bytes[space + 1] != UInt8(ascii: "-")
        else { return nil }
        return secret(named: name, extent(of: space + 1))
    }

    /// What an element of XML encloses: `<password>hunter2</password>`.
    func element(after bracket: Int) -> Secret? {
        guard let name = name(before: bracket), name.upperBound == bracket, isTelling(name) else { return nil }
        var start = name.lowerBound - 1
        // A prefix of a namespace may stand before it.
        while start > 0, Self.isNamePart(bytes[start]) || bytes[start] == UInt8(ascii: ":") { start -= 1 }
        guard start >= 0, bytes[start] == UInt8(ascii: "<") else { return nil }
        let end = bytes[(bracket + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return secret(named: name, bracket + 1..<end)
    }

    /// What follows an encoded `=` or `:` in an address: `next=%2Fx%3Ftoken%3Dhunter2`.
    func encodedValue(after percent: Int) -> Secret? {
        guard percent + 3 <= bytes.count, ["3d", "3a"].contains(where: { equals(percent + 1..<percent + 3, $0) }),
            let name = name(before: percent), isTelling(name)
        else { return nil }
        var end = percent + 3
        while end < bytes.count, !Self.isDelimiter(bytes[end]) {
            if end + 3 <= bytes.count, bytes[end] == UInt8(ascii: "%"), equals(end + 1..<end + 3, "26") { break }
            end += 1
        }
        return secret(named: name, percent + 3..<end)
    }

    /// A private key in PEM, to its end or that of the text.
    func privateKey(at dash: Int) -> Secret? {
        let head = "-----BEGIN ", tail = "PRIVATE KEY-----"
        guard bytes[dash...].starts(with: head.utf8) else { return nil }
        let title = dash + head.utf8.count
        let starts = (title..<min(title + 24, bytes.count)).first { bytes[$0...].starts(with: tail.utf8) }
        guard let start = starts.map({ $0 + tail.utf8.count }) else { return nil }
        let end = (start..<bytes.count).first { bytes[$0...].starts(with: "-----END".utf8) } ?? bytes.count
        return end > start && !equals(start..<end, Redactor.mark)
            ? Secret(name: "private_key", range: start..<end) : nil
    }

    /// A JSON Web Token: `eyJ….eyJ….…`, of which the head alone is no secret.
    func webToken(at index: Int) -> Secret? {
        guard index + 3 <= bytes.count, bytes[index + 1] == UInt8(ascii: "y"), bytes[index + 2] == UInt8(ascii: "J"),
            index == 0 || !Self.isNamePart(bytes[index - 1])
        else { return nil }
        var end = index
        while end < bytes.count, Self.isNamePart(bytes[end]) || bytes[end] == UInt8(ascii: ".") { end += 1 }
        let parts = bytes[index..<end].split(separator: UInt8(ascii: "."))
        guard parts.count > 1, parts[0].count >= 10, parts[1].count >= 4 else { return nil }
        return Secret(name: "web_token", range: index..<end)
    }
}
