import Celery

/// Values that come to a histogram, or leave it, before it is looked at.
struct HistogramChange {
    private var counts = Histogram()
    private var came: [Double] = []
    private var went: [Double] = []

    /// Whether nothing comes or goes.
    var isEmpty: Bool { came.isEmpty && went.isEmpty }

    /// Lets a value come (1), or go (-1).
    mutating func change(_ value: Double, by sign: Int) {
        counts.count(value, by: sign)
        if sign > 0 { came.append(value) } else { went.append(value) }
    }

    /// Adds another one.
    mutating func merge(_ other: HistogramChange) {
        counts.merge(other.counts)
        came += other.came
        went += other.went
    }

    /// Changes a histogram.
    func apply(to histogram: inout Histogram) {
        if isEmpty { return }
        guard !went.isEmpty else { return histogram.merge(counts, came: came, went: []) }
        let floor = histogram.peaks.floor
        // What comes and goes at once does neither; what is below the largest makes no difference to them.
        var net: [Double: Int] = [:]
        for value in came where value > floor { net[value, default: 0] += 1 }
        for value in went where value > floor { net[value, default: 0] -= 1 }
        histogram.merge(
            counts, came: net.flatMap { Array(repeating: $0.key, count: max(0, $0.value)) },
            went: net.flatMap { Array(repeating: $0.key, count: max(0, -$0.value)) })
    }

    /// What comes, as a histogram of its own.
    var histogram: Histogram {
        var histogram = Histogram()
        apply(to: &histogram)
        return histogram
    }
}
