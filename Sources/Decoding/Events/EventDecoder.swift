package import Celery

/// Decodes the messages of Celery's event stream: one event, or the list of several that workers send as `task.multi`.
///
/// The fields are those of Celery's `celery/events/event.py`, `celery/worker/request.py` and
/// `celery/worker/heartbeat.py`.
package struct EventDecoder: ~Copyable {
    private var messages = MessageDecoder()
    private var pool = StringPool()
    private let table = EventFieldTable()

    /// Makes a decoder; one serves any number of messages.
    package init() {}

    /// Decodes a message and appends its events; those of types that mean nothing to us are passed over.
    ///
    /// An element's own `local_received` heartbeats `heard`; where both lack, its sender's time stands for them. Of a
    /// list with a bad element the good ones are appended before the error is thrown.
    package mutating func decode(
        _ bytes: some Collection<UInt8>, heard: Instant?, into events: inout [Event]
    ) throws(DecodingFailure) {
        try decode(messages.parser.root(of: bytes), heard: heard, into: &events)
    }

    /// Decodes a message that is parsed already.
    mutating func decode(
        _ node: JSONNode, heard: Instant?, into events: inout [Event]
    ) throws(DecodingFailure) {
        guard let elements = node.elements else { return try append(node, heard, to: &events) }
        var failure: DecodingFailure?
        for element in elements {
            do throws(DecodingFailure) {
                try append(element, heard, to: &events)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// Decodes a message.
    package mutating func decode(
        _ bytes: some Collection<UInt8>, heard: Instant?
    ) throws(DecodingFailure) -> [Event] {
        var events: [Event] = []
        try decode(bytes, heard: heard, into: &events)
        return events
    }

    /// Decodes a message that came in kombu's envelope, as Redis delivers it; otherwise as `decode(_:heard:into:)`.
    package mutating func decode(
        envelope: some Collection<UInt8>, heard: Instant?, into events: inout [Event]
    ) throws(DecodingFailure) {
        try decode(messages.body(of: envelope), heard: heard, into: &events)
    }

    private mutating func append(
        _ node: JSONNode, _ heard: Instant?, to events: inout [Event]
    ) throws(DecodingFailure) {
        guard let fields = node.fields else { throw .notA("an event") }
        var draft = EventDraft()
        for (key, value) in fields {
            if let field = table.field(key) { draft.take(field, value, &pool) }
        }
        try draft.append(heard: heard, to: &events)
    }
}
