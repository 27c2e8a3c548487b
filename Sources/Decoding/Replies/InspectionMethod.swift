/// A question that Celery's remote control answers; the raw value is its name there.
package enum InspectionMethod: String, Sendable, CaseIterable {
    case ping, stats, active, reserved, scheduled, registered, conf, revoked, report
    case activeQueues = "active_queues"
}
