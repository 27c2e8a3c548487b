/// What a report is compared with: a snapshot, or what the history knows of the same span so long before.
package enum BaselineReference: Hashable, Sendable {
    /// A file, or the folder of a site.
    case file(String)
    /// The same span that long before.
    case ago(Span)

    /// Reads either: a file whose name is a duration has to be written with its folder, `./24h`.
    ///
    /// - Throws: `CommandError.badValue` for an empty text, and for no time at all.
    package init(parsing text: String) throws(CommandError) {
        guard !text.isEmpty else { throw .badValue(text, .empty) }
        guard case .success(let milliseconds) = SpanScanner.milliseconds(of: text) else {
            self = .file(text)
            return
        }
        guard milliseconds > 0 else { throw .badValue(text, .notATime) }
        self = .ago(Span(milliseconds: milliseconds))
    }
}

extension BaselineReference: CustomStringConvertible {
    /// As its parser reads it.
    package var description: String {
        switch self {
        case .file(let path): path
        case .ago(let span): span.description
        }
    }
}
