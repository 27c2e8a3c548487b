package import Application
package import ArgumentParser
import Celery
package import Configuration
import History

/// `herbarium import`: recorded events into the history.
package struct ImportCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds recorded events to the history.",
        discussion: """
            A file has one event, or a list of events, a line, as JSON; it may be packed by gzip. '-' is the standard \
            input. Events that are in the history already are passed over.
            """)

    /// The recordings.
    package static let operands = "FILE…"

    /// The options that it takes.
    package static let options =
        OptionTable.history + OptionTable.connection + OptionTable.secrets + OptionTable.general

    @Argument(
        help: ArgumentHelp("Recordings; '-' is the standard input.", valueName: "FILE"), completion: .file())
    package var files: [String]
    @OptionGroup(title: "History") package var history: HistoryOptions
    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "Secrets") package var secrets: SecretsOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Reads the files one after the other, and says of each what it added.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let file = HistoryFile(options: history, connection: connection, context: context)
        let privacy = Privacy(
            names: secrets.redactedNames, omitted: secrets.omittedColumns, isPublic: secrets.isPublic)
        let history = try file.open()
        try history.expectMuch()
        var job = ImportJob(
            writer: file.writer(to: history), committer: file.committer(to: history), privacy: privacy,
            console: console)
        for path in files { try await job.add(path) }
        try await job.finish()
        await job.report()
        return job.badLines > 0 || job.badFiles > 0 ? .failed : .done
    }
}
