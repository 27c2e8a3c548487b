package import Brokers
package import Logging

/// Tries the brokers of an address in turn, as Celery does.
package struct BrokerChoice {
    package let urls: [BrokerURL]
    package let logger: Logger

    /// Tries these in their order.
    package init(urls: [BrokerURL], logger: Logger) {
        self.urls = urls
        self.logger = logger
    }

    /// What comes of the first broker that can be reached, and which one that is.
    ///
    /// - Throws: what the last one says.
    package func first<Value: Sendable>(
        _ attempt: (BrokerURL) async throws(BrokerError) -> Value
    ) async throws(BrokerError) -> (url: BrokerURL, value: Value) {
        var failure = BrokerError.cancelled
        for url in urls {
            logger.info("connecting to \(url)")
            do {
                return (url, try await attempt(url))
            } catch {
                if error == .cancelled { throw error }
                if urls.count > 1 { logger.warning("\(error)") }
                failure = error
            }
        }
        throw failure
    }
}
