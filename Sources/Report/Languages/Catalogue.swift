package import Celery
package import Templating

/// What a language says for each message of ours.
///
/// Pages are made in English, and told in the language where they are written: a template's texts when it is compiled,
/// values when they are rendered, and what has to be measured or taken apart (labels of charts, findings) before that.
/// So nothing asks for the language that need not know it, and a snapshot of any age can be told in any language. A
/// finding's message is looked up by its words alone; names, times and what others said are places in it, and no
/// stranger's text is ever taken for a word of ours.
///
/// In the file each message has a line, and what is said for it the next one, which is indented; `#` begins a remark.
package struct Catalogue: Sendable {
    /// The language, as pages name it: `zh-Hans`.
    let language: String
    /// Messages without places, and those of scripts, whose places have numbers.
    private(set) var exact: [String: String] = [:]
    /// Messages with places, the most telling first.
    private(set) var patterns: [MessagePattern] = []
    /// Pieces of templates, as they stand there, the longest first.
    private(set) var fragments: [(text: [UInt8], translation: [UInt8])] = []
    /// Lines that can't be read, with their places.
    package private(set) var mistakes: [Diagnostic] = []
    /// Who wants to know what is asked for.
    private let recorder: CatalogueRecorder?
    /// What was told before, since most is said again and again.
    private let memory = CatalogueMemory()

    /// Reads a language's catalogues; of two entries for one message the later one counts.
    package init(_ sources: [TemplateSource], of language: String, recorder: CatalogueRecorder? = nil) {
        (self.language, self.recorder) = (language, recorder)
        for source in sources { read(source) }
        // What only joins others comes last, in the order of the file: what joins sentences before what joins words.
        let joining = patterns.filter(\.isJoining)
        patterns.removeAll(where: \.isJoining)
        patterns.sort { ($0.weight, $1.key) > ($1.weight, $0.key) }
        patterns += joining
        fragments.sort { $0.text.count > $1.text.count }
    }

    private mutating func read(_ source: TemplateSource) {
        var key: (text: String, line: Int)?
        func mistake(_ line: Int, _ message: String) {
            mistakes.append(Diagnostic(place: Place(file: source.name, line: line, column: 1), message: message))
        }
        let lines = String(decoding: source.text, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty && line.first != "#" {
            guard line.first == " " else {
                if let key { mistake(key.line, "'\(key.text)' has no translation") }
                key = (String(line), index + 1)
                continue
            }
            guard let message = key else {
                mistake(index + 1, "a translation of nothing")
                continue
            }
            key = nil
            if !add(message.text, String(line.drop { $0 == " " })) {
                mistake(message.line, "the places of '\(message.text)' aren't those of its translation")
            }
        }
        if let key { mistake(key.line, "'\(key.text)' has no translation") }
    }

    /// Whether an entry can be read.
    private mutating func add(_ key: String, _ translation: String) -> Bool {
        // A sentence may also be a part of others, or be told with other signs behind it.
        let isSentence = key.hasSuffix(".") && translation.hasSuffix("。") && key.count > "{s}. {s}".count
        if isSentence, !Self.isFragment(key), !key.contains("{1}") {
            return add(String(key.dropLast()), String(translation.dropLast()))
        }
        if Self.isFragment(key) {
            let (text, translation) = (Self.unescaped(key), Self.unescaped(translation))
            fragments.removeAll { $0.text == text }
            fragments.append((text, translation))
        } else if key.contains("{1}") || key.contains("{2}") || !key.contains(where: { $0 == "{" || $0 == "[" }) {
            exact[key] = translation
        } else {
            guard let pattern = MessagePattern(key, translation) else { return false }
            patterns.removeAll { $0.key == key }
            patterns.append(pattern)
        }
        return true
    }

    private static func isFragment(_ key: String) -> Bool {
        key.contains("{{") || key.hasPrefix("<") || key.contains("\\n")
    }

    private static func unescaped(_ text: String) -> [UInt8] {
        Array(text.split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n").utf8)
    }

    /// Every entry's message, as the file writes it.
    package var keys: [String] {
        exact.keys + patterns.map(\.key) + fragments.map { String(decoding: $0.text, as: UTF8.self) }
    }

    /// What the language says for messages without places, each by its name: its words with a hyphen for what is
    /// neither a letter nor a digit, as in `What-needs-attention`.
    package var byName: [String: (words: String, said: String)] {
        var named: [String: (words: String, said: String)] = [:]
        for (words, said) in exact.sorted(by: { $0.key < $1.key }) where !words.contains("{") {
            named[Self.name(of: words)] = (words, said)
        }
        // What stands within a sentence may also begin one.
        for (words, said) in exact where !words.contains("{") {
            guard let first = words.utf8.first, (97...122).contains(first) else { continue }
            let capital = String(UnicodeScalar(first - 32)) + words.dropFirst()
            if named[Self.name(of: capital)] == nil { named[Self.name(of: capital)] = (capital, said) }
        }
        named[""] = nil
        return named
    }

    private static func name(of words: String) -> String {
        words.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    /// What the language says for words of ours; the words themselves where it says nothing.
    package func told(_ text: String) -> String {
        let hasParts = text.unicodeScalars.contains(where: CatalogueMatcher.stands.contains)
        guard hasParts || text.utf8.contains(where: Self.isLetter),
            !text.unicodeScalars.contains(where: { $0.value >= 0x2E80 && !CatalogueMatcher.stands.contains($0) })
        else { return withPercent(text) }
        guard let told = translation(of: text) else {
            recorder?.note(missing: text)
            return text
        }
        return told
    }

    /// Text with percentages as the language writes them: `1 %` in the catalogue says how.
    func withPercent(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")), let told = exact[Self.percent], told != Self.percent else {
            return text
        }
        recorder?.note(used: [Self.percent])
        return text.split(separator: " %", omittingEmptySubsequences: false).joined(separator: String(told.dropFirst()))
    }

    private static let percent = "1 %"

    /// The same of words with names in them; each name is where the language wants it.
    package func told(_ phrase: Phrase) -> Phrase {
        var parts: [Phrase.Part] = []
        var flat = String.UnicodeScalarView()
        for part in phrase.parts {
            if case .words(let words) = part {
                flat += words.unicodeScalars.filter { !CatalogueMatcher.stands.contains($0) }
            } else {
                guard let stand = CatalogueMatcher.stand(for: parts.count) else { return phrase }
                flat.append(stand)
                parts.append(part)
            }
        }
        let text = String(flat)
        guard text.utf8.contains(where: Self.isLetter) || parts.count > 1 else { return phrase }
        guard let told = translation(of: text) else {
            recorder?.note(missing: phrase.text)
            return phrase
        }
        var words = String.UnicodeScalarView()
        var result: [Phrase.Part] = []
        for scalar in told.unicodeScalars {
            guard let number = CatalogueMatcher.number(of: scalar), parts.indices.contains(number) else {
                words.append(scalar)
                continue
            }
            result += [.words(String(words)), parts[number]]
            words = String.UnicodeScalarView()
        }
        return Phrase(result + [.words(String(words))])
    }

    /// `nil` where the language says nothing for it. Spaces around it stay.
    func translation(of text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { $0 != " " }),
            let last = scalars.lastIndex(where: { $0 != " " })
        else { return text }
        if let known = memory.translation(of: text) { return known }
        var matcher = CatalogueMatcher(catalogue: self)
        let core = scalars[first...last]
        var told = matcher.translation(of: core)
        // What begins a sentence begins with a capital.
        if told == nil, ("A"..."Z").contains(core[first]) {
            told = matcher.translation(of: [Unicode.Scalar(UInt8(core[first].value + 32))] + core.dropFirst())
        }
        guard let told else {
            memory.keep(nil, for: text)
            return nil
        }
        recorder?.note(used: matcher.used)
        // A sign that is as wide as an ideograph has room of its own.
        let isWide = told.unicodeScalars.last.map { "。，；：）".unicodeScalars.contains($0) } ?? false
        let behind = isWide ? "" : String(repeating: " ", count: scalars.count - 1 - last)
        let whole = String(repeating: " ", count: first) + told + behind
        memory.keep(whole, for: text)
        return whole
    }

    /// That a piece of a template was asked for.
    func noteFragment(_ text: [UInt8]) { recorder?.note(used: [String(decoding: text, as: UTF8.self)]) }

    /// That a text of a template or of a script has no entry.
    func note(missing text: String) { recorder?.note(missing: text) }

    /// That a message of a script was asked for.
    func note(used text: String) { recorder?.note(used: [text]) }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
}
