/// The options on a command line, read as far as layering needs it; the parser proper comes after.
struct CommandLineLayer {
    /// The values, in their order.
    let values: [OptionValue]
    /// The arguments with each value as one of its own: the parser takes no empty one behind a `=`.
    let arguments: [String]

    /// Reads the arguments that follow the command's name, up to `--`.
    ///
    /// - Throws: `CommandError` for an option that the command hasn't, and for a value that isn't one.
    init(_ arguments: some Sequence<String>, of command: String, taking entries: [OptionEntry])
        throws(CommandError)
    {
        var values: [OptionValue] = []
        var complete: [String] = []
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            guard argument != "--" else {
                complete += [argument] + IteratorSequence(rest)
                break
            }
            guard let entry = try Self.entry(named: argument, of: command, among: entries) else {
                complete.append(argument)
                continue
            }
            let value = Self.value(of: entry, in: argument, &rest)
            if let value { values.append(value) }
            guard !entry.isFlag, let value else {
                complete.append(argument)
                continue
            }
            try value.check(as: entry)
            complete += ["--\(entry.name)", value.text]
        }
        (self.values, self.arguments) = (values, complete)
    }

    /// The option that the argument begins; `nil` where it begins none.
    private static func entry(
        named argument: String, of command: String, among entries: [OptionEntry]
    ) throws(CommandError) -> OptionEntry? {
        guard argument.hasPrefix("--") else { return nil }
        let name = String(argument.dropFirst(2).prefix { $0 != "=" })
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw unknown(name, of: command, taking: entries)
        }
        return entry
    }

    /// The option's value, from this argument or the next; `nil` where it is missing, which the parser reports.
    private static func value(
        of entry: OptionEntry, in argument: String, _ rest: inout some IteratorProtocol<String>
    ) -> OptionValue? {
        let joined = argument.firstIndex(of: "=").map { String(argument[argument.index(after: $0)...]) }
        let text = joined ?? (entry.isFlag ? "true" : rest.next())
        return text.map { OptionValue(name: entry.name, text: $0, place: .commandLine(entry.name)) }
    }

    private static func unknown(_ name: String, of command: String, taking entries: [OptionEntry]) -> CommandError {
        guard OptionTable.entry(named: name) == nil else { return .optionOfOthers(name, command: command) }
        return .unknownOption(name, command: command, nearest: NearestName.of(name, among: entries.map(\.name)))
    }
}
