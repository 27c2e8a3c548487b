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
    /// Tasks that are not to be written yet.
    private var excluded: Set<TaskID> = []

    /// The tasks that are to be written.
    var records: [TaskRecord] {
        excluded.isEmpty ? Array(tasks.values) : tasks.values.filter { !excluded.contains($0.id) }
    }

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
    func split() -> (batch: Waiting, held: Waiting) {
        var (batch, held) = (self, Waiting())
        let unfinished = tasks.values.filter { !$0.seemsFinished && !aged.contains($0.id) }
        held.tasks = Dictionary(uniqueKeysWithValues: unfinished.map { ($0.id, $0) })
        held.aged = Set(held.tasks.keys)
        held.events = unfinished.reduce(0) { $0 + $1.marks }
        batch.excluded = held.aged
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
