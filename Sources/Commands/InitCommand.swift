package import Application
package import ArgumentParser
package import Configuration
import Logging

/// `herbarium init`: a configuration and a schedule.
package struct InitCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Writes a configuration, and services and a timer for systemd.",
        discussion: """
            The files are herbarium.yaml, in which every option is explained, herbarium.service with herbarium.timer, \
            which make reports, herbarium-failed.service, which tells of one that failed, and herbarium-record.service, \
            which keeps every event. None is written over.
            """)

    /// The folder.
    package static let operands = "[DIR]"

    /// The options that it takes.
    package static let options = OptionTable.general

    @Argument(help: ArgumentHelp("The folder to write to.", valueName: "DIR"), completion: .directory)
    package var folder = "."
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Writes the files, and says which one wants the address of the broker.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let paths = try InitialFiles(folder: folder, executable: context.executable).write()
        for path in paths { console.logger.notice("wrote '\(path)'") }
        let config = paths[0]
        console.logger.notice("say in '\(config)' where the broker is, then try 'herbarium doctor --config \(config)'")
        return .done
    }
}
