/// What a broker speaks, by the name that pages and files have for it.
package enum Transport: String, CaseIterable, Sendable {
    case redis
    /// AMQP 0-9-1, as RabbitMQ speaks it.
    case amqp

    /// What addresses of such a broker begin with, as Celery writes them.
    package var schemes: [String] {
        switch self {
        case .redis: ["redis", "rediss", "redis+socket", "sentinel"]
        case .amqp: ["amqp", "amqps", "pyamqp"]
        }
    }

    /// What such a broker carries besides tasks.
    var features: BrokerFeatures {
        switch self {
        case .redis, .amqp: .all
        }
    }
}

extension BrokerURL {
    /// What the broker at this address carries besides tasks.
    package var features: BrokerFeatures { isDump ? [] : transport.features }

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
