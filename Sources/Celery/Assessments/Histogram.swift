/// Counts of positive values in logarithmic buckets, exact to one percent, that merge without loss.
///
/// The buckets are those of DDSketch (Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with
/// relative-error guarantees", VLDB 2019), with the logarithm interpolated by a parabola within each power of two, so
/// that the same values fall into the same buckets on every machine.
package struct Histogram: Sendable, Equatable {
    /// How often each bucket was hit, by index.
    package private(set) var buckets: [Int: Int] = [:]
    /// How many values were zero, or too small to tell from it.
    package private(set) var zeros = 0
    /// How many values there are.
    package private(set) var count = 0
    /// Their sum in millionths; whole, so that the order in which they came makes no difference.
    package private(set) var millionths = 0

    /// Buckets for each doubling, so that none is wider than two percent: 3 / (4 ln(1.01 / 0.99)).
    private static let bucketsPerDoubling = 37.498_750_0
    private static let smallest = 1e-9
    /// What is larger, thirty years in seconds, is no duration.
    private static let ceiling = 1e9

    /// Holds nothing.
    package init() {}

    /// Holds what was stored: the buckets, the values too small for one, and the sum of all in millionths.
    package init(buckets: [Int: Int], zeros: Int, millionths: Int) {
        self.buckets = buckets
        self.zeros = zeros
        self.millionths = millionths
        count = buckets.values.reduce(zeros, +)
    }

    /// Their sum.
    package var sum: Double { Double(millionths) / 1_000_000 }

    /// The largest value, exact to one percent; `nil` while there is none.
    package var largest: Double? {
        count > 0 ? buckets.keys.max().map(Self.middle) ?? 0 : nil
    }

    /// Counts a value; a negative one, and what is no duration, is passed over.
    package mutating func insert(_ value: Double) {
        change(value, by: 1)
    }

    /// Takes back a value that was counted.
    package mutating func remove(_ value: Double) {
        change(value, by: -1)
    }

    private mutating func change(_ value: Double, by step: Int) {
        guard value >= 0, value < Self.ceiling else { return }
        if value < Self.smallest {
            zeros += step
        } else {
            let bucket = Self.bucket(of: value)
            let hits = buckets[bucket, default: 0] + step
            buckets[bucket] = hits == 0 ? nil : hits
        }
        count += step
        millionths += step * Int((value * 1_000_000).rounded())
    }

    /// Adds what another one counted.
    package mutating func merge(_ other: Histogram) {
        for (bucket, hits) in other.buckets {
            let sum = buckets[bucket, default: 0] + hits
            buckets[bucket] = sum == 0 ? nil : sum
        }
        zeros += other.zeros
        count += other.count
        millionths += other.millionths
    }

    /// The smallest value that at least `fraction` (0…1) of all values don't exceed (the nearest rank, ⌈p·n⌉), exact to one
    /// percent; `nil` while there is none.
    package func quantile(_ fraction: Double) -> Double? {
        guard count > 0, let largest else { return nil }
        let rank = max(1, Int((Double(count) * min(max(fraction, 0), 1)).rounded(.up))) - 1
        guard rank < count - 1 else { return largest }
        var passed = zeros
        if rank < passed { return 0 }
        for (index, hits) in buckets.sorted(by: { $0.key < $1.key }) {
            passed += hits
            if rank < passed { return min(Self.middle(of: index), largest) }
        }
        return largest
    }

    /// The buckets that were hit, smallest first: where each ends, and how often it was hit.
    package var bounds: [(upper: Double, count: Int)] {
        let hit = buckets.sorted { $0.key < $1.key }.map { (upper: Self.lowerBound(of: $0.key + 1), count: $0.value) }
        return zeros > 0 ? [(upper: 0, count: zeros)] + hit : hit
    }

    private static func bucket(of value: Double) -> Int {
        let fraction = value.significand - 1
        let logarithm = Double(value.exponent) + fraction * (4 - fraction) / 3
        return Int((logarithm * bucketsPerDoubling).rounded(.down))
    }

    private static func lowerBound(of bucket: Int) -> Double {
        let logarithm = Double(bucket) / bucketsPerDoubling
        let exponent = logarithm.rounded(.down)
        let fraction = 2 - (4 - 3 * (logarithm - exponent)).squareRoot()
        return Double(sign: .plus, exponent: Int(exponent), significand: 1 + fraction)
    }

    private static func middle(of bucket: Int) -> Double {
        let (lower, upper) = (lowerBound(of: bucket), lowerBound(of: bucket + 1))
        return 2 * lower * upper / (lower + upper)
    }
}
