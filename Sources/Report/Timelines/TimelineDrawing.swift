import Charts
package import Templating

/// A timeline as the template of its drawing needs it: places and paths, in pixels of the picture.
package struct TimelineDrawing: TemplateRecord {
    let geometry: TimelineGeometry
    /// Begins each `id` in the drawing, and is that of the element that holds it.
    let id: String
    let title: String
    let subtitle: String
    /// Why there is nothing to draw, as a sentence; `nil` where there is.
    let emptiness: String?
    /// The finished drawing, for a page.
    package var picture: Fragment?

    /// What templates may name.
    package static let fields: [Field<TimelineDrawing>] = [
        .text("id", "the id of the element that holds it, with which each id in the drawing begins", \.id),
        .text("title", "what it shows", \.title),
        .text("subtitle", "a line that says what is drawn", \.subtitle),
        .text("emptiness", "why there is nothing to draw", \.emptiness),
        .fragment("picture", "the finished drawing", in: .svg, \.picture),
        .truth("has_strips", "whether some workers have a strip in place of lanes", \.geometry.hasStrips),
        .number("width", "the width of the picture", \.geometry.width),
        .number("height", "the height of the picture", \.geometry.height),
        .text("left", "the left edge of the plot", \.geometry.plot.left.description),
        .text("right", "its right edge", \.geometry.plot.right.description),
        .text("bottom", "its lower edge", \.geometry.plot.bottom.description),
        .list("ticks", "the ticks below") { $0.geometry.ticks.map(ChartDrawing.Tick.init) },
        .text("tick_y", "the base line of the ticks' texts", \.geometry.tickY.description),
        .text("larger_y", "the base line of the days, months or years", \.geometry.largerY.description),
        .text("zone", "the zone of the times", \.geometry.zoneText),
        .list("shades", "where nobody watched") { $0.geometry.shades.map(Shade.init) },
        .list("rows", "the workers") { $0.geometry.rows.map(Row.init) },
    ]

    /// A worker, with its lanes or its strip.
    package struct Row: TemplateRecord {
        let row: TimelineGeometry.Row

        /// What templates may name.
        package static let fields: [Field<Row>] = [
            .code("name", "the worker's name", \.row.name),
            .text("name_y", "the base line of its name", \.row.nameY.description),
            .text("x", "the left edge of its lanes", \.row.area.left.description),
            .text("y", "their upper edge", \.row.area.top.description),
            .text("bottom", "their lower edge", \.row.area.bottom.description),
            .text("width", "how wide they are", \.row.area.width.description),
            .text("height", "how high they are", \.row.area.height.description),
            .text("count", "how many executions it stands for") { Wording.count($0.row.count, "execution") },
            .list("blocks", "its executions by what came of them") { row in
                zip(Timeline.tones, row.row.blocks).filter { !$1.isEmpty }.map(Blocks.init)
            },
            .text("waits", "a line for each execution that waited") { $0.row.waits.isEmpty ? nil : $0.row.waits },
            .list("strip", "how busy its slots were, the faintest first") { row in
                row.row.shades.enumerated().filter { !$0.element.isEmpty }.map {
                    Strip(level: $0.offset, path: $0.element)
                }
            },
            .text("alarms", "where executions of a strip failed or were lost") {
                $0.row.alarms.isEmpty ? nil : $0.row.alarms
            },
            .list("events", "what happened to it") { $0.row.events.map(ChartDrawing.EventDrawing.init) },
        ]
    }

    /// Executions that ended alike.
    package struct Blocks: TemplateRecord {
        let tone: String
        let path: String

        /// What templates may name.
        package static let fields: [Field<Blocks>] = [
            .text("tone", "good, bad, warn, busy or idle", \.tone), .text("path", "what to fill", \.path),
        ]
    }

    /// Where about the same share of a worker's slots was busy.
    package struct Strip: TemplateRecord {
        let level: Int
        private static let opacities = [".16", ".34", ".55", ".78", "1"]
        let path: String

        init(level: Int, path: String) { (self.level, self.path) = (level, path) }

        /// What templates may name.
        package static let fields: [Field<Strip>] = [
            .text("opacity", "how dark it is, from 0 to 1") { opacities[min($0.level, opacities.count - 1)] },
            .text("path", "what to fill", \.path),
        ]
    }

    /// A stretch in which nobody watched.
    package struct Shade: TemplateRecord {
        let area: Rectangle

        /// What templates may name.
        package static let fields: [Field<Shade>] = [
            .text("x", "the left edge", \.area.left.description),
            .text("y", "the upper edge", \.area.top.description),
            .text("width", "how wide it is", \.area.width.description),
            .text("height", "how high it is", \.area.height.description),
        ]
    }
}
