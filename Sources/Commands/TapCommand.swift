package import Application
package import ArgumentParser
import Brokers
package import Configuration
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

    /// The parser makes it empty, and then sets what was given.
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

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Makes the tap, or leaves one as it is that is there.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let (tap, length, age) = (EventTap(name), maxLength, maxAge.duration)
            let (url, getsEvents) = try await connection.firstRabbitMQ(console) { broker throws(BrokerError) in
                try await broker.add(tap, maxLength: length, maxAge: age)
            }
            if getsEvents {
                console.logger.notice("'\(name)' keeps events at \(url)")
            } else {
                console.logger.warning(
                    "'\(name)' is there with these limits and stays as it is; whether it gets events, only the management API tells"
                )
            }
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
        package static let options = OptionTable.tapRemoval + OptionTable.connection + OptionTable.general

        @Argument(help: ArgumentHelp("The queue.", valueName: "NAME")) package var name: String
        @Flag(OptionTable.force) package var force: Bool
        @OptionGroup(title: "Broker") package var connection: ConnectionOptions
        @OptionGroup(title: "General") package var general: GeneralOptions

        /// The parser makes it empty, and then sets what was given.
        package init() {}

        /// Takes it away; with events in it only where that is confirmed, or with `--force`.
        package func run(in context: Context, console: Console) async throws -> RunStatus {
            let (tap, isForced) = (EventTap(name), force)
            do {
                let (url, objection) = try await connection.firstRabbitMQ(console) { broker throws(BrokerError) in
                    try await broker.remove(tap) { state in
                        if isForced { return nil }
                        guard state.isCertain else { return Self.uncertainty }
                        guard let caution = Self.caution(state) else { return nil }
                        let isAgreed = context.agrees("'\(tap.name)' \(caution); remove it?") == true
                        return isAgreed ? nil : caution + Self.advice(tap.name)
                    }
                }
                if let objection { throw CommandError.tapKept(name: name, reason: objection) }
                console.logger.notice("'\(name)' is gone from \(url)")
            } catch BrokerError.missing(let broker, _) {
                console.logger.notice("there is no queue '\(name)' at \(broker)")
            }
            return .done
        }

        /// Why nothing is taken away that only has a tap's arguments, as far as anybody can tell.
        private static let uncertainty =
            "stays: that it takes nothing but events only the management API can tell; say by --management where that is, or "
            + "give --force"

        private static func advice(_ name: String) -> String {
            " and stays; 'herbarium report --event-queue \(name)' takes events out, --force removes it all the same"
        }

        /// Why a tap is not taken away unasked; `nil` where it may be.
        private static func caution(_ state: TapState) -> String? {
            if state.ready > 0 { return "still holds \(state.ready) \(state.ready == 1 ? "event" : "events")" }
            return state.consumers > 0 ? "is being emptied" : nil
        }
    }
}

extension ConnectionOptions {
    /// What comes of the first broker that can be reached, all of which have to be RabbitMQ, and where it is.
    fileprivate func firstRabbitMQ<Value: Sendable>(
        _ console: Console, _ attempt: (any EventTapBroker) async throws(BrokerError) -> Value
    ) async throws -> (BrokerURL, Value) {
        let (urls, options) = (try brokerURLs(), try brokerOptions())
        guard urls.allSatisfy({ $0.tapBroker(options) != nil }) else { throw CommandError.notRabbitMQ }
        return try await BrokerChoice(urls: urls, logger: console.logger).first { url throws(BrokerError) in
            guard let broker = url.tapBroker(options) else { throw .otherProtocol(broker: url.description) }
            return try await attempt(broker)
        }
    }
}
