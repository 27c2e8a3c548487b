/// The options on a command line, read as far as layering needs it; the parser proper comes after.
struct CommandLineLayer {
    /// The values, in their order.
    let values: [OptionValue]

    /// Reads the arguments that follow the command's name, up to `--`.
    ///
    /// - Throws: `CommandError` for an option that the command hasn't, and for a value that isn't one.
    init(_ arguments: some Sequence<String>, of command: String, taking entries: [OptionEntry])
        throws(CommandError)
    {
        var values: [OptionValue] = []
        var rest = arguments.makeIterator()
        while let argument = rest.next(), argument != "--" {
            guard argument.hasPrefix("--") else { continue }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let entry = entries.first(where: { $0.name == name }) else {
                throw Self.unknown(name, of: command, taking: entries)
            }
            guard let text = parts.count == 2 ? String(parts[1]) : entry.isFlag ? "true" : rest.next() else { break }
            let value = OptionValue(name: name, text: text, place: .commandLine(name))
            if !entry.isFlag { try value.check() }
            values.append(value)
        }
        self.values = values
    }

    private static func unknown(_ name: String, of command: String, taking entries: [OptionEntry]) -> CommandError {
        guard OptionTable.entry(named: name) == nil else { return .optionOfOthers(name, command: command) }
        return .unknownOption(name, command: command, nearest: NearestName.of(name, among: entries.map(\.name)))
    }
}
