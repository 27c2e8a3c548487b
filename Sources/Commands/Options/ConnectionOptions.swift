package import ArgumentParser
import Brokers

/// Which broker, and how Celery uses it.
package struct ConnectionOptions: ParsableArguments {
    @Option(OptionTable.broker) package var broker: Secret?
    @Option(OptionTable.brokerFile) package var brokerFile: String?
    @Option(OptionTable.resultBackend) package var resultBackend: Secret?
    @Option(OptionTable.keyPrefix) package var keyPrefix: String
    @Option(OptionTable.prioritySteps) package var prioritySteps: PrioritySteps
    @Option(OptionTable.prioritySeparator) package var prioritySeparator: EscapedText
    @Option(OptionTable.resultKeyPrefix) package var resultKeyPrefix: String
    @Option(OptionTable.eventExchange) package var eventExchange: String
    @Option(OptionTable.controlExchange) package var controlExchange: String
    @Option(OptionTable.management) package var management: Secret?
    @Option(OptionTable.tlsCA) package var tlsCA: String?
    @Option(OptionTable.tlsCertificate) package var tlsCertificate: String?
    @Option(OptionTable.tlsKey) package var tlsKey: String?
    @Flag(OptionTable.tlsInsecure) package var tlsInsecure: Bool

    /// For the parser.
    package init() {}

    /// Refuses two brokers.
    package func validate() throws {
        if broker != nil && brokerFile != nil {
            throw ValidationError("give '--broker' or '--broker-file', not both")
        }
    }

    /// How Celery uses the broker.
    ///
    /// - Throws: `CommandError.badAddress` for that of the management API.
    func brokerOptions() throws(CommandError) -> BrokerOptions {
        var options = BrokerOptions()
        options.eventExchange = eventExchange
        options.controlExchange = controlExchange
        options.layout = RedisLayout(
            keyPrefix: keyPrefix, prioritySteps: prioritySteps.steps, separator: prioritySeparator.text)
        options.stream = streamOptions
        if let management {
            do { options.management = try HTTPAddress(management.exposed) } catch {
                throw .badAddress(option: "management", flaw: error.description)
            }
        }
        return options
    }

    /// How connections are opened.
    var streamOptions: StreamOptions {
        var options = StreamOptions()
        options.tls.authorities = tlsCA
        options.tls.certificate = tlsCertificate
        options.tls.key = tlsKey
        options.tls.isInsecure = tlsInsecure
        return options
    }

    /// The first broker, which has to be RabbitMQ.
    ///
    /// - Throws: `CommandError.notRabbitMQ` where it isn't, and what reading the addresses throws.
    func rabbitMQ() throws(CommandError) -> RabbitMQBroker {
        let address = try brokerAddress()
        do {
            guard let url = try BrokerURL.list(address.exposed).first, url.transport == .amqp else {
                throw CommandError.notRabbitMQ
            }
            return RabbitMQBroker(url, options: try brokerOptions())
        } catch let flaw as URLFlaw {
            throw .badAddress(option: "broker", flaw: flaw.description)
        } catch let error as CommandError {
            throw error
        } catch {
            throw .badAddress(option: "broker", flaw: "\(error)")
        }
    }

    /// The broker's address, from wherever it was given.
    ///
    /// - Throws: `CommandError.noBroker` when nobody gave one, and what reading the file throws.
    package func brokerAddress() throws(CommandError) -> Secret {
        if let broker { return broker }
        guard let brokerFile else { throw .noBroker }
        let lines = try InputFile(path: brokerFile).text().split(whereSeparator: \.isNewline)
        guard let line = lines.map({ $0.filter { !$0.isWhitespace } }).first(where: { !$0.isEmpty }) else {
            throw .at(.file(brokerFile, line: 1), .badValue("", .empty))
        }
        return try Secret(parsing: line)
    }
}
