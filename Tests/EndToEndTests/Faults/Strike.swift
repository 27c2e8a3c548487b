import Foundation
import TestSupport
import Testing

/// What befalls the broker at one moment of a run.
struct Strike: Sendable, CustomTestStringConvertible {
    /// What happens to it.
    enum Fault: String, CaseIterable, Sendable { case kill, pause, restart }

    /// What the run is doing then.
    let stage: String
    /// What it says to the broker, or to the management API, when it begins to.
    let marker: String
    /// Whether it says that to the management API.
    var isAtManagement = false
    /// The statuses that it may end with: 1 where nobody had answered, 2 where a source failed after that; 0 where all
    /// that is lost is an embellishment.
    var statuses: Set<Int32> = [2]

    var testDescription: String { stage }

    /// The stages of a run against Redis, by its commands.
    static let redis = [
        Strike(stage: "logging in", marker: "SETNAME", statuses: [1]),
        Strike(stage: "listening", marker: "PSUBSCRIBE"),
        Strike(stage: "looking for queues", marker: "SSCAN"),
        Strike(stage: "asking the workers", marker: "PUBLISH"),
        Strike(stage: "reading their answers", marker: "LRANGE"),
        Strike(stage: "reading results", marker: "celery-task-meta"),
        Strike(stage: "counting what is in flight", marker: "HSCAN"),
    ]

    /// The stages of a run against RabbitMQ.
    static let rabbitMQ = [
        Strike(stage: "logging in", marker: "PLAIN", statuses: [1]),
        Strike(stage: "listening", marker: "celeryev"),
        Strike(stage: "asking the workers", marker: "celery.pidbox"),
        Strike(stage: "asking whom to ask", marker: "GET /api/exchanges", isAtManagement: true),
        Strike(stage: "looking for queues", marker: "GET /api/queues", isAtManagement: true),
        Strike(stage: "reading the server's samples", marker: "lengths_age", isAtManagement: true, statuses: [0, 2]),
    ]
}
