package import Celery
import Charts

extension Report {
    /// The charts of Monitor, in order, each also a file of its own.
    package var plates: [Plate] { plates(of: source.subjects, prefix: "plate", width: 580, height: 250) }

    /// The charts of the heaviest task types, runtime and wait of each; files of their own, too.
    package var typePlates: [Plate] { plates(of: source.typeSubjects, prefix: "plate", width: 580, height: 220) }

    /// The charts of the dashboard, smaller ones.
    package var smallPlates: [Plate] { plates(of: source.smallSubjects, prefix: "small", width: 440, height: 220) }

    /// The charts of the broker's page, smaller ones.
    package var brokerPlates: [Plate] { plates(of: source.brokerSubjects, prefix: "small", width: 440, height: 220) }

    /// The charts of a worker's page, smaller ones.
    package func plates(of worker: WorkerRow) -> [Plate] {
        guard source.tells(of: worker.name) else { return [] }
        return plates(
            of: source.history(of: worker), prefix: "small", width: 440, height: 200,
            turns: turns[worker.name] ?? [])
    }

    /// Marks `turns`, or those of all workers.
    private func plates(
        of subjects: [PlateSubject], prefix: String, width: Int, height: Int, turns: [WorkerTurn]? = nil
    ) -> [Plate] {
        let span = chartSpan ?? Charts.TimeSpan(snapshot.coverage.span)
        let events = TurnEvents(turns: turns ?? snapshot.turns, span: span).events
        let watched = snapshot.coverage.watched.map { Charts.TimeSpan($0) }
        let charts = subjects.map { subject in
            var chart = TimeChart(
                title: subject.fullTitle, unit: subject.unit, style: subject.style, series: subject.series, span: span,
                zone: zone.rules, watched: subject.restsOnListening && !subject.isFromResults ? watched : nil,
                events: events, width: width, height: height, metrics: TextMetrics(fontSize: 12))
            (chart.scale, chart.order, chart.absence) = (subject.scale, subject.order, subject.absence)
            if chart.emptiness != nil { chart.height = Self.heightOfNothing }
            return chart
        }
        let margins = charts.map(\.neededMargins).reduce(ChartMargins(left: 0, right: 0)) { $0.union($1) }
        return zip(charts, subjects).map { chart, subject in
            var chart = chart
            chart.margins = margins
            return plate(chart, of: subject, id: "\(prefix)-\(subject.name)")
        }
    }

    /// A chart without anything to show is as high as its reason takes.
    private static let heightOfNothing = 90

    private func plate(_ chart: TimeChart, of subject: PlateSubject, id: String) -> Plate {
        let subtitle = subtitle(of: subject, chart)
        return Plate(
            drawing: ChartDrawing(
                chart, id: id, title: subject.title, type: subject.type, subtitle: subtitle),
            name: subject.name, isEssential: subject.isEssential, subtitle: subtitle,
            notation: notation, numbers: ChartNumbers(chart))
    }

    private func subtitle(of subject: PlateSubject, _ chart: TimeChart) -> String {
        let zones = [chart.span.since, chart.span.until].map { zone.abbreviation(at: Instant(microseconds: $0)) }
        let names = zones[0] == zones[1] ? zones[0] : "\(zones[0]), \(zones[1])"
        let source = subject.isFromResults ? "; times are those of the ends that the result backend holds" : ""
        let (all, omitted) = (chart.series.count, chart.omitted)
        let largest = omitted > 0 ? ", the largest \(Wording.count(all - omitted)) of \(Wording.count(all))" : ""
        return "\(subject.subtitle)\(largest); \(names)\(source)"
    }
}
