import Celery
import GRDB

/// Writes changes of counts into the tables of all levels.
struct CountTable {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Adds the changes; parts that have been thinned out are not begun anew.
    func apply(_ changes: CountChanges, newest: Instant) throws {
        var changes = changes
        if let first = try HistoryFacts(db).waitsSince { changes.forgetQueues(before: first) }
        for level in Level.allCases {
            let coarse = level == .minute ? changes : changes.coarsened(to: level)
            let oldest = level.keep.map { (newest - $0).minute } ?? .min
            let workers = coarse.workers.filter { $0.key.minute >= oldest }.sorted { $0.key < $1.key }
            for (place, count) in workers { try add(count, at: place, level) }
            let types = coarse.types.filter { $0.key.minute >= oldest }.sorted { $0.key < $1.key }
            for (place, type) in types { try add(type, at: place, level) }
            let queues = coarse.queues.filter { $0.key.minute >= oldest && !$0.value.isEmpty }
            for (place, wait) in queues.sorted(by: { $0.key < $1.key }) { try add(wait, at: place, level) }
        }
    }

    private func add(_ count: CountChanges.WorkerCount, at place: CountChanges.Place, _ level: Level) throws {
        guard count != CountChanges.WorkerCount() else { return }
        let (n, key) = (count.attempts.numbers, place)
        try Prepared(db, Self.addWorker).run(
            .integer(Int64(level.rawValue)), .integer(Int64(key.minute)), .integer(Int64(key.word)), .init(n[0]),
            .init(n[1]), .init(n[2]), .init(n[3]), .init(n[4]), .init(n[5]), .init(n[6]), .init(n[7]),
            .init(count.events), .init(count.busy))
    }

    private func add(_ change: CountChanges.TypeChange, at place: CountChanges.Place, _ level: Level) throws {
        var (attempts, runtime, wait) = (change.attempts, Histogram(), Histogram())
        var busy: BusyTime? = change.busy
        let key: [Prepared.Value] = [.init(level.rawValue), .init(place.minute), .init(place.word)]
        try Prepared(db, Self.findType).rows(key[0], key[1], key[2]) { row in
            attempts.add(AttemptTally(numbers: row.numbers(from: 0)))
            runtime = try HistogramCode.decode(row.bytes(8))
            wait = try HistogramCode.decode(row.bytes(9))
            if let kept = row.busy(from: 10) { busy?.add(kept) } else { busy = nil }
        }
        change.runtime.apply(to: &runtime)
        change.wait.apply(to: &wait)
        let n = attempts.numbers
        let times = BusyTime.Kind.allCases.map { kind in
            busy.map { Prepared.Value($0.microseconds[kind.rawValue]) } ?? .null
        }
        if attempts.isEmpty, runtime.count == 0, wait.count == 0 {
            try Prepared(db, "DELETE FROM type_count WHERE level = ? AND time = ? AND name = ?").run(
                key[0], key[1], key[2])
            return
        }
        try Prepared(db, Self.putType).run(
            key[0], key[1], key[2], .init(n[0]), .init(n[1]), .init(n[2]), .init(n[3]), .init(n[4]), .init(n[5]),
            .init(n[6]), .init(n[7]), .bytes(HistogramCode.encode(runtime)),
            .bytes(HistogramCode.encode(wait)), times[0], times[1], times[2], times[3])
    }

    private func add(_ change: HistogramChange, at place: CountChanges.Place, _ level: Level) throws {
        let key: [Prepared.Value] = [.init(level.rawValue), .init(place.minute), .init(place.word)]
        var wait = Histogram()
        try Prepared(db, "SELECT wait FROM queue_count WHERE level = ? AND time = ? AND queue = ?").rows(key) { row in
            wait = try HistogramCode.decode(row.bytes(0))
        }
        change.apply(to: &wait)
        if wait.count == 0 {
            try Prepared(db, "DELETE FROM queue_count WHERE level = ? AND time = ? AND queue = ?").run(
                key[0], key[1], key[2])
        } else {
            try Prepared(db, "INSERT OR REPLACE INTO queue_count (level, time, queue, wait) VALUES (?, ?, ?, ?)").run(
                key[0], key[1], key[2], .bytes(HistogramCode.encode(wait)))
        }
    }

    private static let times = Schema.busyNames.joined(separator: ", ")
    private static let columns = Schema.countNames.joined(separator: ", ")

    private static let addWorker = """
        INSERT INTO worker_count (level, time, worker, \(columns), events, busy)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET \(Schema.countNames.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")),
        events = events + excluded.events, busy = busy + excluded.busy
        """

    private static let findType =
        "SELECT \(columns), runtime, wait, \(times) FROM type_count WHERE level = ? AND time = ? AND name = ?"

    private static let putType = """
        INSERT OR REPLACE INTO type_count (level, time, name, \(columns), runtime, wait, \(times))
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}

extension CountChanges.Place: Comparable {
    static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.minute != rhs.minute ? lhs.minute < rhs.minute : lhs.word < rhs.word
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
