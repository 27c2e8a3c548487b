package import Celery

/// Columns of tasks that `--omit` drops from every file, separated by commas.
package struct OmittedColumns: Hashable, Sendable {
    /// The columns.
    package let columns: Set<Privacy.Column>

    /// None of them.
    package static let none = OmittedColumns(columns: [])

    /// Reads `args,kwargs`; no name twice makes no difference.
    ///
    /// - Throws: `CommandError.badValue` for a name that is none.
    package init(parsing text: String) throws(CommandError) {
        var columns: Set<Privacy.Column> = []
        for name in try CommaList(parsing: text).items {
            guard let column = Privacy.Column(rawValue: name) else {
                throw .badValue(name, .notOneOf(Privacy.Column.allCases.map(\.rawValue)))
            }
            columns.insert(column)
        }
        self.columns = columns
    }

    private init(columns: Set<Privacy.Column>) { self.columns = columns }
}

extension OmittedColumns: CustomStringConvertible {
    /// The names in the order of the columns.
    package var description: String {
        Privacy.Column.allCases.filter(columns.contains).map(\.rawValue).joined(separator: ",")
    }
}
