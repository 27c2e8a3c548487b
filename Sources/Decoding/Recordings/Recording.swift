package import Celery

/// A cluster as somebody recorded it: the events of a span, and what was asked at its end.
package struct Recording: Sendable, Equatable {
    /// The broker that was recorded.
    package struct Identity: Sendable, Equatable {
        /// `redis` or `amqp`.
        package var transport: String
        /// Its URL, without a password.
        package var url: String
        /// Its name and version.
        package var server: String
    }

    /// The broker that was recorded.
    package var identity: Identity
    /// The events, in the order in which they were heard.
    package var events: [Event]
    /// What was asked besides.
    package var evidence: Evidence
    /// The spans in which the recorder listened.
    package var watched: [TimeSpan]
    /// When the recording ends.
    package var end: Instant
}
