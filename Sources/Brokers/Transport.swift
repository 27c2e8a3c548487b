/// What a broker speaks, by the name that pages and files have for it.
package enum Transport: String, Sendable {
    case redis
    /// AMQP 0-9-1, as RabbitMQ speaks it.
    case amqp
}

extension BrokerURL {
    /// The broker at this address; nothing is connected yet.
    package func broker(_ options: BrokerOptions) -> any Broker {
        switch transport {
        case .redis: RedisBroker(self, options: options)
        case .amqp: RabbitMQBroker(self, options: options)
        }
    }

    /// The same, where it keeps events in taps; `nil` for one of another kind.
    package func tapBroker(_ options: BrokerOptions) -> (any EventTapBroker)? {
        broker(options) as? any EventTapBroker
    }
}
