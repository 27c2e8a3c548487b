/// What a tap needs before there is one.
extension RabbitMQBroker {
    /// Makes the exchange of the events, as Celery's workers do (`celery/events/event.py`), where none of them has yet.
    func makeEventExchange(_ connection: AMQPConnection) async throws(BrokerError) {
        do throws(BrokerError) {
            try await connection.ask(.find(exchange: options.eventExchange), on: Self.mainChannel)
        } catch {
            guard case .missing = error else { throw error }
            try await connection.ask(.makeTopic(exchange: options.eventExchange), on: Self.mainChannel)
        }
    }

    /// Makes the queue; one that is there with the same limits stays as it is.
    ///
    /// - Throws: `.refused` with the limits that differ, where it is there with others: a queue's can't be changed.
    func make(
        _ tap: EventTap, _ arguments: [(name: String, value: AMQPValue)], _ connection: AMQPConnection
    ) async throws(BrokerError) {
        do throws(BrokerError) {
            try await connection.ask(.makeDurable(queue: tap.name, arguments: arguments), on: Self.mainChannel)
        } catch {
            guard case .refused(let broker, let reason) = error, reason.hasPrefix("PRECONDITION_FAILED") else {
                throw error
            }
            throw .refused(broker: broker, reason: Self.difference(in: reason, of: tap))
        }
    }

    /// What the server says of the argument that differs: "inequivalent arg 'x-max-length' for queue 'kept' in vhost
    /// '/': received '10' but current is '20'".
    private static func difference(in reason: String, of tap: EventTap) -> String {
        let named = reason.firstMatch(of: #/inequivalent arg '([^']*)'.*current is (?:the value )?'([^']*)'/#)
        let option = ["x-max-length": "--max-length", "x-message-ttl": "--max-age"][named.map { String($0.1) } ?? ""]
        let present = named.flatMap { match in option.map { "its \($0) is \(match.2)" } } ?? "it is of another kind"
        return "there is a queue '\(tap.name)' already, and \(present); "
            + "take it away by 'herbarium tap remove \(tap.name)' first, or add another"
    }
}
