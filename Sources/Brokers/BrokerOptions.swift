/// How Celery uses a broker, where that isn't as its documentation has it, and how we may.
package struct BrokerOptions: Sendable, Equatable {
    /// The exchange of the event stream: `event_exchange` of Celery's settings.
    package var eventExchange = "celeryev"
    /// The exchange of remote control, its `.pidbox` included.
    package var controlExchange = "celery.pidbox"
    /// Whether nothing may be written to the broker.
    package var isPassive = false
    /// How Celery names its keys in Redis.
    package var layout = RedisLayout()
    /// What the keys of RedBeat's schedule begin with: `redbeat_key_prefix` of Celery's settings.
    package var schedulePrefix = BrokerOptions.schedulePrefix
    /// Where RabbitMQ's management API is; `nil` for where it is by default.
    package var management: HTTPAddress?
    /// How long a Redis that others use is searched for exchanges that nobody named.
    var searchTime = Duration.milliseconds(500)
    /// A queue in which events are kept for us.
    package var eventQueue: String?
    /// How long to wait for an answer of the management API, which takes its time on a busy server.
    package var patience = Duration.seconds(30)
    /// How connections are opened.
    package var stream = StreamOptions()
    /// What Sentinels are to be told, where the address names some.
    package var sentinels = SentinelOptions()

    /// What Celery does where nothing is set.
    package init() {}

    /// What RedBeat's keys begin with where nothing else is set.
    package static let schedulePrefix = "redbeat:"

    /// The exchange of remote control, from Celery's setting `control_exchange`, or from its full name.
    package static func controlExchange(_ setting: String) -> String {
        setting.hasSuffix(".pidbox") ? setting : setting + ".pidbox"
    }

    /// The exchange to which workers send their answers.
    var replyExchange: String { "reply." + controlExchange }
}
