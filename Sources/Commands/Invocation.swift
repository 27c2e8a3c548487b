import ArgumentParser
import Configuration

/// What a command line asks for, all layers taken together.
enum Invocation {
    /// A text for the standard output: help, the version, completions.
    case help(String)
    /// A command to run, with its options.
    case command(any HerbariumCommand)

    /// Reads the arguments, the environment and the configuration file.
    ///
    /// The help is as wide as `columns`.
    ///
    /// - Throws: `CommandError` for wrong usage.
    init(_ arguments: [String], environment: [String: String], columns: Int) throws(CommandError) {
        let path = CommandPath(arguments, root: Herbarium.self)
        try Self.refuseUnknownCommand(arguments, after: path)
        let complete = try Self.complete(arguments, for: path, environment: environment)
        do {
            var parsed = try Herbarium.parseAsRoot(complete)
            guard let command = parsed as? any HerbariumCommand else {
                // The root, a command of commands or `help`: the parser's own, which throw the text to print.
                try parsed.run()
                self = .help("")
                return
            }
            self = .command(command)
        } catch {
            self = try Self.outcome(of: error, path: path, columns: columns)
        }
    }

    private static func refuseUnknownCommand(
        _ arguments: [String], after path: CommandPath
    ) throws(CommandError) {
        let known = path.command.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard known.count > 1, let word = arguments.dropFirst(path.length).first else { return }
        guard !word.hasPrefix("-"), !known.contains(word) else { return }
        throw .unknownCommand(word, of: path.name, nearest: NearestName.of(word, among: known))
    }

    /// The arguments for the parser. Wrong settings are no reason to withhold the help.
    private static func complete(
        _ arguments: [String], for path: CommandPath, environment: [String: String]
    ) throws(CommandError) -> [String] {
        guard let command = path.command as? any HerbariumCommand.Type else { return arguments }
        let options = arguments.prefix { $0 != "--" }
        if let help = options.first(where: { ["-h", "--help", "--help-hidden", "--version"].contains($0) }) {
            return arguments.prefix(path.length) + [help]
        }
        return try ArgumentLayers.complete(arguments, for: path, taking: command.options, environment: environment)
    }

    private static func outcome(
        of error: any Error, path: CommandPath, columns: Int
    ) throws(CommandError) -> Invocation {
        guard Herbarium.exitCode(for: error) != .success else {
            return .help(Herbarium.fullMessage(for: error, columns: columns))
        }
        let message = Herbarium.message(for: error)
        let first = String(message.prefix { !$0.isNewline })
        let fragment = first.hasSuffix(".") ? String(first.dropLast()) : first
        throw .usage(fragment.prefix(1).lowercased() + fragment.dropFirst(), command: path.name)
    }
}
