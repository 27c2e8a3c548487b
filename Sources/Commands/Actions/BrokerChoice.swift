import Brokers
import Logging

/// Tries the brokers of an address in turn, as Celery does.
struct BrokerChoice {
    let urls: [BrokerURL]
    let logger: Logger

    /// What comes of the first broker that can be reached, and which one that is.
    ///
    /// - Throws: what the last one says.
    func first<Value: Sendable>(
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
