package import Charts
package import Templating

/// A chart as the templates of drawings need it: places and paths, in pixels of the picture.
package struct ChartDrawing: TemplateRecord {
    let geometry: ChartGeometry
    /// Begins each `id` in the drawing, so that several can stand on one page.
    let id: String
    let title: String
    let type: String?
    let subtitle: String

    /// Draws a chart; `type` is the task type that it is about, where it is about one.
    package init(_ chart: TimeChart, id: String, title: String? = nil, type: String? = nil, subtitle: String) {
        geometry = chart.geometry()
        self.id = id
        self.title = title ?? chart.title
        self.type = type
        self.subtitle = subtitle
    }

    /// What a drawing that is a file of its own has above it for its title.
    private static let head = 48

    /// The height of such a file.
    var fileHeight: Int { geometry.height + Self.head }

    /// Why there is nothing to draw, as a sentence; `nil` where there is.
    var emptiness: String? {
        geometry.emptiness.map { "Nothing to show: \($0)." }
    }

    /// What templates may name.
    package static let fields: [Field<ChartDrawing>] = [
        .text("id", "begins each id in the drawing", \.id),
        .text("title", "what the chart shows", \.title),
        .code("type", "of which task type; nothing where of all", \.type),
        .code("description", "the chart in words", \.geometry.description),
        .text("emptiness", "why there is nothing to draw", \.emptiness),
        .text("subtitle", "a line that says what is drawn", \.subtitle),
        .number("width", "the width of the picture", \.geometry.width),
        .number("height", "the height of the picture", \.geometry.height),
        .number("file_height", "the same with 48 pixels for title and subtitle above", \.fileHeight),
        .text("left", "the left edge of the plot") { $0.geometry.plot.left.description },
        .text("right", "its right edge") { $0.geometry.plot.right.description },
        .text("top", "its upper edge") { $0.geometry.plot.top.description },
        .text("bottom", "its lower edge") { $0.geometry.plot.bottom.description },
        .text("centre", "the middle of the picture, across") { Coordinate(Double($0.geometry.width) / 2).description },
        .text("middle", "the middle of the picture, down") { Coordinate(Double($0.geometry.height) / 2).description },
        .list("grid_lines", "the lines across") { $0.geometry.gridLines.map(GridLine.init) },
        .list("ticks", "the ticks below") { $0.geometry.timeTicks.map(Tick.init) },
        .text("tick_y", "the base line of the ticks' texts") { $0.geometry.timeTextY.description },
        .text("larger_y", "the base line of the days, months or years") { $0.geometry.largerTextY.description },
        .text("zone", "the zone of the times", \.geometry.zoneText),
        .list("series", "what is drawn") { $0.geometry.series.map(SeriesDrawing.init) },
        .truth("has_legend", "whether a series found no room for its label", \.geometry.needsLegend),
        .list("shades", "where nobody watched") { $0.geometry.shades.map(ShadeDrawing.init) },
        .list("heat", "the shades of a heat map, the faintest first") { drawing in
            drawing.geometry.shadesOfHeat.enumerated().map { HeatDrawing(level: $0, path: $1) }
        },
        .list("events", "what happened to workers") { $0.geometry.events.map(EventDrawing.init) },
        .text("event_y", "the base line of the events' words") { $0.geometry.eventTextY.description },
    ]

    /// A line across the plot, with its value.
    package struct GridLine: TemplateRecord {
        let line: ChartGeometry.GridLine

        /// What templates may name.
        package static let fields: [Field<GridLine>] = [
            .text("y", "where it lies", \.line.y.description),
            .text("text_y", "the base line of its label", \.line.textY.description),
            .text("label", "the value in words", \.line.label),
            .truth("is_zero", "whether it is the line of 0", \.line.isZero),
        ]
    }

    /// A tick of the axis of time.
    package struct Tick: TemplateRecord {
        let tick: ChartGeometry.TimeTick

        /// What templates may name.
        package static let fields: [Field<Tick>] = [
            .text("x", "where it lies", \.tick.x.description),
            .text("label", "its text", \.tick.label),
            .text("label_x", "the middle of the text", \.tick.labelX.description),
            .text("larger", "the day, month or year that begins here", \.tick.larger),
            .text("larger_x", "the middle of that text", \.tick.largerX.description),
        ]
    }

    /// A small round mark.
    package struct Mark: TemplateRecord {
        let dot: Dot

        /// What templates may name.
        package static let fields: [Field<Mark>] = [
            .text("x", "the middle, across", \.dot.x.description),
            .text("y", "the middle, down", \.dot.y.description),
        ]
    }

    /// A shade of a heat map.
    package struct HeatDrawing: TemplateRecord {
        let level: Int
        private static let opacities = [".16", ".34", ".55", ".78", "1"]
        let path: String

        /// What templates may name.
        package static let fields: [Field<HeatDrawing>] = [
            .text("opacity", "how dark it is, from 0 to 1") { opacities[min($0.level, opacities.count - 1)] },
            .text("path", "what to fill", \.path),
        ]
    }

    /// Something that happened, an upright line.
    package struct EventDrawing: TemplateRecord {
        let mark: EventMark

        /// What templates may name.
        package static let fields: [Field<EventDrawing>] = [
            .text("x", "where it stands", \.mark.x.description),
            .code("label", "what happened", \.mark.label),
            .code("text", "the same as there is room for it; nothing where there is none", \.mark.text),
            .text("text_x", "the middle of the text", \.mark.textX.description),
        ]
    }

    /// A stretch in which nobody watched.
    package struct ShadeDrawing: TemplateRecord {
        let shade: Shade

        /// What templates may name.
        package static let fields: [Field<ShadeDrawing>] = [
            .text("x", "the left edge", \.shade.area.left.description),
            .text("y", "the upper edge", \.shade.area.top.description),
            .text("width", "how wide it is", \.shade.area.width.description),
            .text("height", "how high it is", \.shade.area.height.description),
        ]
    }
}
