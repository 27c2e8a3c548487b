import Celery
package import Templating

/// That a worker came or went within the span.
package struct WorkerTurnEntry: TemplateRecord {
    let time: Timestamp
    let worker: String
    let href: String?
    let words: String

    /// What templates may name.
    package static let fields: [Field<WorkerTurnEntry>] = [
        .record("time", "when, by the worker's clock", \.time),
        .code("worker", "the worker", \.worker),
        .text("href", "the path of its page, below the site's root", \.href),
        .text("words", "what happened, such as shut down", \.words),
    ]

    init(_ turn: WorkerTurn, in report: Report) {
        time = Timestamp(turn.time, in: report.notation)
        worker = Excerpt.cell(turn.worker.description, limit: 200)
        href = report.places.worker(turn.worker)
        words =
            switch turn.kind {
            case .restart: "started"
            case .reconnection: "connected to the broker again"
            case .goodbye: "shut down"
            case .silence: "last heard of, without shutting down"
            }
    }
}
