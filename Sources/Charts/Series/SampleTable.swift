/// Several series side by side: one row for each instant at which any of them has a sample.
struct SampleTable: Sendable {
    /// The instants of the rows, in order.
    let times: [Int64]
    /// How many series there are.
    let width: Int
    private let values: [Double]

    /// Merges the samples of a span. Where a series has several at one instant, the last counts.
    init(_ series: [Series], span: TimeSpan) {
        let slices = series.map { $0.points(in: span) }
        var next = slices.map(\.startIndex)
        var (times, values): ([Int64], [Double]) = ([], [])
        times.reserveCapacity(slices.map(\.count).max() ?? 0)
        values.reserveCapacity((slices.map(\.count).max() ?? 0) * slices.count)
        while true {
            var time = Int64.max
            for index in slices.indices where next[index] < slices[index].endIndex {
                time = min(time, slices[index][next[index]].time)
            }
            guard time < .max else { break }
            times.append(time)
            for index in slices.indices {
                var value = Double.nan
                while next[index] < slices[index].endIndex, slices[index][next[index]].time == time {
                    value = slices[index][next[index]].known ?? .nan
                    next[index] += 1
                }
                values.append(value)
            }
        }
        (self.times, self.values, width) = (times, values, series.count)
    }

    /// What is known of a series at a row; nil for a gap.
    func value(at row: Int, of column: Int) -> Double? {
        let value = values[row * width + column]
        return value.isNaN ? nil : value
    }

    /// The sum of what is known at a row; nil when nothing is.
    func total(at row: Int) -> Double? {
        var total: Double?
        for column in 0..<width {
            if let value = value(at: row, of: column) { total = (total ?? 0) + value }
        }
        return total
    }

    /// The sums of the first series, the first two, and so on; what is not known adds nothing.
    func runningSums(at row: Int) -> [Double] {
        var sum = 0.0
        return (0..<width).map { column in
            sum += value(at: row, of: column) ?? 0
            return sum
        }
    }

    /// The row with the sum furthest from 0 of each pixel column, in order.
    func largestRows(_ downsampling: Downsampling) -> [Int] {
        var best: [Int?] = Array(repeating: nil, count: downsampling.columns)
        for row in times.indices {
            guard let total = total(at: row) else { continue }
            let column = downsampling.column(of: times[row])
            if let other = best[column], (self.total(at: other) ?? 0).magnitude >= total.magnitude { continue }
            best[column] = row
        }
        return best.compactMap(\.self)
    }
}
