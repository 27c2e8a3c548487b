package import Application
package import ArgumentParser
import Celery
package import Configuration
import History
import Logging

/// `herbarium history`: care for what is kept between runs.
package struct HistoryCommand: ParsableCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Looks after a history: what is in it, a copy, thinning, whether it is sound.",
        discussion: """
            The history is the one that --history names, or that of the broker. None of these commands connects to a \
            broker, or makes a history where there is none.
            """,
        subcommands: [Info.self, Backup.self, Prune.self, Check.self])

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// `herbarium history info`.
    package struct Info: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "info", abstract: "Says what a history holds, since when, and how large it is.")
        /// The options that it takes.
        package static let options = OptionTable.history + OptionTable.connection + OptionTable.general

        @OptionGroup(title: "History") package var history: HistoryOptions
        @OptionGroup(title: "Broker") package var connection: ConnectionOptions
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Prints what is in it.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let history = try HistoryFile(options: history, connection: connection, context: context).existing()
            let lines = HistoryAccount(path: history.path, info: try history.info()).lines
            for line in lines { try context.standardOutput.write(MessageLine.from(line) + "\n") }
            return .done
        }
    }

    /// `herbarium history backup`.
    package struct Backup: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "backup", abstract: "Copies a history, also while it is written.",
            discussion: """
                The copy is the history of one moment, in one file that only its owner can read, and takes its place in \
                one step. It replaces an older copy, and no file of another kind.
                """)
        /// The copy.
        package static let operands = "FILE"
        /// The options that it takes.
        package static let options = OptionTable.history + OptionTable.connection + OptionTable.general

        @Argument(help: ArgumentHelp("The copy.", valueName: "FILE"), completion: .file()) package var file: String
        @OptionGroup(title: "History") package var history: HistoryOptions
        @OptionGroup(title: "Broker") package var connection: ConnectionOptions
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Copies it while it may be written to.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let history = try HistoryFile(options: history, connection: connection, context: context).existing()
            let copy = file
            console.stage.leave { History.abandon(copy) }
            let (_, took) = try await console.telling("copying '\(history.path)'") { try history.backUp(to: copy) }
            console.logger.notice("copied '\(history.path)' to '\(file)'")
            console.logger.info("that took \(took)")
            return .done
        }
    }

    /// `herbarium history prune`.
    package struct Prune: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "prune",
            abstract: "Takes away now what is older than --keep, instead of a little with each run.",
            discussion: """
                Ages are counted back from the newest event. The file becomes shorter where a quarter of it and more is \
                free and nobody else holds it; else the room is used again.
                """)
        /// The options that it takes.
        package static let options = OptionTable.history + OptionTable.connection + OptionTable.general

        @OptionGroup(title: "History") package var history: HistoryOptions
        @OptionGroup(title: "Broker") package var connection: ConnectionOptions
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Thins it as a run would.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let file = HistoryFile(options: history, connection: connection, context: context)
            // Tables of an older version are brought to this one, as by every command that writes.
            _ = try file.existing()
            let (history, keeping) = (try file.open(), file.keeping)
            let (pruning, _) = try await console.telling("thinning '\(history.path)'") {
                try history.prune(keeping: keeping)
            }
            try Task.checkCancellation()
            let room = pruning.isShorter ? "; the file is as short as it can be" : ""
            console.logger.notice("\(pruning.tasks) \(pruning.tasks == 1 ? "task" : "tasks") taken away\(room)")
            return .done
        }
    }

    /// `herbarium history check`.
    package struct Check: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Reads all of a history, and says whether it is sound.",
            discussion: "It ends with 0 where it is, and with 1 where anything of it can't be read.")
        /// The options that it takes.
        package static let options = OptionTable.history + OptionTable.connection + OptionTable.general

        @OptionGroup(title: "History") package var history: HistoryOptions
        @OptionGroup(title: "Broker") package var connection: ConnectionOptions
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Reads all of it, and says what doesn't fit.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let history = try HistoryFile(options: history, connection: connection, context: context).existing()
            let (flaws, _) = try await console.telling("reading '\(history.path)'") { try history.flaws() }
            for flaw in flaws { await console.diagnostics.add(.warning("\(history.path): \(flaw)")) }
            guard flaws.isEmpty else { throw CommandError.unsound(path: history.path, flaws: flaws.count) }
            console.logger.notice("'\(history.path)' is sound")
            return .done
        }
    }
}
