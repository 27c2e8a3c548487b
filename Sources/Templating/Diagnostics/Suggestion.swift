/// The nearest of the names that would have been right.
package struct Suggestion: CustomStringConvertible {
    private let name: String?

    /// Looks for the candidate that the fewest slips of the pen turn into `wrong`; a third of its length at most.
    package init(for wrong: String, among candidates: some Sequence<String>) {
        let limit = max(1, wrong.unicodeScalars.count / 3)
        let distances = Set(candidates).map { (Suggestion.distance(wrong, $0), $0) }
        name = distances.filter { $0.0 <= limit }.min { $0 < $1 }?.1
    }

    /// The end of a message: "; did you mean 'x'?", or nothing.
    package var description: String {
        name.map { "; did you mean '\($0)'?" } ?? ""
    }

    /// Counts the letters to insert, to drop, to replace or to swap with the next (optimal string alignment).
    private static func distance(_ one: String, _ other: String) -> Int {
        let (one, other) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
        // Two names as unlike as that need no table to tell them apart.
        guard abs(one.count - other.count) < 20, one.count < 200 else { return .max }
        var rows = [Array(0...other.count)]
        for i in one.indices {
            var row = [i + 1]
            for j in other.indices {
                let replaced = rows[i][j] + (one[i] == other[j] ? 0 : 1)
                var best = min(replaced, row[j] + 1, rows[i][j + 1] + 1)
                if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[one.count][other.count]
    }
}
