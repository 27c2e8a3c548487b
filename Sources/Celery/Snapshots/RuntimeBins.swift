/// How many executions took how long, over time: bins that end at 1, 2 and 5 times a power of ten, in seconds.
struct RuntimeBins {
    let steps: ChartSteps

    private static let bounds: [(value: Double, text: String)] = [
        (0.001, "0.001"), (0.002, "0.002"), (0.005, "0.005"), (0.01, "0.01"), (0.02, "0.02"), (0.05, "0.05"),
        (0.1, "0.1"), (0.2, "0.2"), (0.5, "0.5"), (1, "1"), (2, "2"), (5, "5"), (10, "10"), (20, "20"), (50, "50"),
        (100, "100"), (200, "200"), (500, "500"), (1_000, "1000"), (2_000, "2000"), (5_000, "5000"),
        (10_000, "10000"), (20_000, "20000"), (50_000, "50000"), (100_000, "100000"),
    ]

    /// A series for each bin from the lowest that was hit to the highest, labelled `above` and `upto`.
    ///
    /// The lowest bin of all is above 0, the highest has no `upto`.
    var series: [Series] {
        let counts = steps.steps.map { step in
            step.durations.runtime.bounds.reduce(into: [Int](repeating: 0, count: Self.bounds.count + 1)) {
                $0[Self.bin(of: $1.upper)] += $1.count
            }
        }
        let hit = (0...Self.bounds.count).filter { bin in counts.contains { $0[bin] > 0 } }
        guard let first = hit.first, let last = hit.last else { return [] }
        return (first...last).map { bin in
            var labels = ["above": bin == 0 ? "0" : Self.bounds[bin - 1].text]
            if bin < Self.bounds.count { labels["upto"] = Self.bounds[bin].text }
            let points = zip(steps.steps, counts).map { step, counts in
                Series.Point(step.start, steps.isTold(step) ? Double(counts[bin]) : nil)
            }
            return Series(.runtimeCounts, labels: labels, points: points)
        }
    }

    /// A bucket's upper end is up to two percent above its values, which is as exact as they are known.
    private static func bin(of upper: Double) -> Int {
        bounds.firstIndex { upper <= $0.value * 1.02 } ?? bounds.count
    }
}
