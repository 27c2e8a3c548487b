package import Celery

/// What all sources together know of a cluster, without secrets: what a snapshot is made of.
package struct Observation: Sendable {
    /// The broker.
    package var broker: BrokerIdentity
    /// What the events told.
    package var state: ClusterState
    /// What else is known.
    package var evidence: Evidence
    /// The parts of time in which we listened.
    package var watched: [TimeSpan]
    /// When it ended, by our clock.
    package var ended: Instant
    /// What was asked, and how it went.
    package var sources: [SourceReport]
    /// What was taken out.
    package var redactions: Snapshot.Redactions

    /// Whether a source failed after others had answered, or a worker that is alive did not answer.
    package var isIncomplete = false

    /// Collects what is known.
    package init(
        broker: BrokerIdentity, state: ClusterState, evidence: Evidence, watched: [TimeSpan], ended: Instant,
        sources: [SourceReport], redactions: Snapshot.Redactions
    ) {
        self.broker = broker
        self.state = state
        self.evidence = evidence
        self.watched = watched
        self.ended = ended
        self.sources = sources
        self.redactions = redactions
    }
}
