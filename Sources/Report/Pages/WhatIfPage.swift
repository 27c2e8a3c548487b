package import Celery
package import Templating

/// What a replay of a queue's work tells, for a ticket.
package struct WhatIfPage: TemplateRecord {
    /// A line of the table.
    struct Row: TemplateRecord {
        let cells: [String]

        static let fields: [Field<Row>] = [.texts("cells", "what it is, and the numbers", \.cells)]
    }

    let introduction: Sentence
    let heads: [Sentence]
    let rows: [Row]
    let remarks: [Sentence]
    let chart: Fragment?
    let chartTitle: String

    /// Takes what was found; `chart` is the name of the picture's file, beside that of the page.
    package init(introduction: Phrase, heads: [Phrase], rows: [[String]], remarks: [Phrase], chart: String?) {
        self.introduction = Sentence(introduction)
        self.heads = heads.map { Sentence($0) }
        self.rows = rows.map(Row.init)
        self.remarks = remarks.map { Sentence($0) }
        self.chart = chart.map { Fragment(markdown: Self.address($0)) }
        chartTitle = "The queue as it was and as it would have been"
    }

    /// A path as an address, of which nothing can end a link.
    private static func address(_ path: String) -> String {
        path.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = "-._~/".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic && byte < 0x80
            if isPlain || (0x30...0x39).contains(byte) { return String(scalar) }
            return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    /// What templates may name.
    package static let fields: [Field<WhatIfPage>] = [
        .record("introduction", "what was replayed", \.introduction),
        .list("heads", "the heads of the table's columns", \.heads),
        .list("rows", "the table's lines", \.rows),
        .list("remarks", "what has to be known of the numbers", \.remarks),
        .fragment("chart", "where the picture is found from here; nothing where there is none", in: .markdown, \.chart),
        .text("chart_title", "what the picture shows", \.chartTitle),
    ]
}
