/// An option of the table without the type of its value.
package struct OptionEntry: Sendable {
    /// Its name without hyphens.
    package let name: String
    /// Whether it stands alone, without a value.
    package let isFlag: Bool
    /// Whether its text is a list separated by commas.
    package let isList: Bool
    /// Where it may be given.
    package let reach: OptionReach
    /// Options that it displaces.
    package let rivals: [String]
    /// Throws what is wrong with a value's text.
    package let check: @Sendable (String) throws(CommandError) -> Void

    init<Value>(_ spec: OptionSpec<Value>) {
        name = spec.name
        isFlag = spec.placeholder == nil
        isList = spec.isList
        reach = spec.reach
        rivals = spec.rivals
        check = { (text: String) throws(CommandError) in _ = try spec.parse(text) }
    }

    /// The variable of the environment that stands for it: `--inspect-timeout` is `HERBARIUM_INSPECT_TIMEOUT`.
    package var variable: String {
        "HERBARIUM_" + String(name.map { $0 == "-" ? "_" : $0 }).uppercased()
    }
}
