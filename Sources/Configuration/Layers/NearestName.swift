/// Finds the name that somebody meant who wrote another.
package enum NearestName {
    /// The nearest of the names, when it is near enough to be what was meant; the first of several equally near.
    package static func of(_ name: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(name.prefix(64).lowercased().unicodeScalars)
        let limit = max(1, wanted.count / 3)
        var nearest: (distance: Int, name: String)?
        for candidate in names {
            let letters = Array(candidate.lowercased().unicodeScalars)
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let found = (distance: distance(wanted, letters), name: candidate)
            if found.distance <= limit, nearest.map({ found < $0 }) ?? true { nearest = found }
        }
        return nearest?.name
    }

    /// The end of a message that suggests the name, where there is one.
    static func hint(_ nearest: String?) -> String {
        nearest.map { "; did you mean '\($0)'?" } ?? ""
    }

    /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var line = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, line[column] + 1)
                let swapped = row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
                if swapped { best = min(best, before[column - 1] + 1) }
                line.append(best)
            }
            (before, last) = (last, line)
        }
        return last[right.count]
    }
}
