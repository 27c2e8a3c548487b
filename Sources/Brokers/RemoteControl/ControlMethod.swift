/// A question that a worker answers by remote control.
package enum ControlMethod: String, CaseIterable, Sendable {
    case ping, stats, active, reserved, scheduled, revoked, registered, conf
    case activeQueues = "active_queues"

    /// Whether a worker builds an answer as long as its list of fetched messages before it goes on working.
    package var growsWithBacklog: Bool { self == .reserved || self == .scheduled }

    /// Above how many messages in flight such questions are not asked.
    package static let backlogLimit = 10_000
}
