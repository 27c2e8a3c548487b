import Charts
package import Templating

/// One series of a chart as it is drawn.
package struct SeriesDrawing: TemplateRecord {
    let mark: ChartGeometry.SeriesMark

    /// What templates may name.
    package static let fields: [Field<SeriesDrawing>] = [
        .code("name", "what it is called") { $0.mark.name },
        .text("colour", "which of the colours, from 0; other for the sum of the rest") {
            $0.mark.slot.map { "\($0.colour)" } ?? "other"
        },
        .text("dash", "which of the dashes, from 0, which is solid") { "\($0.mark.slot?.dash ?? 0)" },
        .text("marker", "the path of the shape at its line's end") { mark in
            mark.mark.drawing.line.isEmpty
                ? nil
                : mark.mark.drawing.end.flatMap { end in
                    mark.mark.slot?.markerPath(x: end.x.pixels, y: end.y.pixels)
                }
        },
        .text("key", "the path of the same shape in a legend, in the middle of 28 by 12 pixels") {
            $0.mark.slot?.markerPath(x: 14, y: 6)
        },
        .text("line", "the path to be stroked") { $0.mark.drawing.line },
        .text("area", "the path to be filled") { $0.mark.drawing.area },
        .list("dots", "samples that stand alone") { $0.mark.drawing.dots.map(ChartDrawing.Mark.init) },
        .record("end", "the last sample") { $0.mark.drawing.end.map(ChartDrawing.Mark.init) },
        .code("label", "its label beside the plot; nothing where it found no room") { $0.mark.label?.text },
        .text("label_x", "where the label begins") { $0.mark.label?.x.description ?? "0" },
        .text("label_y", "the label's base line") { $0.mark.label?.y.description ?? "0" },
    ]
}
