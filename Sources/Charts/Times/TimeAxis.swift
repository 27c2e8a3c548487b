/// The axis of time: ticks by the calendar of a zone, with labels on two levels that never overlap.
package struct TimeAxis: Sendable {
    /// A text centred on a pixel.
    package struct PlacedText: Equatable, Sendable {
        /// What it says.
        package let text: String
        /// The middle of the text; differs from the tick's place where the text would leave the picture.
        package let x: Double
    }

    /// A place on the axis.
    package struct Tick: Equatable, Sendable {
        /// The instant, in microseconds since 1970.
        package let time: Int64
        /// Its pixel.
        package let x: Double
        /// The tick's own text.
        package let label: PlacedText
        /// The day, month or year that begins here, or the zone's new abbreviation; nil where nothing changes.
        package let larger: PlacedText?
    }

    /// In order of time.
    package let ticks: [Tick]
    /// The abbreviations in force in the span, in order: `CEST, CET`.
    package let zoneText: String
    private let scale: TimeScale

    /// Makes the axis for a span drawn between two pixels.
    ///
    /// `left` and `right` are the pixels of the span's beginning and end; texts stay within `bounds`.
    package init(
        span: TimeSpan, zone: ZoneRules, from left: Double, to right: Double, within bounds: ClosedRange<Double>,
        metrics: TextMetrics
    ) {
        let scale = TimeScale(span: span, from: left, to: right)
        let placing = TimeTickPlacing(scale: scale, zone: zone, bounds: bounds, metrics: metrics)
        self.scale = scale
        ticks = placing.bestTicks()
        var names: [String] = []
        for name in zone.segments(of: span).map(\.offset.abbreviation) where !names.contains(name) {
            names.append(name)
        }
        zoneText = names.joined(separator: ", ")
    }

    /// The pixel of an instant.
    package func position(of time: Int64) -> Double { scale.position(of: time) }
}
