import Celery
import Decoding

/// Makes events of what a subscription delivers, and keeps count.
struct ListenSession: ~Copyable {
    /// What came of it so far.
    var report: ListenReport
    private var decoder = EventDecoder()
    private var lastHeard: Instant

    init(started: Instant) {
        report = ListenReport(watched: TimeSpan(since: started, until: started))
        lastHeard = started
    }

    /// Takes note of what arrived just now, and hands on the events that `decode` finds in each part of it.
    mutating func hear<Part>(
        _ parts: [Part], deliver: @Sendable ([Event]) -> Void,
        by decode: (Part, inout EventDecoder, Instant, inout [Event]) throws(DecodingFailure) -> Void
    ) {
        guard !parts.isEmpty else { return }
        lastHeard = .now
        var events: [Event] = []
        for part in parts {
            do throws(DecodingFailure) {
                try decode(part, &decoder, lastHeard, &events)
            } catch { report.note(error.description) }
        }
        report.events += events.count
        // None are a sign of life.
        deliver(events)
    }

    /// The report; a connection that broke is taken to have carried what came until the last that was heard of it.
    consuming func finished(at end: Instant) -> ListenReport {
        let until = report.failure == nil ? end : lastHeard
        report.watched = TimeSpan(since: report.watched.since, until: until)
        return report
    }
}
