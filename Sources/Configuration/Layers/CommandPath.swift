package import ArgumentParser

/// Which command a command line names: `herbarium`, `templates`, `list`.
package struct CommandPath {
    /// The command that was found, as deep as the arguments lead.
    package let command: any ParsableCommand.Type
    /// The words that a user types for it.
    package let name: String
    /// How many arguments name it.
    package let length: Int

    /// Follows the sub-commands from the root, as the parser does.
    package init(_ arguments: [String], root: any ParsableCommand.Type) {
        var command = root
        var words = [root.configuration.commandName ?? ""]
        for argument in arguments {
            let next = command.configuration.subcommands.first { $0.configuration.commandName == argument }
            guard let next else { break }
            command = next
            words.append(argument)
        }
        self.command = command
        name = words.joined(separator: " ")
        length = words.count - 1
    }
}
