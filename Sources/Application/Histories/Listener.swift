package import Brokers
package import Logging

/// Listens to a broker until its task is cancelled, and connects again whenever the connection breaks.
package struct Listener: Sendable {
    package let brokers: [any Broker]
    package let mailbox: EventMailbox
    package let connections: ConnectionCount
    package let logger: Logger

    /// Listens to all of these at once.
    package init(brokers: [any Broker], mailbox: EventMailbox, connections: ConnectionCount, logger: Logger) {
        self.brokers = brokers
        self.mailbox = mailbox
        self.connections = connections
        self.logger = logger
    }

    /// Seconds to wait before the second, third, … try; the last is for all that follow.
    private static let delays: [Double] = [0.5, 1, 2, 5, 10, 30]
    private static let long = Duration.seconds(86_400 * 365)

    package func run() async {
        var failures = 0
        while !Task.isCancelled {
            let broker = brokers[failures % brokers.count]
            let connected = connections.count
            do throws(BrokerError) {
                let report = try await broker.listen(
                    until: .now + Self.long,
                    subscribed: {
                        connections.add()
                        mailbox.begin()
                    }, deliver: { mailbox.put($0) })
                if let failure = report.failure { logger.warning("\(failure); connecting again") }
            } catch {
                if error != .cancelled { logger.warning("\(error); trying again") }
            }
            mailbox.end()
            failures = connections.count > connected ? 0 : failures + 1
            guard !Task.isCancelled else { return }
            let delay = Self.delays[min(failures, Self.delays.count - 1)]
            // Ends early only by being cancelled, which the loop sees.
            try? await Task.sleep(for: .seconds(delay))
        }
    }
}
