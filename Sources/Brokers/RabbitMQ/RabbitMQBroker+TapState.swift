import Celery
import Decoding

extension EventTap {
    /// The arguments that every tap has, and no other queue has a use for; the limits differ.
    static let fixedArguments = ["x-queue-type": "quorum", "x-overflow": "drop-head"]
    /// The arguments that are its limits: messages, and milliseconds.
    static let limitArguments = ["x-max-length", "x-message-ttl"]

    /// What a tap is declared with.
    static func arguments(maxLength: Int, maxAge: Int) -> [(name: String, value: AMQPValue)] {
        [
            ("x-queue-type", .text("quorum")), ("x-max-length", .integer(maxLength)),
            ("x-message-ttl", .integer(maxAge)), ("x-overflow", .text("drop-head")),
        ]
    }
}

extension RabbitMQBroker {
    /// Makes certain that a queue is what `tap add` makes, and says how full it is; takes nothing and changes nothing.
    ///
    /// - Throws: `.missing` where there is none, and `.notATap` for one that is bound otherwise, or declared otherwise.
    func examine(_ tap: EventTap, _ connection: AMQPConnection) async throws(BrokerError) -> TapState {
        var (ready, consumers) = (0, 0)
        do throws(BrokerError) {
            let found = try await connection.ask(.find(queue: tap.name), on: Self.searchChannel)
            if case .declared(let messages, let others) = found { (ready, consumers) = (messages, others) }
        } catch {
            // Such a one belongs to another connection.
            guard case .refused = error else { throw error }
            throw .notATap(queue: tap.name, reason: "it belongs to one connection alone")
        }
        let isCertain = try await isDescribedAsTap(tap)
        if !isCertain { try await assertDeclaredAsTap(tap, connection) }
        return TapState(ready: ready, consumers: consumers, isCertain: isCertain)
    }

    /// Whether the management API says that it is a tap; `false` where it says nothing.
    private func isDescribedAsTap(_ tap: EventTap) async throws(BrokerError) -> Bool {
        let origin: (queue: ManagedQueue, bindings: Set<ManagedBinding>)
        do throws(BrokerError) {
            origin = try await RabbitMQManagement(of: url, options: options, patience: .seconds(2)).origin(of: tap.name)
        } catch {
            if error == .cancelled { throw error }
            return false
        }
        let limits = origin.queue.arguments.filter { EventTap.limitArguments.contains($0.name) }
        let others = origin.queue.arguments.filter { !EventTap.limitArguments.contains($0.name) }
        let isTap =
            Dictionary(others.map { ($0.name, $0.value) }) { $1 } == EventTap.fixedArguments
            && limits.count == EventTap.limitArguments.count && limits.allSatisfy { Int($0.value) != nil }
            && origin.queue.isDurable && !origin.queue.isExclusive
        guard isTap else { throw .notATap(queue: tap.name, reason: "it was not declared as one") }
        let own = ManagedBinding(source: "", routingKey: tap.name)
        let events = ManagedBinding(source: options.eventExchange, routingKey: "#")
        let foreign = origin.bindings.subtracting([own, events]).map(\.source).sorted()
        guard foreign.isEmpty else {
            throw .notATap(queue: tap.name, reason: "it is bound to '\(foreign[0])' too")
        }
        guard origin.bindings.contains(events) else {
            throw .notATap(queue: tap.name, reason: "it is not bound to '\(options.eventExchange)'")
        }
        return true
    }

    /// Asks the server itself whether a queue that is there was declared as a tap: declared again in the same way it
    /// stays as it is, and in any other way the server refuses and names what differs.
    private func assertDeclaredAsTap(_ tap: EventTap, _ connection: AMQPConnection) async throws(BrokerError) {
        var limits = ["x-max-length": 1_000_000, "x-message-ttl": 604_800_000]
        for _ in 0...EventTap.limitArguments.count {
            let arguments = EventTap.arguments(
                maxLength: limits["x-max-length"] ?? 0, maxAge: limits["x-message-ttl"] ?? 0)
            do throws(BrokerError) {
                try await connection.ask(.makeDurable(queue: tap.name, arguments: arguments), on: Self.searchChannel)
                return
            } catch {
                switch error {
                case .refused(_, let reason):
                    guard let (name, value) = Self.actualLimit(reason), limits[name] != value else {
                        throw .notATap(queue: tap.name, reason: "it was not declared as one")
                    }
                    limits[name] = value
                case .notPermitted:
                    throw .notATap(
                        queue: tap.name,
                        reason: "the management API doesn't say what it is, and this user may not configure it")
                default: throw error
                }
            }
        }
        throw .notATap(queue: tap.name, reason: "it was not declared as one")
    }

    /// The limit that a queue has in truth: of "PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'q' in
    /// vhost '/': received the value '1' of type 'long' but current is the value '5' of type 'long'" its name and 5.
    private static func actualLimit(_ reason: String) -> (name: String, value: Int)? {
        guard let name = EventTap.limitArguments.first(where: { reason.contains("inequivalent arg '\($0)'") }),
            let current = reason.ranges(of: "but current is ").last?.upperBound
        else { return nil }
        let digits = reason[current...].drop { !$0.isNumber }.prefix { $0.isNumber }
        return Int(digits).map { (name, $0) }
    }
}

/// Which of the messages taken from a tap are to be acknowledged: events, and nothing else.
struct TapAcknowledgement {
    private var tags: [UInt64] = []
    /// How many are held that stay in the tap.
    private(set) var kept = 0

    /// Takes note of an event.
    mutating func take(_ tag: UInt64) { tags.append(tag) }

    /// Takes note of what is no event.
    mutating func keep(_ tag: UInt64) { kept += 1 }

    /// What acknowledges the events since the last time: all up to the newest at once, as long as nothing is to stay.
    mutating func due() -> [AMQPMethod] {
        defer { tags = [] }
        guard kept == 0 else { return tags.map { AMQPMethod.acknowledge(only: $0) } }
        return tags.last.map { [AMQPMethod.acknowledge(through: $0)] } ?? []
    }
}
