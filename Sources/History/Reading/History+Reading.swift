package import Celery
import GRDB

extension History {
    /// What is known of a span.
    package func read(_ request: HistoryRequest) throws(HistoryError) -> HistoryExcerpt {
        try read { db in
            let newest = try HistoryFacts(db).newest
            let span = Self.aligned(request.span, now: request.now, newest: newest ?? request.now)
            // Where the span ends now, all that is known belongs to it, since a worker's clock may be ahead of ours.
            let horizon = request.span.until < request.now ? span.until : Instant.distantFuture
            let words = try WordList(db)
            var excerpt = HistoryExcerpt(span: span)
            excerpt.newest = newest
            let watched = try WatchedTable(db).spans().filter { $0.since <= horizon }
            excerpt.watched = watched.map { TimeSpan(since: $0.since, until: min($0.until, horizon)) }
            excerpt.traits = try TraitTable(db).traits(until: horizon, words: words)
            excerpt.readings = try ReadingTable(db).readings(in: span, words: words)
            try CountReader(db, words: words).read(
                span, watchedSince: excerpt.watched.first?.since, horizon: horizon, newest: newest,
                into: &excerpt.tally)
            try TaskSelection(db, words: words, span: span, horizon: horizon).read(request, into: &excerpt)
            try WorkerSelection(db, words: words, span: span, horizon: horizon).read(into: &excerpt.state)
            return excerpt
        }
    }

    /// The time of the newest event; `nil` in an empty history.
    package func newest() throws(HistoryError) -> Instant? { try read { db in try HistoryFacts(db).newest } }

    /// The broker that it belongs to, without credentials; `nil` where none is named yet.
    package func owner() throws(HistoryError) -> String? {
        try read { db in try String.fetchOne(db, sql: "SELECT value FROM fact WHERE name = 'broker'") }
    }

    /// The span, widened to where counts begin and end; a full minute, or more where it lies far back.
    static func aligned(_ span: TimeSpan, now: Instant, newest: Instant) -> TimeSpan {
        let first = Level.finest(of: span.since, newest: newest).start(of: span.since.minute)
        guard span.until < now else { return TimeSpan(since: Instant(minute: first), until: span.until) }
        let level = Level.finest(of: span.until, newest: newest)
        let last = level.start(of: span.until.minute) + level.minutes
        let end = Instant(microseconds: Instant(minute: last).microseconds - 1)
        return TimeSpan(since: Instant(minute: first), until: min(end, now))
    }
}
