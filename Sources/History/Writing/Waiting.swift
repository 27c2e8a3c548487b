import Celery

/// What waits to be committed.
struct Waiting: Sendable {
    private(set) var tasks: [TaskID: TaskRecord] = [:]
    private(set) var workers: [WorkerName: WorkerRecord] = [:]
    var watched: [(span: TimeSpan, tolerance: Double)] = []
    var readings: [QueueReading] = []
    /// How many events it holds.
    private(set) var events = 0
    /// What became of events that it doesn't hold.
    var receipt = HistoryReceipt()
    /// Tasks that were held back before.
    private var aged: Set<TaskID> = []

    mutating func insert(_ event: Event) {
        switch event {
        case .task(let event):
            if event.kind != .sent { note(event) }
            if tasks[event.task, default: TaskRecord(id: event.task)].insert(event) {
                events += 1
            } else {
                receipt.repeated += 1
            }
        case .worker(let event):
            let name = WorkerName(event.origin.sender)
            if workers[name, default: WorkerRecord(name: name)].insert(event) { events += 1 }
        }
    }

    private mutating func note(_ event: TaskEvent) {
        let name = WorkerName(event.origin.sender)
        workers[name, default: WorkerRecord(name: name)].note(event)
    }

    mutating func insert(_ record: TaskRecord) {
        tasks[record.id, default: TaskRecord(id: record.id)].merge(record) { _, _ in events += 1 }
    }

    mutating func insert(_ record: WorkerRecord) {
        workers[record.name, default: WorkerRecord(name: record.name)].merge(record)
        events += record.lifeline.beats.count
    }

    /// What is to be written now, and what is held back: tasks that have not ended, unless they were held back before.
    func split(holdsUnfinished: Bool) -> (batch: Waiting, held: Waiting) {
        guard holdsUnfinished else { return (self, Waiting()) }
        var (batch, held) = (self, Waiting())
        for (id, record) in tasks where !record.seemsFinished && !aged.contains(id) {
            held.tasks[id] = record
            batch.tasks[id] = nil
            held.events += record.sent.count + record.ledgers.reduce(0) { $0 + $1.marks.count }
        }
        held.aged = Set(held.tasks.keys)
        return (batch, held)
    }
}

extension TaskRecord {
    /// Whether the last that every worker said of it was an end.
    fileprivate var seemsFinished: Bool {
        !ledgers.isEmpty
            && ledgers.allSatisfy { ledger in
                switch ledger.marks.last?.kind {
                case .succeeded, .failed, .revoked, .rejected, .cancelled: true
                case .sent, .received, .started, .custom, .retried, nil: false
                }
            }
    }
}
