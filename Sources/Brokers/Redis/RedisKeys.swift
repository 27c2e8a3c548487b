/// The keys and channels that kombu's Redis transport uses (`kombu/transport/redis.py`).
struct RedisKeys: Sendable {
    private let layout: RedisLayout
    private let database: Int
    /// Whether channels may have another name besides: over Sentinel, kombu before 5.4 left a placeholder in it.
    private let hasOldChannels: Bool

    init(_ layout: RedisLayout, database: Int, hasOldChannels: Bool = false) {
        self.layout = layout
        self.database = database
        self.hasOldChannels = hasOldChannels
    }

    /// The hash of messages that were delivered and not acknowledged.
    var unacknowledged: String { layout.keyPrefix + "unacked" }

    /// The sorted set of their times of delivery.
    var unacknowledgedIndex: String { layout.keyPrefix + "unacked_index" }

    /// What the keys of all bindings begin with.
    var bindingPrefix: String { layout.keyPrefix + "_kombu.binding." }

    /// The set of an exchange's bindings.
    func binding(_ exchange: String) -> String { bindingPrefix + exchange }

    /// The list of a queue's messages of one of the priority steps.
    func list(_ queue: String, step: Int) -> String {
        layout.keyPrefix + (step == 0 ? queue : "\(queue)\(layout.separator)\(step)")
    }

    /// The list that takes messages of priority 0.
    func list(_ queue: String) -> String { list(queue, step: layout.step(of: 0)) }

    /// The channel of a fanout exchange.
    func channel(_ exchange: String, _ routingKey: String = "") -> String {
        layout.keyPrefix + "/\(database)." + exchange + (routingKey.isEmpty ? "" : "/" + routingKey)
    }

    /// All channels that a fanout exchange of the database has, the present one first.
    func channels(_ exchange: String) -> [String] {
        [channel(exchange)] + (hasOldChannels ? [layout.keyPrefix + "/{db}." + exchange] : [])
    }

    /// The channel of a fanout exchange where `fanout_prefix` is off, which all databases have in common.
    func commonChannel(_ exchange: String) -> String { layout.keyPrefix + exchange }

    /// The pattern of the channels into which an exchange's is parted by routing keys, where `fanout_patterns` is not
    /// off.
    static func pattern(below channel: String) -> String { escapingPattern(channel) + "/*" }

    /// The pattern that only the text itself matches.
    static func escapingPattern(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if "*?[]\\^".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
