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
    /// Why there is nothing to draw, as it fits into the picture; none where there is.
    let emptyLines: [EmptyLine]
    /// Why there is nothing to draw, in the language of the pages.
    let emptiness: String?
    private let words: @Sendable (String) -> String

    /// Draws a chart; `type` is the task type that it is about, where it is about one.
    package init(_ chart: TimeChart, id: String, title: String? = nil, type: String? = nil, subtitle: String) {
        geometry = chart.geometry()
        self.id = id
        self.title = title ?? chart.title
        self.type = type
        self.subtitle = subtitle
        emptiness = chart.emptiness.map { chart.metrics.words($0.description) }
        emptyLines = Self.emptyLines(of: chart, emptiness)
        words = chart.metrics.words
    }

    /// What a drawing that is a file of its own has above it for its title.
    private static let head = 48

    /// The height of such a file.
    var fileHeight: Int { geometry.height + Self.head }

    /// So many of the series that are 0 throughout are named.
    private static let namedZeros = 4

    /// The series that are 0 throughout, by name; `nil` where none is, and where nothing is drawn at all.
    var zeros: String? {
        let names = geometry.emptiness == nil ? geometry.zeros : []
        guard !names.isEmpty else { return nil }
        let more = names.count - Self.namedZeros
        let told = names.prefix(Self.namedZeros).joined(separator: ", ")
        return more > 0 ? "\(told) " + words("and \(Wording.count(more)) more") : told
    }

    private static func emptyLines(of chart: TimeChart, _ emptiness: String?) -> [EmptyLine] {
        guard let emptiness else { return [] }
        let (metrics, height) = (chart.metrics, Double(chart.height))
        let room = max(1, Int(height / metrics.lineHeight) - 1)
        var lines = metrics.lines(of: emptiness, within: Double(chart.width) - 16)
        if lines.count > room { lines = lines.prefix(room - 1) + ["…"] }
        let first = (height - Double(lines.count - 1) * metrics.lineHeight + metrics.fontSize * 0.7) / 2
        return lines.enumerated().map { number, text in
            EmptyLine(text: text, y: Coordinate(first + Double(number) * metrics.lineHeight))
        }
    }

    /// A line of what is said where nothing is drawn.
    package struct EmptyLine: TemplateRecord {
        let text: String
        let y: Coordinate

        /// What templates may name.
        package static let fields: [Field<EmptyLine>] = [
            .code("text", "its words", \.text),
            .text("y", "its base line", \.y.description),
        ]
    }

    /// What templates may name.
    package static let fields: [Field<ChartDrawing>] = [
        .text("id", "begins each id in the drawing", \.id),
        .text("title", "what the chart shows", \.title),
        .code("type", "of which task type; nothing where of all", \.type),
        .code("description", "the chart in words", \.geometry.description),
        .code("emptiness", "why there is nothing to draw", \.emptiness),
        .list("empty_lines", "the same, line by line", \.emptyLines),
        .text("subtitle", "a line that says what is drawn", \.subtitle),
        .code("zeros", "the series that are 0 throughout, of which nothing is drawn", \.zeros),
        .number("width", "the width of the picture", \.geometry.width),
        .number("height", "the height of the picture", \.geometry.height),
        .number("file_height", "the same with 48 pixels for title and subtitle above", \.fileHeight),
        .text("left", "the left edge of the plot") { $0.geometry.plot.left.description },
        .text("right", "its right edge") { $0.geometry.plot.right.description },
        .text("top", "its upper edge") { $0.geometry.plot.top.description },
        .text("bottom", "its lower edge") { $0.geometry.plot.bottom.description },
        .text("centre", "the middle of the picture, across") { Coordinate(Double($0.geometry.width) / 2).description },
        .list("grid_lines", "the lines across") { $0.geometry.gridLines.map(GridLine.init) },
        .list("ticks", "the ticks below") { $0.geometry.timeTicks.map(Tick.init) },
        .text("tick_y", "the base line of the ticks' texts") { $0.geometry.timeTextY.description },
        .text("larger_y", "the base line of the days, months or years") { $0.geometry.largerTextY.description },
        .text("zone", "the zone of the times", \.geometry.zoneText),
        .list("series", "what is drawn") { $0.geometry.series.map(SeriesDrawing.init) },
        .truth("has_legend", "whether a series found no room for its label", \.geometry.needsLegend),
        .list("shades", "where nobody watched") { $0.geometry.shades.map(ShadeDrawing.init) },
        .list("heat", "the shades of a heat map, the faintest first") { drawing in
            drawing.geometry.shadesOfHeat.enumerated().map { level, shade in
                HeatDrawing(level: level, path: shade.path, counts: shade.values)
            }
        },
        .truth("has_heat", "whether it is a heat map") { !$0.geometry.shadesOfHeat.isEmpty },
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
        let counts: ClosedRange<Int>?

        /// `3–8`, as a key has it.
        private var range: String? {
            counts.map { counts in
                counts.count == 1
                    ? Wording.count(counts.lowerBound)
                    : "\(Wording.count(counts.lowerBound))–\(Wording.count(counts.upperBound))"
            }
        }

        /// What templates may name.
        package static let fields: [Field<HeatDrawing>] = [
            .text("opacity", "how dark it is, from 0 to 1") { opacities[min($0.level, opacities.count - 1)] },
            .text("path", "what to fill", \.path),
            .text("range", "what it stands for: `3–8`; nothing where no whole number falls into it", \.range),
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
