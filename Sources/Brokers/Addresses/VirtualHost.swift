/// The part of a server that one Celery application uses.
package enum VirtualHost: Hashable, Sendable {
    /// A database of Redis, by its number.
    case database(Int)
    /// A virtual host of RabbitMQ.
    case named(String)
}

extension VirtualHost: CustomStringConvertible {
    /// As it stands in an address, behind the slash.
    package var description: String {
        switch self {
        case .database(let number): String(number)
        case .named(let name): PercentEncoding.encode(name)
        }
    }
}
