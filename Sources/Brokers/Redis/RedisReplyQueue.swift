/// The queue to which workers send their answers to one inspection of ours.
///
/// While it is used, its owner subscribes to a channel of its name. So whoever finds it can tell one that is in use
/// from one that a killed run has left behind.
struct RedisReplyQueue: Sendable {
    private static let marker = "herbarium-"

    /// The routing key of its binding.
    let identifier: String
    /// Its binding, as it stands in the set.
    private let member: String
    private let keys: RedisKeys
    private let options: BrokerOptions

    /// A new one.
    init(_ keys: RedisKeys, _ options: BrokerOptions) {
        let identifier = Self.marker + RandomIdentifier.uuid()
        let separator = options.layout.separator
        let member = "\(identifier)\(separator)\(separator)\(identifier).\(options.replyExchange)"
        self.init(identifier, member: member, keys, options)
    }

    /// The one that a binding leads to, whatever separates its parts; `nil` where it is none of ours.
    init?(member: String, _ keys: RedisKeys, _ options: BrokerOptions) {
        let identifier = String(member.prefix(Self.marker.count + RandomIdentifier.length))
        let queue = "\(identifier).\(options.replyExchange)"
        guard identifier.hasPrefix(Self.marker), member.hasSuffix(queue) else { return nil }
        let between = Array(member.unicodeScalars.dropFirst(identifier.unicodeScalars.count))
            .dropLast(queue.unicodeScalars.count)
        guard between.count >= 2, between.count % 2 == 0,
            between.prefix(between.count / 2).elementsEqual(between.suffix(between.count / 2))
        else { return nil }
        self.init(identifier, member: member, keys, options)
    }

    private init(_ identifier: String, member: String, _ keys: RedisKeys, _ options: BrokerOptions) {
        self.identifier = identifier
        self.member = member
        self.keys = keys
        self.options = options
    }

    /// The list of answers.
    var list: String { keys.list("\(identifier).\(options.replyExchange)") }

    /// The channel that its owner subscribes to; users who may listen to events may subscribe to it.
    var presence: String { keys.channel(options.eventExchange, "\(identifier).presence") }

    /// Makes workers' answers find it.
    var bind: RedisCommand { RedisCommand("SADD", keys.binding(options.replyExchange), member) }

    /// Does to what isn't there yet all that will be done to it, and so changes nothing: who may not take a binding
    /// away must not make one.
    var rehearsal: [RedisCommand] {
        remove + [RedisCommand("LTRIM", list, "0", "-1"), RedisCommand("EXPIRE", list, "60")]
    }

    /// Takes away everything of it, but for a list that lasts five seconds: what a worker pushes that found the binding
    /// just before it went then goes with that list.
    var retire: [RedisCommand] {
        remove + [RedisCommand("RPUSH", list, ""), RedisCommand("EXPIRE", list, "5")]
    }

    /// Takes away everything of it.
    var remove: [RedisCommand] {
        [RedisCommand("SREM", keys.binding(options.replyExchange), member), RedisCommand("DEL", list)]
    }

    /// Takes away the oldest answers, up to `count`; the first reply holds them, the oldest last.
    ///
    /// What stays is gone in a minute, should its owner die.
    func take(_ count: Int) -> [RedisCommand] {
        [
            RedisCommand("LRANGE", list, "-\(count)", "-1"), RedisCommand("LTRIM", list, "0", "-\(count + 1)"),
            RedisCommand("EXPIRE", list, "60"),
        ]
    }

    /// Where workers are told to send their answers.
    var address: ControlRequest.ReplyAddress {
        ControlRequest.ReplyAddress(exchange: options.replyExchange, routingKey: identifier)
    }
}
