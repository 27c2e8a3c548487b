/// Where in a table a walk is: cmark-gfm keeps the alignments at the table, and at a cell not even its number.
struct MarkdownTablePlace {
    private var alignments: [MarkdownAlignment] = []
    private var column = 0
    private var isHeader = false

    /// Before the first table.
    init() {}

    /// Begins a table with these columns.
    mutating func enterTable(_ alignments: [MarkdownAlignment]) -> MarkdownContainer {
        self.alignments = alignments
        return .table
    }

    /// Begins the next row.
    mutating func enterRow(isHeader: Bool) -> MarkdownContainer {
        self.isHeader = isHeader
        column = 0
        return .tableRow(isHeader: isHeader)
    }

    /// Begins the next cell of the row.
    mutating func enterCell() -> MarkdownContainer {
        defer { column += 1 }
        let alignment = alignments.indices.contains(column) ? alignments[column] : .none
        return .tableCell(isHeader: isHeader, alignment)
    }
}
