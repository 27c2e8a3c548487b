/// Names separated by commas, none of them empty.
package struct CommaList: Hashable, Sendable {
    /// The names, without the spaces around them.
    package let items: [String]

    /// Reads `a,b` and `a, b`.
    ///
    /// - Throws: `CommandError.badValue` where a name is empty.
    package init(parsing text: String) throws(CommandError) {
        items = text.split(separator: ",", omittingEmptySubsequences: false).map { item in
            String(item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard !items.contains("") else { throw .badValue(text, text.isEmpty ? .empty : .emptyItem) }
    }
}

extension CommaList: CustomStringConvertible {
    /// The names as the parser reads them.
    package var description: String { items.joined(separator: ",") }
}
