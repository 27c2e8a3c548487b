package import Celery

/// Writes the event stream of an imagined cluster; its clocks agree, its time is in seconds since `epoch`, which begins
/// a day.
package struct EventStream {
    /// When its time begins.
    package static let epoch = Instant(microseconds: 1_789_948_800_000_000)
    /// What was written.
    package private(set) var events: [Event] = []
    private var clock = 0

    /// Begins with nothing.
    package init() {}

    /// So many seconds after that.
    package static func at(_ seconds: Double) -> Instant { epoch + seconds }

    /// An event of a task, told by a worker; `heard` is when it came.
    package mutating func task(
        _ kind: TaskEvent.Kind, _ id: String = "t1", on worker: String = "w1@a", at seconds: Double,
        heard: Double? = nil, _ describe: (inout TaskFacts) -> Void = { _ in }
    ) {
        clock += 1
        var facts = TaskFacts()
        if kind == .received || kind == .sent { facts.name = "shop.work" }
        describe(&facts)
        let origin = EventOrigin(
            sender: worker, timestamp: Self.at(seconds), clock: clock, processID: 7,
            heard: Self.at(heard ?? seconds))
        events.append(.task(TaskEvent(kind, task: TaskID(id), origin: origin, facts: facts)))
    }

    /// An event of a worker.
    package mutating func worker(
        _ kind: WorkerEvent.Kind, _ name: String = "w1@a", at seconds: Double, pid: Int = 7, processed: Int? = nil,
        active: Int? = nil, load: Double? = nil, software: Software? = nil, heard: Double? = nil
    ) {
        clock += 1
        let origin = EventOrigin(
            sender: name, timestamp: Self.at(seconds), clock: clock, processID: pid, heard: Self.at(heard ?? seconds))
        var event = WorkerEvent(
            kind, origin: origin, interval: 2, active: active, processed: processed,
            loadAverage: load.map { [$0, 0, 0] })
        event.software = software
        events.append(.worker(event))
    }

    /// A whole attempt: received, started and ended, a tenth of a second each.
    package mutating func attempt(
        _ id: String, ending: TaskEvent.Kind = .succeeded, on worker: String = "w1@a", at seconds: Double,
        name: String = "shop.work", retries: Int = 0
    ) {
        task(.received, id, on: worker, at: seconds) { ($0.name, $0.retries) = (name, retries) }
        task(.started, id, on: worker, at: seconds + 0.1)
        task(ending, id, on: worker, at: seconds + 0.2) { if ending == .succeeded { $0.runtime = 0.1 } }
    }
}
