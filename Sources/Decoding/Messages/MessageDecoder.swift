package import Celery

/// Decodes messages in kombu's envelope, as they stand in Redis: `{"body": …, "headers": {…}, "properties": {…}}`.
///
/// The format is that of `kombu/transport/virtual/base.py`, the headers of a task those of Celery's `app/amqp.py`.
package struct MessageDecoder: ~Copyable {
    var parser = JSONParser()

    /// Makes a decoder; one serves any number of messages.
    package init() {}

    /// Opens an envelope.
    package mutating func content(of envelope: some Collection<UInt8>) throws(DecodingFailure) -> MessageContent {
        try parser.withParsed(envelope) { node throws(DecodingFailure) in
            var content = MessageContent(body: try Envelope(node).body())
            content.ticket = node["headers"]?["ticket"]?.string
            content.clock = node["headers"]?["clock"]?.int
            return content
        }
    }

    /// The body that an envelope holds.
    package mutating func body(of envelope: some Collection<UInt8>) throws(DecodingFailure) -> [UInt8] {
        try parser.withParsed(envelope) { node throws(DecodingFailure) in try Envelope(node).body() }
    }

    /// Reads a message of a queue; `task` is `nil` where it is none of Celery's, or can't be read.
    package mutating func task(_ envelope: some Collection<UInt8>) -> WaitingMessage {
        let draft = try? parser.withParsed(envelope) { node throws(DecodingFailure) in TaskMessage(envelope: node) }
        // A queue may hold anything: what can't be read is a message without a task.
        guard let draft else { return WaitingMessage(task: nil) }
        return complete(draft)
    }

    /// Reads an entry of the hash in which kombu keeps what Redis delivered: `[message, exchange, routing key]`.
    ///
    /// `delivered` and the queue are for the caller to fill in; `nil` where the entry is none of kombu's.
    package mutating func unacknowledged(_ entry: some Collection<UInt8>) -> UnacknowledgedEntry? {
        // What is no entry of kombu's has no task, exchange or key: silence tells the caller all there is.
        let draft = try? parser.withParsed(entry) { node throws(DecodingFailure) in
            DeliveryDraft(entry: node)
        }
        guard let delivery = draft ?? nil else { return nil }
        let message = complete(delivery.message)
        return UnacknowledgedEntry(
            message: UnacknowledgedMessage(task: message.task, facts: message.facts),
            exchange: delivery.exchange, routingKey: delivery.routingKey)
    }

    /// Reads the body too, where the headers don't tell all.
    mutating func complete(_ draft: TaskMessage) -> WaitingMessage {
        guard let body = draft.body else { return draft.message }
        // A body that can't be read leaves what the headers told.
        let completed = try? parser.withParsed(body) { node throws(DecodingFailure) in draft.completed(by: node) }
        return completed ?? draft.message
    }
}

/// A message that Redis delivered and that is not acknowledged, with what leads to its queue.
package struct UnacknowledgedEntry: Sendable, Equatable {
    /// The message.
    package var message: UnacknowledgedMessage
    /// The exchange it was sent to; empty for the default one, where the routing key is the queue.
    package var exchange: String
    /// The key it was routed by.
    package var routingKey: String
}
