/// Finds the entries of which a text is made.
struct CatalogueMatcher {
    /// What stands for names and other parts while a text is looked up.
    static let stands: ClosedRange<Unicode.Scalar> = "\u{E000}"..."\u{F8FF}"

    /// What stands for a part; `nil` where there are too many.
    static func stand(for number: Int) -> Unicode.Scalar? {
        Unicode.Scalar(UInt32(number) + 0xE000).flatMap { stands.contains($0) ? $0 : nil }
    }

    /// Which part a scalar stands for.
    static func number(of scalar: Unicode.Scalar) -> Int? {
        stands.contains(scalar) ? Int(scalar.value - 0xE000) : nil
    }

    typealias Text = ArraySlice<Unicode.Scalar>

    let catalogue: Catalogue
    /// The entries that were used.
    private(set) var used: Set<String> = []
    private var known: [Text: Told?] = [:]
    /// How much may yet be tried: no text, however long, takes long.
    private var effort = 50_000

    init(catalogue: Catalogue) { self.catalogue = catalogue }

    /// A translation, and the entries that it is made of.
    private struct Told {
        var text: String
        var entries: Set<String> = []
    }

    /// Between two ideographs there is no space, and between an ideograph and a Latin word or a number there is one,
    /// whatever was put together; a date is one word.
    private static func spaced(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(where: isWide) else { return text }
        var spaced = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            let before = place > 0 ? scalars[place - 1] : " "
            if scalar == " ", place + 1 < scalars.count, isWide(before), isWide(scalars[place + 1]) { continue }
            let isDate = ofDates.contains(scalar) && isDigit(before) || ofDates.contains(before) && isDigit(scalar)
            if !isDate, isHan(before) && isWord(scalar) || isWord(before) && isHan(scalar) { spaced.append(" ") }
            spaced.append(scalar)
        }
        return String(spaced)
    }

    private static let ofDates: Set<Unicode.Scalar> = ["年", "月", "日"]

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool { ("\u{4E00}"..."\u{9FFF}").contains(scalar) }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        ("\u{2E80}"..."\u{9FFF}").contains(scalar) || ("\u{FF00}"..."\u{FFEF}").contains(scalar)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { isLetter(scalar) || isDigit(scalar) }

    /// What the language says for a text.
    mutating func translation(of text: Text) -> String? {
        guard let told = told(text, depth: 0) else { return nil }
        used.formUnion(told.entries)
        return catalogue.withPercent(Self.spaced(told.text))
    }

    private mutating func told(_ text: Text, depth: Int) -> Told? {
        if let told = known[text] { return told }
        guard depth < 16, effort > 0 else { return nil }
        let told = look(text, depth: depth)
        known[text] = .some(told)
        return told
    }

    private mutating func look(_ text: Text, depth: Int) -> Told? {
        let string = Self.string(text)
        if let exact = catalogue.exact[string] { return Told(text: exact, entries: [string]) }
        let hasParts = text.contains(where: Self.stands.contains)
        // The full stop of a sentence that ends with a number is one.
        if !hasParts, text.last != ".", !text.contains(where: Self.isLetter) { return Told(text: string) }
        if hasParts, text.count == 1 { return Told(text: string) }
        for end in durations(text, from: text.startIndex) where end == text.endIndex { return duration(text) }
        for end in Self.times(text, from: text.startIndex) where end == text.endIndex { return time(text) }
        var pairs = NeighbourPairs()
        pairs.add(text)
        for pattern in catalogue.patterns where pairs.mayHold(pattern.pairs) {
            effort -= 1
            if let told = told(text, as: pattern, depth: depth) { return told }
        }
        return hasParts && !text.contains(where: Self.isLetter) ? Told(text: string) : nil
    }

    private mutating func told(_ text: Text, as pattern: MessagePattern, depth: Int) -> Told? {
        var captures: [Text] = []
        return told(text, from: text.startIndex, pattern, element: 0, &captures, depth: depth)
    }

    /// Goes on with an element of a pattern at a place of the text; what places took is told once all fits.
    private mutating func told(
        _ text: Text, from start: Int, _ pattern: MessagePattern, element: Int, _ captures: inout [Text], depth: Int
    ) -> Told? {
        guard element < pattern.elements.count else {
            return start == text.endIndex ? filled(pattern, captures, depth: depth) : nil
        }
        effort -= 1
        guard effort > 0 else { return nil }
        switch pattern.elements[element] {
        case .literal(let literal):
            guard text[start...].starts(with: literal) else { return nil }
            return told(
                text, from: start + literal.count, pattern, element: element + 1, &captures, depth: depth)
        case .choice(let choices):
            for choice in choices where text[start...].starts(with: choice) {
                let found = told(
                    text, from: start + choice.count, pattern, element: element + 1, &captures, depth: depth)
                if let found { return found }
            }
            return nil
        case .place(let place):
            for end in ends(of: place, in: text, from: start, before: pattern.elements[(element + 1)...]) {
                captures.append(text[start..<end])
                let found = told(text, from: end, pattern, element: element + 1, &captures, depth: depth)
                if let found { return found }
                captures.removeLast()
            }
            return nil
        }
    }

    /// Where what stands in a place may end.
    private func ends(
        of place: MessagePattern.Place, in text: Text, from start: Int, before rest: ArraySlice<MessagePattern.Element>
    ) -> [Int] {
        switch place {
        case .part: return start < text.endIndex && Self.stands.contains(text[start]) ? [start + 1] : []
        case .number:
            return Self.number(text, from: start).map { [$0] } ?? []
        case .duration:
            if start < text.endIndex, Self.stands.contains(text[start]) { return [start + 1] }
            return durations(text, from: start)
        case .time:
            if start < text.endIndex, Self.stands.contains(text[start]) { return [start + 1] }
            return Self.times(text, from: start)
        case .words, .list, .anything:
            guard start < text.endIndex else { return [] }
            guard let next = rest.first else { return [text.endIndex] }
            guard case .literal(let literal) = next else { return Array(start + 1...text.endIndex) }
            guard literal.count <= text.endIndex - start else { return [] }
            return (start + 1..<text.endIndex).filter {
                text[$0] == literal[0] && text[$0...].starts(with: literal)
            }
        }
    }

    private mutating func filled(_ pattern: MessagePattern, _ captures: [Text], depth: Int) -> Told? {
        let places = pattern.elements.compactMap { element in
            if case .place(let place) = element { place } else { nil }
        }
        var told = Told(text: "", entries: [pattern.key])
        var texts: [String] = []
        for (place, capture) in zip(places, captures) {
            let isPart = capture.count == 1 && capture.first.map(Self.stands.contains) == true
            switch place {
            case .number, .part, .anything: texts.append(Self.string(capture))
            case .duration, .time, .words, .list:
                let found: Told? =
                    isPart
                    ? Told(text: Self.string(capture))
                    : place == .words
                        ? self.told(capture, depth: depth + 1)
                        : place == .list
                            ? list(capture, depth: depth + 1) : place == .time ? time(capture) : duration(capture)
                guard let found else { return nil }
                texts.append(found.text)
                told.entries.formUnion(found.entries)
            }
        }
        for part in pattern.translation {
            switch part {
            case .text(let text): told.text += text
            case .place(let number): told.text += texts[number]
            }
        }
        return told
    }

    /// Words with commas between them.
    private mutating func list(_ text: Text, depth: Int) -> Told? {
        let key = "{1}, {2}"
        var told = Told(text: "")
        var rest = text
        while true {
            let comma = rest.indices.first { rest[$0...].starts(with: ", ".unicodeScalars) }
            guard let one = self.told(rest[..<(comma ?? rest.endIndex)], depth: depth) else { return nil }
            told.entries.formUnion(one.entries)
            if told.text.isEmpty {
                told.text = one.text
            } else {
                told.text = Self.filled(catalogue.exact[key] ?? key, [told.text, one.text])
                told.entries.insert(key)
            }
            guard let comma else { return told }
            rest = rest[(comma + 2)...]
        }
    }

    private static func string(_ text: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text)
        return String(view)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    fileprivate static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

extension CatalogueMatcher {
    /// Behind `4,102`, `−0.42`, `≥ 3`, `< 0.1 %`, `×2` or `—`.
    fileprivate static func number(_ text: Text, from start: Int) -> Int? {
        var at = start
        if at < text.endIndex, text[at] == "—" { return at + 1 }
        if at < text.endIndex, "≥<×+−".unicodeScalars.contains(text[at]) { at += 1 }
        if at < text.endIndex, at > start, text[at] == " " { at += 1 }
        guard at < text.endIndex, isDigit(text[at]) else { return nil }
        while at < text.endIndex,
            isDigit(text[at]) || (text[at] == "," || text[at] == ".") && at + 1 < text.endIndex && isDigit(text[at + 1])
        {
            at += 1
        }
        if text[at...].starts(with: " %".unicodeScalars) { at += 2 }
        return at
    }

    private static let units: Set<String> = ["ns", "µs", "ms", "s", "min", "h", "d"]

    /// Behind `3 min`, and behind `3 min 5 s`.
    fileprivate func durations(_ text: Text, from start: Int) -> [Int] {
        var ends: [Int] = []
        var at = start
        while let digits = Self.number(text, from: at), digits < text.endIndex, text[digits] == " " {
            let unit = text[(digits + 1)...].prefix { Self.isLetter($0) || $0 == "µ" }
            guard Self.units.contains(Self.string(unit)) else { break }
            ends.append(unit.endIndex)
            guard unit.endIndex < text.endIndex, text[unit.endIndex] == " " else { break }
            at = unit.endIndex + 1
        }
        return ends.reversed()
    }

    /// A duration with the language's words for its units.
    private func duration(_ text: Text) -> Told {
        var told = Told(text: "")
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let word = Self.string(word)
            if !told.text.isEmpty { told.text += " " }
            if Self.units.contains(word), let unit = catalogue.exact[word] {
                told.text += unit
                told.entries.insert(word)
            } else {
                told.text += word
            }
        }
        return told
    }

    private static let months: Set<String> = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "January", "February",
        "March", "April", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// A stretch of a time: digits, a word, or a sign between two of these.
    private static func timeToken(_ text: Text, from start: Int) -> (end: Int, isTelling: Bool)? {
        guard start < text.endIndex else { return nil }
        if isDigit(text[start]) {
            var token = text[start...].prefix { isDigit($0) || ":.-".unicodeScalars.contains($0) }
            while let last = token.last, !isDigit(last) { token.removeLast() }
            return (token.endIndex, token.contains(":") || token.count { $0 == "-" } == 2)
        }
        if isLetter(text[start]) {
            let word = text[start...].prefix(while: isLetter)
            if months.contains(string(word)) { return (word.endIndex, true) }
            let isZone = (2...5).contains(word.count) && word.allSatisfy { ("A"..."Z").contains($0) }
            return isZone ? (word.endIndex, false) : nil
        }
        guard "+−-".unicodeScalars.contains(text[start]) else { return nil }
        let offset = text[(start + 1)...].prefix { isDigit($0) || $0 == ":" }
        return (2...5).contains(offset.count) ? (offset.endIndex, false) : nil
    }

    /// Behind each stretch of `21 Nov 2026, 08:00 – 22 Nov 2026, 08:00 UTC`, the last first.
    fileprivate static func times(_ text: Text, from start: Int) -> [Int] {
        var ends: [Int] = []
        var (at, isTelling) = (start, false)
        while let token = timeToken(text, from: at) {
            isTelling = isTelling || token.isTelling
            if isTelling { ends.append(token.end) }
            at = token.end
            for sign in [", ", " – ", "–", " "] where text[at...].starts(with: sign.unicodeScalars) {
                at += sign.unicodeScalars.count
                break
            }
            guard at > token.end else { break }
        }
        return ends.reversed()
    }

    /// A time with its days as the language writes them.
    private func time(_ text: Text) -> Told {
        var told = Told(text: "")
        var at = text.startIndex
        while at < text.endIndex {
            let words = text[at...].prefix(24).split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
            let day = words.first.map(Self.string) ?? ""
            guard words.count > 1, day.count <= 2, let number = Int(day), let (month, year, end) = date(words) else {
                // A month, with or without a year, at the beginning of one in a chart.
                if at == text.startIndex, let (month, year, end) = date([[]] + words) {
                    let key = year == nil ? month : "{2} {3}"
                    told.entries.formUnion([month, key])
                    let name = catalogue.exact[month] ?? month
                    told.text +=
                        year == nil ? name : Self.filled(catalogue.exact[key] ?? key, ["", name, "\(year ?? 0)"])
                    at = end
                    continue
                }
                told.text.unicodeScalars.append(text[at])
                at += 1
                continue
            }
            let key = year == nil ? "{1} {2}" : "{1} {2} {3}"
            told.entries.formUnion([month, key])
            let form = catalogue.exact[key] ?? key
            told.text += Self.filled(form, ["\(number)", catalogue.exact[month] ?? month, year.map { "\($0)" } ?? ""])
            at = end
            // A comma behind a day is English.
            if text[at...].starts(with: ", ".unicodeScalars) { at += 1 }
        }
        return told
    }

    /// The month and the year behind a day, and where they end.
    private func date(_ words: [Text]) -> (month: String, year: Int?, end: Int)? {
        let month = words[1].prefix(while: Self.isLetter)
        let name = Self.string(month)
        guard Self.months.contains(name) else { return nil }
        guard words.count > 2, month.endIndex == words[1].endIndex else { return (name, nil, month.endIndex) }
        let digits = words[2].prefix(while: Self.isDigit)
        let rest = words[2][digits.endIndex...].first
        guard digits.count == 4, rest == nil || rest == ",", let year = Int(Self.string(digits)) else {
            return (name, nil, month.endIndex)
        }
        return (name, year, digits.endIndex)
    }

    private static func filled(_ form: String, _ values: [String]) -> String {
        var text = form
        for (index, value) in values.enumerated() {
            text = text.split(separator: "{\(index + 1)}", omittingEmptySubsequences: false).joined(separator: value)
        }
        return text
    }
}
