import Celery
import Charts

/// Which time the timeline shows, and which parts of it are shown again in more detail: those of incidents.
struct TimelineFrame: Sendable {
    /// A part that is shown larger.
    struct Zoom: Sendable, Equatable {
        /// From when to when.
        let span: Celery.TimeSpan
        /// When the incidents began that are in it.
        var beginnings: Set<Instant>

        /// Whether it is as good as a part of its own for another one.
        func covers(_ other: Celery.TimeSpan) -> Bool {
            (other.part(in: span)?.length ?? 0) >= other.length * 0.8 && span.length <= other.length * 3
        }
    }

    /// From the first execution that is listed to the last, or to the end of the report's span; `nil` without any.
    let span: Celery.TimeSpan?
    /// The parts, in the order of the incidents.
    private(set) var zooms: [Zoom] = []

    /// So many parts are shown.
    private static let mostZooms = 3
    /// An incident that lasts is shown for so many seconds from its beginning, and so much longer at both ends.
    private static let (longest, least) = (1_800.0, 30.0)

    init(_ snapshot: Snapshot) {
        let moment = min(snapshot.capturedAt, snapshot.coverage.span.until)
        var (first, last): (Instant?, Instant?)
        for place in snapshot.tasks.indices {
            for attempt in snapshot.tasks[place].attempts {
                guard let begun = attempt.begun else { continue }
                first = min(first ?? begun, begun)
                last = max(last ?? begun, attempt.finished ?? begun)
            }
        }
        guard let first, let last else {
            span = nil
            return
        }
        let until = max(last, moment)
        // What began long before is cut off, unless all of it did.
        let since = max(first, min(snapshot.coverage.span.since, until - 1))
        let span = Celery.TimeSpan(since: since, until: until)
        self.span = span
        for incident in snapshot.incidents {
            guard let since = incident.since, since <= until else { continue }
            let end = max(since, min(incident.until ?? moment, since + Self.longest))
            let margin = max(Self.least, end.since(since) / 4)
            guard let part = Celery.TimeSpan(since: since - margin, until: end + margin).part(in: span),
                part.length < span.length * 0.8
            else { continue }
            if let place = zooms.firstIndex(where: { $0.covers(part) }) {
                zooms[place].beginnings.insert(since)
            } else if zooms.count < Self.mostZooms {
                zooms.append(Zoom(span: part, beginnings: [since]))
            }
        }
    }

    /// The place that shows the time of an incident; `nil` where none does.
    func place(of incident: Incident) -> String? {
        guard let since = incident.since, let span, span.contains(since) else { return nil }
        let zoom = zooms.firstIndex { $0.beginnings.contains(since) }
        return "timeline.html#\(zoom.map(Self.anchor) ?? "timeline")"
    }

    /// The `id` of the element that shows a part.
    static func anchor(of zoom: Int) -> String { "incident-\(zoom + 1)" }
}

extension AttemptRow {
    /// When it was begun: told, or as long before its end as it ran.
    var begun: Instant? {
        if let started { return started }
        guard let finished, let runtime else { return nil }
        return finished - runtime
    }
}
