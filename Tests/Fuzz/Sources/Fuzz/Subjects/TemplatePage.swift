import Templating

/// The record that fuzzed pages are rendered with: one text in every place.
struct TemplatePage: TemplateRecord {
    let text: String
    let isDouble: Bool

    static let fields: [Field<TemplatePage>] = [
        .text("title", "words", \.text),
        .truth("double", "whether there are two rows", \.isDouble),
        .fragment("chart", "a drawing", in: .svg) { _ in Fragment(svg: "<svg/>") },
        .record("best", "a row") { TemplateRow(text: $0.text, level: 0) },
        .list("rows", "rows") { page in
            Array(repeating: TemplateRow(text: page.text, level: 0), count: page.isDouble ? 2 : 1)
        },
        .texts("texts", "words") { [$0.text] },
        .codes("codes", "words") { [$0.text] },
    ]

    /// The same as a document whose names nobody declares.
    var document: Value {
        let row = Value.record([Value.Member("name", .text(text)), Value.Member("count", .number("1.50"))])
        return .record([
            Value.Member("title", .text(text)), Value.Member("best", row), Value.Member("none", .null),
            Value.Member("rows", .list(isDouble ? [row, .record([]), .list([.truth(true)])] : [row])),
            Value.Member("texts", .list([.text(text)])),
        ])
    }
}

/// A row that holds a row.
struct TemplateRow: TemplateRecord {
    let text: String
    let level: Int

    static let fields: [Field<TemplateRow>] = [
        .code("name", "a name", \.text),
        .number("count", "a number", \.level),
        .list("rows", "rows within") { $0.level < 3 ? [TemplateRow(text: $0.text, level: $0.level + 1)] : [] },
    ]
}
