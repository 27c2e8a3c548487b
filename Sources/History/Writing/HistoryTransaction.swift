import Celery

/// One commit: merges what waits with what is stored, and keeps the counts right by the difference that it makes.
struct HistoryTransaction {
    /// What need not be read again with every commit.
    struct Memory: Sendable {
        var words = Words()
        var turns = TurnTable()
        /// By which an engine tells that another process has written.
        var mark = 0
        /// Up to when tasks were taken away for their age.
        var purged = Instant.distantPast
    }

    let db: any HistoryDatabase
    private var tasks: TaskTable
    let keeping: HistoryWriter.Keeping
    private(set) var memory: Memory
    private var changes = CountChanges()
    private var receipt = HistoryReceipt()
    private var wordList: WordList?
    /// `nil` only while it is at work.
    private var encoder: TaskEncoder? = TaskEncoder()
    private var newest: Instant

    init(_ db: any HistoryDatabase, keeping: HistoryWriter.Keeping, memory: Memory) throws {
        self.db = db
        tasks = try TaskTable(db)
        self.keeping = keeping
        self.memory = memory
        newest = try HistoryFacts(db).newest ?? .distantPast
        if try db.hasChanged(since: &self.memory.mark) { self.memory.turns.forget() }
    }

    /// Writes all that waits.
    mutating func write(_ batch: HistoryBatch) throws -> HistoryReceipt {
        receipt = batch.receipt
        if batch.newest > newest {
            newest = batch.newest
            try HistoryFacts(db).setNewest(newest)
        }
        try memory.words.refresh(from: db)
        try write(batch.workers)
        try tasks.foresee(batch.records.map(\.key))
        for (key, record) in batch.records { try write(record, key: key) }
        try tasks.flush()
        try CountTable(db).apply(changes, newest: newest)
        for (span, tolerance) in batch.watched { try WatchedTable(db).add(span, tolerance: tolerance) }
        for reading in batch.readings { try ReadingTable(db).add(reading) { try word($0) } }
        for (name, traits) in batch.traits { try TraitTable(db).put(traits, number: word(name.description)) }
        for reading in batch.schedules { try ScheduleTable(db).put(reading) }
        try memory.words.flush(to: db)
        try purge()
        return receipt
    }

    // Workers come first: what a task's events mean depends on the turns in its worker's life.
    private mutating func write(_ workers: [WorkerName: WorkerRecord]) throws {
        var heard: [HeartbeatTable.Heard] = []
        var records: [(number: Int, record: WorkerRecord)] = []
        for (name, record) in workers.sorted(by: { $0.key.description < $1.key.description }) {
            let number = try word(name.description)
            records.append((number, record))
            heard.append(HeartbeatTable.Heard(worker: name, number: number, presence: record.presence))
        }
        try WorkerTable(db).add(records)
        if db.dialect.takesSets { try memory.turns.load(heard.map { ($0.worker, $0.number) }, in: db) }
        let changes = zip(heard, try heartbeats(heard)).filter { !$0.1.removed.isEmpty || !$0.1.added.isEmpty }
        guard !changes.isEmpty else { return }
        try memory.turns.load(changes.map { ($0.0.worker, $0.0.number) }, in: db)
        let former = memory.turns
        try memory.turns.change(changes.map { ($0.0.number, $0.0.worker, $0.1) }, in: db)
        try recount(across: Set(changes.flatMap { $0.1.removed.union($0.1.added).map(\.time) }), former: former)
        try tasks.flush()
    }

    private mutating func heartbeats(_ heard: [HeartbeatTable.Heard]) throws -> [HeartbeatTable.Change] {
        var (list, words) = (wordList, memory.words)
        memory.words.forget()
        defer { (wordList, memory.words) = (list, words) }
        let db = db
        return try HeartbeatTable(db).add(
            heard,
            words: {
                if let known = words.list { return known }
                let known = try list ?? WordList(db)
                list = known
                return known
            }, word: { try words.number(of: $0, in: db) })
    }

    /// Counts stored tasks anew that a turn fell into.
    private mutating func recount(across times: Set<Instant>, former: TurnTable) throws {
        var former = former
        let words = try words()
        for row in try tasks.rows(across: times.sorted(), words: { words }) {
            let old = try summary(row.record, &former)
            let new = try summary(row.record)
            guard old != new else { continue }
            try change(by: -1, old)
            try change(by: 1, new)
            try tasks.update(row.id, row.record, new, data: try encode(row.record))
        }
    }

    private mutating func write(_ record: TaskRecord, key: Int64) throws {
        guard let span = record.span, !isTooOld(record, span) else {
            receipt.refused += record.marks
            return
        }
        let new = try summary(record)
        let data = try encode(record)
        guard let stored = try insert(record, key, span, new, data) else {
            try note(record)
            return try change(by: 1, new)
        }
        try merge(record, into: stored)
    }

    private mutating func insert(
        _ record: TaskRecord, _ key: Int64, _ span: TimeSpan, _ summary: TaskSummary, _ data: [UInt8]
    ) throws -> TaskTable.Row? {
        var list = memory.words.list ?? wordList
        defer { if memory.words.list == nil { wordList = list } }
        let db = db
        return try tasks.insert(record, key: key, span, summary, data: data) {
            let known = try list ?? WordList(db)
            list = known
            return known
        }
    }

    private mutating func merge(_ record: TaskRecord, into stored: TaskTable.Row) throws {
        var merged = stored.record
        var added: [(Mark, WorkerName?)] = []
        merged.merge(record) { added.append(($0, $1)) }
        let events = added.count { $0.0.kind.isEvent }
        receipt.repeated += record.marks - events
        guard merged != stored.record else { return }
        receipt.added += events
        for (mark, worker) in added { try addEvents([mark], of: worker) }
        let (old, new) = (try summary(stored.record), try summary(merged))
        if old != new {
            try change(by: -1, old)
            try change(by: 1, new)
        }
        try tasks.update(stored.id, merged, new, data: encode(merged))
    }

    private mutating func note(_ record: TaskRecord) throws {
        receipt.added += record.marks
        try addEvents(record.sent, of: nil)
        for workerMarks in record.marksByWorker { try addEvents(workerMarks.marks, of: workerMarks.worker) }
    }

    private mutating func addEvents(_ marks: [Mark], of worker: WorkerName?) throws {
        let number = try worker.map { try word($0.description) } ?? 0
        var rest = marks[...]
        while let minute = rest.first?.timestamp.minute {
            let same = rest.prefix { $0.timestamp.minute == minute }
            changes.addEvents(same.count { $0.kind.isEvent }, minute: minute, worker: number)
            rest = rest.dropFirst(same.count)
        }
    }

    private func isTooOld(_ record: TaskRecord, _ span: TimeSpan) -> Bool {
        let last = span.until
        guard last < newest - keeping.tasks else { return false }
        let isFailed = record.marksByWorker.contains { $0.marks.contains { $0.kind == .failed } }
        return !isFailed || last < newest - keeping.failures
    }

    private mutating func purge() throws {
        guard newest >= memory.purged + 3600 else { return }
        if try Purge(db).run(keeping: keeping, newest: newest) { memory.purged = newest }
    }

    private mutating func summary(_ record: TaskRecord) throws -> TaskSummary {
        var book = memory.turns
        memory.turns.forget()
        defer { memory.turns = book }
        return try summary(record, &book)
    }

    private mutating func summary(_ record: TaskRecord, _ book: inout TurnTable) throws -> TaskSummary {
        for workerMarks in record.marksByWorker where !book.knows(workerMarks.worker) {
            try book.load([(workerMarks.worker, word(workerMarks.worker.description))], in: db)
        }
        return record.summary { book.known(of: $0) }
    }

    private mutating func change(by sign: Int, _ summary: TaskSummary) throws {
        let db = db
        var words = memory.words
        memory.words.forget()
        defer { memory.words = words }
        try changes.change(by: sign, summary) { try words.number(of: $0, in: db) }
    }

    private mutating func word(_ text: String) throws -> Int { try memory.words.number(of: text, in: db) }

    private mutating func encode(_ record: TaskRecord) throws -> [UInt8] {
        var own = encoder
        encoder = nil
        defer { encoder = own }
        return try own?.encode(record) { try word($0) } ?? []
    }

    private mutating func words() throws -> WordList {
        if let list = memory.words.list { return list }
        let list = try wordList ?? WordList(db)
        wordList = list
        return list
    }
}

extension TaskRecord {
    /// How many events it rests on.
    var marks: Int { marksByWorker.reduce(sent.count) { $0 + $1.marks.count { $0.kind.isEvent } } }
}
