/// All that makes up a chart over time; `geometry()` turns it into numbers to draw.
package struct TimeChart: Sendable {
    /// What the chart shows.
    package var title: String
    /// What its values are.
    package var unit: ValueUnit
    /// How its series are drawn.
    package var style: ChartStyle
    /// What is drawn. Lines and areas take samples as given: not known is a gap.
    package var series: [Series]
    /// The time from the left edge to the right.
    package var span: TimeSpan
    /// Whose calendar and clock the axis follows.
    package var zone: ZoneRules
    /// When somebody watched: the rest is shaded. Nil when that has no meaning for these values.
    package var watched: [TimeSpan]?
    /// What happened meanwhile.
    package var events: [ChartEvent]
    /// The width of the picture in pixels.
    package var width: Int
    /// The height of the picture in pixels.
    package var height: Int
    /// How wide texts are.
    package var metrics: TextMetrics
    /// The most series with a line of their own.
    package var seriesLimit = 8
    /// The most series that choose a colour; the smaller ones are grey.
    package var colourLimit = 3
    /// Whether the series beyond the limit are summed up as one, where their unit allows it.
    package var sumsUpOthers = true
    /// In which order series come.
    package var order = SeriesSelection.Order.byTotal
    /// What series without a slot choose theirs from.
    package var palette = SeriesPalette()
    /// How values become pixels; stacks are always linear.
    package var scale = ValueScale.linear
    /// Where the axis of values begins; stacks always begin at 0.
    package var baseline = Baseline.zero
    /// What the axis of values reaches up to at least, for charts that are to be compared; nil for what is drawn alone.
    package var ceiling: Double?
    /// The least that is left free beside the plot; more where texts need it.
    package var margins = ChartMargins(left: 0, right: 0)
    /// Why there may be nothing to draw, as a fragment of a sentence; nil where the samples alone tell.
    package var absence: String?
    /// How long one sample stands for, in microseconds: a bar's width, and twice of it the longest distance that is
    /// joined. Nil for bars as wide as the least distance, and lines joined however far.
    package var interval: Int64?

    /// Takes what every chart needs; the rest has defaults.
    package init(
        title: String, unit: ValueUnit, style: ChartStyle, series: [Series], span: TimeSpan, zone: ZoneRules = .utc,
        watched: [TimeSpan]? = nil, events: [ChartEvent] = [], width: Int = 800, height: Int = 240,
        metrics: TextMetrics = TextMetrics(fontSize: 11)
    ) {
        self.title = title
        self.unit = unit
        self.style = style
        self.series = series
        self.span = span
        self.zone = zone
        self.watched = watched
        self.events = events
        self.width = max(1, width)
        self.height = max(1, height)
        self.metrics = metrics
    }

    /// The longest distance between samples that a line bridges.
    var longestJoin: Int64? {
        interval.map { $0.multipliedReportingOverflow(by: 2) }.map { $0.overflow ? .max : $0.partialValue }
    }

    /// The series that are drawn, and what becomes of the others.
    package var selection: SeriesSelection {
        SeriesSelection(
            series, span: span, limit: style == .heat ? max(1, series.count) : seriesLimit, order: order,
            isAdditive: sumsUpOthers && unit.isAdditive && style.isAdditive,
            leavesOutZeros: style != .band && style != .heat, joinsEqual: style == .lines || style == .steps,
            words: metrics.words)
    }

    /// How many series are neither drawn nor part of "others".
    package var omitted: Int { selection.omitted }

    /// Why there is nothing to draw; nil when there is.
    package var emptiness: Emptiness? {
        let known = series.flatMap { series in series.points(in: span).filter { $0.known != nil } }
        if let first = known.first {
            if known.allSatisfy({ $0.known == 0 }) { return .alwaysZero(isWhole: isWhole) }
            return hasOneInstant && known.allSatisfy { $0.time == first.time } ? oneInstant(first.time) : nil
        }
        if let absence { return .told(absence) }
        if series.isEmpty { return .noSeries }
        if let watched, watched.allSatisfy({ span.intersection($0) == nil }), span.duration > 0 { return .notWatched }
        return series.allSatisfy { $0.points(in: span).isEmpty } ? .noSamples : .nothingKnown
    }

    /// Whether all samples of the span are known, and somebody watched all of it.
    private var isWhole: Bool {
        series.allSatisfy { $0.points(in: span).allSatisfy { $0.known != nil } }
            && watched.map { span.gaps(between: $0).isEmpty } ?? true
    }

    /// Whether values of one instant alone are told rather than drawn: what holds from one sample to the next has
    /// nothing to hold to.
    private var hasOneInstant: Bool { style == .lines || style == .steps }

    private func oneInstant(_ instant: Int64) -> Emptiness {
        let selection = selection
        let values = selection.series.compactMap { series in
            series.points(in: span).last { $0.known != nil }?.known.map { "\(series.name) \(unit.text($0))" }
        }
        let zeros = selection.zeros.isEmpty ? [] : ["\(selection.zeros.joined(separator: ", ")) 0"]
        let clock = WallTime(instant, zone: zone).secondsText
        return .oneInstant("\((values + zeros).joined(separator: ", ")), at \(clock)")
    }
}
