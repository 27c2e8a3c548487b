import CRabbitMQ

/// A method that the server sends.
enum AMQPAnswer: Sendable, Equatable {
    /// `connection.start`: who answers, and how one may log in.
    case start(server: String?, mechanisms: [String])
    /// `connection.tune`: what it proposes; 0 is no limit.
    case tune(channels: UInt16, frameSize: UInt32, heartbeat: UInt16)
    /// `connection.close`.
    case close(AMQPClosing)
    /// `channel.close`.
    case channelClose(AMQPClosing)
    /// `connection.blocked`: what we publish is not taken, for a reason.
    case blocked(String)
    /// `connection.unblocked`.
    case unblocked
    /// `queue.declare-ok`.
    case declared(ready: Int, consumers: Int)
    /// `basic.deliver`; the message itself follows.
    case delivery(tag: UInt64, exchange: String)
    /// `basic.cancel`: the queue is gone.
    case cancelled
    /// Any other answer: what was asked for is done.
    case done

    /// Reads the payload of a method's frame; `nil` where it can't be read.
    init?(_ payload: [UInt8], _ pool: AMQPPool) {
        guard payload.count >= 4 else { return nil }
        let number = payload[..<4].reduce(amqp_method_number_t(0)) { $0 << 8 | amqp_method_number_t($1) }
        func fields<Fields>(_ type: Fields.Type) -> Fields? {
            pool.decode(payload[4...], as: type) { amqp_decode_method(number, $0, $1, &$2) }
        }
        switch number {
        case AMQP_CONNECTION_START_METHOD:
            guard let fields = fields(amqp_connection_start_t.self) else { return nil }
            let properties = fields.server_properties
            let server = [properties["product"], properties["version"]].compactMap(\.self).joined(separator: " ")
            self = .start(
                server: server.isEmpty ? nil : server,
                mechanisms: fields.mechanisms.string.split(separator: " ").map(String.init))
        case AMQP_CONNECTION_TUNE_METHOD:
            guard let fields = fields(amqp_connection_tune_t.self) else { return nil }
            self = .tune(channels: fields.channel_max, frameSize: fields.frame_max, heartbeat: fields.heartbeat)
        case AMQP_CONNECTION_CLOSE_METHOD:
            guard let fields = fields(amqp_connection_close_t.self) else { return nil }
            self = .close(AMQPClosing(code: Int(fields.reply_code), text: fields.reply_text.string))
        case AMQP_CHANNEL_CLOSE_METHOD:
            guard let fields = fields(amqp_channel_close_t.self) else { return nil }
            self = .channelClose(AMQPClosing(code: Int(fields.reply_code), text: fields.reply_text.string))
        case AMQP_CONNECTION_BLOCKED_METHOD:
            guard let fields = fields(amqp_connection_blocked_t.self) else { return nil }
            self = .blocked(fields.reason.string)
        case AMQP_CONNECTION_UNBLOCKED_METHOD: self = .unblocked
        case AMQP_QUEUE_DECLARE_OK_METHOD:
            guard let fields = fields(amqp_queue_declare_ok_t.self) else { return nil }
            self = .declared(ready: Int(fields.message_count), consumers: Int(fields.consumer_count))
        case AMQP_BASIC_DELIVER_METHOD:
            guard let fields = fields(amqp_basic_deliver_t.self) else { return nil }
            self = .delivery(tag: fields.delivery_tag, exchange: fields.exchange.string)
        case AMQP_BASIC_CANCEL_METHOD: self = .cancelled
        default: self = .done
        }
    }
}

/// Why the server closes a connection or a channel: one of the reply codes of AMQP 0-9-1 (section 1.3.3 of its
/// reference), and RabbitMQ's own words.
struct AMQPClosing: Sendable, Equatable {
    let code: Int
    let text: String
}
