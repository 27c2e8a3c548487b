/// What answered at a broker's address.
package struct BrokerIdentity: Sendable, Equatable {
    /// The protocol: `redis` or `amqp`.
    package var transport: String
    /// The address without its password.
    package var url: String
    /// The server's name and version, such as `Redis 7.0.15`.
    package var server: String

    /// Names a broker.
    package init(transport: String, url: String, server: String) {
        self.transport = transport
        self.url = url
        self.server = server
    }
}
