/// An option of the table without the type of its value.
package struct OptionEntry: Sendable {
    /// Its name without hyphens.
    package let name: String
    /// What stands for the value in texts; `nil` for a flag.
    package let placeholder: String?
    /// The value when nobody gives one, as it would be written; `nil` where there is none.
    package let standard: String?
    /// What it means, as a sentence.
    package let meaning: String
    /// Whether its text is a list separated by commas.
    package let isList: Bool
    /// Where it may be given.
    package let reach: OptionReach
    /// Options that it displaces.
    package let rivals: [String]
    /// Throws what is wrong with a value's text.
    package let check: @Sendable (String) throws(CommandError) -> Void

    package init<Value>(_ spec: OptionSpec<Value>) {
        name = spec.name
        placeholder = spec.placeholder
        standard = spec.standard.map { "\($0)" }
        meaning = spec.meaning
        isList = spec.isList
        reach = spec.reach
        rivals = spec.rivals
        check = { (text: String) throws(CommandError) in _ = try spec.parse(text) }
    }

    /// Whether it stands alone, without a value.
    package var isFlag: Bool { placeholder == nil }

    /// Whether it may be given there: to one command it may be open only on its own command line.
    package func takes(from place: Place) -> Bool {
        switch place {
        case .commandLine: true
        case .environment: reach != .commandLine
        case .file: reach == .everywhere
        }
    }

    /// Its meaning and its default, as sentences.
    package var explanation: String {
        guard !isFlag, let standard, !standard.isEmpty else { return meaning }
        return "\(meaning) (default: \(standard))"
    }

    /// The variable of the environment that stands for it: `--inspect-timeout` is `HERBARIUM_INSPECT_TIMEOUT`.
    package var variable: String {
        "HERBARIUM_" + String(name.map { $0 == "-" ? "_" : $0 }).uppercased()
    }
}
