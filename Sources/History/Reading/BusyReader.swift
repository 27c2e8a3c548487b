import Celery

/// Takes out of slot time, which is counted by the minute in which attempts end, what of it lies outside of the watched
/// parts of the span: task by task, of those that may reach beyond such a part.
struct BusyReader {
    private let db: any HistoryDatabase
    private let words: WordList
    private let span: TimeSpan
    private let parts: [TimeSpan]
    private let book: TurnTable

    init(_ db: any HistoryDatabase, words: WordList, book: TurnTable, span: TimeSpan, watched: [TimeSpan]) {
        (self.db, self.words, self.book, self.span) = (db, words, book, span)
        parts = watched.parts(in: span)
    }

    func correct(_ tally: inout SpanTally) throws {
        var end = span.since
        for part in parts {
            try take("last >= ?1 AND last < ?2", [end, part.since], &tally)
            try take("last >= ?1 AND last <= ?2 AND first < ?1", [part.since, part.until], &tally)
            try take(Self.unheralded, [part.since, part.until], &tally)
            end = Instant(microseconds: part.until.microseconds + 1)
        }
        try take("last >= ?1 AND first <= ?2", [end, span.until], &tally)
    }

    /// What was told of after a part had begun, though its execution began before.
    private static let unheralded =
        "last >= ?1 AND last <= ?2 AND begun IS NOT NULL AND begun < ?1 AND first >= ?1"

    private func take(_ condition: String, _ times: [Instant], _ tally: inout SpanTally) throws {
        try Prepared(db, "SELECT record FROM task WHERE \(db.dialect.ownTasks)\(condition)").rows(
            times.map { .integer($0.microseconds) }
        ) { row in
            let record = try TaskReader.decode(row.bytes(0), words: words)
            for entry in record.summary(turns: { book.known(of: $0) }).entries { take(entry, &tally) }
        }
    }

    private func take(_ entry: TaskSummary.Entry, _ tally: inout SpanTally) {
        guard let outcome = entry.outcome, let finished = entry.finished, let busy = entry.busy,
            span.contains(finished)
        else { return }
        let own = TimeSpan(since: Instant(microseconds: finished.microseconds - Int64(busy)), until: finished)
        let excess = busy - parts.microseconds(of: own)
        guard excess > 0 else { return }
        tally.busy[entry.worker, default: 0] -= excess
        tally.types[entry.name.exact]?.busy?.add(-excess, outcome)
    }
}
