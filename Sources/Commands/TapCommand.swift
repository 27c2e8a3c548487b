package import ArgumentParser
import Brokers
import Logging

/// `herbarium tap`: a queue that keeps events between runs.
package struct TapCommand: ParsableCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "tap", abstract: "RabbitMQ: makes, or takes away, a queue that keeps events between runs.",
        discussion: """
            'herbarium report --event-queue NAME' takes what such a queue has kept, instead of listening, and so sees \
            every event though it runs but now and then.
            """,
        subcommands: [Add.self, Remove.self])

    /// For the parser.
    package init() {}

    /// `herbarium tap add`.
    package struct Add: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Makes a durable queue on the event exchange.")
        /// The queue.
        package static let operands = "NAME"
        /// The options that it takes.
        package static let options = OptionTable.tap + OptionTable.connection + OptionTable.general

        @Argument(help: ArgumentHelp("The queue.", valueName: "NAME")) package var name: String
        @Option(OptionTable.maxLength) package var maxLength: Int
        @Option(OptionTable.maxAge) package var maxAge: Span
        @OptionGroup(title: "Broker") package var connection: ConnectionOptions
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// For the parser.
        package init() {}

        /// Does it.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let broker = try connection.rabbitMQ()
            try await broker.add(EventTap(name), maxLength: maxLength, maxAge: maxAge.duration)
            console.logger.notice("'\(name)' keeps events at \(broker.url)")
            return .done
        }
    }

    /// `herbarium tap remove`.
    package struct Remove: HerbariumCommand {
        /// What the help says of it.
        package static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Takes such a queue away, with the events in it.")
        /// The queue.
        package static let operands = "NAME"
        /// The options that it takes.
        package static let options = OptionTable.connection + OptionTable.general

        @Argument(help: ArgumentHelp("The queue.", valueName: "NAME")) package var name: String
        @OptionGroup(title: "Broker") package var connection: ConnectionOptions
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// For the parser.
        package init() {}

        /// Does it.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let broker = try connection.rabbitMQ()
            let wasThere = try await broker.remove(EventTap(name))
            console.logger.notice(
                "\(wasThere ? "'\(name)' is gone from" : "there is no queue '\(name)' at") \(broker.url)")
            return .done
        }
    }
}
