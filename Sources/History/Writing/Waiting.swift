import Celery

/// What waits to be committed.
struct Waiting: Sendable {
    private(set) var tasks: [TaskID: TaskRecord] = [:]
    private(set) var workers: [WorkerName: WorkerRecord] = [:]
    private(set) var watched: [(span: TimeSpan, tolerance: Double)] = []
    var readings: [QueueReading] = []
    var traits: [WorkerName: WorkerTraits] = [:]
    var schedules: [ScheduleReading] = []
    /// How many events it holds.
    private(set) var events = 0
    /// About how many bytes they take.
    private(set) var size = 0
    /// What became of events that it doesn't hold.
    var receipt = HistoryReceipt()
    /// Tasks that were held back before.
    private var aged: Set<TaskID> = []
    /// The newest time that an event tells, but none that lies beyond `limit`.
    private(set) var newest = Instant.distantPast
    private let limit: Instant

    /// Begins with nothing.
    init(limit: Instant) { self.limit = limit }

    mutating func insert(_ event: Event) {
        note(event.origin.timestamp)
        switch event {
        case .task(let task):
            if tasks[task.task, default: TaskRecord(id: task.task)].insert(task) {
                count(task.footprint)
            } else {
                receipt.repeated += 1
            }
        case .worker(let heartbeat):
            let name = WorkerName(heartbeat.origin.sender)
            if workers[name, default: WorkerRecord(name: name)].insert(heartbeat) { count(event.footprint) }
        }
    }

    private mutating func count(_ footprint: Int) {
        events += 1
        size += footprint
    }

    private mutating func note(_ time: Instant) {
        if time > newest, time <= limit { newest = time }
    }

    /// Takes in that somebody listened; what goes on where the last span ended belongs to it.
    mutating func addWatched(_ span: TimeSpan, tolerance: Double) {
        if let last = watched.last, last.tolerance == tolerance, span.since >= last.span.since,
            span.since <= last.span.until + tolerance
        {
            watched[watched.count - 1].span.until = max(last.span.until, span.until)
        } else {
            watched.append((span, tolerance))
        }
    }

    mutating func insert(_ record: TaskRecord) {
        if let span = record.span { note(span.until) }
        tasks[record.id, default: TaskRecord(id: record.id)].merge(record) { mark, _ in
            if mark.kind.isEvent { events += 1 }
            size += mark.footprint
        }
    }

    mutating func insert(_ record: WorkerRecord) {
        if let heartbeat = record.presence.heartbeats.last { note(heartbeat.event.origin.timestamp) }
        workers[record.name, default: WorkerRecord(name: record.name)].merge(record)
        for heartbeat in record.presence.heartbeats { count(Event.worker(heartbeat.event).footprint) }
    }

    /// Hands over what is to be written now.
    ///
    /// Tasks that have not ended are held back, unless they were before, or `all` are to be written.
    mutating func take(all: Bool, limit: Instant) -> HistoryBatch {
        var rest = Waiting(limit: limit)
        // As much again is to be expected, and to grow step by step would take a while.
        rest.tasks.reserveCapacity(tasks.count)
        var records: [(key: Int64, record: TaskRecord)] = []
        records.reserveCapacity(tasks.count)
        for record in tasks.values {
            if all || record.seemsFinished || aged.contains(record.id) {
                records.append((TaskKey.first(of: record.id), record))
                for workerMarks in record.marksByWorker {
                    workers[workerMarks.worker, default: WorkerRecord(name: workerMarks.worker)].note(workerMarks.marks)
                }
            } else {
                rest.hold(record)
            }
        }
        records.sort { $0.key < $1.key }
        let batch = HistoryBatch(
            records: records, workers: workers, watched: watched, readings: readings, traits: traits,
            schedules: schedules, newest: newest, receipt: receipt)
        self = rest
        return batch
    }

    private mutating func hold(_ record: TaskRecord) {
        tasks[record.id] = record
        aged.insert(record.id)
        for mark in record.sent { count(mark.footprint) }
        for mark in record.marksByWorker.flatMap(\.marks) { count(mark.footprint) }
    }
}

extension TaskRecord {
    /// Whether the last that every worker said of it was an end.
    fileprivate var seemsFinished: Bool {
        !marksByWorker.isEmpty
            && marksByWorker.allSatisfy { workerMarks in
                switch workerMarks.marks.last?.kind {
                case .succeeded, .failed, .revoked, .rejected, .cancelled, .dropped: true
                case .sent, .received, .started, .held, .custom, .retried, nil: false
                }
            }
    }
}
