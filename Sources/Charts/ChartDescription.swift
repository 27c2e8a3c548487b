/// A chart in words: when, what, from least to most, the last, and what is missing.
struct ChartDescription: Sendable {
    /// The chart that is told about.
    let chart: TimeChart
    /// What of it is drawn.
    let content: TimeChart.Content
    /// How many series are not drawn.
    let omitted: Int

    /// Sentences, with the names as they are; for `<desc>` and the text beside a picture.
    var text: String {
        let metrics = chart.metrics
        let words = metrics.words
        var sentences = [metrics.words("\u{E000}, \(spanText).", around: words(chart.title))]
        if let emptiness = chart.emptiness {
            sentences.append(words(emptiness.description))
        } else if chart.style == .heat {
            sentences += [heat].compactMap(\.self)
        } else {
            sentences += zip(content.series, content.summaries).map {
                metrics.words("\u{E000}: \(sentence(of: $1))", around: $0.name)
            }
        }
        if omitted > 0 {
            sentences.append(words("\(omitted) more \(omitted == 1 ? "series is" : "series are") not drawn."))
        }
        if let text = unwatchedText { sentences.append(words(text)) }
        if let text = eventsText { sentences.append(text) }
        // Behind a full stop that is as wide as an ideograph there is no space.
        return sentences.reduce("") { $0.isEmpty || $0.hasSuffix("。") ? $0 + $1 : "\($0) \($1)" }
    }

    private func sentence(of summary: SeriesSummary) -> String {
        guard let least = summary.least, let most = summary.most, let last = summary.last else {
            return "no value known."
        }
        let (low, high, end) = (chart.unit.text(least), chart.unit.text(most), chart.unit.text(last))
        let range = least == most ? "always \(low)" : "\(low) to \(high), last \(end)"
        let gaps = summary.gaps == 0 ? "" : summary.gaps == 1 ? ", 1 gap" : ", \(summary.gaps) gaps"
        return "\(summary.known == 1 ? "\(low) at one time" : range)\(gaps)."
    }

    /// Where a heat map is darkest.
    private var heat: String? {
        let all = content.series.flatMap { series in series.points.map { (series, $0) } }
        guard let (series, point) = all.max(by: { ($0.1.known ?? 0) < ($1.1.known ?? 0) }), let most = point.known
        else {
            return nil
        }
        let time = WallTime(point.time, zone: chart.zone)
        let sentence = "Most is \(chart.unit.text(most)), in \u{E000}, at \(clock(time))."
        return chart.metrics.words(sentence, around: series.name)
    }

    private var spanText: String {
        let (first, last) = (WallTime(chart.span.since, zone: chart.zone), WallTime(chart.span.until, zone: chart.zone))
        let zones = first.offset.abbreviation == last.offset.abbreviation ? "" : " \(first.offset.abbreviation)"
        let day = first.date == last.date ? "" : last.dateText + " "
        return "\(first.dateText) \(clock(first))\(zones) to \(day)\(clock(last)) \(last.offset.abbreviation)"
    }

    private var unwatchedText: String? {
        guard let watched = chart.watched, chart.emptiness != .notWatched else { return nil }
        let gaps = chart.span.gaps(between: watched)
        let total = gaps.reduce(0) { $0 + $1.duration }
        guard let gap = gaps.first else { return nil }
        let length = DurationText.text(seconds: Double(total) / 1_000_000)
        guard gaps.count == 1 else { return "Nobody watched for \(length), in \(gaps.count) stretches." }
        let (first, last) = (WallTime(gap.since, zone: chart.zone), WallTime(gap.until, zone: chart.zone))
        return "Nobody watched for \(length), from \(clock(first)) to \(clock(last))."
    }

    /// What is marked, the first few of it.
    private var eventsText: String? {
        let events = chart.events.filter { chart.span.contains($0.time) }
        guard !events.isEmpty, chart.emptiness == nil else { return nil }
        let metrics = chart.metrics
        let told = events.prefix(3).map { event in
            metrics.words("\u{E000} at \(clock(WallTime(event.time, zone: chart.zone)))", around: event.label)
        }
        let more = events.count > told.count ? [metrics.words("\(events.count - told.count) more")] : []
        let list = (told + more).reduce("") { $0.isEmpty ? $1 : metrics.words("\u{E000}; \u{E001}", around: $0, $1) }
        return metrics.words("Marked: \u{E000}.", around: list)
    }

    /// Seconds only where the span is so short that minutes would say little.
    private func clock(_ time: WallTime) -> String {
        chart.span.duration < 600_000_000 ? time.secondsText : time.minutesText
    }
}
