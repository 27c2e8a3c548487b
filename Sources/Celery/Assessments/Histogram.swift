/// Counts of positive values in logarithmic buckets, exact to one percent, that merge without loss; the largest is
/// exact.
///
/// The buckets are those of DDSketch (Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with
/// relative-error guarantees", VLDB 2019), with the logarithm interpolated by a parabola within each power of two, so
/// that the same values fall into the same buckets on every machine.
package struct Histogram: Sendable {
    /// How often each bucket was hit, by index.
    package private(set) var buckets: [Int: Int] = [:]
    /// How many values were zero, or too small to tell from it.
    package private(set) var zeros = 0
    /// How many values there are.
    package private(set) var count = 0
    /// Their sum in millionths; whole, so that the order in which they came makes no difference.
    package private(set) var millionths = 0
    /// The largest values.
    package private(set) var peaks = Peaks()

    /// Buckets for each doubling, so that none is wider than two percent: 3 / (4 ln(1.01 / 0.99)).
    private static let bucketsPerDoubling = 37.498_750_0
    private static let smallest = 1e-9
    /// What is larger, thirty years in seconds, is no duration.
    private static let ceiling = 1e9

    /// Holds nothing.
    package init() {}

    /// Holds what was stored: the buckets, the values too small for one, the sum of all in millionths, and the largest,
    /// which were not always.
    package init(buckets: [Int: Int], zeros: Int, millionths: Int, peaks: Peaks? = nil) {
        self.buckets = buckets
        self.zeros = zeros
        self.millionths = millionths
        count = buckets.values.reduce(zeros, +)
        let floor = buckets.keys.max().map { Self.lowerBound(of: $0 + 1) } ?? (zeros > 0 ? 0 : Peaks.none)
        self.peaks = peaks ?? Peaks(values: [], floor: floor)
    }

    /// Their sum.
    package var sum: Double { Double(millionths) / 1_000_000 }

    /// The largest value; `nil` while there is none.
    ///
    /// It is exact to one percent alone where all of the largest were taken back, or were stored without them.
    package var largest: Double? {
        count > 0 ? peaks.largest ?? buckets.keys.max().map(Self.middle) ?? 0 : nil
    }

    /// Counts a value; a negative one, and what is no duration, is passed over.
    package mutating func insert(_ value: Double) {
        guard let value = Self.counted(value) else { return }
        count(value, by: 1)
        peaks.insert(value)
    }

    /// Counts a value that comes (1) or goes (-1), without a look at whether it is among the largest.
    package mutating func count(_ value: Double, by step: Int) {
        guard let value = Self.counted(value) else { return }
        if value == 0 {
            zeros += step
        } else {
            let bucket = Self.bucket(of: value)
            let hits = buckets[bucket, default: 0] + step
            buckets[bucket] = hits == 0 ? nil : hits
        }
        count += step
        millionths += step * Int((value * 1_000_000).rounded())
    }

    /// The value as it is counted; `nil` for what isn't.
    private static func counted(_ value: Double) -> Double? {
        guard value >= 0, value < ceiling else { return nil }
        return value < smallest ? 0 : value
    }

    /// Adds what was counted apart, and the values that came and went with it; no value is in both.
    package mutating func merge(_ counted: Histogram, came: [Double], went: [Double]) {
        merge(counted)
        if count == 0 { peaks = Peaks() }
        for value in went { Self.counted(value).map { peaks.remove($0) } }
        for value in came { Self.counted(value).map { peaks.insert($0) } }
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
        peaks.merge(other.peaks)
    }

    /// The smallest value that at least `fraction` (0…1) of all values don't exceed (the nearest rank, ⌈p·n⌉), exact to
    /// one percent; `nil` while there is none.
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

    /// The share of values up to a limit, exact to one percent of it; 0 while there is none.
    package func share(upTo limit: Double) -> Double {
        guard count > 0, limit >= 0 else { return 0 }
        let last = limit < Self.smallest ? Int.min : limit < Self.ceiling ? Self.bucket(of: limit) : Int.max
        return Double(buckets.reduce(zeros) { $1.key <= last ? $0 + $1.value : $0 }) / Double(count)
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

extension Histogram: Equatable {
    /// Whether both counted the same; which of the largest values they know depends on what was taken back meanwhile.
    package static func == (lhs: Histogram, rhs: Histogram) -> Bool {
        (lhs.buckets, lhs.zeros, lhs.millionths) == (rhs.buckets, rhs.zeros, rhs.millionths)
    }
}
