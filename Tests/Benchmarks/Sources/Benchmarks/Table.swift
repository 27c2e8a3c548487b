import Foundation

/// Prints measurements in columns.
struct Table {
    /// The widths of the columns; the first is set to the left.
    let widths: [Int]

    /// Prints a row.
    func row(_ cells: String...) {
        let padded = zip(cells, widths).enumerated().map { index, cell in
            let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            return index == 0 ? cell.0 + space : space + cell.0
        }
        print(padded.joined(separator: "  "))
        // A later measurement may fail, and this one be read from a file.
        fflush(nil)
    }
}
