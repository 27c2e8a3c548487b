/// Which broker it is.
package struct BrokerIdentity: Sendable, Equatable {
    /// `redis` or `amqp`.
    package var transport: String
    /// Its address, without credentials.
    package var url: String
    /// Its software and version, such as `Redis 7.0.15`; `nil` where it didn't say.
    package var server: String?

    /// Names a broker.
    package init(transport: String, url: String, server: String?) {
        self.transport = transport
        self.url = url
        self.server = server
    }
}
