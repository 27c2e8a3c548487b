/// The broker that a history belongs to; it holds no credentials.
package struct HistoryIdentity: Hashable, Sendable, CustomStringConvertible {
    /// `redis` or `amqp`.
    package var transport: String
    /// Host and port, or the path of a socket.
    package var place: String
    /// The number of the database, or the virtual host.
    package var virtualHost: String
    /// What stands before every key.
    package var keyPrefix: String

    /// Names a broker.
    package init(transport: String, place: String, virtualHost: String, keyPrefix: String = "") {
        self.transport = transport
        self.place = place
        self.virtualHost = virtualHost
        self.keyPrefix = keyPrefix
    }

    package var description: String {
        let address = "\(transport)://\(place)/\(virtualHost)"
        return keyPrefix.isEmpty ? address : "\(address) with the key prefix '\(keyPrefix)'"
    }

    /// The name of its file, where nobody gave one: sixteen hexadecimal digits, by FNV-1a (Fowler, Noll, Vo).
    package var fileName: String {
        let text = [transport, place, virtualHost, keyPrefix].joined(separator: "\n")
        let digits = String(TaskKey.hash(text.utf8), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits + ".sqlite"
    }
}
