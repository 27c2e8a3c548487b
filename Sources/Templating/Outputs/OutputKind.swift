/// The kind of a file, which decides how text is escaped in it.
package enum OutputKind: Sendable {
    case html
    case svg
    case markdown
    case csv
    case plain

    /// Tells the kind by the ending, whose case doesn't matter; an ending that isn't known means HTML.
    package init(fileName: String) {
        switch fileName.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() {
        case "svg": self = .svg
        case "md": self = .markdown
        case "csv": self = .csv
        case "txt": self = .plain
        default: self = .html
        }
    }
}

extension OutputKind: CustomStringConvertible {
    /// The kind as an error calls it.
    package var description: String {
        switch self {
        case .html: "HTML"
        case .svg: "SVG"
        case .markdown: "Markdown"
        case .csv: "CSV"
        case .plain: "plain text"
        }
    }
}
