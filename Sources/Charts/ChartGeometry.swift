/// A chart as numbers and paths, ready to be drawn by a template; all places in pixels of the picture.
package struct ChartGeometry: Equatable, Sendable {
    /// What the chart shows.
    package let title: String
    /// The whole chart in words, for those who cannot see it.
    package let description: String
    /// Why there is nothing to draw; nil when there is.
    package let emptiness: Emptiness?
    /// The width of the picture.
    package let width: Int
    /// The height of the picture.
    package let height: Int
    /// The drawing area.
    package let plot: Rectangle
    /// The lines across, from the lowest.
    package let gridLines: [GridLine]
    /// The ticks below, from the left.
    package let timeTicks: [TimeTick]
    /// The base line of the ticks' own texts.
    package let timeTextY: Coordinate
    /// The base line of the larger units.
    package let largerTextY: Coordinate
    /// The zone's abbreviations in force: `UTC`, or `CEST, CET`.
    package let zoneText: String
    /// What is drawn, in order; stacks from the bottom.
    package let series: [SeriesMark]
    /// The paths of a heat map, the faintest shade first; empty for everything else.
    package let shadesOfHeat: [ShadeOfHeat]
    /// How many series are neither drawn nor part of "others".
    package let omitted: Int
    /// The names of the series that are 0 throughout, of which nothing is drawn.
    package let zeros: [String]
    /// Where nobody watched.
    package let shades: [Shade]
    /// What happened.
    package let events: [EventMark]
    /// The base line of the events' words.
    package let eventTextY: Coordinate

    /// A line across the plot, with its value.
    package struct GridLine: Equatable, Sendable {
        /// Where it lies.
        package let y: Coordinate
        /// The base line of its label, which ends left of the plot.
        package let textY: Coordinate
        /// The value in words.
        package let label: String
        /// Whether it is the line of 0.
        package let isZero: Bool
    }

    /// A tick of the axis of time; texts are centred.
    package struct TimeTick: Equatable, Sendable {
        /// Where it lies.
        package let x: Coordinate
        /// The tick's own text.
        package let label: String
        /// The middle of that text.
        package let labelX: Coordinate
        /// The larger unit that begins here, if one does.
        package let larger: String?
        /// The middle of that text.
        package let largerX: Coordinate
    }

    /// One series as it is drawn.
    package struct SeriesMark: Equatable, Sendable {
        /// What it is called, in full.
        package let name: String
        /// How it is told apart; nil for "others", which is drawn in a neutral way.
        package let slot: SeriesSlot?
        /// Its paths and dots.
        package let drawing: Drawing
        /// Its label beside the plot; nil where it found no room, so that a legend has to name it.
        package let label: EndLabel?
        /// The least, the most and the last of it.
        package let summary: SeriesSummary
    }

    /// A label at a line's end, beginning at `x`.
    package struct EndLabel: Equatable, Sendable {
        /// The name, cut where it would leave the picture.
        package let text: String
        /// Where it begins.
        package let x: Coordinate
        /// Its base line.
        package let y: Coordinate
    }

    /// Whether some name of several cannot be read in full beside the plot, so that the chart needs a legend.
    package var needsLegend: Bool {
        shadesOfHeat.isEmpty && series.count > 1 && series.contains { $0.label?.text != $0.name }
    }
}
