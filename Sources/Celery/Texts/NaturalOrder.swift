/// The order in which people expect names: runs of digits compare by their value, all else by its bytes.
package enum NaturalOrder {
    /// Whether `lhs` comes before `rhs`; a total order, names that differ are never equal.
    package static func areInIncreasingOrder(_ lhs: String, _ rhs: String) -> Bool {
        let (left, right) = (Array(lhs.utf8), Array(rhs.utf8))
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            let (first, second) = (run(of: left, at: i), run(of: right, at: j))
            if first.isNumber && second.isNumber {
                let (a, b) = (significant(left[first.range]), significant(right[second.range]))
                if a.count != b.count { return a.count < b.count }
                if !a.elementsEqual(b) { return a.lexicographicallyPrecedes(b) }
                (i, j) = (first.range.upperBound, second.range.upperBound)
            } else {
                if left[i] != right[j] { return left[i] < right[j] }
                (i, j) = (i + 1, j + 1)
            }
        }
        if (i < left.count) != (j < right.count) { return j < right.count }
        return left.lexicographicallyPrecedes(right)
    }

    private static func run(of bytes: [UInt8], at start: Int) -> (range: Range<Int>, isNumber: Bool) {
        var end = start
        while end < bytes.count, (48...57).contains(bytes[end]) { end += 1 }
        return (start..<end, end > start)
    }

    private static func significant(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        digits.drop { $0 == 48 }
    }
}
