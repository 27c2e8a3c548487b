/// What a broker speaks, by the name that pages and files have for it.
package enum Transport: String, Sendable {
    case redis
    /// AMQP 0-9-1, as RabbitMQ speaks it.
    case amqp
}
