/// What is wrong with a rule, and where.
package struct RuleMistake: Error, Equatable {
    /// In which column of the rule's text, from 1.
    package let column: Int
    /// What is wrong.
    package let flaw: Flaw

    /// What can be wrong.
    package enum Flaw: Equatable, Sendable {
        /// No measure has this name.
        case unknownMeasure(String)
        /// The measure has no such label, but these.
        case unknownLabel(String, of: String, known: [String])
        case labelTwice(String)
        /// The label never has such a value, but these.
        case unknownValue(String, of: String, known: [String])
        /// Something else had to stand there.
        case expected(String)
        /// A value that isn't one of its unit.
        case noValue(String, RuleUnit)
        case tooLong(limit: Int)
    }
}

extension RuleMistake.Flaw: CustomStringConvertible {
    /// A fragment for a message, without the nearest name.
    package var description: String {
        switch self {
        case .unknownMeasure(let name): "no measure is called '\(name)'"
        case .unknownLabel(let label, let measure, let known):
            "'\(measure)' has no label '\(label)'"
                + (known.isEmpty ? ", and no other" : ", but \(known.map { "'\($0)'" }.joined(separator: " and "))")
        case .labelTwice(let label): "the label '\(label)' stands here twice"
        case .unknownValue(let value, let label, let known):
            "'\(label)' is never '\(value)', but \(known.map { "'\($0)'" }.joined(separator: " or "))"
        case .expected(let what): "\(what) is missing here"
        case .noValue(let text, let unit): "'\(text)' is no \(unit.noun): write \(unit.example)"
        case .tooLong(let limit): "a rule has at most \(limit) characters"
        }
    }

    /// The name that was written, and those that there are; `nil` where no name is wrong.
    package var misnamed: (written: String, known: [String])? {
        switch self {
        case .unknownMeasure(let name): (name, RuleMeasure.all.map(\.name))
        case .unknownLabel(let label, _, let known), .unknownValue(let label, _, let known): (label, known)
        default: nil
        }
    }
}
