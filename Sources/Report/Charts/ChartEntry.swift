import Charts
package import Templating

/// A chart with its title, a line that says what is drawn, and the numbers behind it.
package struct ChartEntry: TemplateRecord {
    /// The chart to draw.
    package let drawing: ChartDrawing
    /// Finer than the rest of a name: `outcomes`, `runtime`, …
    package let name: String
    /// Whether it belongs into the report for a ticket.
    let isEssential: Bool
    let subtitle: String
    let notation: Notation
    /// All numbers behind it.
    package let numbers: ChartNumbers
    /// The finished drawing, for a page.
    package var picture: Fragment?

    /// The path of its numbers, below the site's root.
    package var dataPath: String { "data/charts/\(name).csv" }

    /// The path of the chart as a file of its own, below the site's root.
    package var path: String { "charts/\(name).svg" }
    /// What stands before the path in a link: nothing, or an address with a slash at its end.
    var base = ""

    /// The chart with links that begin so.
    func placed(at base: String) -> ChartEntry {
        var chart = self
        chart.base = base
        return chart
    }

    /// What templates may name.
    package static let fields: [Field<ChartEntry>] = [
        .text("name", "the chart's name, as in its file's", \.name),
        .text("path", "its file, below the site's root", \.path),
        .fragment("link", "where its file is found from the page", in: .markdown) {
            Fragment(markdown: $0.base + $0.path)
        },
        .truth("is_sealed", "whether its file is read only by a page that opens it, where a link leads and no picture")
        {
            $0.base.hasSuffix("#")
        },
        .text("data_path", "all its numbers, below the site's root", \.dataPath),
        .text("title", "what it shows", \.drawing.title),
        .code("type", "of which task type; nothing where of all", \.drawing.type),
        .text("subtitle", "a line that says what is drawn", \.subtitle),
        .code("zeros", "the series that are 0 throughout, of which nothing is drawn", \.drawing.zeros),
        .code("description", "the chart in words", \.drawing.geometry.description),
        .code("emptiness", "why there is nothing to draw", \.drawing.emptiness),
        .fragment("picture", "the finished drawing", in: .svg, \.picture),
        .record("drawing", "the drawing's places and paths", \.drawing),
        .record("table", "the numbers behind it, as many as one reads") {
            ChartTable($0.numbers.chart, notation: $0.notation)
        },
    ]
}
