import Foundation
import Mustache
import Templating

/// Renders a table of ten columns with our engine and with its peers.
///
/// Each gets the same rows in memory and a template compiled beforehand, and renders to bytes in memory.
enum TemplateBenchmark {
    private static let count = 100_000
    private static let rows = (0..<count).map(TaskRow.init)

    /// Measures, and prints the rates and how we compare.
    static func run() throws {
        let ours = try herbarium()
        let peers = [("Jinja2 3.1.6", try jinja()), ("swift-mustache 2.1.1", try mustache())]
        let table = Table(widths: [22, 10, 14, 12])
        table.row("100,000 rows", "seconds", "rows a second", "we are")
        table.row("Herbarium", digits(ours.seconds, 3), digits(Double(count) / ours.seconds, 0), "")
        for (name, peer) in peers {
            precondition(Self.text(peer.page) == Self.text(ours.page), "\(name) renders another page than we do")
            let ratio = digits(peer.seconds / ours.seconds, 1) + " times"
            table.row(name, digits(peer.seconds, 3), digits(Double(count) / peer.seconds, 0), ratio)
        }
    }

    /// A page as a browser reads it: ours leaves quotation marks between tags as they are.
    private static func text(_ page: [UInt8]) -> String {
        String(decoding: page, as: UTF8.self).replacing("&#39;", with: "'").replacing("&#34;", with: "\"")
            .replacing("&quot;", with: "\"")
    }

    private static func digits(_ number: Double, _ places: Int) -> String {
        String(format: "%.\(places)f", number)
    }

    /// A table row of cells that each hold what `cell` makes of the name of a column.
    private static func template(_ start: String, _ end: String, _ cell: (String) -> String) -> String {
        let cells = TaskRow.columns.map { "<td>\(cell($0))</td>" }.joined()
        return "<table>\n\(start)<tr>\(cells)</tr>\n\(end)</table>\n"
    }

    private static func herbarium() throws -> (seconds: Double, page: [UInt8]) {
        let source = template("{{#rows}}\n", "{{/rows}}\n") { "{{\($0)}}" }
        let library = TemplateLibrary([TemplateSource(name: "tasks.html", text: Array(source.utf8))])
        let template = try library.compile("tasks.html", for: TaskPage.self)
        let model = TaskPage(rows: rows)
        var page: [UInt8] = []
        let seconds = Stopwatch.median { page = template.render(model) }
        return (seconds, page)
    }

    private static func mustache() throws -> (seconds: Double, page: [UInt8]) {
        let template = try MustacheTemplate(string: template("{{#rows}}\n", "{{/rows}}\n") { "{{\($0)}}" })
        let rows = rows.map { row in
            Dictionary(uniqueKeysWithValues: zip(TaskRow.columns, row.cells))
        }
        var page: [UInt8] = []
        let seconds = Stopwatch.median { page = Array(template.render(["rows": rows]).utf8) }
        return (seconds, page)
    }

    private static func jinja() throws -> (seconds: Double, page: [UInt8]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["rows.json", "template.html", "page.html"].map { folder.appending(path: $0) }
        try JSONEncoder().encode(rows).write(to: files[0])
        let source = template("{% for r in rows %}", "{% endfor %}") { "{{ r.\($0) }}" } + "\n"
        try Data(source.utf8).write(to: files[1])
        let output = try Peer.run("jinja.py", files.map(\.path) + [String(Stopwatch.runs)])
        let seconds = Stopwatch.median(of: output.split(separator: "\n").compactMap { Double($0) })
        return (seconds, Array(try Data(contentsOf: files[2])))
    }
}

extension TaskRow {
    /// The cells in the order of the columns.
    fileprivate var cells: [String] {
        [name, uuid, state, args, kwargs, result, received, started, runtime, worker]
    }
}
