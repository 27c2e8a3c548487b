package import Celery

extension History {
    /// What is known of a span.
    package func read(_ request: HistoryRequest) throws(HistoryError) -> HistoryExcerpt {
        try read { db in
            let newest = try HistoryFacts(db).newest
            let spans = try WatchedTable(db).spans()
            let purged = try HistoryFacts(db).purged
            let frame = SpanFrame(request, newest: newest ?? request.now, purged: purged, watched: spans)
            let (span, horizon) = (frame.span, frame.horizon)
            let words = try WordList(db)
            var excerpt = HistoryExcerpt(span: span)
            excerpt.newest = newest
            excerpt.tally.lacksTasks = span.since < purged ?? .distantPast
            let watched = spans.filter { $0.since <= horizon }
            excerpt.watched = watched.map { TimeSpan(since: $0.since, until: min($0.until, horizon)) }
            excerpt.traits = try TraitTable(db).traits(until: horizon, words: words)
            excerpt.readings = try ReadingTable(db).readings(in: span, words: words)
            var book = TurnTable()
            try book.loadAll(words: words, in: db)
            try CountReader(db, words: words, book: book).read(
                frame, watchedSince: excerpt.watched.first?.since, newest: newest, into: &excerpt.tally)
            let busy = BusyReader(
                db, words: words, book: book, span: TimeSpan(since: span.since, until: min(span.until, horizon)),
                watched: excerpt.watched)
            try busy.correct(&excerpt.tally)
            excerpt.concurrency = try TraitTable(db).concurrency(until: horizon, words: words)
            excerpt.schedules = try ScheduleTable(db).readings()
            try TaskSelection(db, words: words, span: span, horizon: horizon).read(request, into: &excerpt)
            try WorkerSelection(db, words: words, book: book, span: span, horizon: horizon).read(into: &excerpt.state)
            return excerpt
        }
    }

    /// The time of the newest event; `nil` in an empty history.
    package func newest() throws(HistoryError) -> Instant? { try read { db in try HistoryFacts(db).newest } }

    /// The last moment that it tells of, by our clock: the end of the last time in which somebody listened, else the
    /// time of the newest event; `nil` in an empty history.
    package func lastMoment() throws(HistoryError) -> Instant? {
        try read { db in try WatchedTable(db).spans().last?.until ?? HistoryFacts(db).newest }
    }
}
