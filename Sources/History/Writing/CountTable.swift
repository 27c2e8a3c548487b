import Celery

/// Writes changes of counts into the tables of all levels.
struct CountTable {
    private let db: any HistoryDatabase

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Adds the changes; parts that have been thinned out are not begun anew.
    func apply(_ changes: CountChanges, newest: Instant) throws {
        var changes = changes
        if let first = try HistoryFacts(db).waitsSince { changes.forgetQueues(before: first) }
        for level in Level.allCases {
            let coarse = level == .minute ? changes : changes.coarsened(to: level)
            let oldest = level.keep.map { (newest - $0).minute } ?? .min
            try add(
                coarse.workers.filter { $0.key.minute >= oldest && $0.value != CountChanges.WorkerCount() }.sorted {
                    $0.key < $1.key
                }, level)
            try add(coarse.types.filter { $0.key.minute >= oldest }.sorted { $0.key < $1.key }, level)
            try add(
                coarse.queues.filter { $0.key.minute >= oldest && !$0.value.isEmpty }.sorted { $0.key < $1.key }, level)
        }
    }

    private func add(_ counts: [(CountChanges.Place, CountChanges.WorkerCount)], _ level: Level) throws {
        try Prepared(db, Self.addWorker(db.dialect)).run(
            each: counts.map { place, count in
                place.key(level) + count.attempts.values + [.init(count.events), .init(count.busy)]
            })
    }

    private func add(_ changes: [(CountChanges.Place, CountChanges.TypeChange)], _ level: Level) throws {
        struct Kept {
            var attempts = AttemptTally()
            var (runtime, wait) = (Histogram(), Histogram())
            var busy: BusyTime? = BusyTime()
        }
        var kept = Array(repeating: Kept(), count: changes.count)
        try Prepared(db, Self.findType(db.dialect)).rows(each: changes.map { $0.0.key(level) }) { place, row in
            kept[place] = Kept(
                attempts: AttemptTally(numbers: row.numbers(from: 0)), runtime: try HistogramCode.decode(row.bytes(8)),
                wait: try HistogramCode.decode(row.bytes(9)), busy: row.busy(from: 10))
        }
        var (puts, removals): ([[Prepared.Value]], [[Prepared.Value]]) = ([], [])
        for ((place, change), former) in zip(changes, kept) {
            var (attempts, runtime, wait) = (change.attempts, former.runtime, former.wait)
            attempts.add(former.attempts)
            change.runtime.apply(to: &runtime)
            change.wait.apply(to: &wait)
            if attempts.isEmpty, runtime.count == 0, wait.count == 0 {
                removals.append(place.key(level))
                continue
            }
            var busy: BusyTime? = change.busy
            if let former = former.busy { busy?.add(former) } else { busy = nil }
            let times = BusyTime.Kind.allCases.map { kind in
                busy.map { Prepared.Value($0.microseconds[kind.rawValue]) } ?? .null
            }
            let histograms: [Prepared.Value] = [
                .bytes(HistogramCode.encode(runtime)), .bytes(HistogramCode.encode(wait)),
            ]
            puts.append(place.key(level) + attempts.values + histograms + times)
        }
        try Prepared(db, "DELETE FROM type_count WHERE \(db.dialect.own)level = ? AND time = ? AND name = ?").run(
            each: removals)
        try Prepared(db, Self.putType(db.dialect)).run(each: puts)
    }

    private func add(_ changes: [(CountChanges.Place, HistogramChange)], _ level: Level) throws {
        let (dialect, own) = (db.dialect, db.dialect.own)
        var waits = Array(repeating: Histogram(), count: changes.count)
        try Prepared(db, "SELECT wait FROM queue_count WHERE \(own)level = ? AND time = ? AND queue = ?").rows(
            each: changes.map { $0.0.key(level) }
        ) { place, row in waits[place] = try HistogramCode.decode(row.bytes(0)) }
        for (place, change) in changes.enumerated() { change.1.apply(to: &waits[place]) }
        let results = zip(changes.map { $0.0.key(level) }, waits)
        try Prepared(db, "DELETE FROM queue_count WHERE \(own)level = ? AND time = ? AND queue = ?").run(
            each: results.filter { $0.1.count == 0 }.map { $0.0 })
        try Prepared(
            db,
            """
            INSERT INTO queue_count (\(dialect.column)level, time, queue, wait) VALUES (\(dialect.value)?, ?, ?, ?)
            ON CONFLICT (\(dialect.column)level, time, queue) DO UPDATE SET wait = excluded.wait
            """
        ).run(each: results.filter { $0.1.count != 0 }.map { $0.0 + [.bytes(HistogramCode.encode($0.1))] })
    }

    private static let times = CountColumns.busy.joined(separator: ", ")
    private static let columns = CountColumns.attempts.joined(separator: ", ")

    private static func addWorker(_ dialect: Dialect) -> String {
        let sums = (CountColumns.attempts + ["events", "busy"]).map { "\($0) = worker_count.\($0) + excluded.\($0)" }
        return """
            INSERT INTO worker_count (\(dialect.column)level, time, worker, \(columns), events, busy)
            VALUES (\(dialect.value)?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (\(dialect.column)level, time, worker) DO UPDATE SET \(sums.joined(separator: ", "))
            """
    }

    private static func findType(_ dialect: Dialect) -> String {
        """
        SELECT \(columns), runtime, wait, \(times) FROM type_count
        WHERE \(dialect.own)level = ? AND time = ? AND name = ?
        """
    }

    private static func putType(_ dialect: Dialect) -> String {
        let values = CountColumns.attempts + ["runtime", "wait"] + CountColumns.busy
        return """
            INSERT INTO type_count (\(dialect.column)level, time, name, \(values.joined(separator: ", ")))
            VALUES (\(dialect.value)?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (\(dialect.column)level, time, name) DO UPDATE
            SET \(values.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
            """
    }
}

extension CountChanges.Place: Comparable {
    static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.minute != rhs.minute ? lhs.minute < rhs.minute : lhs.word < rhs.word
    }

    fileprivate func key(_ level: Level) -> [Prepared.Value] { [.init(level.rawValue), .init(minute), .init(word)] }
}

extension AttemptTally {
    fileprivate var values: [Prepared.Value] {
        let numbers = numbers
        return numbers.indices.map { .init(numbers[$0]) }
    }
}

extension Prepared.Value {
    /// A number.
    init(_ number: Int) { self = .integer(Int64(number)) }
}

extension PreparedRow {
    /// Slot time from four columns on; `nil` where a row of an older version has none.
    func busy(from column: Int) -> BusyTime? {
        var time = BusyTime()
        for kind in BusyTime.Kind.allCases {
            guard let microseconds = optionalInteger(column + kind.rawValue) else { return nil }
            time.microseconds[kind.rawValue] = Int(microseconds)
        }
        return time
    }

    /// The eight numbers of attempts, in columns side by side.
    func numbers(from column: Int) -> SIMD8<Int> {
        var numbers = SIMD8<Int>()
        for index in numbers.indices { numbers[index] = Int(integer(column + index)) }
        return numbers
    }
}
