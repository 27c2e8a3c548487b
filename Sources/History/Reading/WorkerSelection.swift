import Celery

/// The workers, and their heartbeats in a span.
struct WorkerSelection {
    private let db: any HistoryDatabase
    private let words: WordList
    private let book: TurnTable
    private let span: TimeSpan
    private let horizon: Instant

    /// So many workers at a time are read.
    private static let portion = 1000

    init(_ db: any HistoryDatabase, words: WordList, book: TurnTable, span: TimeSpan, horizon: Instant) {
        (self.db, self.words, self.book, self.span, self.horizon) = (db, words, book, span, horizon)
    }

    private struct Worker {
        let name: WorkerName
        let number: Int
        let heard: Instant?
        let skew: Double?
    }

    /// Reads them into a state that knows the tasks already.
    func read(into state: inout ClusterState) throws {
        let marksByWorker = Dictionary(grouping: state.tasks.values.flatMap(\.marksByWorker), by: \.worker)
        var workers: [Worker] = []
        try Prepared(db, "SELECT id, last_task_event, clock_skew FROM worker \(db.dialect.all)").rows { row in
            let number = Int(row.integer(0))
            guard let name = try words.text(number).map({ WorkerName($0) }) else { throw StoredFlaw() }
            workers.append(
                Worker(
                    name: name, number: number,
                    heard: row.optionalInteger(1).map { Instant(microseconds: $0) },
                    skew: row.integer(2) > -1_000_000_000_000 ? Double(row.integer(2)) / 1_000_000 : nil))
        }
        for start in stride(from: 0, to: workers.count, by: Self.portion) {
            let part = Array(workers[start..<min(start + Self.portion, workers.count)])
            for (worker, presence) in zip(part, try presences(of: part, marksByWorker)) {
                state.insert(
                    WorkerRecord(
                        name: worker.name, presence: presence, lastTaskEvent: worker.heard, clockSkew: worker.skew))
            }
        }
    }

    /// The heartbeats of the span, with the last before it and, as evidence, the first after it; of what came before,
    /// the turns, and since the earliest attempt that is open the times at which the worker executed nothing.
    private func presences(
        of workers: [Worker], _ marksByWorker: [WorkerName: [TaskRecord.WorkerMarks]]
    ) throws -> [Presence] {
        let first = span.since.minute - 3
        var rests = Array(repeating: [Instant](), count: workers.count)
        var open: [(place: Int, minute: Int)] = []
        for (place, worker) in workers.enumerated() {
            let turns = book.known(of: worker.name)
            let marks = marksByWorker[worker.name] ?? []
            let begin = marks.lazy.filter { $0.isOpen(turns) }.compactMap { $0.marks.first?.timestamp }.min()
            if let begin, begin.minute < first { open.append((place, begin.minute)) }
        }
        try Prepared(db, Self.rests(db.dialect)).rows(
            each: open.map { [.init(workers[$0.place].number), .init($0.minute), .init(first)] }
        ) { place, row in rests[open[place].place].append(Instant(microseconds: row.integer(0))) }
        var presences = zip(workers, rests).map { worker, rests in
            Presence(turns: book.known(of: worker.name), until: min(span.since, horizon), rests: rests.sorted())
        }
        let bounds: [[Prepared.Value]] = workers.map { worker in
            let lead = max(0, worker.skew ?? 0)
            let end = horizon < .distantFuture ? (horizon + lead).minute + 1 : Instant.distantFuture.minute
            return [.init(worker.number), .init(first), .init(end)]
        }
        let beats = "SELECT data FROM beat WHERE \(db.dialect.own)worker = ?1 AND"
        for choice in [
            "time < ?2 AND time <= ?3 ORDER BY time DESC LIMIT 1", "time >= ?2 AND time <= ?3 ORDER BY time",
            "time > ?3 AND time > ?2 ORDER BY time LIMIT 1",
        ] {
            try Prepared(db, "\(beats) \(choice)").rows(each: bounds) { place, row in
                for event in try HeartbeatCode.decode(row.bytes(0), of: workers[place].name, words: words) {
                    _ = presences[place].insert(event)
                }
            }
        }
        for (place, worker) in workers.enumerated() { presences[place].foresee(book.known(of: worker.name)) }
        return presences
    }

    private static func rests(_ dialect: Dialect) -> String {
        "SELECT rest FROM beat WHERE \(dialect.own)worker = ? AND time >= ? AND time < ? AND rest IS NOT NULL"
    }
}

extension TaskRecord.WorkerMarks {
    /// Whether less ends than beginnings may have been told of one of its attempts; what a turn of the worker cuts off
    /// may stay open though the same task ended later.
    fileprivate func isOpen(_ turns: [Presence.Turn]) -> Bool {
        guard let first = marks.first?.timestamp, let last = marks.last?.timestamp else { return false }
        if turns.contains(where: { $0.time >= first && $0.time <= last }) { return true }
        let ends = marks.count { $0.kind.isEnd }
        return marks.last?.kind.isEnd == false || marks.count { $0.kind == .started } > ends
            || marks.count { $0.kind == .received } > ends
    }
}

extension TaskEvent.Kind {
    fileprivate var isEnd: Bool {
        switch self {
        case .succeeded, .failed, .retried, .revoked, .rejected, .cancelled, .dropped: true
        case .sent, .received, .started, .held, .custom: false
        }
    }
}
