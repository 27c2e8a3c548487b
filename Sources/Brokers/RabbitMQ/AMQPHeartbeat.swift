/// When a connection has to say that it is alive, and when the other end has been silent for too long.
struct AMQPHeartbeat: Sendable {
    /// The interval that we ask for.
    static let seconds: UInt16 = 20
    /// What says it.
    static let frame = AMQPFrame(kind: .heartbeat, channel: 0, payload: [])

    private let interval: Duration
    private var sent = ContinuousClock.now
    private var heard = ContinuousClock.now

    /// With an interval of zero neither end says anything.
    init(interval: Duration) { self.interval = interval }

    /// Whether it is time to say it.
    var isDue: Bool { interval > .zero && ContinuousClock.now >= sent + interval / 2 }

    /// Whether two intervals have passed without a word from the other end.
    var isSilent: Bool { interval > .zero && ContinuousClock.now > heard + interval * 2 }

    /// When to look again.
    var next: ContinuousClock.Instant { interval > .zero ? sent + interval / 2 : .now + .seconds(60) }

    /// Takes note of something that was sent.
    mutating func noteSent() { sent = .now }

    /// Takes note of something that was heard.
    mutating func noteHeard() { heard = .now }
}
