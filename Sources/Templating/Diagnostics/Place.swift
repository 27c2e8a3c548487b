/// A place in a template.
package struct Place: Hashable, Sendable {
    /// The name of the template.
    package let file: String
    /// The line, from 1.
    package let line: Int
    /// The column, from 1, in Unicode scalars.
    package let column: Int

    /// Makes a place; the beginning of the file if nothing else is said.
    package init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension Place: Comparable, CustomStringConvertible {
    /// The place as compilers write it: `file:line:column`.
    package var description: String { "\(file):\(line):\(column)" }

    /// Orders by file, then from top to bottom.
    package static func < (one: Place, other: Place) -> Bool {
        (one.file, one.line, one.column) < (other.file, other.line, other.column)
    }
}
