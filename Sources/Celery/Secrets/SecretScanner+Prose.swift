/// Secrets that running text tells of, and lines of a few words.
extension SecretScanner {
    /// What follows a name without a sign between, in text; code has none.
    func spoken(_ key: Key, _ next: Int, _ name: String) -> Range<Int>? {
        let range =
            authentication(key, next) ?? netrc(key, next) ?? explicitValue(of: key, next) ?? told(key, next, name)
        guard let range, let line = sourceLine(of: key.range) else { return range }
        return line.literal.flatMap { $0 > range.lowerBound ? range.lowerBound..<min(range.upperBound, $0) : nil }
    }

    /// What running text says that a secret is: `the password is X`, `logs in with password X`.
    ///
    /// Without quotes a word counts only where no dictionary has it.
    private func told(_ key: Key, _ next: Int, _ name: String) -> Range<Int>? {
        guard !key.isQuoted, next > key.end, SecretNames.told.contains(name),
            equals(key.range.suffix(name.utf8.count), name)
        else { return nil }
        var start = next
        // `the password for bob is X`.
        if let preposition = word(["for_", "of_", "für_"], at: next) {
            start = skipBlanks(endOfTold(preposition))
            guard endOfVerb(start) != nil else { return nil }
        }
        var hasVerb = false
        if let verb = endOfVerb(start) {
            start = skipBlanks(byte(verb) == UInt8(ascii: ":") ? verb + 1 : verb)
            guard start > verb else { return nil }
            hasVerb = true
        }
        if hasVerb, Self.isQuote(byte(start + slashes(start))) { return extent(of: start) }
        if Self.isQuote(byte(start)) {
            let range = extent(of: start)
            return isUnspeakable(range, hasVerb: false) ? range : nil
        }
        let range = start..<endOfTold(start)
        let isNumber = hasVerb || ["pin", "otp", "totp", "passcode"].contains(name)
        if isNumber, range.count >= 4, bytes[range].allSatisfy(Self.isDigit) { return isMeasured(range) ? nil : range }
        return isUnspeakable(range, hasVerb: hasVerb) ? range : nil
    }

    /// Where a verb ends that begins here.
    private func endOfVerb(_ start: Int) -> Int? {
        for verb in SecretNames.verbs {
            guard let end = word([verb], at: start), !Self.isNamePart(byte(end)) else { continue }
            return end
        }
        return nil
    }

    /// Where a word of running text ends, without what ends the sentence.
    private func endOfTold(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, !Self.isQuote(bytes[end]), !",;)]}<\\".utf8.contains(bytes[end]),
            !isWideStop(end)
        { end += 1 }
        effort.spend(start..<max(start, end))
        while end > start, ".!?:".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// Whether a unit follows: `the secret is 2048 bits long`.
    private func isMeasured(_ range: Range<Int>) -> Bool {
        word(
            ["bit", "byte", "char", "sec", "min", "hour", "day", "week", "ms", "of", "time", "/"],
            at: skipBlanks(range.upperBound)) != nil
    }

    /// Whether a word is none that people say: letters and digits mixed, signs, capitals within.
    private func isUnspeakable(_ range: Range<Int>, hasVerb: Bool) -> Bool {
        guard range.count >= 4, !"<{[($%/.-".utf8.contains(bytes[range.lowerBound]) else { return false }
        var (digits, letters, capitals, signs) = (0, 0, 0, 0)
        for index in range {
            let byte = bytes[index]
            if Self.isDigit(byte) { digits += 1 }
            if Self.isLetter(byte) { letters += 1 }
            if Self.isCapital(byte), index > range.lowerBound { capitals += 1 }
            if "!#$%^*+~".utf8.contains(byte) || byte == UInt8(ascii: "@") { signs += 1 }
            // Addresses, calls and assignments are judged as what they are.
            if "/(=\\|>`".utf8.contains(byte) { return false }
        }
        guard letters > 0, !isName(range) else { return false }
        if digits > 0 { return !isQuantity(range) }
        if signs > 0 { return hasVerb }
        return hasVerb && range.count >= 8 && capitals > 0 && capitals < letters - 1
    }

    /// Whether a word is an algorithm's name, a mail address or a moment.
    private func isName(_ range: Range<Int>) -> Bool {
        let small = bytes[range].map { Self.isCapital($0) ? $0 + 32 : $0 }.filter(Self.isWordPart)
        if SecretNames.algorithms.contains(String(decoding: small, as: UTF8.self)) { return true }
        if let at = bytes[range].firstIndex(of: UInt8(ascii: "@")),
            bytes[at..<range.upperBound].contains(UInt8(ascii: "."))
        {
            return true
        }
        let isYear = bytes[range].prefix(4).allSatisfy(Self.isDigit)
        return isYear && range.count >= 10 && bytes[range.lowerBound + 4] == UInt8(ascii: "-")
    }

    /// Whether a word is a number with a unit, an ordinal, a version, or hexadecimal: `30s`, `1st`, `v2.1`, `0x1f`.
    private func isQuantity(_ range: Range<Int>) -> Bool {
        let isNumber = { (byte: UInt8) in Self.isDigit(byte) || byte == UInt8(ascii: ".") }
        let word = bytes[range]
        let tail = word.drop(while: isNumber)
        if tail.count < word.count, tail.count <= 5, tail.allSatisfy(Self.isLetter), word.count < 8 { return true }
        if word.starts(with: "0x".utf8) { return true }
        return word.first.map { $0 | 0x20 } == UInt8(ascii: "v") && word.dropFirst().allSatisfy(isNumber)
    }

    /// The password in a line of netrc: `machine h login u password X`.
    private func netrc(_ key: Key, _ next: Int) -> Range<Int>? {
        guard !key.isQuoted, next > key.end, equals(key.range, "password") else { return nil }
        let before = bytes[max(0, key.range.lowerBound - 300)..<key.range.lowerBound]
        let text = String(decoding: before, as: UTF8.self).replacing("\\n", with: " ")
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "'" || $0 == "\"" })
        // Its words come in pairs, of which the first is the host's.
        guard let host = words.lastIndex(where: { $0 == "machine" || $0 == "default" }) else { return nil }
        let rest = words.dropFirst(host + (words[host] == "machine" ? 2 : 1))
        let pairs = stride(from: rest.startIndex, to: rest.endIndex, by: 2).map { words[$0] }
        guard rest.count % 2 == 0, pairs.contains("login"), pairs.allSatisfy(Self.wordsOfNetrc.contains) else {
            return nil
        }
        let end = endOfPlainWord(from: next)
        return end > next ? next..<end : nil
    }

    private static let wordsOfNetrc: Set<Substring> = ["login", "account", "port"]

    /// The password of Redis' `AUTH X` and `AUTH user X`, and what an SMTP client hands over.
    private func authentication(_ key: Key, _ next: Int) -> Range<Int>? {
        guard bytes[key.range].elementsEqual("AUTH".utf8), next > key.end || key.isQuoted else { return nil }
        if key.isQuoted {
            guard byte(next) == UInt8(ascii: ",") else { return quotedArgument(next) }
            var last: Range<Int>?
            var index = next
            while byte(index) == UInt8(ascii: ",") {
                let range = extent(of: skipSpace(index + 1))
                guard !range.isEmpty else { break }
                last = range
                index = range.upperBound + slashes(range.upperBound)
                if Self.isQuote(byte(index)) { index += 1 }
                index = skipSpace(index)
            }
            return last
        }
        var words: [Range<Int>] = []
        var index = next
        while index < bytes.count, words.count < 3 {
            let end = endOfPlainWord(from: index)
            guard end > index else { break }
            words.append(index..<end)
            index = skipBlanks(end)
            if index == end { break }
        }
        guard let first = words.first, let last = words.last else { return nil }
        let word = String(decoding: bytes[first], as: UTF8.self)
        if Self.mechanisms.contains(word) {
            return words.count > 1 && isToken(words[1], minimum: 8) ? words[1] : nil
        }
        let small = word.lowercased()
        guard words.count <= 2, !SecretNames.complaints.contains(small), !Self.wordsAfterAuth.contains(small) else {
            return isUnspeakable(first, hasVerb: true) ? first : nil
        }
        let start = key.range.lowerBound
        // Whatever it is, it is one where a command begins: at the head of a line or a text, behind a prompt.
        let before = Self.isBlank(byte(start - 1)) ? byte(start - 2) : byte(start - 1)
        let isCommand =
            before == 0 || before == 0x0A || Self.isQuote(before) || endsEscape(start) || ">`]".utf8.contains(before)
            || word == "default" || bytes[..<start].suffix(10).elementsEqual("redis-cli ".utf8)
        return isCommand || isUnspeakable(last, hasVerb: true) ? last : nil
    }

    /// What else is said of commands of that name.
    private static let wordsAfterAuth: Set<String> = [
        "command", "extension", "method", "mechanism", "mechanisms", "response", "request", "string", "is", "was", "to",
        "with", "and", "or", "for", "from", "by", "on", "in", "has", "can", "cannot", "must", "options", "module",
        "header",
        "token", "flow", "callback", "called", "ok", "sent", "successful", "succeeded",
    ]

    /// How an SMTP client says that it authenticates.
    private static let mechanisms: Set<String> = [
        "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "XOAUTH2", "OAUTHBEARER", "NTLM", "GSSAPI", "SCRAM-SHA-1",
        "SCRAM-SHA-256", "XOAUTH",
    ]

    /// The last of the quoted words that follow with blanks between: `"AUTH" "bob" "X"`.
    private func quotedArgument(_ start: Int) -> Range<Int>? {
        var last: Range<Int>?
        var index = start
        while Self.isQuote(byte(index + slashes(index))) {
            let range = extent(of: index)
            last = range
            index = skipBlanks(range.upperBound + slashes(range.upperBound) + 1)
        }
        return last
    }

    /// Whether a value looks like a token: long, of letters and digits, with no blank in it.
    func isToken(_ range: Range<Int>, minimum: Int = 16) -> Bool {
        guard range.count >= minimum else { return false }
        let token = bytes[range]
        return token.contains(where: Self.isDigit) && token.contains(where: Self.isLetter)
            && token.allSatisfy { Self.isNameASCII($0) || "._~+/=%:".utf8.contains($0) }
    }
}
