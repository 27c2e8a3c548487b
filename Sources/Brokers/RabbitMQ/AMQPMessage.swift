import CRabbitMQ
import Decoding

/// A message that was delivered.
struct AMQPMessage: Sendable {
    /// By which it is acknowledged.
    let tag: UInt64
    /// The exchange that it was published to; the default one has an empty name.
    let exchange: String
    /// How its body is written.
    let form: MessageForm
    /// Of an answer to remote control: the question's own ticket.
    let ticket: String?
    /// The body; empty where it was larger than anything of Celery's.
    let body: [UInt8]
}

/// A message whose frames are still arriving.
struct AMQPMessageDraft: Sendable {
    /// Larger bodies are passed over: no event and no answer is as large.
    private static let sizeLimit = 256 << 20

    private let tag: UInt64
    private let exchange: String
    private var form = MessageForm()
    private var ticket: String?
    private var size: Int?
    private var arrived = 0
    private var body: [UInt8] = []

    /// Begins one that was announced.
    init(tag: UInt64, exchange: String) {
        self.tag = tag
        self.exchange = exchange
    }

    /// Takes the header's frame: class, weight, size, properties.
    mutating func take(header: [UInt8], _ pool: AMQPPool) throws(AMQPFrame.Violation) {
        guard header.count >= 12, size == nil else { throw AMQPFrame.Violation() }
        let length = header[4..<12].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let length = Int(exactly: length) else { throw AMQPFrame.Violation() }
        size = length
        let decoded = pool.decode(header[12...], as: amqp_basic_properties_t.self) {
            amqp_decode_properties(UInt16(AMQP_BASIC_CLASS), $0, $1, &$2)
        }
        guard let properties = decoded else { return }
        func has(_ flag: Int32) -> Bool { properties._flags & UInt32(flag) != 0 }
        if has(AMQP_BASIC_CONTENT_TYPE_FLAG) { form.contentType = properties.content_type.string }
        if has(AMQP_BASIC_CONTENT_ENCODING_FLAG) { form.contentEncoding = properties.content_encoding.string }
        if has(AMQP_BASIC_HEADERS_FLAG) {
            form.compression = properties.headers["compression"]
            ticket = properties.headers["ticket"]
        }
        if length <= Self.sizeLimit { body.reserveCapacity(min(length, 1 << 20)) }
    }

    /// Takes a frame of the body.
    mutating func take(body piece: [UInt8]) throws(AMQPFrame.Violation) {
        guard let size, arrived + piece.count <= size else { throw AMQPFrame.Violation() }
        arrived += piece.count
        if size <= Self.sizeLimit { body += piece }
    }

    /// The message; `nil` while something of it is missing.
    var message: AMQPMessage? {
        guard let size, arrived == size else { return nil }
        return AMQPMessage(tag: tag, exchange: exchange, form: form, ticket: ticket, body: body)
    }
}
