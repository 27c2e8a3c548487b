/// Where messages go: tells a queue from the exchange and the routing key that a message was sent with.
struct Routing: Sendable {
    private let bindings: [String: [Binding]]

    init(_ bindings: some Sequence<Binding>) {
        self.bindings = Dictionary(grouping: bindings, by: \.exchange)
    }

    /// The queues that such a message goes to; of an exchange without known bindings, the one named by the key.
    func queues(exchange: String, routingKey: String) -> Set<String> {
        guard !exchange.isEmpty, let known = bindings[exchange] else { return [routingKey] }
        let queues = Set(known.filter { $0.leads(routingKey) }.map(\.queue))
        return queues.isEmpty ? [routingKey] : queues
    }
}
