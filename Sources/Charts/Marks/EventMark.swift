/// An event in a chart: an upright line, and its words above the plot where they fit.
package struct EventMark: Equatable, Sendable {
    /// Where the line stands.
    package let x: Coordinate
    /// The event's words in full.
    package let label: String
    /// The words as they fit, centred on `textX`; nil where others stand already.
    package let text: String?
    /// The middle of the words.
    package let textX: Coordinate
}

extension EventMark {
    /// The events of a span in order of time; the first come, the first served with room for their words.
    static func marks(
        _ events: [ChartEvent], times: TimeScale, bounds: ClosedRange<Double>, metrics: TextMetrics
    ) -> [EventMark] {
        var reached = -Double.infinity
        let ordered = events.filter { times.span.contains($0.time) }.sorted {
            ($0.time, $0.label) < ($1.time, $1.label)
        }
        return ordered.map { event in
            let x = times.position(of: event.time)
            let text = metrics.elided(event.label, toWidth: (bounds.upperBound - bounds.lowerBound) / 2) ?? ""
            let half = metrics.width(of: text) / 2
            let middle = max(bounds.lowerBound + half, min(bounds.upperBound - half, x))
            let fits = !text.isEmpty && middle - half >= reached
            if fits { reached = middle + half + metrics.fontSize / 2 }
            return EventMark(x: Coordinate(x), label: event.label, text: fits ? text : nil, textX: Coordinate(middle))
        }
    }
}
