import Celery
import Charts

extension Report {
    /// The charts of Monitor, in order, each also a file of its own.
    package var plates: [Plate] {
        PlateSubject.allCases.map { plate($0, prefix: "plate", width: 580, height: 250, fontSize: 12) }
    }

    /// The charts of the dashboard, smaller ones.
    package var smallPlates: [Plate] {
        [PlateSubject.outcomes, .runtime, .queues].map {
            plate($0, prefix: "small", width: 440, height: 220, fontSize: 12)
        }
    }

    /// The time that the charts show: from the first sample to the last; `nil` where there is none.
    var chartSpan: Charts.TimeSpan? {
        let times = snapshot.series.flatMap { $0.points.map(\.time) }
        guard let first = times.min(), let last = times.max() else { return nil }
        return Charts.TimeSpan(since: first.microseconds, until: last.microseconds)
    }

    private func plate(_ subject: PlateSubject, prefix: String, width: Int, height: Int, fontSize: Double) -> Plate {
        let series = subject.series(of: snapshot)
        let isFromResults = subject.isFromResults(snapshot)
        let span = chartSpan ?? Charts.TimeSpan(snapshot.coverage.span)
        let watched = isFromResults ? nil : snapshot.coverage.watched.map { Charts.TimeSpan($0) }
        let chart = TimeChart(
            title: subject.title, unit: subject.unit, style: subject.style, series: series, span: span,
            zone: zone.rules, watched: watched, width: width, height: height, metrics: TextMetrics(fontSize: fontSize))
        let shown = SeriesSelection(
            series, span: span, limit: chart.seriesLimit, isAdditive: subject.unit.isAdditive
        ).series
        let subtitle = subtitle(of: subject, isFromResults: isFromResults, span: span)
        return Plate(
            drawing: ChartDrawing(
                geometry: chart.geometry(), id: "\(prefix)-\(subject.rawValue)", title: subject.title,
                subtitle: subtitle),
            name: subject.rawValue, subtitle: subtitle,
            table: ChartTable(shown, unit: subject.unit, notation: notation))
    }

    private func subtitle(of subject: PlateSubject, isFromResults: Bool, span: Charts.TimeSpan) -> String {
        let zones = [span.since, span.until].map { zone.abbreviation(at: Instant(microseconds: $0)) }
        let names = zones[0] == zones[1] ? zones[0] : "\(zones[0]), \(zones[1])"
        let source = isFromResults ? "; times are those of the ends that the result backend holds" : ""
        return "\(subject.subtitle); \(names)\(source)"
    }
}
