import Celery

/// Adds up the counts of a span, from as coarse levels as fit.
struct CountReader {
    private let db: any HistoryDatabase
    private let words: WordList
    private let book: TurnTable

    /// How many parts a chart has at most, and how many minutes long they may be.
    private static let parts = 120
    private static let steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 10_080, 43_200]

    init(_ db: any HistoryDatabase, words: WordList, book: TurnTable) {
        (self.db, self.words, self.book) = (db, words, book)
    }

    /// A stretch of minutes that is read from one level.
    private struct Stretch {
        let level: Level
        let minutes: Range<Int>
    }

    /// Reads a span; its steps begin when somebody first watched, or something was counted before.
    func read(
        _ frame: SpanFrame, watchedSince: Instant?, newest: Instant?, into tally: inout SpanTally
    ) throws {
        let span = frame.span
        tally.whole = frame.whole
        let first = span.since.minute
        let last = span.until.minute
        let finest = Level.finest(of: span.since, newest: newest ?? span.until)
        let begin = max(first, min(last, watchedSince?.minute ?? first, try earliest(since: first) ?? last))
        let length = Self.steps.first { $0 >= finest.minutes && (last - begin) / $0 < Self.parts } ?? 43_200
        tally.stepLength = Double(length) * 60
        let origin = begin.dividedDown(by: length) * length
        for minute in stride(from: origin, through: last, by: length) {
            tally.steps.append(SpanTally.Step(start: Instant(minute: minute)))
        }
        let stretches = Self.stretches(frame.minutes, step: length)
        for stretch in stretches {
            try readWorkers(stretch, origin: origin, length: length, into: &tally)
            try readTypes(stretch, origin: origin, length: length, into: &tally)
            try readQueues(stretch, origin: origin, length: length, into: &tally)
        }
        let waitsSince = try HistoryFacts(db).waitsSince ?? .min
        if first < waitsSince { tally.queueWaits = nil }
        var edges = EdgeReader(db, words: words, book: book)
        for edge in frame.edges { try edges.read(edge, into: &tally) }
        for count in edges.workers {
            guard let name = count.name.map({ WorkerName($0) }) else { continue }
            take(
                count.attempts, of: name, busy: count.busy.total, step: (count.minute - origin).dividedDown(by: length),
                into: &tally)
        }
        for queue in edges.queues {
            let step = (queue.minute - origin).dividedDown(by: length)
            take(queue.wait, of: queue.name.exact, step: step, into: &tally)
        }
        for count in edges.types {
            let step = (count.minute - origin).dividedDown(by: length)
            take(count.type, named: count.name.exact, step: step, into: &tally)
        }
        for name in SpanTally.heaviest(of: tally.types) {
            for stretch in stretches { try read(name, in: stretch, origin: origin, length: length, into: &tally) }
            for count in edges.types where count.name.exact == name {
                let step = (count.minute - origin).dividedDown(by: length)
                guard tally.steps.indices.contains(step) else { continue }
                tally.steps[step].types[name, default: SpanTally.TypeTally()].add(count.type)
            }
        }
    }

    private func take(
        _ attempts: AttemptTally, of name: WorkerName, busy: Int?, step: Int, into tally: inout SpanTally
    ) {
        guard !attempts.isEmpty else { return }
        if let busy { tally.busy[name, default: 0] += busy } else { tally.withoutBusy.insert(name) }
        tally.workers[name, default: AttemptTally()].add(attempts)
        guard tally.steps.indices.contains(step) else { return }
        tally.steps[step].workers[name, default: AttemptTally()].add(attempts)
    }

    private func take(_ type: SpanTally.TypeTally, named name: ExactText?, step: Int, into tally: inout SpanTally) {
        if type.attempts.ended > 0 { tally.types[name, default: SpanTally.TypeTally()].add(type) }
        guard tally.steps.indices.contains(step) else { return }
        tally.steps[step].durations.add(type)
        guard let name, type.attempts.ended > 0 else { return }
        tally.steps[step].attempts[name, default: AttemptTally()].add(type.attempts)
    }

    /// The first minute since another one that anything was counted in.
    ///
    /// Where minutes are kept no longer, it is the first of the hour, or of the day.
    private func earliest(since minute: Int) throws -> Int? {
        var earliest: Int?
        for level in Level.allCases {
            try Prepared(db, "SELECT MIN(time) FROM worker_count WHERE \(db.dialect.own)level = ? AND time >= ?").rows(
                .init(level.rawValue), .init(minute)
            ) { row in
                guard let time = row.optionalInteger(0).map({ Int($0) }) else { return }
                // The hour that a minute belongs to begins before it, and says no more.
                if time < earliest.map(level.start) ?? .max { earliest = time }
            }
        }
        return earliest
    }

    /// Cuts minutes into stretches, each of the coarsest level whose parts fit and are not longer than a step.
    private static func stretches(_ minutes: Range<Int>, step: Int) -> [Stretch] {
        var stretches: [Stretch] = []
        var minute = minutes.lowerBound
        while minute < minutes.upperBound {
            let level = level(at: minute, until: minutes.upperBound, step: step)
            var end = minute + level.minutes
            while end + level.minutes <= minutes.upperBound,
                self.level(at: end, until: minutes.upperBound, step: step) == level
            {
                end += level.minutes
            }
            stretches.append(Stretch(level: level, minutes: minute..<end))
            minute = end
        }
        return stretches
    }

    private static func level(at minute: Int, until end: Int, step: Int) -> Level {
        Level.allCases.last { level in
            step % level.minutes == 0 && level.start(of: minute) == minute && minute + level.minutes <= end
        } ?? .minute
    }

    private func readWorkers(_ stretch: Stretch, origin: Int, length: Int, into tally: inout SpanTally) throws {
        try Prepared(db, Self.workers(db.dialect)).rows(
            .init(stretch.level.rawValue), .init(stretch.minutes.lowerBound), .init(stretch.minutes.upperBound),
            .init(origin), .init(length)
        ) { row in
            tally.events += Int(row.integer(10))
            guard let name = try words.text(Int(row.integer(1))).map({ WorkerName($0) }) else { return }
            take(
                AttemptTally(numbers: row.numbers(from: 2)), of: name,
                busy: row.integer(12) == 0 ? Int(row.integer(11)) : nil, step: Int(row.integer(0)), into: &tally)
        }
    }

    private func readTypes(_ stretch: Stretch, origin: Int, length: Int, into tally: inout SpanTally) throws {
        try Prepared(db, Self.types(db.dialect)).rows(
            .init(stretch.level.rawValue), .init(stretch.minutes.lowerBound), .init(stretch.minutes.upperBound)
        ) { row in
            let name = try words.text(Int(row.integer(1))).exact
            let step = (Int(row.integer(0)) - origin).dividedDown(by: length)
            take(try Self.type(row), named: name, step: step, into: &tally)
        }
    }

    private func readQueues(_ stretch: Stretch, origin: Int, length: Int, into tally: inout SpanTally) throws {
        let choice = "\(db.dialect.own)level = ? AND time >= ? AND time < ?"
        try Prepared(db, "SELECT queue, wait, time FROM queue_count WHERE \(choice)").rows(
            .init(stretch.level.rawValue), .init(stretch.minutes.lowerBound), .init(stretch.minutes.upperBound)
        ) { row in
            guard let name = try words.text(Int(row.integer(0))) else { return }
            let step = (Int(row.integer(2)) - origin).dividedDown(by: length)
            take(try HistogramCode.decode(row.bytes(1)), of: name.exact, step: step, into: &tally)
        }
    }

    private func take(_ wait: Histogram, of queue: ExactText, step: Int, into tally: inout SpanTally) {
        tally.queueWaits?[queue, default: Histogram()].merge(wait)
        guard tally.steps.indices.contains(step) else { return }
        tally.steps[step].queues[queue, default: Histogram()].merge(wait)
    }

    /// Reads one type by step, for its own charts; all types together would be too much to hold.
    private func read(_ name: ExactText, in stretch: Stretch, origin: Int, length: Int, into tally: inout SpanTally)
        throws
    {
        let named = "name = (SELECT id FROM word WHERE \(db.dialect.own)text = ?)"
        try Prepared(db, "\(Self.types(db.dialect)) AND \(named)").rows(
            .init(stretch.level.rawValue), .init(stretch.minutes.lowerBound), .init(stretch.minutes.upperBound),
            .text(name.text)
        ) { row in
            let step = (Int(row.integer(0)) - origin).dividedDown(by: length)
            if tally.steps.indices.contains(step) {
                tally.steps[step].types[name, default: SpanTally.TypeTally()].add(try Self.type(row))
            }
        }
    }

    private static func type(_ row: any PreparedRow) throws -> SpanTally.TypeTally {
        var type = SpanTally.TypeTally()
        type.attempts = AttemptTally(numbers: row.numbers(from: 2))
        type.runtime = try HistogramCode.decode(row.bytes(10))
        type.wait = try HistogramCode.decode(row.bytes(11))
        type.busy = row.busy(from: 12)
        return type
    }

    private static let sums = (CountColumns.attempts + ["events", "busy"]).map { "CAST(SUM(\($0)) AS BIGINT)" }
        .joined(separator: ", ")

    private static func workers(_ dialect: Dialect) -> String {
        """
        SELECT (time - ?4) / ?5, worker, \(sums), CAST(SUM(CASE WHEN busy IS NULL THEN 1 ELSE 0 END) AS BIGINT)
        FROM worker_count
        WHERE \(dialect.own)level = ?1 AND time >= ?2 AND time < ?3 GROUP BY 1, 2
        """
    }

    private static func types(_ dialect: Dialect) -> String {
        """
        SELECT time, name, \(CountColumns.attempts.joined(separator: ", ")), runtime, wait,
        \(CountColumns.busy.joined(separator: ", ")) FROM type_count
        WHERE \(dialect.own)level = ? AND time >= ? AND time < ?
        """
    }
}

extension EdgeReader.Count {
    /// The same as it is counted of a type.
    fileprivate var type: SpanTally.TypeTally {
        var type = SpanTally.TypeTally()
        (type.attempts, type.runtime, type.wait, type.busy) = (attempts, runtime, wait, busy)
        return type
    }
}
