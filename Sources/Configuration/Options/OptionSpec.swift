/// One option: the one place that knows its name, its values and what it means.
///
/// The command line, the environment, the configuration file and the help are drawn from it.
package struct OptionSpec<Value: Sendable>: Sendable {
    /// The option's name without the hyphens before it, and its key in the configuration file.
    package let name: String
    /// What stands for the value in the help; `nil` for a flag.
    package let placeholder: String?
    /// The value when nobody gives one; `nil` where there is none.
    package let standard: Value?
    /// One line for the help.
    package let meaning: String
    /// Where it may be given.
    package let reach: OptionReach
    /// Whether the text is a list separated by commas, which the configuration file may write as a list.
    package let isList: Bool
    /// All that the value may be, for the shell to complete; none where it may be anything.
    package var choices: [String] = []
    /// Options that ask for the same in another way, or for the opposite: one given in a higher layer displaces these.
    package let rivals: [String]
    /// Reads a value.
    package let parse: @Sendable (String) throws(CommandError) -> Value

    /// The same option with all values that it may have.
    func choosing(from choices: [String]) -> OptionSpec {
        var spec = self
        spec.choices = choices
        return spec
    }

    package init(
        _ name: String, _ placeholder: String, standard: Value? = nil, reach: OptionReach = .everywhere,
        isList: Bool = false, rivals: [String] = [], _ meaning: String,
        parse: @escaping @Sendable (String) throws(CommandError) -> Value
    ) {
        self.name = name
        self.placeholder = placeholder
        self.standard = standard
        self.meaning = meaning
        self.reach = reach
        self.isList = isList
        self.rivals = rivals
        self.parse = parse
    }
}

extension OptionSpec<Bool> {
    /// Makes a flag, which is off unless given.
    package init(flag name: String, reach: OptionReach = .everywhere, rivals: [String] = [], _ meaning: String) {
        self.name = name
        placeholder = nil
        standard = false
        self.meaning = meaning
        self.reach = reach
        isList = false
        self.rivals = rivals
        parse = YesOrNo.parse
    }
}

/// Where an option may be given, from the narrowest on.
package enum OptionReach: Sendable {
    /// Only on the command line: it says what this one run is to do.
    case commandLine
    /// On the command line and in the environment.
    case environment
    /// In the configuration file too.
    case everywhere
}
