import Templating

/// A page about workers, as tests render it.
struct Sample: TemplateRecord {
    var title: String? = "Workers"
    var isBusy = false
    var note: Fragment?
    var chart: Fragment? = Fragment(svg: "<svg/>")
    var best: Row?
    var rows: [Row] = []
    var tags: [String] = []

    static let fields: [Field<Sample>] = [
        .text("title", "what the page is about", \.title),
        .truth("busy", "whether anything runs", \.isBusy),
        .fragment("note", "the user's note", \.note),
        .fragment("chart", "what happened when", in: .svg, \.chart),
        .record("best", "the fastest of the rows", \.best),
        .list("rows", "one for each worker", \.rows),
        .texts("tags", "words of our own", \.tags),
        .codes("marks", "words of the cluster", \.tags),
    ]
}

/// A row of the sample page.
struct Row: TemplateRecord {
    var name = ""
    var processed: Int? = 0
    var title: String?
    var children: [Row] = []

    static let fields: [Field<Row>] = [
        .code("name", "the worker's name", \.name),
        .number("processed", "how many tasks it has seen", \.processed),
        .text("label", "what we call it", \.title),
        .list("children", "its own workers", \.children),
    ]
}

extension TemplateLibrary {
    /// A library of templates written as strings.
    init(_ templates: KeyValuePairs<String, String>) {
        self.init(templates.map { TemplateSource(name: $0.key, text: Array($0.value.utf8)) })
    }

    /// Renders the page `name` over a sample.
    func render(_ name: String = "page.html", _ sample: Sample = Sample()) throws -> String {
        String(decoding: try compile(name, for: Sample.self).render(sample), as: UTF8.self)
    }

    /// Renders the page `name` over a document.
    func render(_ name: String = "page.html", over document: Value, isLenient: Bool = false) throws -> String {
        String(decoding: try render(name, over: document, isLenient: isLenient), as: UTF8.self)
    }

    /// The mistakes in the page `name` for a sample, one a line.
    func mistakes(_ name: String = "page.html") -> String {
        check(name, for: Sample.self).map(\.description).joined(separator: "\n")
    }
}

/// Renders a single template, called `page` and the ending, over a sample.
func render(_ template: String, _ sample: Sample = Sample(), as ending: String = "html") throws -> String {
    try TemplateLibrary(["page.\(ending)": template]).render("page.\(ending)", sample)
}

/// Renders a single HTML template over a document.
func render(_ template: String, over document: Value, isLenient: Bool = false) throws -> String {
    try TemplateLibrary(["page.html": template]).render(over: document, isLenient: isLenient)
}

/// The mistakes in a single template, called `page` and the ending, one a line.
func mistakes(_ template: String, as ending: String = "html") -> String {
    TemplateLibrary(["page.\(ending)": template]).mistakes("page.\(ending)")
}
