package import Templating

/// A template's source in a language: the texts between tags, and those in attributes that people read, are told in it.
///
/// What stands between two tags of HTML, or two sections, or two bars of a table in Markdown, is a message; tags that
/// show a value are places in it. What no entry is there for stays as it is, so a theme's own texts do.
package struct TranslatedTemplate {
    /// The template in the language.
    package private(set) var source: TemplateSource
    private let catalogue: Catalogue
    private let isWithoutTags: Bool
    private var output: [UInt8] = []

    /// How elements of files that stand alone name their language.
    private static let languageAttributes = ["svg": "lang", "feed": "xml:lang"]
    /// The kinds of files that have words.
    private static let endings = [".html", ".svg", ".md", ".txt", ".atom"]

    /// The folders of files that are no templates.
    private static let untold = ["assets/", "languages/"]

    /// Tells a template in the catalogue's language.
    package init(_ source: TemplateSource, in catalogue: Catalogue) {
        (self.source, self.catalogue) = (source, catalogue)
        isWithoutTags = [".md", ".txt"].contains(where: source.name.hasSuffix)
        if source.name.hasSuffix(".js") {
            self.source = TemplateSource(name: source.name, text: catalogue.told(script: source.text))
        }
        guard Self.endings.contains(where: source.name.hasSuffix),
            !Self.untold.contains(where: source.name.hasPrefix)
        else { return }
        translate(ArraySlice(source.text))
        self.source = TemplateSource(name: source.name, text: output)
    }

    /// Pieces that have an entry as they stand are told as a whole, the others message by message.
    private mutating func translate(_ text: ArraySlice<UInt8>) {
        // The longest of those that begin alike comes first.
        let fragments = Dictionary(grouping: catalogue.fragments) { $0.text[0] }
        var (start, at) = (text.startIndex, text.startIndex)
        var state = State()
        while start < text.endIndex {
            guard let alike = fragments[text[start]],
                let fragment = alike.first(where: { Self.stands($0.text, at: start, in: text) })
            else {
                start += 1
                continue
            }
            catalogue.noteFragment(fragment.text)
            messages(of: text[at..<start], &state)
            append(fragment.translation)
            start += fragment.text.count
            at = start
        }
        messages(of: text[at...], &state)
    }

    /// Most that begin alike differ at their end or in their middle.
    private static func stands(_ fragment: [UInt8], at start: Int, in text: ArraySlice<UInt8>) -> Bool {
        let count = fragment.count
        guard text.endIndex - start >= count, text[start + count - 1] == fragment[count - 1],
            text[start + count / 2] == fragment[count / 2]
        else { return false }
        return text[start...].starts(with: fragment)
    }

    /// Adds what the language says; before a bracket as wide as an ideograph there is no space.
    private mutating func append(_ told: [UInt8]) {
        if output.last == 0x20, told.starts(with: "（".utf8) { output.removeLast() }
        let isWide = ["。", "，", "；", "：", "）"].contains { output.suffix(3).elementsEqual($0.utf8) }
        output += isWide ? told.drop { $0 == 0x20 } : told[...]
    }

    /// Where in a page a stretch of it begins.
    private struct State {
        /// Whether in a style sheet or a script.
        var isCode = false
        /// Where in the output a head of a column began whose text goes on.
        var head: Int?
    }

    private mutating func messages(of text: ArraySlice<UInt8>, _ state: inout State) {
        var at = text.startIndex
        var run = at
        func end(_ opening: String, _ closing: String) -> Int? {
            guard text[at...].starts(with: opening.utf8) else { return nil }
            var place = at + opening.utf8.count
            while place < text.endIndex, !text[place...].starts(with: closing.utf8) { place += 1 }
            return min(place + closing.utf8.count, text.endIndex)
        }
        while at < text.endIndex {
            if let after = end("{{{", "}}}") {
                guard isWithoutTags else {
                    message(text[run..<at], &state)
                    output += text[at..<after]
                    (at, run) = (after, after)
                    continue
                }
                at = after
            } else if let after = end("{{", "}}") {
                let sigil = at + 2 < text.endIndex ? text[at + 2] : 0
                guard "#^/><$!=".utf8.contains(sigil) else {
                    at = after
                    continue
                }
                message(text[run..<at], &state)
                output += text[at..<after]
                (at, run) = (after, after)
            } else if !isWithoutTags, text[at] == UInt8(ascii: "<") {
                message(text[run..<at], &state)
                let after = tagEnd(text, at)
                tag(text[at..<after], &state)
                (at, run) = (after, after)
            } else if isWithoutTags, text[at] == UInt8(ascii: "\n") || text[at] == UInt8(ascii: "|") {
                message(text[run..<at], &state)
                output.append(text[at])
                at += 1
                run = at
            } else {
                at += 1
            }
        }
        message(text[run...], &state)
    }

    /// Behind the `>` of a tag, of which one may stand in a value.
    private func tagEnd(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
        var at = start
        var isQuoted = false
        while at < text.endIndex {
            if text[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if text[at] == UInt8(ascii: ">"), !isQuoted { return at + 1 }
            at += 1
        }
        return at
    }

    /// A tag, with the values that people read told in the language.
    private mutating func tag(_ tag: ArraySlice<UInt8>, _ state: inout State) {
        let name = tag.dropFirst().prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }
        switch String(decoding: name, as: UTF8.self) {
        case "style", "script": state.isCode = true
        case "/style", "/script": state.isCode = false
        default: break
        }
        var at = tag.startIndex
        // A drawing and a feed say in which language they are; a page does by `frame.language`, or in English.
        if let attribute = Self.languageAttributes[String(decoding: name, as: UTF8.self)],
            String(decoding: tag, as: UTF8.self).contains(" xmlns=")
        {
            output += tag[..<name.endIndex] + Array(" \(attribute)=\"\(catalogue.language)\"".utf8)
            at = name.endIndex
        }
        while at < tag.endIndex {
            guard tag[at] == UInt8(ascii: "\"") else {
                output.append(tag[at])
                at += 1
                continue
            }
            guard let end = tag[(at + 1)...].firstIndex(of: UInt8(ascii: "\"")) else {
                output += tag[at...]
                break
            }
            let before = tag[..<at].dropLast().reversed().prefix { $0 != UInt8(ascii: " ") }
            let attribute = String(decoding: Array(before.reversed()), as: UTF8.self)
            output.append(tag[at])
            if AttributeNames.read.contains(attribute) {
                output += told(tag[(at + 1)..<end])
            } else {
                output += tag[(at + 1)..<end]
            }
            output.append(tag[end])
            at = end + 1
        }
        // Scripts and links go by what a column's head says in English.
        let isHead = tag.starts(with: "<th scope=\"col\"".utf8) && !tag.dropLast().reversed().starts(with: "/".utf8)
        state.head = isHead && !String(decoding: tag, as: UTF8.self).contains("data-key") ? output.count - 1 : nil
    }

    /// A stretch between tags.
    private mutating func message(_ text: ArraySlice<UInt8>, _ state: inout State) {
        guard !text.isEmpty else { return }
        guard !state.isCode else {
            output += text
            return
        }
        var text = text
        if isWithoutTags {
            // What makes it a heading or an item of a list is no part of it.
            let marks = text.prefix { " #-*".utf8.contains($0) }
            if marks.last == UInt8(ascii: " ") {
                output += marks
                text = text[marks.endIndex...]
            }
        }
        let translated = told(text)
        if let head = state.head, translated != Array(text) {
            let words = String(decoding: text, as: UTF8.self).lowercased()
            let key = words.split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
            output.insert(contentsOf: " data-key=\"\(key.joined(separator: "-"))\"".utf8, at: head)
        }
        state.head = nil
        append(translated)
    }

    /// A message of the template in the language, tags for values where the language wants them.
    private func told(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var (tags, flat): ([ArraySlice<UInt8>], [UInt8]) = ([], [])
        var isSpace = false
        var at = text.startIndex
        while at < text.endIndex {
            if text[at...].starts(with: "{{".utf8) {
                let braces = text[at...].starts(with: "{{{".utf8) ? "}}}" : "}}"
                var end = at
                while end < text.endIndex, !text[end...].starts(with: braces.utf8) { end += 1 }
                end = min(end + braces.utf8.count, text.endIndex)
                guard let stand = CatalogueMatcher.stand(for: tags.count) else { return Array(text) }
                flat += Array(String(stand).utf8)
                tags.append(text[at..<end])
                (at, isSpace) = (end, false)
                continue
            }
            let isBlank = text[at] == 0x20 || text[at] == 0x0A
            if !isBlank || !isSpace { flat.append(isBlank ? 0x20 : text[at]) }
            isSpace = isBlank
            at += 1
        }
        let message = String(decoding: flat, as: UTF8.self)
        let entities = ["&nbsp;", "&#46;", "&amp;"].reduce(message) { $0.split(separator: $1).joined() }
        let hasLetters = entities.utf8.contains { (65...90).contains($0) || (97...122).contains($0) }
        guard hasLetters || !tags.isEmpty else { return Array(text) }
        // A style sheet that other files include is no message.
        guard !flat.contains(UInt8(ascii: "{")) else { return Array(text) }
        guard let told = catalogue.translation(of: message) else {
            if hasLetters { catalogue.note(missing: message) }
            return Array(text)
        }
        return told.unicodeScalars.reduce(into: []) { bytes, scalar in
            if let number = CatalogueMatcher.number(of: scalar), tags.indices.contains(number) {
                bytes += tags[number]
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
    }
}
