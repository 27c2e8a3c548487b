import Celery

extension [Event] {
    /// So many events of a task each, with a traceback of some length.
    static func events(_ count: Int, traceback length: Int? = nil) -> [Event] {
        let origin = EventOrigin(sender: "w@a", timestamp: Instant(microseconds: 0))
        var facts = TaskFacts()
        facts.traceback = length.map { String(repeating: "x", count: $0) }
        return (0..<count).map { .task(TaskEvent(.started, task: TaskID("t\($0)"), origin: origin, facts: facts)) }
    }
}
