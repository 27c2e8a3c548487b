/// Reads a rule from its text, from the left to the right.
struct RuleParser {
    private let text: String
    private let characters: [Character]
    private var position = 0

    private static let mostCharacters = 1_000

    init(_ text: String) {
        self.text = text
        characters = Array(text)
    }

    mutating func rule() throws(RuleMistake) -> Rule {
        guard characters.count <= Self.mostCharacters else {
            throw mistake(at: Self.mostCharacters, .tooLong(limit: Self.mostCharacters))
        }
        let measure = try measure()
        let patterns = try patterns(of: measure)
        let comparison = try comparison()
        let (bound, written) = try bound(in: measure.unit)
        return Rule(
            text: text, measure: measure, patterns: patterns, comparison: comparison, bound: bound,
            writtenBound: written)
    }

    private mutating func measure() throws(RuleMistake) -> RuleMeasure {
        skipBlanks()
        let start = position
        let name = word { $0 == "." }
        guard !name.isEmpty else { throw mistake(at: start, .expected("the name of a measure")) }
        guard let measure = RuleMeasure.named(name) else { throw mistake(at: start, .unknownMeasure(name)) }
        return measure
    }

    private mutating func patterns(of measure: RuleMeasure) throws(RuleMistake) -> [LabelPattern] {
        skipBlanks()
        guard take("{") else { return [] }
        var patterns: [LabelPattern] = []
        skipBlanks()
        while !take("}") {
            if !patterns.isEmpty, !take(",") { throw mistake(at: position, .expected("',' or '}'")) }
            skipBlanks()
            let start = position
            let label = word { _ in false }
            guard !label.isEmpty else { throw mistake(at: start, .expected("a label")) }
            guard let declared = measure.labels.first(where: { $0.name == label }) else {
                throw mistake(
                    at: start, .unknownLabel(label, of: measure.name, known: measure.labels.map(\.name)))
            }
            guard !patterns.contains(where: { $0.label == label }) else { throw mistake(at: start, .labelTwice(label)) }
            skipBlanks()
            guard take("=") else { throw mistake(at: position, .expected("'='")) }
            skipBlanks()
            let place = position
            let pattern = LabelPattern(label: label, written: try quoted())
            if let known = declared.values, !known.contains(where: pattern.accepts) {
                throw mistake(at: place, .unknownValue(pattern.written, of: label, known: known))
            }
            patterns.append(pattern)
            skipBlanks()
        }
        return patterns
    }

    private mutating func quoted() throws(RuleMistake) -> String {
        guard take("\"") else { throw mistake(at: position, .expected("a pattern in quotation marks")) }
        var written = ""
        while position < characters.count {
            let character = characters[position]
            position += 1
            if character == "\"" { return written }
            written.append(character)
            guard character == "\\", position < characters.count else { continue }
            written.append(characters[position])
            position += 1
        }
        throw mistake(at: position, .expected("'\"' at the end of the pattern"))
    }

    private mutating func comparison() throws(RuleMistake) -> Rule.Comparison {
        skipBlanks()
        let rest = String(characters[position...].prefix(2))
        // Those of two characters come first.
        guard let comparison = Rule.Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) }) else {
            let all = Rule.Comparison.allCases.map(\.rawValue).joined(separator: " ")
            throw mistake(at: position, .expected("one of \(all)"))
        }
        position += comparison.rawValue.count
        return comparison
    }

    private mutating func bound(
        in unit: RuleUnit
    ) throws(RuleMistake) -> (value: Double, written: String) {
        skipBlanks()
        let start = position
        let written = String(characters[position...])
        let value = String(written.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !value.isEmpty else { throw mistake(at: start, .expected("a value")) }
        guard let bound = unit.value(of: value) else { throw mistake(at: start, .noValue(value, unit)) }
        return (bound, value)
    }

    private mutating func word(_ isAlso: (Character) -> Bool) -> String {
        let start = position
        while position < characters.count,
            characters[position].isLetter || characters[position].isNumber || characters[position] == "_"
                || isAlso(characters[position])
        {
            position += 1
        }
        return String(characters[start..<position])
    }

    private mutating func skipBlanks() {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard position < characters.count, characters[position] == character else { return false }
        position += 1
        return true
    }

    private func mistake(at position: Int, _ flaw: RuleMistake.Flaw) -> RuleMistake {
        RuleMistake(column: position + 1, flaw: flaw)
    }
}
