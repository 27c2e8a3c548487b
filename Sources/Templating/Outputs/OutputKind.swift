/// The kind of a file, which decides how text is escaped in it.
package enum OutputKind: CaseIterable, Sendable {
    case html
    case svg
    case markdown
    case csv
    case plain

    /// The endings of its files; the first is the one that we write.
    package var endings: [String] {
        switch self {
        case .html: [".html", ".htm", ".xhtml", ".mustache"]
        case .svg: [".svg", ".xml", ".atom"]
        case .markdown: [".md", ".markdown"]
        case .csv: [".csv"]
        case .plain: [".txt", ".text"]
        }
    }

    /// Tells the kind by the ending, whose case doesn't matter; a name without one means HTML, as it does to Mustache.
    ///
    /// `nil` for an ending that isn't known: nobody could say what is harmless in such a file.
    package init?(fileName: String) {
        let ending = TemplateLibrary.ending(of: fileName).lowercased()
        guard let kind = ending.isEmpty ? .html : Self.allCases.first(where: { $0.endings.contains(ending) }) else {
            return nil
        }
        self = kind
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
