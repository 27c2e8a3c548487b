/// What secrets are known by.
///
/// A class, since there is one for each text that is looked through, and its tables would be counted anew for each.
final class SecretPatterns: Sendable {
    let finder: SecretFinder
    let lookAlikes: LookAlikes

    /// The built-in ones, and names of the user's.
    init(names: [String]) {
        finder = SecretFinder(SecretNeedle.builtIn + names.map { SecretNeedle($0, .part) })
        lookAlikes = LookAlikes(parts: SecretNames.parts + names, words: SecretNames.words)
    }
}

/// Finds secrets in the bytes of a text, which have to stay where they are meanwhile.
struct SecretScanner {
    /// A secret: where it is, and under which name it is counted.
    struct Secret {
        let name: String
        var range: Range<Int>
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let effort: ScanEffort
    private let patterns: SecretPatterns

    init(_ bytes: UnsafeBufferPointer<UInt8>, patterns: SecretPatterns) {
        self.bytes = bytes
        self.patterns = patterns
        effort = ScanEffort(for: bytes.count)
    }

    var lookAlikes: LookAlikes { patterns.lookAlikes }

    /// All secrets, in order, none within another; only some of them where one is enough.
    ///
    /// Within what was found it is looked for more: a quote that was never closed may have taken in the name of another
    /// secret, which goes on behind it.
    func secrets(onlyFirst: Bool = false) -> [Secret] {
        var found: [Secret] = []
        if let secret = secretUnderCutHead() { found.append(secret) }
        var index = 0
        while !(onlyFirst && !found.isEmpty), let candidate = patterns.finder.next(in: bytes, from: index) {
            index = candidate.position + 1
            patterns.finder.first(at: candidate, in: bytes) { needle, needleEnd in
                let secrets = secrets(of: needle, in: candidate.position..<needleEnd)
                for secret in secrets where !isNothing(secret.range) { found.append(secret) }
                return !secrets.isEmpty
            }
            if effort.isSpent { return [Secret(name: "unreadable", range: 0..<bytes.count)] }
        }
        if onlyFirst, !found.isEmpty { return found }
        return joined(found + cards())
    }

    /// What a needle tells of.
    private func secrets(of needle: SecretNeedle, in letters: Range<Int>) -> [Secret] {
        let start = letters.lowerBound
        var single: Secret?
        switch needle.kind {
        case .part where isHarmless(after: letters): break
        case .word where !isLastWord(letters): break
        case .session where !isLastWord(letters): break
        case .session:
            return values(under: key(around: letters), needle.name).filter { isToken($0.range) }
        case .part, .word: return values(under: key(around: letters), needle.name)
        case .lookAlike: return keyInDisguise(at: start).map { values(under: $0.key, $0.name) } ?? []
        case .parameter: single = parameter(letters, needle.name)
        case .token(let shape): single = token(shape, at: start)
        case .address: single = credentials(at: start)
        case .socket: single = socketCredentials(before: start)
        case .scheme: single = bearer(letters, isBearer: needle.name == "bearer")
        case .privateKey: single = privateKey(at: start)
        case .webToken: single = webToken(at: start)
        case .program(let program): return arguments(of: program, letters)
        case .statement: single = statement(after: letters.upperBound)
        case .insertion: return inserted(after: letters.upperBound)
        case .complaint: single = input(after: letters)
        case .passwordFile: single = passwordFile(around: letters)
        case .login: single = login(from: letters.upperBound).map { Secret(name: needle.name, range: $0) }
        case .cut: single = secretUnderCutKey(letters)
        }
        return single.map { [$0] } ?? []
    }

    /// Secrets in order, those that touch each other as one, under the name of the first.
    private func joined(_ secrets: [Secret]) -> [Secret] {
        guard secrets.count > 1 else { return secrets }
        var result: [Secret] = []
        for secret in secrets.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let last = result.last?.range, secret.range.lowerBound <= last.upperBound else {
                result.append(secret)
                continue
            }
            let end = max(last.upperBound, secret.range.upperBound)
            result[result.count - 1].range = last.lowerBound..<end
        }
        return result
    }

    /// Whether what stands under a name is no secret: nothing, a truth, a mask, a place to put something in.
    func isNothing(_ range: Range<Int>) -> Bool {
        guard let first = range.first.map({ bytes[$0] }) else { return true }
        switch first {
        case UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "F"),
            UInt8(ascii: "f"),
            UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"), 0xE2:
            return range.count <= 10 && Self.nothings.contains { $0.elementsEqual(bytes[range]) }
        case UInt8(ascii: "*"): return bytes[range].allSatisfy { $0 == UInt8(ascii: "*") }
        case UInt8(ascii: "%"):
            return range.count == 2 && "sr".utf8.contains(bytes[range.lowerBound + 1])
                || byte(range.lowerBound + 1) == UInt8(ascii: "(") && bytes[range].suffix(2).elementsEqual(")s".utf8)
        case UInt8(ascii: "$"):
            return byte(range.lowerBound + 1) == UInt8(ascii: "{") && bytes[range].last == UInt8(ascii: "}")
        default: return false
        }
    }

    private static let nothings = [
        "None", "null", "True", "False", "true", "false", "nil", "...", "…", Redactor.mark, "[redacted", "{}", "[]",
        "()",
    ].map { Array($0.utf8) }
}
