/// A column of tasks that `--omit` drops from every file.
package enum TaskColumn: String, CaseIterable, Sendable {
    case args, kwargs, result, traceback
}

/// Several of `TaskColumn`, separated by commas.
package struct TaskColumns: Hashable, Sendable {
    /// The columns.
    package let columns: Set<TaskColumn>

    /// None of them.
    package static let none = TaskColumns(columns: [])

    /// Reads `args,kwargs`; no name twice makes no difference.
    ///
    /// - Throws: `CommandError.badValue` for a name that is none.
    package init(parsing text: String) throws(CommandError) {
        var columns: Set<TaskColumn> = []
        for name in try CommaList(parsing: text).items {
            guard let column = TaskColumn(rawValue: name) else {
                throw .badValue(name, .notOneOf(TaskColumn.allCases.map(\.rawValue)))
            }
            columns.insert(column)
        }
        self.columns = columns
    }

    private init(columns: Set<TaskColumn>) { self.columns = columns }
}

extension TaskColumns: CustomStringConvertible {
    /// The names in the order of the columns.
    package var description: String {
        TaskColumn.allCases.filter(columns.contains).map(\.rawValue).joined(separator: ",")
    }
}
