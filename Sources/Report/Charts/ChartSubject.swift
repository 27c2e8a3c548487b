import Celery
import Charts

/// What a chart is about: which series it draws, and how.
struct ChartSubject: Sendable {
    /// What the chart's files are called: `outcomes`, `runtime`, …
    let name: String
    /// The title.
    let title: String
    /// The task type that it is about; `nil` where it is about all.
    var type: String?
    /// A line that says what is drawn.
    let subtitle: String
    /// In what values are measured.
    let unit: ValueUnit
    /// How series are drawn.
    let style: ChartStyle
    /// How values become pixels.
    var scale = ValueScale.linear
    /// In which order series come.
    var order = SeriesSelection.Order.byTotal
    /// Whether the values rest on somebody's listening, so that the rest of time is shaded.
    var restsOnListening = true
    /// Whether the times are those of ends that the result backend holds.
    var isFromResults = false
    /// Whether it belongs into the report for a ticket.
    var isEssential = false
    /// The series to draw.
    let series: [Charts.Series]
    /// Why there may be none.
    let absence: String

    /// The title with the type's name in it, for a chart's description.
    var fullTitle: String { type.map { "\(title) of \($0)" } ?? title }
}

extension ChartSource {
    /// The subjects of Monitor, in order.
    var subjects: [ChartSubject] { tasks + durations + queues + workers }

    /// The subjects of the dashboard.
    var smallSubjects: [ChartSubject] { [outcomes, unsuccessful, ready] }

    /// The subjects of the page of the broker.
    var brokerSubjects: [ChartSubject] { queues }

    /// The subjects of the heaviest task types, two for each.
    var typeSubjects: [ChartSubject] {
        types.enumerated().flatMap { place, type in
            let name = Excerpt.cell(type, limit: 60)
            return [
                ChartSubject(
                    name: "runtime\(place + 1)", title: "Runtime", type: name, subtitle: "p50, p95 and p99",
                    unit: .seconds, style: .band, scale: .logarithmic, order: .asGiven,
                    series: percentiles(.runtime, of: type), absence: unheard),
                ChartSubject(
                    name: "wait\(place + 1)", title: "Wait", type: name, subtitle: "p50, p95 and p99",
                    unit: .seconds, style: .band, scale: .logarithmic, order: .asGiven,
                    series: percentiles(.wait, of: type), absence: unsent),
            ]
        }
    }

    /// Why nothing may be known of attempts.
    var unheard: String {
        if snapshot.coverage.watched.isEmpty { return "events were not watched in this window" }
        if isWithoutEvents {
            return "the workers send no task events; start them with -E"
        }
        return "no task ended in the watched time"
    }

    /// Why nothing may be known of waits.
    var unsent: String {
        snapshot.coverage.watched.isEmpty ? unheard : "no task that was heard to be sent was begun in this span"
    }
}
