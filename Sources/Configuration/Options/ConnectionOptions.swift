package import ArgumentParser
package import Brokers

/// Which broker, and how Celery uses it.
package struct ConnectionOptions: ParsableArguments {
    @Option(OptionTable.broker) package var broker: Secret?
    @Option(OptionTable.brokerFile) package var brokerFile: String?
    @Option(OptionTable.resultBackend) package var resultBackend: Secret?
    @Option(OptionTable.keyPrefix) package var keyPrefix: String
    @Option(OptionTable.prioritySteps) package var prioritySteps: PrioritySteps
    @Option(OptionTable.prioritySeparator) package var prioritySeparator: EscapedText
    @Option(OptionTable.resultKeyPrefix) package var resultKeyPrefix: String
    @Option(OptionTable.redbeatKeyPrefix) package var redbeatKeyPrefix: String
    @Option(OptionTable.eventExchange) package var eventExchange: String
    @Option(OptionTable.controlExchange) package var controlExchange: String
    @Option(OptionTable.management) package var management: Secret?
    @Option(OptionTable.sentinelMaster) package var sentinelMaster: String?
    @Option(OptionTable.sentinelUser) package var sentinelUser: String?
    @Option(OptionTable.sentinelPasswordFile) package var sentinelPasswordFile: String?
    @Flag(OptionTable.sentinelTLS) package var sentinelTLS: Bool
    @Option(OptionTable.tlsCA) package var tlsCA: String?
    @Option(OptionTable.tlsCertificate) package var tlsCertificate: String?
    @Option(OptionTable.tlsKey) package var tlsKey: String?
    @Flag(OptionTable.tlsInsecure) package var tlsInsecure: Bool

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses two brokers.
    package func validate() throws {
        if broker != nil && brokerFile != nil {
            throw ValidationError("give '--broker' or '--broker-file', not both")
        }
    }

    /// How Celery uses the broker.
    ///
    /// - Throws: `CommandError.badAddress` for that of the management API, and what reading the Sentinels' password
    ///   throws.
    package func brokerOptions() throws(CommandError) -> BrokerOptions {
        var options = BrokerOptions()
        options.eventExchange = eventExchange
        options.controlExchange = BrokerOptions.controlExchange(controlExchange)
        options.layout = RedisLayout(
            keyPrefix: keyPrefix, prioritySteps: prioritySteps.steps, separator: prioritySeparator.text)
        options.schedulePrefix = redbeatKeyPrefix
        options.stream = streamOptions
        options.sentinels = try sentinelOptions()
        if let management {
            do { options.management = try HTTPAddress(management.exposed) } catch {
                throw .badAddress(option: "management", flaw: error.description)
            }
        }
        return options
    }

    /// How connections are opened.
    private var streamOptions: StreamOptions {
        var options = StreamOptions()
        options.tls.authorities = tlsCA
        options.tls.certificate = tlsCertificate
        options.tls.key = tlsKey
        options.tls.isInsecure = tlsInsecure
        return options
    }

    /// What Sentinels are to be told.
    ///
    /// - Throws: what reading their password throws.
    func sentinelOptions() throws(CommandError) -> SentinelOptions {
        var options = SentinelOptions()
        options.master = sentinelMaster
        options.isEncrypted = sentinelTLS
        options.user = sentinelUser
        if let sentinelPasswordFile {
            options.password = Password(try InputFile(path: sentinelPasswordFile).firstLine())
        }
        return options
    }

    /// All brokers of the address, to be tried in turn.
    ///
    /// - Throws: `CommandError.badAddress`, and what reading the address throws.
    package func brokerURLs() throws(CommandError) -> [BrokerURL] {
        let address = try brokerAddress()
        do { return try BrokerURL.list(address.exposed) } catch {
            throw .badAddress(option: "broker", flaw: error.description)
        }
    }

    /// Whether what is named is a dump, in which nothing happens any more; `false` where nothing is named.
    ///
    /// - Throws: what reading the address throws.
    package var isDump: Bool {
        get throws(CommandError) {
            do { return try brokerURLs().contains(where: \.isDump) } catch .noBroker { return false }
        }
    }

    /// The broker's address, from wherever it was given.
    ///
    /// - Throws: `CommandError.noBroker` when nobody gave one, and what reading the file throws.
    package func brokerAddress() throws(CommandError) -> Secret {
        if let broker { return broker }
        guard let brokerFile else { throw .noBroker }
        return try Secret(parsing: try InputFile(path: brokerFile).firstLine().filter { !$0.isWhitespace })
    }
}
