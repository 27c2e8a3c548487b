import CRabbitMQ

/// A method that we send, encoded.
struct AMQPMethod: Sendable {
    /// Number and arguments, as they stand in a frame.
    let payload: [UInt8]

    /// Encodes a method; `fields` makes its arguments in the pool.
    private init<Fields: BitwiseCopyable>(_ number: amqp_method_number_t, _ fields: (AMQPPool) -> Fields) {
        let pool = AMQPPool()
        var fields = fields(pool)
        let arguments = [UInt8](unsafeUninitializedCapacity: AMQPFrame.sizeLimit) { buffer, count in
            let room = amqp_bytes_t(len: buffer.count, bytes: buffer.baseAddress)
            // Nothing that is too long gets here: names are bounded where they come in.
            count = withUnsafeMutableBytes(of: &fields) {
                max(0, Int(amqp_encode_method(number, $0.baseAddress, room)))
            }
        }
        var payload: [UInt8] = []
        payload.append(bigEndian: number)
        self.payload = payload + arguments
    }

    /// `connection.start-ok`: logs in by the mechanism PLAIN (RFC 4616).
    static func login(user: String, password: String) -> AMQPMethod {
        AMQPMethod(AMQP_CONNECTION_START_OK_METHOD) { pool in
            amqp_connection_start_ok_t(
                client_properties: pool.table([
                    ("product", .text("Herbarium")), ("connection_name", .text("herbarium")),
                    (
                        "capabilities",
                        .table([
                            ("authentication_failure_close", .flag(true)), ("connection.blocked", .flag(true)),
                            ("consumer_cancel_notify", .flag(true)),
                        ])
                    ),
                ]),
                mechanism: pool.text("PLAIN"), response: pool.bytes([0] + user.utf8 + [0] + password.utf8),
                locale: pool.text("en_US"))
        }
    }

    /// `connection.tune-ok`.
    static func agree(channels: UInt16, frameSize: UInt32, heartbeat: UInt16) -> AMQPMethod {
        AMQPMethod(AMQP_CONNECTION_TUNE_OK_METHOD) { _ in
            amqp_connection_tune_ok_t(channel_max: channels, frame_max: frameSize, heartbeat: heartbeat)
        }
    }

    /// `connection.open`.
    static func open(virtualHost: String) -> AMQPMethod {
        AMQPMethod(AMQP_CONNECTION_OPEN_METHOD) { pool in
            amqp_connection_open_t(virtual_host: pool.text(virtualHost), capabilities: amqp_bytes_t(), insist: 0)
        }
    }

    /// `connection.close`: all is well.
    static let close = AMQPMethod(AMQP_CONNECTION_CLOSE_METHOD) { pool in
        amqp_connection_close_t(reply_code: 200, reply_text: pool.text("done"), class_id: 0, method_id: 0)
    }

    /// `connection.close-ok`.
    static let closeOk = AMQPMethod(AMQP_CONNECTION_CLOSE_OK_METHOD) { _ in amqp_connection_close_ok_t() }

    /// `channel.open`.
    static let openChannel = AMQPMethod(AMQP_CHANNEL_OPEN_METHOD) { _ in amqp_channel_open_t() }

    /// `channel.close-ok`.
    static let channelCloseOk = AMQPMethod(AMQP_CHANNEL_CLOSE_OK_METHOD) { _ in amqp_channel_close_ok_t() }

    /// `exchange.declare`, passive: is there an exchange of that name?
    static func find(exchange: String) -> AMQPMethod {
        AMQPMethod(AMQP_EXCHANGE_DECLARE_METHOD) { pool in
            var fields = amqp_exchange_declare_t()
            fields.exchange = pool.text(exchange)
            fields.type = pool.text("topic")
            fields.passive = 1
            return fields
        }
    }

    /// `exchange.declare` of one that is there, as kombu declares that of remote control: the server answers whether it
    /// is of that kind.
    static func confirmControl(exchange: String) -> AMQPMethod {
        AMQPMethod(AMQP_EXCHANGE_DECLARE_METHOD) { pool in
            var fields = amqp_exchange_declare_t()
            fields.exchange = pool.text(exchange)
            fields.type = pool.text("fanout")
            return fields
        }
    }

    /// `exchange.declare` of a durable topic exchange, as kombu makes one.
    static func makeTopic(exchange: String) -> AMQPMethod {
        AMQPMethod(AMQP_EXCHANGE_DECLARE_METHOD) { pool in
            var fields = amqp_exchange_declare_t()
            fields.exchange = pool.text(exchange)
            fields.type = pool.text("topic")
            fields.durable = 1
            return fields
        }
    }

    /// `queue.declare`, passive: is there a queue of that name, and how full is it?
    static func find(queue: String) -> AMQPMethod {
        AMQPMethod(AMQP_QUEUE_DECLARE_METHOD) { pool in
            var fields = amqp_queue_declare_t()
            fields.queue = pool.text(queue)
            fields.passive = 1
            return fields
        }
    }

    /// `queue.declare` of a queue that nobody else sees, and that goes with the connection.
    static func makeOwn(queue: String) -> AMQPMethod {
        AMQPMethod(AMQP_QUEUE_DECLARE_METHOD) { pool in
            var fields = amqp_queue_declare_t()
            fields.queue = pool.text(queue)
            (fields.exclusive, fields.auto_delete) = (1, 1)
            return fields
        }
    }

    /// `queue.declare` of a queue that stays.
    static func makeDurable(queue: String, arguments: [(name: String, value: AMQPValue)]) -> AMQPMethod {
        AMQPMethod(AMQP_QUEUE_DECLARE_METHOD) { pool in
            var fields = amqp_queue_declare_t()
            fields.queue = pool.text(queue)
            fields.durable = 1
            fields.arguments = pool.table(arguments)
            return fields
        }
    }

    /// `queue.bind`.
    static func bind(queue: String, to exchange: String, routingKey: String) -> AMQPMethod {
        AMQPMethod(AMQP_QUEUE_BIND_METHOD) { pool in
            var fields = amqp_queue_bind_t()
            fields.queue = pool.text(queue)
            fields.exchange = pool.text(exchange)
            fields.routing_key = pool.text(routingKey)
            return fields
        }
    }

    /// `queue.delete`.
    static func delete(queue: String) -> AMQPMethod {
        AMQPMethod(AMQP_QUEUE_DELETE_METHOD) { pool in
            var fields = amqp_queue_delete_t()
            fields.queue = pool.text(queue)
            return fields
        }
    }

    /// `basic.qos`: so many messages at once without an acknowledgement.
    static func prefetch(_ count: UInt16) -> AMQPMethod {
        AMQPMethod(AMQP_BASIC_QOS_METHOD) { _ in amqp_basic_qos_t(prefetch_size: 0, prefetch_count: count, global: 0) }
    }

    /// `basic.consume`, under the queue's own name.
    static func consume(queue: String, acknowledging: Bool) -> AMQPMethod {
        AMQPMethod(AMQP_BASIC_CONSUME_METHOD) { pool in
            var fields = amqp_basic_consume_t()
            fields.queue = pool.text(queue)
            fields.consumer_tag = pool.text(queue)
            fields.no_ack = acknowledging ? 0 : 1
            return fields
        }
    }

    /// `basic.cancel` of what `consume` began; what was sent before it is answered has arrived by then.
    static func cancel(queue: String) -> AMQPMethod {
        AMQPMethod(AMQP_BASIC_CANCEL_METHOD) { pool in amqp_basic_cancel_t(consumer_tag: pool.text(queue), nowait: 0) }
    }

    /// `basic.ack` of all messages up to one.
    static func acknowledge(through tag: UInt64) -> AMQPMethod {
        AMQPMethod(AMQP_BASIC_ACK_METHOD) { _ in amqp_basic_ack_t(delivery_tag: tag, multiple: 1) }
    }

    /// `basic.ack` of one message.
    static func acknowledge(only tag: UInt64) -> AMQPMethod {
        AMQPMethod(AMQP_BASIC_ACK_METHOD) { _ in amqp_basic_ack_t(delivery_tag: tag, multiple: 0) }
    }

    /// `basic.publish`.
    static func publish(exchange: String, routingKey: String) -> AMQPMethod {
        AMQPMethod(AMQP_BASIC_PUBLISH_METHOD) { pool in
            var fields = amqp_basic_publish_t()
            fields.exchange = pool.text(exchange)
            fields.routing_key = pool.text(routingKey)
            return fields
        }
    }

    /// The payload of the header frame of a transient message of JSON.
    static func properties(size: Int, headers: [(name: String, value: AMQPValue)]) -> [UInt8] {
        let pool = AMQPPool()
        var fields = amqp_basic_properties_t()
        fields._flags =
            UInt32(AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_CONTENT_ENCODING_FLAG)
            | UInt32(AMQP_BASIC_HEADERS_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG)
        fields.content_type = pool.text("application/json")
        fields.content_encoding = pool.text("utf-8")
        fields.headers = pool.table(headers)
        fields.delivery_mode = 1
        let encoded = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            let room = amqp_bytes_t(len: buffer.count, bytes: buffer.baseAddress)
            count = max(0, Int(amqp_encode_properties(UInt16(AMQP_BASIC_CLASS), &fields, room)))
        }
        var payload: [UInt8] = []
        payload.append(bigEndian: UInt16(AMQP_BASIC_CLASS))
        payload.append(bigEndian: UInt16(0))
        payload.append(bigEndian: UInt64(size))
        return payload + encoded
    }
}
