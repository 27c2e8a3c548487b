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
    /// Their sum.
    package private(set) var sum: Double = 0
    /// The largest value, exactly; `nil` while there is none.
    package private(set) var largest: Double?

    /// Buckets for each doubling, so that none is wider than two percent: 3 / (4 ln(1.01 / 0.99)).
    private static let bucketsPerDoubling = 37.498_750_0
    private static let smallest = 1e-9

    /// Holds nothing.
    package init() {}

    /// Counts a value; a negative one, and what is no number, is passed over.
    package mutating func insert(_ value: Double) {
        guard value >= 0, value.isFinite else { return }
        if value < Self.smallest { zeros += 1 } else { buckets[Self.bucket(of: value), default: 0] += 1 }
        count += 1
        sum += value
        largest = max(largest ?? value, value)
    }

    /// Adds what another one counted.
    package mutating func merge(_ other: Histogram) {
        buckets.merge(other.buckets, uniquingKeysWith: +)
        zeros += other.zeros
        count += other.count
        sum += other.sum
        largest = [largest, other.largest].compactMap { $0 }.max()
    }

    /// The value below which `fraction` (0…1) of all values lie, exact to one percent; `nil` while there is none.
    package func quantile(_ fraction: Double) -> Double? {
        guard count > 0, let largest else { return nil }
        let rank = Int((Double(count - 1) * min(max(fraction, 0), 1)).rounded(.down))
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
