/// The part of a server that one Celery application uses.
package enum Division: Hashable, Sendable {
    /// A database of Redis, by its number.
    case database(Int)
    /// A virtual host of RabbitMQ.
    case virtualHost(String)
}

extension Division: CustomStringConvertible {
    /// As it stands in an address, behind the slash.
    package var description: String {
        switch self {
        case .database(let number): String(number)
        case .virtualHost(let name): PercentEncoding.encode(name)
        }
    }
}
