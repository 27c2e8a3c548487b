import Brokers
import Celery

/// What was heard while listening, reduced as it came.
struct Hearing: Sendable {
    /// What the events tell.
    private(set) var state = ClusterState()
    /// Takes the secrets out before anything is kept.
    private(set) var privacy: Privacy
    /// How the listening went; `nil` where nobody was to listen.
    var report: Timed<ListenReport>?

    init(privacy: Privacy) { self.privacy = privacy }

    mutating func take(_ events: [Event]) {
        for var event in events {
            privacy.clean(&event)
            state.apply(event)
        }
    }
}
