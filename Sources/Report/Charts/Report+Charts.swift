package import Celery
import Charts

extension Report {
    /// The charts of Monitor, in order, each also a file of its own.
    package var charts: [ChartEntry] { charts(of: source.subjects, prefix: "chart", width: 580, height: 250) }

    /// The charts of the heaviest task types, runtime and wait of each; files of their own, too.
    package var typeCharts: [ChartEntry] { charts(of: source.typeSubjects, prefix: "chart", width: 580, height: 220) }

    /// The charts of the dashboard, smaller ones.
    package var smallCharts: [ChartEntry] { charts(of: source.smallSubjects, prefix: "small", width: 440, height: 220) }

    /// The charts of the broker's page, smaller ones.
    package var brokerCharts: [ChartEntry] {
        charts(of: source.brokerSubjects, prefix: "small", width: 440, height: 220)
    }

    /// The charts of a worker's page, smaller ones.
    package func charts(of worker: WorkerRow) -> [ChartEntry] {
        guard source.tells(of: worker.name) else { return [] }
        return charts(
            of: source.history(of: worker), prefix: "small", width: 440, height: 200,
            turns: turns[worker.name] ?? [])
    }

    /// Marks `turns`, or those of all workers.
    private func charts(
        of subjects: [ChartSubject], prefix: String, width: Int, height: Int, turns: [WorkerTurn]? = nil
    ) -> [ChartEntry] {
        let span = chartSpan ?? Charts.TimeSpan(snapshot.coverage.span)
        let marks = snapshot.changes.filter { $0.kind == .mark }.map {
            ChartEvent(time: $0.time.microseconds, label: Excerpt.cell($0.subject, limit: 60))
        }
        let events = marks + TurnEvents(turns: turns ?? snapshot.turns, span: span, notation: notation).events
        let watched = snapshot.coverage.watched.map { Charts.TimeSpan($0) }
        let plain = subjects.map { subject in
            var timeChart = TimeChart(
                title: subject.fullTitle, unit: subject.unit, style: subject.style, series: subject.series, span: span,
                zone: zone.rules, watched: subject.restsOnListening && !subject.isFromResults ? watched : nil,
                events: events, width: width, height: height, metrics: TextMetrics(fontSize: 12))
            (timeChart.scale, timeChart.order, timeChart.absence) = (subject.scale, subject.order, subject.absence)
            if timeChart.emptiness != nil { timeChart.height = Self.heightOfNothing }
            return timeChart
        }
        let timeCharts = zip(plain, subjects).map(inWords)
        let margins = timeCharts.map(\.neededMargins).reduce(ChartMargins(left: 0, right: 0)) { $0.union($1) }
        return subjects.indices.map { index in
            var timeChart = timeCharts[index]
            timeChart.margins = margins
            return entry(
                timeChart, of: subjects[index], id: "\(prefix)-\(subjects[index].name)",
                numbers: ChartNumbers(plain[index]))
        }
    }

    /// A chart without anything to show is as high as its reason takes.
    private static let heightOfNothing = 90

    private func entry(
        _ timeChart: TimeChart, of subject: ChartSubject, id: String, numbers: ChartNumbers
    ) -> ChartEntry {
        let subtitle = subtitle(of: subject, timeChart)
        return ChartEntry(
            drawing: ChartDrawing(
                timeChart, id: id, title: subject.title, type: subject.type, subtitle: subtitle),
            name: subject.name, isEssential: subject.isEssential, subtitle: subtitle,
            notation: notation, numbers: numbers)
    }

    /// The chart with its own words in the language of the pages; the numbers beside it are data, and stay as they are.
    private func inWords(_ chart: TimeChart, of subject: ChartSubject) -> TimeChart {
        guard notation.catalogue != nil else { return chart }
        var chart = chart
        chart.metrics = TextMetrics(fontSize: chart.metrics.fontSize, words: notation.words)
        let title = notation.words(subject.title)
        chart.title = subject.type.map { notation.words("\(words: title) of \(quote: $0)").text } ?? title
        chart.series = chart.series.map { series in
            // A name with a place of its own among the colours is ours, and no worker's or queue's.
            let isOurs = series.slot != nil || series.bin != nil || ["not told"].contains(series.name)
            guard isOurs || series.name.hasSuffix(" others") else { return series }
            var series = series
            series.name = notation.words(series.name)
            return series
        }
        return chart
    }

    private func subtitle(of subject: ChartSubject, _ timeChart: TimeChart) -> String {
        let zones = [timeChart.span.since, timeChart.span.until].map {
            zone.abbreviation(at: Instant(microseconds: $0))
        }
        let names = zones[0] == zones[1] ? zones[0] : "\(zones[0]), \(zones[1])"
        let source = subject.isFromResults ? "; times are those of the ends that the result backend holds" : ""
        let (all, omitted) = (timeChart.series.count, timeChart.omitted)
        let largest = omitted > 0 ? ", the largest \(Wording.count(all - omitted)) of \(Wording.count(all))" : ""
        return "\(subject.subtitle)\(largest); \(names)\(source)"
    }
}
