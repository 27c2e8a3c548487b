import Brokers

/// The dumps that a run reads, each by one server, which ends with the run.
final class DumpShelf: Sendable {
    private let dumps: [Endpoint: RedisDump]

    /// Has those of the addresses read that name a dump; a file that several name is read once.
    ///
    /// A run that has to be ended by force ends the servers first.
    init(
        for urls: [BrokerURL], options: StreamOptions, environment: [String: String], stage: Stage
    ) async throws(BrokerError) {
        var dumps: [Endpoint: RedisDump] = [:]
        for url in urls where url.isDump && dumps[url.endpoint] == nil {
            dumps[url.endpoint] = try await RedisDump.open(url, environment: environment, options: options) {
                stage.leave($0)
            }
        }
        self.dumps = dumps
    }

    /// The dump that an address names; `nil` where it names none.
    subscript(url: BrokerURL) -> RedisDump? { dumps[url.endpoint] }

    /// The broker at an address, or what a dump tells of it.
    func broker(at url: BrokerURL, _ options: BrokerOptions) -> any Broker {
        if let dump = self[url] { DumpBroker(dump, url, options: options) } else { url.broker(options) }
    }

    /// Ends the servers.
    func close() { for dump in dumps.values { dump.close() } }
}
