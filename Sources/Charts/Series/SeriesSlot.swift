/// How a series is told apart from its neighbours: by colour, and without it by dash and marker.
package struct SeriesSlot: Equatable, Hashable, Sendable {
    /// Which of the chart's colours, from 0.
    package let colour: Int
    /// Which of the chart's dashes, from 0, which is a solid line.
    package let dash: Int
    /// Which of the chart's marker shapes, from 0.
    package let marker: Int

    /// Takes three places of the chart's palette.
    package init(colour: Int, dash: Int, marker: Int) {
        self.colour = colour
        self.dash = dash
        self.marker = marker
    }

    /// The n-th slot: colours first, then the dashes; markers go round with both, so that no two slots near each other
    /// share one.
    init(number: Int, of palette: SeriesPalette) {
        let (dash, colour) = number.quotientAndRemainder(dividingBy: palette.colours)
        self.init(colour: colour, dash: dash % palette.dashes, marker: (colour + dash) % palette.markers)
    }
}
