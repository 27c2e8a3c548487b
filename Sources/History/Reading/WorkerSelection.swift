import Celery
import GRDB

/// The workers, and their heartbeats in a span.
struct WorkerSelection {
    private let db: Database
    private let words: WordList
    private let span: TimeSpan
    private let horizon: Instant

    init(_ db: Database, words: WordList, span: TimeSpan, horizon: Instant) {
        self.db = db
        self.words = words
        self.span = span
        self.horizon = horizon
    }

    /// Reads them into a state that knows the tasks already.
    func read(into state: inout ClusterState) throws {
        let marksByWorker = Dictionary(grouping: state.tasks.values.flatMap(\.marksByWorker), by: \.worker)
        try Prepared(db, "SELECT id, last_task_event, clock_skew FROM worker").rows { row in
            let number = Int(row.integer(0))
            guard let name = try words.text(number).map({ WorkerName($0) }) else { throw StoredFlaw() }
            let skew = row.integer(2) > -1_000_000_000_000 ? Double(row.integer(2)) / 1_000_000 : nil
            let presence = try presence(of: name, number: number, lead: skew ?? 0, marksByWorker[name] ?? [])
            let heard = row.optionalInteger(1).map { Instant(microseconds: $0) }
            state.insert(WorkerRecord(name: name, presence: presence, lastTaskEvent: heard, clockSkew: skew))
        }
    }

    /// The heartbeats of the span, with the last before it and, as evidence, the first after it; of what came before,
    /// the turns, and since the earliest attempt that is open the times at which the worker executed nothing.
    private func presence(
        of name: WorkerName, number: Int, lead: Double, _ marksByWorker: [TaskRecord.WorkerMarks]
    ) throws -> Presence {
        var book = TurnTable()
        let first = span.since.minute - 3
        let end = horizon < .distantFuture ? (horizon + max(0, lead)).minute + 1 : Instant.distantFuture.minute
        let turns = try book.turns(of: name, number: number, in: db)
        let open = marksByWorker.lazy.filter { $0.isOpen(turns) }.compactMap { $0.marks.first?.timestamp }.min()
        var rests: [Instant] = []
        if let open, open.minute < first {
            try Prepared(db, Self.rests).rows(.init(number), .init(open.minute), .init(first)) { row in
                rests.append(Instant(microseconds: row.integer(0)))
            }
        }
        var presence = Presence(turns: turns, until: min(span.since, horizon), rests: rests)
        for sql in [Self.before, Self.within, Self.after] {
            try Prepared(db, sql).rows(.init(number), .init(first), .init(end)) { row in
                for event in try HeartbeatCode.decode(row.bytes(0), of: name, words: words) {
                    _ = presence.insert(event)
                }
            }
        }
        presence.foresee(turns)
        return presence
    }

    private static let before =
        "SELECT data FROM beat WHERE worker = ?1 AND time < ?2 AND time <= ?3 ORDER BY time DESC LIMIT 1"
    private static let within =
        "SELECT data FROM beat WHERE worker = ?1 AND time >= ?2 AND time <= ?3 ORDER BY time"
    private static let after =
        "SELECT data FROM beat WHERE worker = ?1 AND time > ?3 AND time > ?2 ORDER BY time LIMIT 1"
    private static let rests = """
        SELECT rest FROM beat WHERE worker = ? AND time >= ? AND time < ? AND rest IS NOT NULL ORDER BY time
        """
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
