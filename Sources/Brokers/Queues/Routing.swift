import Celery

/// Where messages go: tells a queue from the exchange and the routing key that a message was sent with.
struct Routing: Sendable {
    private let bindings: [ExactText: [Binding]]

    init(_ bindings: some Sequence<Binding>) {
        self.bindings = Dictionary(grouping: bindings, by: \.exchange.exact)
    }

    /// The queues that such a message goes to; of an exchange without known bindings, the one named by the key.
    func queues(exchange: String, routingKey: String) -> Set<ExactText> {
        guard !exchange.isEmpty, let known = bindings[exchange.exact] else { return [routingKey.exact] }
        let queues = Set(known.filter { $0.leads(routingKey) }.map(\.queue.exact))
        return queues.isEmpty ? [routingKey.exact] : queues
    }
}
