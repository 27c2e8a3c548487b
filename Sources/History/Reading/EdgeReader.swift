import Celery

/// Counts the ends of a span task by task, as counts are kept of whole minutes.
struct EdgeReader {
    private let db: any HistoryDatabase
    private let words: WordList
    private let book: TurnTable
    private var names = Names()
    private var changes = CountChanges()

    init(_ db: any HistoryDatabase, words: WordList, book: TurnTable) {
        (self.db, self.words, self.book) = (db, words, book)
    }

    /// What was counted in a minute of an edge.
    struct Count {
        let minute: Int
        let name: String?
        let attempts: AttemptTally
        let runtime: Histogram
        let wait: Histogram
        var busy = BusyTime()
    }

    /// What was counted, by worker and by task type.
    private(set) var workers: [Count] = []
    private(set) var types: [Count] = []
    /// The waits by queue.
    private(set) var queues: [(minute: Int, name: String, wait: Histogram)] = []

    /// Counts what happened in a part of time.
    mutating func read(_ edge: TimeSpan, into tally: inout SpanTally) throws {
        changes = CountChanges()
        for condition in ["first <= ?2", "first > ?2 AND begun IS NOT NULL AND begun <= ?2"] {
            try Prepared(db, "SELECT record FROM task WHERE \(db.dialect.ownTasks)last >= ?1 AND \(condition)").rows(
                .integer(edge.since.microseconds), .integer(edge.until.microseconds)
            ) { row in
                take(try TaskReader.decode(row.bytes(0), words: words), in: edge, &tally)
            }
        }
        workers += changes.workers.map { place, count in
            Count(
                minute: place.minute, name: names.texts[place.word], attempts: count.attempts, runtime: Histogram(),
                wait: Histogram(), busy: BusyTime(microseconds: [0, 0, 0, count.busy]))
        }
        queues += changes.queues.compactMap { place, wait in
            names.texts[place.word].map { (place.minute, $0, wait.histogram) }
        }
        types += changes.types.map { place, type in
            Count(
                minute: place.minute, name: names.texts[place.word], attempts: type.attempts,
                runtime: type.runtime.histogram, wait: type.wait.histogram, busy: type.busy)
        }
    }

    private mutating func take(_ record: TaskRecord, in edge: TimeSpan, _ tally: inout SpanTally) {
        let book = book
        var summary = record.summary { book.known(of: $0) }
        summary.entries = summary.entries.map { $0.part(in: edge) }
        for entry in summary.entries {
            if let begun = entry.begun { tally.began[entry.worker, default: []].append(begun) }
        }
        var names = Names()
        swap(&names, &self.names)
        changes.change(by: 1, summary) { names.number(of: $0) }
        swap(&names, &self.names)
        let marks = record.sent + record.marksByWorker.flatMap(\.marks)
        tally.events += marks.count { edge.contains($0.timestamp) && $0.kind.isEvent }
    }

    /// Names are numbered as they come; the same text may name a worker and a type.
    private struct Names {
        private var numbers: [ExactText?: Int] = [:]
        private(set) var texts: [String?] = []

        mutating func number(of text: String?) -> Int {
            if let number = numbers[text.exact] { return number }
            numbers[text.exact] = texts.count
            texts.append(text)
            return texts.count - 1
        }
    }
}
