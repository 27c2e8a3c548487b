import Celery
import Testing

@testable import Brokers

struct RoutingTests {
    private let routing = Routing([
        Binding(exchange: "celery", routingKey: "celery", isTopic: false, queue: "celery"),
        Binding(exchange: "mail", routingKey: "out", isTopic: false, queue: "outbox"),
        Binding(exchange: "topic", routingKey: "a.#", isTopic: true, queue: "all"),
        Binding(exchange: "topic", routingKey: "a.b", isTopic: true, queue: "one"),
    ])

    @Test func sendsTheDefaultExchangeToTheQueueOfTheKey() {
        #expect(routing.queues(exchange: "", routingKey: "q") == ["q"])
    }

    @Test func followsBindings() {
        #expect(routing.queues(exchange: "mail", routingKey: "out") == ["outbox"])
        #expect(routing.queues(exchange: "topic", routingKey: "a.c") == ["all"])
        #expect(routing.queues(exchange: "topic", routingKey: "a.b") == ["all", "one"])
    }

    @Test func takesTheKeyForAQueueWhereNoBindingLeadsOn() {
        #expect(routing.queues(exchange: "mail", routingKey: "in") == ["in"])
        #expect(routing.queues(exchange: "unknown", routingKey: "in") == ["in"])
    }

    @Test func leadsToTheQueueThatIsSpeltLikeTheBinding() {
        let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}")
        let bindings: Set = [composed, decomposed].reduce(into: Set<Binding>()) { bindings, name in
            bindings.insert(Binding(exchange: "mail", routingKey: name, isTopic: false, queue: name))
        }
        #expect(bindings.count == 2)
        #expect(Routing(bindings).queues(exchange: "mail", routingKey: decomposed) == [decomposed.exact])
    }
}
